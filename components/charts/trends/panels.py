"""Which series the trends page shows: an area with Wales and with England and Wales, by year or by quarter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components.address.options import Options
from components.charts import change_over_time
from components.charts.series import ENGLAND_AND_WALES, Series
from components.charts.views import INDICATORS
from components.wording.format import period
from components.wording.text import Text
from data.load import Dataset
from data.register import register
from data.statistics.trends import SHORTEST_SERIES, UsualRange, usual_range
from data.views import View, latest_period, newest_periods, periods
from geo.areas import areas

WALES = "W92000004"
# The steps that are a kind of period of their own; ``year`` is the kind an indicator shows first.
KINDS = {"financial": "financial_year", "quarter": "quarter"}


@dataclass(frozen=True)
class Panel:
    """One area of the small multiples; ``has_rates`` says whether its values are rates or counts."""

    series: Series
    has_rates: bool

    @property
    def area(self) -> str:
        """The code of the area."""
        return self.series.view.area

    @cached_property
    def values(self) -> list[float | None]:
        """What is drawn, in order of time: rates or counts, None where there is none."""
        column = self.series.frame["rate" if self.has_rates else "value"]
        return [None if pd.isna(value) else float(value) for value in column]

    @cached_property
    def statuses(self) -> list[str]:
        """Why there is no value, in order of time."""
        return [*self.series.frame["rate_status" if self.has_rates else "status"]]

    @property
    def start_of_run(self) -> int:
        """Where the values since the last gap begin."""
        gaps = [i for i, value in enumerate(self.values) if value is None]
        return gaps[-1] + 1 if gaps else 0

    @cached_property
    def usual(self) -> UsualRange | None:
        """Between which values those since the last gap usually are; None where they are few, or go somewhere."""
        dataset, view = self.series.dataset, self.series.view
        values = pd.Series(self.values[self.start_of_run :], dtype="Float64")
        if len(values) < SHORTEST_SERIES:
            return None
        return usual_range(
            values, trend=change_over_time.long_run(dataset, view), joins=change_over_time.turns(dataset, view).joins
        )


@dataclass(frozen=True)
class Trends:
    """What the page shows: the view of the area up to its newest period, the options and the wording."""

    dataset: Dataset
    view: View
    options: Options
    text: Text

    @cached_property
    def has_rates(self) -> bool:
        """Whether the panels show rates: years of areas that have one."""
        return self.options.step != "quarter" and any(
            series.newest.rate is not None for series in map(self._series, self._areas)
        )

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """The area first, then the larger areas it is not itself."""
        return tuple(Panel(self._series(code), self.has_rates) for code in self._areas)

    @property
    def codes(self) -> list[str]:
        """The periods, in order of time; the same in every panel."""
        view = self.view
        return [code for code in periods(self.dataset, view) if code <= view.period]

    def name(self, area: str) -> str:
        """Return what an area is called."""
        return areas()[area].name(self.text.language)

    @property
    def title(self) -> str:
        """What is shown, of which area, and how it is counted."""
        unit = self.text("show.rate" if self.has_rates else f"trends.unit.{self.options.step}")
        return f"{self.text(f'indicator.{self.view.indicator}.name')}, {self.name(self.view.area)}. {unit}"

    def when(self, i: int) -> str:
        """Return the ``i``-th period in words."""
        return period(self.codes[i], self.text)

    @property
    def _areas(self) -> list[str]:
        return list(dict.fromkeys((self.view.area, WALES, ENGLAND_AND_WALES)))

    def _series(self, area: str) -> Series:
        return Series(self.dataset, replace(self.view, area=area))


def steps(dataset: Dataset, indicator: str) -> tuple[str, ...]:
    """Return the steps that an indicator can go by: what it shows first, and each other kind that has a figure."""
    first = register()[indicator].headline_kind
    others = {step: kind for step, kind in KINDS.items() if kind in register()[indicator].periods and kind != first}
    return ("year", *(step for step, kind in others.items() if newest_periods(dataset, indicator, kind, WALES)))


def trends(dataset: Dataset, view: View, options: Options, text: Text, *, home: str) -> Trends:
    """Return the series nearest to a view: of an indicator of police force areas, in the steps of the options."""
    indicator = view.indicator if view.indicator in INDICATORS else INDICATORS[0]
    area = view.area if areas()[view.area].kind != "united_kingdom" else home
    kind = KINDS.get(options.step, register()[indicator].headline_kind)
    if not newest_periods(dataset, indicator, kind, area):
        kind, options = register()[indicator].headline_kind, replace(options, step="year")
    return Trends(dataset, View(area, indicator, latest_period(dataset, indicator, kind)), options, text)
