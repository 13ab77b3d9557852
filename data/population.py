"""How many people live in an area: the published mid-year estimates, by period."""

from functools import lru_cache

from data.load import Dataset
from data.periods import period as read_period
from data.views import View


def residents(dataset: Dataset, view: View) -> int:
    """Return how many people live in an area in the middle of a period."""
    return _people(dataset)[view.area, read_period(view.period).population_year]


@lru_cache(maxsize=2)
def _people(dataset: Dataset) -> dict[tuple[str, int], int]:
    columns = (dataset.population[name] for name in ("area_code", "mid_year", "population"))
    return {(area, int(year)): int(people) for area, year, people in zip(*columns, strict=True)}
