"""Which views there are drawings of: indicators, measures and periods, and the nearest to one that is asked for."""

from __future__ import annotations

from functools import lru_cache

from components.charts.map.change import compared_periods
from data.load import Dataset
from data.periods import period as read_period
from data.register import register
from data.views import View, by_area, latest_view, periods
from geo.areas import areas, forces

# The indicators there are maps of: those the register has classes for.
INDICATORS = tuple(name for name, indicator in register().items() if indicator.map_breaks)
MEASURES = ("rate", "change")


def nearest_map_view(dataset: Dataset, view: View, *, home: str) -> View:
    """Return the view there is a map of that is nearest to ``view``: an indicator with classes, in a year."""
    indicator = view.indicator if view.indicator in INDICATORS else INDICATORS[0]
    area = view.area if areas()[view.area].kind != "united_kingdom" else home
    if indicator == view.indicator and register()[indicator].gives_rate(read_period(view.period).kind):
        return View(area, indicator, view.period)
    return latest_view(dataset, indicator, area)


@lru_cache(maxsize=64)
def map_periods(dataset: Dataset, indicator: str, period: str) -> tuple[str, ...]:
    """Return the periods of the same series as ``period`` that there are maps of, the oldest first.

    Those without any figure are among them.
    """
    views = (View(force.code, indicator, period) for force in forces())
    return tuple(sorted({code for view in views for code in periods(dataset, view)}))


@lru_cache(maxsize=64)
def shown_periods(dataset: Dataset, indicator: str, period: str, measure: str) -> tuple[str, ...]:
    """Return those of :func:`mapped_periods` in which any area has a rate, or a change from the year before."""
    codes = map_periods(dataset, indicator, period)
    if measure == "change":
        return compared_periods(dataset, indicator, codes)
    return tuple(code for code in codes if by_area(dataset, View("", indicator, code))["rate"].notna().any())
