"""The figures of all areas in one view: how each area looks and what it says. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from components.format import UNRELIABLE, mark, number
from components.format import period as period_in_words
from components.maps import Faces, Label, faces_of
from components.text import Text
from data.load import Dataset
from data.periods import period as read_period
from data.register import register
from data.views import View, by_area, latest_period, periods
from geo.areas import areas, forces

FEW_ENOUGH_TO_NAME = 8
# The indicators there are maps of: those the register has classes for.
INDICATORS = tuple(name for name, indicator in register().items() if indicator.map_breaks)


@dataclass(frozen=True, eq=False)
class AreaFigures:
    """One view of all areas.

    Parameters
    ----------
    indicator, period : str
    rows : DataFrame of shape (43, m)
        From ``data.views.by_area``.
    faces : Faces
    labels : dict of str to Label
        By the code of the area, in the order of the names.
    """

    indicator: str
    period: str
    rows: pd.DataFrame
    faces: Faces
    labels: dict[str, Label]

    def title(self, text: Text) -> str:
        """Return what is shown and when."""
        return f"{text(f'indicator.{self.indicator}.name')}, {period_in_words(self.period, text)}"


@lru_cache(maxsize=64)
def area_figures(dataset: Dataset, indicator: str, period: str, text: Text) -> AreaFigures:
    """Return the figures of all areas; the result is shared, so nothing in it may be changed."""
    rows = by_area(dataset, View("", indicator, period))
    said = {row.area_code: figure_in_words(row, text) for row in rows.itertuples()}
    without = mark_in_words("not_available", text)
    labels = {
        area.code: Label(area.name(text.language), area.name_language(text.language), said.get(area.code, without))
        for area in forces()
    }
    in_order = dict(sorted(labels.items(), key=lambda entry: entry[1].name))
    return AreaFigures(indicator, period, rows, faces_of(rows, register()[indicator].map_breaks), in_order)


def figure_in_words(row: object, text: Text) -> str:
    """Return the rate and the count of an area, each with its mark, or the mark and its meaning."""
    count = mark(row.status) if pd.isna(row.value) else number(int(row.value), text.language)
    if pd.isna(row.rate):
        why = mark_in_words(row.rate_status, text)
        return why if pd.isna(row.value) else f"{why}. {text('map.label.count', count=count)}"
    rate = number(float(row.rate), text.language, decimals=1) + (f" {UNRELIABLE}" if row.is_unreliable else "")
    return f"{text('map.label.rate', rate=rate)}. {text('map.label.count', count=count)}"


def mapped(dataset: Dataset, view: View, *, home: str) -> View:
    """Return the view there is a map of that is nearest to ``view``: an indicator with classes, in a year."""
    indicator = view.indicator if view.indicator in INDICATORS else INDICATORS[0]
    area = view.area if areas()[view.area].kind != "united_kingdom" else home
    kind = register()[indicator].headline_kind
    if indicator == view.indicator and read_period(view.period).kind == kind:
        return View(area, indicator, view.period)
    return View(area, indicator, latest_period(dataset, indicator, kind))


def mapped_periods(dataset: Dataset, view: View) -> tuple[str, ...]:
    """Return the periods there are maps of, the newest first; those without any figure are among them."""
    return periods(dataset, view.indicator, register()[view.indicator].headline_kind, view.area)[::-1]


def gaps_in_words(rows: pd.DataFrame, text: Text) -> str:
    """Return which areas have no rate and why, by name where they are few, else how many; empty where all have one."""
    said = []
    for status, found in rows[rows["rate"].isna()].groupby("rate_status", sort=False):
        named = sorted(areas()[code].name(text.language) for code in found["area_code"])
        where = ", ".join(named) if len(named) <= FEW_ENOUGH_TO_NAME else number(len(named), text.language)
        said.append(f"{mark_in_words(status, text)}: {where}.")
    return " ".join(said)


def mark_in_words(status: str, text: Text) -> str:
    """Return the mark of a status and what it means."""
    return text("map.legend.entry", mark=mark(status), meaning=text(f"map.legend.{status}"))
