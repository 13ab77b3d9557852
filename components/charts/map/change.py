"""How each area's figure compares with the year before: both counts, their ratio with its interval, verdict.

Of counts and not of rates: the residents of two years may come from two releases of estimates, or from one and the same
year, and growth between them would be none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, Unpack

import pandas as pd

from components.charts.rows import FileRows
from components.charts.tables import Origin, heads
from components.drawing.chart import Table
from components.wording.describe import mark_in_words
from components.wording.format import mark, number
from components.wording.format import period as period_in_words
from components.wording.text import Text
from data.load import Dataset
from data.periods import year_before
from data.register import register
from data.statistics.rates import ALPHA, Change, change
from data.views import Record, View, by_area, observation, periods, records
from geo.areas import areas, forces

# Columns of a file, and of the rows of :func:`changes` that they are in per cent.
RATIOS = {"ratio": "ratio", "ratio_lower": "lower", "ratio_upper": "upper"}
TYPES = {"before": "Int64", "value": "Int64", "ratio": "Float64", "lower": "Float64", "upper": "Float64"}


@dataclass(frozen=True)
class YearChange:
    """The count of a year before and how the newest compares with it; ``change`` is None where ``status`` says why."""

    period: str
    count: int | None
    change: Change | None
    status: str


@lru_cache(maxsize=2048)
def year_change(dataset: Dataset, view: View) -> YearChange:
    """Return how the count of a view compares with that of the year before."""
    before = replace_period(view, year_before(view.period))
    if before.period not in periods(dataset, view):
        return YearChange(before.period, None, None, "not_available")
    earlier, later = observation(dataset, before), observation(dataset, view)
    if earlier.value is None or later.value is None:
        return YearChange(before.period, earlier.value, None, _why((earlier.status, later.status)))
    return YearChange(before.period, earlier.value, change(earlier.value, later.value), "final")


class AreaChange(NamedTuple):
    """How a police force area compares with the year before.

    ``before`` and ``value`` are the two counts, ``ratio`` is with its interval: None where there is none, also for a
    ratio to a year without any event. ``verdict`` is empty where there is none and ``change_status`` says why.
    """

    area_code: str
    before: int | None
    value: int | None
    ratio: float | None
    lower: float | None
    upper: float | None
    verdict: str
    change_status: str
    marks: str


@lru_cache(maxsize=64)
def area_changes(dataset: Dataset, indicator: str, period: str) -> tuple[AreaChange, ...]:
    """Return the changes of all police force areas from the year before, in the order of ``areas.csv``."""
    later, earlier = (
        {row.area_code: row for row in records(by_area(dataset, View("", indicator, code)))}
        for code in (period, year_before(period))
    )
    return tuple(_area_change(force.code, earlier.get(force.code), later.get(force.code)) for force in forces())


@lru_cache(maxsize=64)
def changes(dataset: Dataset, indicator: str, period: str) -> pd.DataFrame:
    """Return the same as a table.

    Returns
    -------
    DataFrame of shape (43, 9)
        The fields of :class:`AreaChange` as columns, NA where there is no number. Not to be written to.
    """
    return pd.DataFrame(area_changes(dataset, indicator, period), columns=[*AreaChange._fields]).astype(TYPES)


def compared_periods(dataset: Dataset, indicator: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return those years in which any area has a change from the year before; referrals have only one year so far."""
    return tuple(code for code in codes if (changes(dataset, indicator, code)["verdict"] != "").any())


def expected_by_chance(rows: pd.DataFrame) -> tuple[int, int]:
    """Return how many areas were tested, and how many of them would stand out by chance alone."""
    tested = int(rows["verdict"].isin(("rose", "fell", "no clear change")).sum())
    return tested, math.floor(tested * ALPHA + 0.5)


