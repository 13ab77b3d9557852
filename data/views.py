"""The figures one view needs, with their rates: small tidy frames, ready to be drawn or put into words.

Everything is derived from the published, protected figures. Results are kept for each dataset, so that a
page run costs next to nothing; the frames handed out are copies (made only if somebody writes to one).
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from data.figures import figures_of
from data.load import Dataset
from data.periods import period as read_period
from data.register import register
from data.statuses import MARKS, UNRELIABLE_MARK
from geo.areas import forces

COLUMNS = [
    "area_code", "period", "period_start", "period_end", "breakdown", "category", "value", "status",
    "rate", "lower", "upper", "rate_status", "is_unreliable",
]  # fmt: skip


class ViewError(LookupError):
    """There is no figure for a view; :func:`data.nearest.nearest` makes views that have one."""


@dataclass(frozen=True)
class View:
    """What is looked at: the codes of an area, an indicator and a period, as in the address."""

    area: str
    indicator: str
    period: str


@dataclass(frozen=True)
class Observation:
    """One figure with its rate; ``value``, ``rate``, ``lower`` and ``upper`` are None where there is none."""

    view: View
    period_start: date
    period_end: date
    breakdown: str
    category: str
    value: int | None
    status: str
    rate: float | None
    lower: float | None
    upper: float | None
    rate_status: str
    is_unreliable: bool

    @property
    def interval(self) -> tuple[float, float, float] | None:
        """The rate with both ends of its interval; None where there is no rate."""
        if self.rate is None or self.lower is None or self.upper is None:
            return None
        return self.rate, self.lower, self.upper

    @property
    def mark(self) -> str:
        """Return the letter of the mark of the value; empty if it has none."""
        return MARKS[self.status]

    @property
    def rate_marks(self) -> str:
        """Return the letters of the marks of the rate, each a letter; empty if it has none."""
        return MARKS[self.rate_status] + (UNRELIABLE_MARK if self.is_unreliable else "")


class Record(NamedTuple):
    """One row of a view; ``value``, ``rate``, ``lower`` and ``upper`` are None where there is none."""

    area_code: str
    period: str
    category: str
    value: int | None
    status: str
    rate: float | None
    lower: float | None
    upper: float | None
    rate_status: str
    is_unreliable: bool


def records(rows: pd.DataFrame) -> list[Record]:
    """Return the rows of a view, in the order they are in.

    Parameters
    ----------
    rows : DataFrame of shape (n, m)
        From :func:`trend`, :func:`by_area` or :func:`by_category`.
    """
    columns = {name: rows[name].tolist() for name in Record._fields}
    for name in ("value", "rate", "lower", "upper"):
        columns[name] = [None if pd.isna(cell) else cell for cell in columns[name]]
    return [Record(*cells) for cells in zip(*columns.values(), strict=True)]


def trend(dataset: Dataset, view: View, *, breakdown: str | None = None) -> pd.DataFrame:
    """Return the figures of the area in every period of the same series.

    Years that end with a quarter are given with those that end with the same one: no two of them overlap.

    Parameters
    ----------
    dataset : Dataset
    view : View
    breakdown : str
        The headline of the indicator, usually its total, unless given.

    Returns
    -------
    DataFrame
        The columns ``COLUMNS``, one row for each period and category, in order of time. ``value`` (Int64)
        and ``rate``, ``lower``, ``upper`` (Float64, per 100,000 residents a year) are NA where ``status``
        and ``rate_status`` say why: a hidden count has a hidden rate; a quarter, a UK figure and City of
        London have rates that are not applicable. ``is_unreliable`` marks rates of fewer than 20 events.
    """
    series = read_period(view.period).series
    return _trend(dataset, view.area, view.indicator, series, breakdown).copy(deep=False)


def by_area(dataset: Dataset, view: View, *, breakdown: str | None = None) -> pd.DataFrame:
    """Return the figures of every police force area in the period, in the order of ``areas.csv``.

    Returns
    -------
    DataFrame
        As :func:`trend`; one row for each police force area and category. Empty where the indicator is not
        published for police force areas in this kind of period.
    """
    return _by_area(dataset, view.indicator, view.period, breakdown).copy(deep=False)


def by_category(dataset: Dataset, view: View, *, breakdown: str) -> pd.DataFrame:
    """Return the figures of the area in the period, one row for each category of a breakdown.

    Returns
    -------
    DataFrame
        As :func:`trend`, in the order of the release. Empty where the breakdown is not published for the area.
    """
    rows = trend(dataset, view, breakdown=breakdown)
    return rows[rows["period"] == view.period].reset_index(drop=True)


@lru_cache(maxsize=2048)
def observation(
    dataset: Dataset, view: View, *, breakdown: str | None = None, category: str | None = None
) -> Observation:
    """Return the figure of a view: of the headline breakdown and its first category unless given.

    Raises
    ------
    ViewError
        If there is none, not even one that is hidden or not available.
    """
    rows = trend(dataset, view, breakdown=breakdown)
    rows = rows[(rows["period"] == view.period) & ((rows["category"] == category) | (category is None))]
    if rows.empty:
        raise ViewError(f"no figure for {view}, breakdown {breakdown}, category {category}")
    row = rows.iloc[0]
    value, rate, lower, upper = (
        None if pd.isna(row[name]) else row[name].item() for name in ("value", "rate", "lower", "upper")
    )
    return Observation(
        view=view,
        period_start=row["period_start"].date(),
        period_end=row["period_end"].date(),
        breakdown=row["breakdown"],
        category=row["category"],
        value=value,
        status=row["status"],
        rate=rate,
        lower=lower,
        upper=upper,
        rate_status=row["rate_status"],
        is_unreliable=bool(row["is_unreliable"]),
    )


def newest_periods(dataset: Dataset, indicator: str, kind: str, area: str) -> tuple[str, ...]:
    """Return the codes of the periods of a kind that the area has rows for, the oldest first, none of which overlap.

    Of years that end with a quarter: those that end with the newest one's; empty where there is none of the kind.
    """
    try:
        newest = latest_period(dataset, indicator, kind)
    except ViewError:
        return ()
    return periods(dataset, View(area, indicator, newest))


@lru_cache(maxsize=512)
def periods(dataset: Dataset, view: View) -> tuple[str, ...]:
    """Return the codes of the periods of the same series as the view's that the area has rows for, the oldest first."""
    series = read_period(view.period).series
    return tuple(_trend(dataset, view.area, view.indicator, series, None)["period"].unique())


