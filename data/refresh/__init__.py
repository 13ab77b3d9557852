"""Newer editions of the official figures: found, fetched, read, checked and staged. The app never imports it."""

from data.build.problems import BuildError


class RefreshError(BuildError):
    """A newer edition cannot be found or fetched; the message is complete and for people. Nothing was changed."""
