"""What an address of the open data answers with, and cells that no spreadsheet runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

OPEN = {"access-control-allow-origin": "*"}


@dataclass(frozen=True)
class Answer:
    """An answer; readable from any site, since it is open.

    Parameters
    ----------
    content : bytes
    media_type : str
    headers : dict of str to str
    status : int
    path : Path, optional
        A file to send instead of ``content``, a piece at a time.
    """

    content: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=lambda: {**OPEN, "cache-control": "no-cache"})
    status: int = 200
    path: Path | None = None
