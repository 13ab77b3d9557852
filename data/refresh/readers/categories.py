"""How the sources spell a category, for the ways publishers have spelled it. The sidecars are the only list."""

import re
import tomllib
from functools import cache
from pathlib import Path

from data.refresh.readers.tables import fold

SOURCES = Path(__file__).parents[2] / "sources"
_PARTS = re.compile(r",|\band\b|/")


def category(source: str, column: str, name: object) -> str | None:
    """Return how a source writes a category; None for one it does not know.

    The parts of a combined type may come in any order and with ``and`` or ``&``; age groups are known by their first
    word, so that "Child (17 or under)" and "Child" are one.
    """
    return _spellings(source, column).get(_key(name))


def spellings(source: str, column: str) -> tuple[str, ...]:
    """Return the categories of a column, as its sidecar lists them."""
    return tuple(_spellings(source, column).values())


@cache
def _spellings(source: str, column: str) -> dict[frozenset[str], str]:
    sidecar = tomllib.loads((SOURCES / f"{source}.toml").read_text(encoding="utf-8"))
    return {_key(name): name for name in sidecar["columns"][column]["codes"]}


def _key(name: object) -> frozenset[str]:
    text = fold(name)
    if text.endswith("unknown"):
        return frozenset({"unknown"})
    if text.startswith(("adult", "child")):
        return frozenset({text[:5]})
    return frozenset(part.strip().removesuffix(" exploitation") for part in _PARTS.split(text) if part.strip())
