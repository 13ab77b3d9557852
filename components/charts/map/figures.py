"""The figures of all areas in one view: how each area looks and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from components.charts.map.change import area_changes, change_in_words, changes
from components.charts.views import map_periods
from components.drawing.map.classes import Classes, change_classes, rate_classes
from components.wording.describe import mark_in_words
from components.wording.format import mark, number, rate_marks
from components.wording.format import period as period_in_words
from components.wording.text import Text
from data.load import Dataset
from data.periods import year_before
from data.register import register
from data.statuses import WITHOUT_VALUE
from data.views import Record, View, by_area, latest_period, records
from geo.areas import areas, forces

FEW_ENOUGH_TO_NAME = 8


class Label(NamedTuple):
    """What an area is called, the language of that name, and its figure in words."""

    name: str
    language: str
    figure: str


@dataclass(frozen=True, eq=False)
class AreaFigures:
    """One view of all areas.

    Parameters
    ----------
    indicator, period, measure : str
    rows : DataFrame of shape (43, m)
        From ``data.views.by_area``, or for the measure ``change`` from ``components.charts.map.change.changes``.
    classes : RateClasses or ChangeClasses
    labels : dict of str to Label
        By the code of the area, in the order of the names.
    """

    indicator: str
    period: str
    measure: str
    rows: pd.DataFrame
    classes: Classes
    labels: dict[str, Label]

    def title(self, text: Text) -> str:
        """Return what is shown and when."""
        name, when = text(f"indicator.{self.indicator}.name"), period_in_words(self.period, text)
        if self.measure == "rate":
            return f"{name}, {when}"
        return text("map.change.title", title=name, before=period_in_words(year_before(self.period), text), period=when)


@lru_cache(maxsize=64)
def area_figures(dataset: Dataset, indicator: str, period: str, text: Text, *, measure: str = "rate") -> AreaFigures:
    """Return the figures of all areas; the result is shared, so nothing in it may be changed."""
    classes: Classes
    if measure == "change":
        rows = changes(dataset, indicator, period)
        classes = change_classes(rows)
        each = area_changes(dataset, indicator, period)
        said = {row.area_code: change_in_words(row, period, text) for row in each}
    else:
        rows = by_area(dataset, View("", indicator, period))
        classes = rate_classes(rows, register()[indicator].map_breaks)
        said = {row.area_code: figure_in_words(row, text) for row in records(rows)}
    without = mark_in_words("not_available", text)
    labels = {
        area.code: Label(area.name(text.language), area.name_language(text.language), said.get(area.code, without))
        for area in forces()
    }
    in_order = dict(sorted(labels.items(), key=lambda entry: entry[1].name))
    return AreaFigures(indicator, period, measure, rows, classes, in_order)


def figure_in_words(row: Record, text: Text) -> str:
    """Return the rate and the count of an area, each with its mark, or the mark and its meaning."""
    count = mark(row.status) if row.value is None else number(row.value, text.language)
    if row.rate is None:
        why = mark_in_words(row.rate_status, text)
        return why if row.value is None else f"{why}. {text('map.label.count', count=count)}"
    marks = rate_marks(row.rate_status, is_unreliable=row.is_unreliable)
    rate = f"{number(row.rate, text.language, decimals=1)} {marks}".strip()
    return f"{text('map.label.rate', rate=rate)}. {text('map.label.count', count=count)}"


@lru_cache(maxsize=64)
def kinds_of_years(dataset: Dataset, indicator: str, period: str) -> tuple[str, ...]:
    """Return the newest period of each series of years there are maps of, ``period``'s own among them, the usual first.

    A series is as ``data.periods.Period.series`` has it.
    """
    kinds = [kind for kind in register()[indicator].periods if register()[indicator].gives_rate(kind)]
    newest = [latest_period(dataset, indicator, kind) for kind in reversed(kinds)]
    own = map_periods(dataset, indicator, period)[-1]
    return tuple(dict.fromkeys([*newest, own]))


def gaps_in_words(rows: pd.DataFrame, text: Text, *, column: str = "rate_status") -> str:
    """Return which areas have no figure and why, by name where they are few, else how many; empty where all have one.

    Parameters
    ----------
    rows : DataFrame of shape (n, m)
        Of areas; ``column`` says of each why it has no figure, in a word of ``data.statuses.WITHOUT_VALUE``.
    text : Text
    column : str
    """
    said = []
    for status, found in rows[rows[column].isin(WITHOUT_VALUE)].groupby(column, sort=False):
        named = sorted(areas()[code].name(text.language) for code in found["area_code"])
        where = ", ".join(named) if len(named) <= FEW_ENOUGH_TO_NAME else number(len(named), text.language)
        said.append(f"{mark_in_words(str(status), text)}: {where}.")
    return " ".join(said)
