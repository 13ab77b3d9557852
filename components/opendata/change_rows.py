"""What two releases say differently as rows of a file: codes, words, and both editions and releases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pandas as pd
from pandas.api.typing import NAType

from components.charts.categories import named
from components.opendata.sheets import Cell
from components.wording.format import mark, period
from components.wording.sources import edition_words
from components.wording.text import Text
from data.editions import Edition, described, published, until
from data.history import Release, kept_release
from data.register import register
from data.revisions import ABSENT, each_difference, is_withheld
from geo.areas import areas

CODED = ("indicator", "area", "period", "breakdown", "category")
COLUMNS = (
    *("indicator", "area", "period", "breakdown", "category"),
    *("was", "was_mark", "now", "now_mark", "difference", "reason"),
    *("unit", "was_words", "now_words", "source", "was_edition", "now_edition", "was_release", "now_release"),
)


def headings(text: Text) -> tuple[str, ...]:
    """Return the headings of the columns: those of the codes, then those of ``COLUMNS``."""
    codes = (f"{text('show.code')}: {text(f'downloads.column.{name}')}" for name in CODED)
    return (*codes, *(text(f"downloads.column.{name}") for name in COLUMNS))


def change_rows(rows: pd.DataFrame, pair: tuple[str, str], text: Text) -> Iterator[tuple[Cell, ...]]:
    """Return the differences between a pair of releases; the first row is the headings."""
    releases = tuple(map(kept_release, pair))
    yield headings(text)
    for row in each_difference(rows):
        yield (
            *(row.indicator, row.area_code, row.period, row.breakdown, row.category),
            text(f"indicator.{row.indicator}.name") if row.indicator in register() else row.indicator,
            areas()[row.area_code].name(text.language) if row.area_code in areas() else row.area_code,
            period(row.period, text),
            *named(row.breakdown, row.category, text),
            *plain(row.was, row.was_status, text),
            *plain(row.now, row.now_status, text),
            None if pd.isna(row.difference) else int(row.difference),
            text(f"downloads.reason.{row.reason}"),
            *_unit(row.indicator, text),
            *(_in_words(status, text) for status in (row.was_status, row.now_status)),
            *_sources(row.indicator, releases, text),
            *pair,
        )


def _unit(indicator: str, text: Text) -> tuple[str]:
    return (text(f"file.unit.{register()[indicator].unit}") if indicator in register() else "",)


def _in_words(status: str, text: Text) -> str:
    return text(f"status.{status}") if mark(status) else ""


@lru_cache(maxsize=64)
def _sources(indicator: str, releases: tuple[Release, ...], text: Text) -> tuple[str, ...]:
    """Return who published the figures of an indicator, and which edition of them each release has."""
    if indicator not in register():
        return ("", *("" for _ in releases))
    entry = register()[indicator]
    said = (described(release, entry.source) for release in releases)
    editions = (Edition(published(each), until(each), None, ()) for each in said)
    named = (text(f"indicator.{indicator}.{part}") for part in ("publisher", "publication"))
    return (", ".join(named), *(edition_words(each, text, is_own=entry.is_local) for each in editions))


def plain(value: int | NAType, status: str, text: Text) -> tuple[int | None, str]:
    """Return a figure and what is to be said of it, for a file: a mark, or words where no mark says it."""
    if is_withheld(value, status):
        return None, text("downloads.withheld")
    said = text("downloads.absent") if status == ABSENT else mark(status)
    return None if pd.isna(value) else int(value), said
