"""Numbers, periods, dates and marks as the page's language writes them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from components.wording.text import Text
from data import statuses
from data.languages import languages
from data.periods import period as read_period

MARKS = {status: f"[{letter}]" for status, letter in statuses.MARKS.items() if letter}
UNRELIABLE = f"[{statuses.UNRELIABLE_MARK}]"
# A percentage above this is a multiple that no series here supports; it is said as more than this.
MOST_PERCENT = 999
LOCALES = {code: language.babel for code, language in languages().items()}


@lru_cache(maxsize=4096)
def number(value: float, language: str, *, decimals: int = 0) -> str:
    """Return ``value`` with the language's separators and exactly ``decimals`` decimals."""
    return format_decimal(value, format="#,##0" + ("." + "0" * decimals if decimals else ""), locale=LOCALES[language])


@lru_cache(maxsize=1024)
def day(iso: str, language: str) -> str:
    """Return the day ``iso`` (YYYY-MM-DD) in full."""
    return format_date(date.fromisoformat(iso), "d MMMM y", locale=LOCALES[language])


def period(code: str, text: Text) -> str:
    """Return the period ``code`` as it is called: ``2023-Q2`` a quarter, ``2022-23`` a financial year, ``2023`` a year.

    A year ending with a quarter is called ``year to December 2025``; :func:`period_said` gives it its article.
    """
    found = read_period(code)
    if found.kind == "quarter":
        return text(f"format.quarter.{code[-1]}", year=code[:4])
    if found.kind == "year_ending":
        return text("format.year_ending", month=_month(found.end, "MMMM y", text.language))
    return code.replace("-", "/")


def period_said(code: str, text: Text) -> str:
    """Return the period ``code`` as it stands in a sentence after a preposition: ``the year to December 2025``."""
    found = read_period(code)
    if found.kind == "year_ending":
        return text("format.year_ending.said", month=_month(found.end, "MMMM y", text.language))
    return period(code, text)


def period_end(code: str, text: Text) -> str:
    """Return the end of a run of periods as it stands after "to": ``December 2025``, or the year by its own name."""
    found = read_period(code)
    if found.kind == "year_ending":
        return text("format.year_ending.end", month=_month(found.end, "MMMM y", text.language))
    return period(code, text)


def percent(ratio: float, language: str) -> str:
    """Return a ratio as a change in per cent, with its sign."""
    change = 100 * (ratio - 1)
    if change > MOST_PERCENT:
        return f">{MOST_PERCENT}%"
    return f"{'+' if change >= 0 else '−'}{number(abs(change), language)}%"


def short_period(code: str, language: str) -> str:
    """Return a period as short as the end of an axis needs: the year, also for a quarter; the month a year ends in."""
    found = read_period(code)
    if found.kind == "year_ending":
        return _month(found.end, "MMM y", language)
    return code[:4] if found.kind == "quarter" else code.replace("-", "/")


def years_of(code: str, text: Text) -> str:
    """Return what the years of the same series as ``code`` are called: ``Years to December``, ``Financial years``."""
    found = read_period(code)
    words = {}
    if found.kind == "year_ending":
        words["month"] = text("format.year_ending.end", month=_month(found.end, "MMMM", text.language))
    return text(f"format.years.{found.kind}", **words)


def axis_period(code: str, text: Text) -> str:
    """Return a period as each of many stands along an axis: a year as short as it can be, a quarter by its name."""
    return period(code, text) if read_period(code).kind == "quarter" else short_period(code, text.language)


def capital(words: str) -> str:
    """Return words that begin a line with a capital letter."""
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1024)
def _month(end: date, form: str, language: str) -> str:
    return format_date(end, form, locale=LOCALES[language])


def rate_marks(rate_status: str, *, is_unreliable: bool) -> str:
    """Return all marks of a rate: of its status, and of few events; empty where it needs none."""
    return " ".join(filter(None, (mark(rate_status), UNRELIABLE if is_unreliable else "")))


def mark(status: str) -> str:
    """Return the mark of a status; empty for a final figure."""
    return MARKS.get(status, "")


def rate(value: float, text: Text) -> str:
    """Return a rate as it is read."""
    return number(value, text.language, decimals=1)


LANGUAGE_TAGS = {code: language.tag for code, language in languages().items()}
REGIONS = {code: language.region for code, language in languages().items()}

MEANINGS = {mark: status for status, mark in MARKS.items()} | {UNRELIABLE: "unreliable"}
