"""What can be taken away of a visual: its page, its files, and the frame for somebody else's page."""
