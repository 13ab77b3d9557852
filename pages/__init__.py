"""One script for each page; ``pages.toml`` is the ordered list of them."""
