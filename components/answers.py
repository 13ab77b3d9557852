"""What an address of the open data answers with, and cells that no spreadsheet runs. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

OPEN = {"access-control-allow-origin": "*"}
# What a server calls itself comes from the visitor where site.toml does not say it.
BASE = re.compile(r"https?://([A-Za-z0-9._\-]{1,200}|\[[0-9A-Fa-f:.]{2,60}\])(:[0-9]{1,5})?")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Found:
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


def neutral(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
