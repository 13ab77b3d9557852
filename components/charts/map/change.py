"""How each area's figure compares with the year before: both counts, their ratio with its interval, verdict.

Of counts and not of rates: the residents of two years may come from two releases of estimates, or from one and the same
year, and growth between them would be none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from components.charts.rows import FileRows
from components.charts.tables import heads
from components.drawing.chart import Table
from components.wording.describe import mark_in_words
from components.wording.format import mark, number
from components.wording.format import period as period_in_words
from components.wording.text import Text
from data.load import Dataset
from data.periods import year_before
from data.register import register
from data.statistics.rates import ALPHA, Change, change
from data.views import View, by_area, observation, periods
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


@lru_cache(maxsize=64)
def changes(dataset: Dataset, indicator: str, period: str) -> pd.DataFrame:
    """Return the changes of all police force areas from the year before.

    Returns
    -------
    DataFrame of shape (43, 9)
        ``area_code``; ``before`` and ``value``, the two counts; their ``ratio`` with ``lower`` and ``upper``;
        ``verdict``, empty where there is none; ``change_status``, why there is no verdict; ``marks`` of the row. NA
        where there is no number, also for a ratio to a year without any event. Not to be written to.
    """
    later, earlier = (
        {row.area_code: row for row in by_area(dataset, View("", indicator, code)).itertuples()}
        for code in (period, year_before(period))
    )
    rows = [_row(force.code, earlier, later) for force in forces()]
    return pd.DataFrame(rows).astype(TYPES)


def compared_periods(dataset: Dataset, indicator: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return those years in which any area has a change from the year before; referrals have only one year so far."""
    return tuple(code for code in codes if (changes(dataset, indicator, code)["verdict"] != "").any())


def expected_by_chance(rows: pd.DataFrame) -> tuple[int, int]:
    """Return how many areas were tested, and how many of them would stand out by chance alone."""
    tested = int(rows["verdict"].isin(("rose", "fell", "no clear change")).sum())
    return tested, math.floor(tested * ALPHA + 0.5)


def change_in_words(row: object, period: str, text: Text) -> str:
    """Return the verdict on a row of :func:`changes` with both counts, or why there is none with those there are."""
    said = text(f"verdict.{row.verdict}") if row.verdict else mark_in_words(row.change_status, text)
    counts = [
        text("map.change.count", period=period_in_words(code, text), count=number(int(count), text.language))
        for code, count in ((year_before(period), row.before), (period, row.value))
        if not pd.isna(count)
    ]
    return f"{said}. {', '.join(counts)}" if counts else said


def change_table(rows: pd.DataFrame, period: str, text: Text, /, **said: Any) -> Table:
    """Return the changes as the table that travels with the maps; the ratio in per cent of the year before.

    ``said`` are the other parts of a ``Table``.
    """
    columns = {
        "code": rows["area_code"].array,
        "area": pd.array([areas()[code].name(text.language) for code in rows["area_code"]], dtype="string"),
    }
    columns |= {"before_number": rows["before"].array, "number": rows["value"].array}
    columns |= {id: (rows[name] * 100).array for id, name in RATIOS.items()}
    verdicts = [text(f"verdict.{verdict}") if verdict else "" for verdict in rows["verdict"]]
    columns["change"] = pd.array(verdicts, dtype="string")
    columns["mark"] = pd.array(rows["marks"], dtype="string")
    order, named = columns["area"].argsort(), heads([*columns][1:], text)
    for name, code in (("before_number", year_before(period)), ("number", period)):
        named[name] = f"{text('show.count')}, {period_in_words(code, text)}"
    named |= {"ratio_lower": text("show.lower"), "ratio_upper": text("show.upper")}
    said["rows"] = _in_file(rows.iloc[order], period, text, said["rows"])
    return Table(data=pd.DataFrame(columns).iloc[order].reset_index(drop=True), heads=named, **said)


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


def _row(code: str, earlier: dict, later: dict) -> dict:
    old, new = earlier.get(code), later.get(code)
    counts = {"before": pd.NA if old is None else old.value, "value": pd.NA if new is None else new.value}
    statuses = ["not_available" if row is None else row.status for row in (old, new)]
    none = {"ratio": pd.NA, "lower": pd.NA, "upper": pd.NA, "verdict": "", "change_status": _why(statuses)}
    found = {"area_code": code, **counts, **none, "marks": _marks(statuses)}
    if any(row is None or pd.isna(row.value) for row in (old, new)):
        return found
    test = change(int(old.value), int(new.value))
    numbers = {name: getattr(test, name) for name in ("ratio", "lower", "upper")}
    known = {name: value if math.isfinite(value) else pd.NA for name, value in numbers.items()}
    # No ratio to a year without any event can be had.
    gaps = [] if all(map(math.isfinite, numbers.values())) else ["not_available"]
    return {**found, **known, "verdict": test.verdict, "marks": _marks([*statuses, *gaps])}


def _why(statuses: Sequence[str]) -> str:
    """Return why there is no comparison: first what protects people, then what misleads, then what is not there."""
    return next((status for status in ("hidden", "not_applicable", "not_available") if status in statuses), "final")


def _marks(statuses: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, map(mark, statuses))))
