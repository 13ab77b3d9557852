"""Numbers, periods, dates and marks as the page's language writes them. Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from components.text import Text
from data import statuses

MARKS = {status: f"[{letter}]" for status, letter in statuses.MARKS.items() if letter}
UNRELIABLE = f"[{statuses.UNRELIABLE_MARK}]"
LOCALES = {"en": "en_GB", "cy": "cy_GB"}


@lru_cache(maxsize=4096)
def number(value: float, language: str, *, decimals: int = 0) -> str:
    """Return ``value`` with the language's separators and exactly ``decimals`` decimals."""
    return format_decimal(value, format="#,##0" + ("." + "0" * decimals if decimals else ""), locale=LOCALES[language])


@lru_cache(maxsize=1024)
def day(iso: str, language: str) -> str:
    """Return the day ``iso`` (YYYY-MM-DD) in full."""
    return format_date(date.fromisoformat(iso), "d MMMM y", locale=LOCALES[language])


def period(code: str, text: Text) -> str:
    """Return the period ``code`` in words: ``2023-Q2`` a quarter, ``2022-23`` a financial year, ``2023`` a year."""
    if "-Q" in code:
        year, quarter = code.split("-Q")
        return text(f"format.quarter.{quarter}", year=year)
    return code.replace("-", "/")


def short_period(code: str) -> str:
    """Return a period as short as the end of an axis needs: the year, also for a quarter."""
    return code.split("-Q")[0].replace("-", "/")


def mark(status: str) -> str:
    """Return the mark of a status; empty for a final figure."""
    return MARKS.get(status, "")
