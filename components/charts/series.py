"""One indicator of one area over time: its newest figure and what it may be compared with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from components.charts.beside import beside
from data.load import Dataset
from data.periods import year_before
from data.register import register
from data.statistics.rates import Change, change
from data.views import Observation, View, latest_period, newest_periods, observation, trend

ENGLAND_AND_WALES = "K04000001"


@dataclass(frozen=True)
class Compared:
    """An earlier count, its period, and how the newest count compares with it."""

    period: str
    count: int
    change: Change


@dataclass(frozen=True)
class Series:
    """The figures of ``view.area`` up to ``view.period``."""

    dataset: Dataset
    view: View

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The figures in order of time up to the period of the view, from ``data.views.trend``."""
        rows = trend(self.dataset, self.view)
        return rows[rows["period"] <= self.view.period]

    @cached_property
    def newest(self) -> Observation:
        """The figure of the view's own period."""
        return observation(self.dataset, self.view)

    @property
    def values(self) -> list[float | None]:
        """The counts in order, None where there is none."""
        return [None if pd.isna(value) else float(value) for value in self.frame["value"]]

    @property
    def statuses(self) -> list[str]:
        """The status of each count, in order."""
        return [*self.frame["status"]]

    @property
    def missing(self) -> dict[str, list[str]]:
        """The periods without a count, in order, by the status that says why."""
        rows = self.frame[self.frame["value"].isna()]
        return {str(status): [*found["period"]] for status, found in rows.groupby("status", sort=False)}

    def against(self, earlier: str | None) -> Compared | None:
        """Return how the newest count compares with that of an equally long earlier period; None if one is missing."""
        rows = self.frame.loc[self.frame["period"] == earlier, "value"]
        if rows.empty or pd.isna(rows.iloc[0]) or self.newest.value is None:
            return None
        count = int(rows.iloc[0])
        return Compared(str(earlier), count, change(count, self.newest.value))

    def year_before(self) -> str | None:
        """Return the same period a year earlier, if the series has it."""
        earlier = year_before(self.view.period)
        return earlier if earlier in [*self.frame["period"]] else None

    @property
    def run(self) -> pd.DataFrame:
        """The rows since the last one that has no count."""
        missing = self.frame["value"].isna().to_numpy().nonzero()[0]
        return self.frame.iloc[missing[-1] + 1 if len(missing) else 0 :]

    def beside_the_rest(self) -> tuple[float, Change] | None:
        """Return England and Wales's rate, and how the area's rate compares with that of all the other areas.

        The test leaves the area out of the other side, so that it is not compared with itself. None where a
        figure is missing, the area has no rate, or it is England and Wales.
        """
        found = beside(self.dataset, self.view, ENGLAND_AND_WALES)
        if found is None or found.change is None or found.figure.rate is None:
            return None
        return found.figure.rate, found.change


def local_series(dataset: Dataset, area: str) -> Series | None:
    """Return the force's own cases of an area up to the newest year; None where it publishes none."""
    for indicator in register().values():
        codes = newest_periods(dataset, indicator.id, indicator.headline_kind, area) if indicator.is_local else ()
        if codes:
            return Series(dataset, View(area, indicator.id, codes[-1]))
    return None


def newest_series(dataset: Dataset, *, area: str, indicator: str, kind: str | None = None) -> Series:
    """Return the series of an area up to the newest period of a kind; the indicator's first kind unless given."""
    kind = kind or register()[indicator].headline_kind
    return Series(dataset, View(area, indicator, latest_period(dataset, indicator, kind)))
