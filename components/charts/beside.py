"""A figure beside the same figure of another area, and whether the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from data.load import Dataset
from data.population import residents
from data.statistics.rates import Change, change
from data.views import Observation, View, ViewError, observation
from geo.areas import is_within


@dataclass(frozen=True)
class Beside:
    """The figure of the area that another is compared with, and how its rate compares; None where one is missing."""

    figure: Observation
    change: Change | None


@lru_cache(maxsize=1024)
def beside(dataset: Dataset, view: View, against: str) -> Beside | None:
    """Return how the rate of an area compares with that of another: an exact test of two separate groups of people.

    Where one of the two contains the other, its rest is compared, so that nobody is on both sides. None where there
    is no figure of the other at all, or it is the same area.
    """
    if against == view.area:
        return None
    other = View(against, view.indicator, view.period)
    try:
        here, there = observation(dataset, view), observation(dataset, other)
    except ViewError:
        return None
    mine, theirs = _group(dataset, here), _group(dataset, there)
    if mine is None or theirs is None:
        return Beside(there, None)
    if is_within(view.area, against):
        theirs = _without(theirs, mine)
    elif is_within(against, view.area):
        mine = _without(mine, theirs)
    (count_1, exposure_1), (count_2, exposure_2) = theirs, mine
    return Beside(there, change(count_1, count_2, exposure_1=exposure_1, exposure_2=exposure_2))


def _group(dataset: Dataset, figure: Observation) -> tuple[int, int] | None:
    """Return how many of how many people a rate is of; None where there is no rate."""
    people = residents(dataset, figure.view.area, figure.view.period)
    if figure.rate is None or figure.value is None or people is None:
        return None
    return figure.value, people


def _without(whole: tuple[int, int], part: tuple[int, int]) -> tuple[int, int]:
    return whole[0] - part[0], whole[1] - part[1]
