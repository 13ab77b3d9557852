"""Answers under ``/open-data``: published files, single views, the releases, and an index."""