def change_in_words(row: AreaChange, period: str, text: Text) -> str:
    """Return the verdict on the change of an area with both counts, or why there is none with those there are."""
    said = text(f"verdict.{row.verdict}") if row.verdict else mark_in_words(row.change_status, text)
    counts = [
        text("map.change.count", period=period_in_words(code, text), count=number(count, text.language))
        for code, count in ((year_before(period), row.before), (period, row.value))
        if count is not None
    ]
    return f"{said}. {', '.join(counts)}" if counts else said


def change_table(
    frame: pd.DataFrame, period: str, text: Text, *, caption: str, download: str, **said: Unpack[Origin]
) -> Table:
    """Return the changes as the table that travels with the maps; the ratio in per cent of the year before.

    ``said`` is from :func:`tables.origin`.
    """
    columns = {
        "code": frame["area_code"].array,
        "area": pd.array([areas()[code].name(text.language) for code in frame["area_code"]], dtype="string"),
    }
    columns |= {"before_number": frame["before"].array, "number": frame["value"].array}
    columns |= {id: (frame[name] * 100).array for id, name in RATIOS.items()}
    verdicts = [text(f"verdict.{verdict}") if verdict else "" for verdict in frame["verdict"]]
    columns["change"] = pd.array(verdicts, dtype="string")
    columns["mark"] = pd.array([*frame["marks"]], dtype="string")
    order, named = columns["area"].argsort(), heads([*columns][1:], text)
    for name, code in (("before_number", year_before(period)), ("number", period)):
        named[name] = f"{text('show.count')}, {period_in_words(code, text)}"
    named |= {"ratio_lower": text("show.lower"), "ratio_upper": text("show.upper")}
    said["rows"] = _in_file(frame.iloc[order], period, text, said["rows"])
    data = pd.DataFrame(columns).iloc[order].reset_index(drop=True)
    return Table(data=data, heads=named, caption=caption, download=download, **said)


def _in_file(rows: pd.DataFrame, period: str, text: Text, of_view: FileRows) -> FileRows:
    """Return the same rows as a file has them: the count of the period, beside it that of the year before."""
    before, none = year_before(period), pd.array([None] * len(rows), dtype="Float64")
    frame = pd.DataFrame(
        {
            "area_code": rows["area_code"].array,
            "period": period,
            "breakdown": register()[of_view.indicator].headline_breakdown,
            "category": "all",
            "value": rows["value"].array,
            **dict.fromkeys(("rate", "lower", "upper"), none),
        }
    )
    extra = {
        "before_code": before,
        "before": period_in_words(before, text),
        "before_number": [*rows["before"]],
        **{column: [*(rows[name] * 100)] for column, name in RATIOS.items()},
        "change": [text(f"verdict.{verdict}") if verdict else "" for verdict in rows["verdict"]],
    }
    return replace(of_view, frame=frame, marks=[*rows["marks"]], extra=extra)


def replace_period(view: View, code: str) -> View:
    """Return the same view in another period."""
    return View(view.area, view.indicator, code)


def _area_change(code: str, old: Record | None, new: Record | None) -> AreaChange:
    before, value = (None if row is None else row.value for row in (old, new))
    statuses = ["not_available" if row is None else row.status for row in (old, new)]
    if before is None or value is None:
        return AreaChange(code, before, value, None, None, None, "", _why(statuses), _marks(statuses))
    test = change(before, value)
    ratio, lower, upper = (each if math.isfinite(each) else None for each in (test.ratio, test.lower, test.upper))
    # No ratio to a year without any event can be had.
    gaps = ["not_available"] if None in (ratio, lower, upper) else []
    marks = _marks([*statuses, *gaps])
    return AreaChange(code, before, value, ratio, lower, upper, test.verdict, _why(statuses), marks)


def _why(statuses: Sequence[str]) -> str:
    """Return why there is no comparison: first what protects people, then what misleads, then what is not there."""
    return next((status for status in ("hidden", "not_applicable", "not_available") if status in statuses), "final")


def _marks(statuses: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, map(mark, statuses))))
