"""One edition, on disk: fetched politely, checked at a glance, with its provenance beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.refresh.edition import Edition


@dataclass(frozen=True)
class Fetched:
    """An edition on disk. ``fetched_on`` is the ISO day; ``is_unchanged``: the file was there and is the same."""

    edition: Edition
    path: Path
    sha256: str
    size: int
    fetched_on: str
    is_unchanged: bool
