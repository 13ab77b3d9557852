"""Where each police force area stands among the others: its rate, its place in the funnel and its rank.

Kept as plain tuples by release, indicator and period: small, and nothing of any visitor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from components.drawing.plot.figure import FunnelLimits
from data.load import Dataset
from data.population import residents
from data.statistics.compare import funnel_curve, funnel_limits, funnel_position, rank
from data.statuses import WITHOUT_VALUE
from data.views import Record, View, ViewError, by_area, records

PER = 100_000
FEWEST = 3
# How many sizes the curves of a funnel are drawn through, and how much smaller and larger than any area they reach.
STEPS, BEFORE, AFTER = 48, 1.7, 1.15


@dataclass(frozen=True)
class Standing:
    """One area; what there is none of is None.

    ``rate`` with ``lower`` and ``upper`` is per 100,000 residents, ``position`` as
    ``data.statistics.compare.funnel_position`` names it, ``rank`` between ``first`` and ``last``.
    """

    code: str
    count: int | None
    status: str
    people: int | None
    rate: float | None
    lower: float | None
    upper: float | None
    rate_status: str
    is_unreliable: bool
    position: str | None
    rank: int | None
    first: int | None
    last: int | None


@dataclass(frozen=True)
class RatedStanding(Standing):
    """An area that has a rate: it has everything else too."""

    count: int
    people: int
    rate: float
    lower: float
    upper: float
    position: str
    rank: int
    first: int
    last: int


class RankInterval(NamedTuple):
    """A rank, the highest rate first, and the first and the last that it may be."""

    rank: int
    first: int
    last: int


@dataclass(frozen=True)
class Standings:
    """All areas of one indicator and period.

    Parameters
    ----------
    areas : tuple of Standing
        In the order of ``areas.csv``.
    baseline : float
        The rate of all areas together that have one, per 100,000 residents.
    dispersion : float
        How many times more the areas vary than chance alone would make them.
    is_overdispersed : bool
        Whether the limits allow for that.
    curves : tuple of FunnelLimits
        From the smallest size to the largest.
    limits : dict of str to FunnelLimits
        At the size of each area that has a rate, by its code.
    """

    areas: tuple[Standing, ...]
    baseline: float
    dispersion: float
    is_overdispersed: bool
    curves: tuple[FunnelLimits, ...]
    limits: dict[str, FunnelLimits]

    @cached_property
    def by_code(self) -> dict[str, Standing]:
        """The areas by their code."""
        return {area.code: area for area in self.areas}

    @cached_property
    def rated(self) -> tuple[RatedStanding, ...]:
        """The areas that have a rate, the highest first."""
        found = (area for area in self.areas if isinstance(area, RatedStanding))
        return tuple(sorted(found, key=lambda area: (area.rank, area.code)))

    @cached_property
    def unrated(self) -> tuple[Standing, ...]:
        """The areas that have no rate: those whose figure is missing, then those whose rate would mislead."""
        found = (area for area in self.areas if not isinstance(area, RatedStanding))
        return tuple(sorted(found, key=lambda area: WITHOUT_VALUE.index(area.rate_status)))

    @cached_property
    def rated_by_code(self) -> dict[str, RatedStanding]:
        """The areas that have a rate, the highest first, by their code."""
        return {area.code: area for area in self.rated}

    def beyond(self, *positions: str) -> tuple[RatedStanding, ...]:
        """Return the areas that lie in any of the positions, the highest rate first."""
        return tuple(area for area in self.rated if area.position in positions)


@lru_cache(maxsize=64)
def standings(dataset: Dataset, indicator: str, period: str, limits: str) -> Standings | None:
    """Return where all areas stand in a year; None where too few have a rate to be compared, or all have one of 0.

    Parameters
    ----------
    dataset : Dataset
    indicator, period : str
    limits : str
        ``overdispersed`` or ``plain``.
    """
    rows = by_area(dataset, View("", indicator, period)).set_index("area_code", drop=False)
    count, people = _rated(dataset, rows)
    if count.notna().sum() < FEWEST or count.sum() == 0:
        return None
    allowing = limits == "overdispersed"
    funnel = funnel_limits(count, people, overdispersed=allowing)
    position = funnel_position(count, people, overdispersed=allowing)
    positions = {str(code): str(found) for code, found in position.items()}
    ranks = _ranks(dataset, indicator, period)
    sizes = np.geomspace(people.min() / BEFORE, people.max() * AFTER, STEPS)
    curves = funnel_curve(count, people, sizes.tolist(), overdispersed=allowing) * PER
    return Standings(
        areas=tuple(_standing(dataset, row, positions, ranks) for row in records(rows)),
        baseline=funnel.baseline * PER,
        dispersion=funnel.dispersion,
        is_overdispersed=allowing and funnel.spread > 0,
        curves=_curves(sizes, curves),
        limits=dict(zip(count.index, _curves(people, funnel.limits * PER), strict=True)),
    )


def rated_standings(dataset: Dataset, indicator: str, period: str, limits: str) -> Standings:
    """Return the same; ViewError where there are none."""
    found = standings(dataset, indicator, period, limits)
    if found is None:
        raise ViewError(f"too few areas have a rate to compare: {indicator}, {period}")
    return found


def _curves(sizes: Iterable[float], limits: pd.DataFrame) -> tuple[FunnelLimits, ...]:
    pairs = zip(sizes, limits.values, strict=True)
    return tuple(FunnelLimits(float(size), *map(float, found)) for size, found in pairs)


@lru_cache(maxsize=64)
def _ranks(dataset: Dataset, indicator: str, period: str) -> dict[str, RankInterval]:
    """Return rank, first and last of each area with a rate: ten thousand draws, so they are made once."""
    rows = by_area(dataset, View("", indicator, period)).set_index("area_code", drop=False)
    found = rank(*_rated(dataset, rows)).dropna()
    places = zip(found.index, found["rank"], found["lower"], found["upper"], strict=True)
    return {code: RankInterval(int(rank), int(first), int(last)) for code, rank, first, last in places}


def _rated(dataset: Dataset, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return counts and residents of the areas that have a rate."""
    rows = rows[rows["rate"].notna()]
    cells = zip(rows["area_code"], rows["period"], strict=True)
    return rows["value"], pd.Series([residents(dataset, *cell) for cell in cells], index=rows.index, dtype="Int64")


def _standing(
    dataset: Dataset, row: Record, positions: Mapping[str, str], ranks: Mapping[str, RankInterval]
) -> Standing:
    code, people = row.area_code, residents(dataset, row.area_code, row.period)
    status, rate_status, few = row.status, row.rate_status, row.is_unreliable
    value, rate, lower, upper = row.value, row.rate, row.lower, row.upper
    if value is None or people is None or rate is None or lower is None or upper is None:
        return Standing(code, value, status, people, rate, lower, upper, rate_status, few, None, None, None, None)
    place = (positions[code], *ranks[code])
    return RatedStanding(code, value, status, people, rate, lower, upper, rate_status, few, *place)
