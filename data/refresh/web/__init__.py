"""Polite HTTP: hosts on the list only, limits of size and time, and nothing fetched again that has not changed."""