@lru_cache(maxsize=256)
def latest_period(dataset: Dataset, indicator: str, kind: str) -> str:
    """Return the newest period of a kind in which any area has a figure; ViewError if there is none."""
    rows = dataset.observations
    codes = rows.loc[(rows["indicator"] == indicator) & rows["value"].notna(), "period"].unique()
    of_kind: list[str] = [code for code in codes if read_period(code).kind == kind]
    if not of_kind:
        raise ViewError(f"no figure for {indicator} in any {kind}")
    return max(of_kind)


def latest_view(dataset: Dataset, indicator: str, area: str = "") -> View:
    """Return the view of the newest period of the kind shown first in which any area has a figure."""
    return View(area, indicator, latest_period(dataset, indicator, register()[indicator].headline_kind))


@lru_cache(maxsize=512)
def _trend(dataset: Dataset, area: str, indicator: str, series: str, breakdown: str | None) -> pd.DataFrame:
    rows = figures_of(dataset, indicator, breakdown)
    rows = rows[(rows["area_code"] == area) & (rows["series"] == series)]
    return rows.sort_values("period_start", kind="stable", ignore_index=True)[COLUMNS]


@lru_cache(maxsize=512)
def _by_area(dataset: Dataset, indicator: str, period: str, breakdown: str | None) -> pd.DataFrame:
    rows = figures_of(dataset, indicator, breakdown)
    order = {force.code: place for place, force in enumerate(forces())}
    rows = rows[(rows["period"] == period) & rows["area_code"].isin(order)]
    return rows.sort_values("area_code", key=lambda codes: codes.map(order), kind="stable", ignore_index=True)[COLUMNS]
