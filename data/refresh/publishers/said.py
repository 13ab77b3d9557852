"""What an interface's answer says, or a plain word about what is missing in it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from data.refresh import RefreshError
from data.refresh.web.addresses import shown

Kind = TypeVar("Kind")

_BRITAIN = ZoneInfo("Europe/London")
_QUARTER_ENDS = {"january": "march", "april": "june", "july": "september", "october": "december"}
_DAY_IN_NAME = re.compile(r"^prc-.*-(\d{6})(?!\d)", re.IGNORECASE)
_SAID_BEFORE = re.compile(r"\b(?:quarter|q)\s*([1-4])\b\W*(?:of\s+)?(20\d\d)\b", re.IGNORECASE)
_SAID_AFTER = re.compile(r"\b(20\d\d)\W*(?:quarter|q)\s*([1-4])\b", re.IGNORECASE)
_IN_MONTHS = re.compile(rf"\b({'|'.join(_QUARTER_ENDS)})\W+(?:to\W+)?([a-z]+)\W+(20\d\d)\b", re.IGNORECASE)


def field(said: object, path: str, kind: type[Kind], url: str) -> Kind:
    """Return what an answer has at a path such as ``details.attachments``.

    Raises
    ------
    RefreshError
        If it has nothing there, or something of another kind.
    """
    found = said
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    if not isinstance(found, kind):
        what = "nothing" if found is None else f"a {type(found).__name__}"
        raise RefreshError(
            f"{shown(url)}: found {what} at “{path}”; expected a {_KINDS[kind]}. The publisher's interface may have "
            "changed: look at the address in a browser; until it is mended, put new figures in by hand."
        )
    return found


_KINDS = {str: "text", list: "list", dict: "group of fields", int: "number"}


def day(said: str, url: str) -> str:
    """Return the ISO day in Britain of a moment as interfaces give it.

    Raises
    ------
    RefreshError
        If it is no moment.
    """
    try:
        moment = datetime.fromisoformat(said)
        return (moment.astimezone(_BRITAIN) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        raise RefreshError(f"{shown(url)}: found {shown(said)!r} as the day of publication; expected a date.") from None


def day_of_milliseconds(said: int, url: str) -> str:
    """Return the ISO day in Britain of a number of milliseconds since 1970."""
    try:
        return datetime.fromtimestamp(said / 1000, _BRITAIN).date().isoformat()
    except (OverflowError, OSError, ValueError):
        raise RefreshError(f"{shown(url)}: found {said} as the moment of the last change; expected a date.") from None


def day_in_name(name: str) -> str:
    """Return the ISO day that the Home Office writes into the name of a file of recorded crime, empty if there is none.

    ``prc-pfa-mar2013-onwards-tables-230426.ods`` came out on 23 April 2026.
    """
    found = _DAY_IN_NAME.search(name)
    try:
        return datetime.strptime(found[1], "%d%m%y").date().isoformat() if found else ""
    except ValueError:
        return ""


def quarters(title: str) -> set[str]:
    """Return the codes of the quarters that a title names, such as ``2023-Q4``."""
    words = title.replace("-", " ").replace("_", " ")
    named = {f"{year}-Q{number}" for number, year in _SAID_BEFORE.findall(words)}
    named |= {f"{year}-Q{number}" for year, number in _SAID_AFTER.findall(words)}
    for first, last, year in _IN_MONTHS.findall(words):
        if _QUARTER_ENDS[first.lower()] == last.lower():
            named.add(f"{year}-Q{list(_QUARTER_ENDS).index(first.lower()) + 1}")
    return named


def month(name: str) -> int:
    """Return the number of a month by its English name or its first three letters; 0 if it is none."""
    wanted = name.lower()[:3]
    names = [each.lower()[:3] for each in ENGLISH_MONTHS]
    return names.index(wanted) + 1 if wanted in names else 0


ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def listed(names: list[str]) -> str:
    """Return names for a message: the first few, and how many more."""
    few = ", ".join(f"“{shown(name)}”" for name in names[:8])
    return (f"{few} and {len(names) - 8} more" if len(names) > 8 else few) or "none"
