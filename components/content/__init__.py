"""What stands on each page; a module is named by the id of its page."""
