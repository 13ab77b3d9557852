"""Each recipe of docs/contributing.md, followed in a copy of the project."""
