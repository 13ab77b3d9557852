"""How many people live in an area, and whether the estimate is of the period itself: the one rule for all rates.

A period takes the mid-year estimate of its year (``Period.population_year``). Where that is not out yet, it takes the
newest one held, and what is made of it is provisional. A year before the oldest estimate has none.
"""

from dataclasses import dataclass
from functools import lru_cache

from data.load import Dataset
from data.periods import period as read_period


@dataclass(frozen=True)
class Estimate:
    """The usual residents of an area at 30 June of ``year``; ``is_stand_in`` where a later year was wanted."""

    people: int
    year: int
    is_stand_in: bool


def residents(dataset: Dataset, area: str, period: str) -> int | None:
    """Return how many people a rate of an area in a period is per; None where there is no estimate as early as that."""
    found = estimate(dataset, area, period)
    return found.people if found else None


@lru_cache(maxsize=4096)
def estimate(dataset: Dataset, area: str, period: str) -> Estimate | None:
    """Return the estimate for an area in a period: of the year that belongs to it, or the newest where that is not out.

    Nothing is raised for any area and period that a release can hold; None where there is no estimate as early as
    that, or none of the area.
    """
    held, year = _by_area(dataset).get(area, {}), read_period(period).population_year
    if year in held:
        return Estimate(held[year], year, is_stand_in=False)
    newest = max(held, default=year)
    return Estimate(held[newest], newest, is_stand_in=True) if newest < year else None


@lru_cache(maxsize=2)
def _by_area(dataset: Dataset) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    columns = (dataset.population[name] for name in ("area_code", "mid_year", "population"))
    for area, year, people in zip(*columns, strict=True):
        found.setdefault(str(area), {})[int(year)] = int(people)
    return found
