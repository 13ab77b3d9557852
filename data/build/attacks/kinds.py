"""The kinds of people that published tables count: one smallest area, period and category of every dimension."""

import itertools
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data.build.attacks.equations import Unknowns
from data.build.attacks.rows import Count, quarters


class Kinds:
    """The kinds of people that the counts of a group of periods add up.

    ``axes`` has the smallest areas, the smallest periods and the smallest categories of each dimension in
    ``dimensions``; a kind is one of each. A sum of people is a bool array with an entry for each kind.
    """

    def __init__(self, counts: Collection[Count], unknowns: Unknowns):
        self._below, self.categories = unknowns.below, unknowns.categories
        self.dimensions = sorted(self.categories.smallest)
        self._periods = {count.period for count in counts}
        leaves = sorted({*itertools.chain(*self._below.values())})
        smallest = sorted({*itertools.chain(*map(self.periods_in, self._periods))})
        self.axes = [leaves, smallest, *(self.categories.smallest[name] for name in self.dimensions)]
        self._places = [{name: place for place, name in enumerate(axis)} for axis in self.axes]
        self.shape = tuple(map(len, self.axes))

    def periods_in(self, period: str) -> list[str]:
        """Return the smallest periods in a period: its quarters, unless nothing but one period is published."""
        return (quarters(period) if len(self._periods) > 1 else []) or [period]

    def names_in(self, count: Count) -> list[Collection[str]]:
        """Return, for each axis, what of it a count adds up."""
        fixed = self.categories.of(count)
        chosen = [fixed.get(name, self.categories.smallest[name]) for name in self.dimensions]
        return [self._below[count.area_code], self.periods_in(count.period), *chosen]

    def in_count(self, count: Count) -> np.ndarray:
        """Return the sum of people that a count is."""
        chosen = [[places[n] for n in names] for places, names in zip(self._places, self.names_in(count), strict=True)]
        found = np.zeros(self.shape, dtype=bool)
        found[np.ix_(*chosen)] = True
        return found.ravel()

    def period_of(self, people: np.ndarray) -> str:
        """Return the shortest published period that all of a sum is in; the first of all if there is none."""
        is_there = np.any(np.moveaxis(people.reshape(self.shape), 1, 0).reshape(self.shape[1], -1), axis=1)
        smallest = {name for name, there in zip(self.axes[1], is_there, strict=True) if there}
        around = [period for period in sorted(self._periods) if smallest <= {*self.periods_in(period)}]
        return min(around, key=lambda period: len(self.periods_in(period)), default=min(self._periods))

    def families(self, rows: Mapping[Count, np.ndarray]) -> list["Family"]:
        """Return a family for each table: the axes it crosses, and the areas it is published for.

        None for a table whose axes are crossed by another one for the same areas. A sum that takes other
        categories in one area than in the next is looked for in none: it is a sum of unrelated people.
        """
        areas: dict[frozenset[int], dict[str, np.ndarray]] = defaultdict(dict)
        for count, people in rows.items():
            grid = people.reshape(self.shape)
            crossed = (axis for axis in range(1, grid.ndim) if (grid != grid.take([0], axis)).any())
            areas[frozenset(crossed)][count.area_code] = np.any(grid.reshape(len(grid), -1), axis=1)
        finest = [
            axes
            for axes, named in areas.items()
            if not any(axes < other and named.keys() <= areas[other].keys() for other in areas)
        ]
        return [Family(self.shape, tuple(sorted(axes)), _classes([*areas[axes].values()])) for axes in finest]


@dataclass(frozen=True, eq=False)
class Family:
    """Kinds that some axes tell apart, ``axes``, and classes of areas.

    ``shape`` is that of all kinds; ``areas`` has the number of the class of each smallest area.
    """

    shape: tuple[int, ...]
    axes: tuple[int, ...]
    areas: np.ndarray

    @cached_property
    def _first(self) -> np.ndarray:
        return np.unique(self.areas, return_index=True)[1]

    @cached_property
    def of_area(self) -> np.ndarray:
        """Return the class of areas of each kind of this family."""
        inside = int(np.prod([self.shape[axis] for axis in self.axes], dtype=int))
        return np.repeat(np.arange(len(self._first)), inside)

    def narrowed(self, people: np.ndarray) -> np.ndarray | None:
        """Return a sum of all kinds as one of the kinds of this family; None if it tells others apart too."""
        grid = people.reshape(self.shape)
        kept = tuple(slice(None) if axis in (0, *self.axes) else slice(1) for axis in range(grid.ndim))
        narrow = grid[kept][self._first]
        return narrow.ravel() if (grid == narrow[self.areas]).all() else None

    def widened(self, people: np.ndarray) -> np.ndarray:
        """Return a sum of the kinds of this family as one of all kinds."""
        kept = [length if axis in self.axes else 1 for axis, length in enumerate(self.shape)]
        narrow = people.reshape([len(self._first), *kept[1:]])
        return np.broadcast_to(narrow[self.areas], self.shape).ravel()


def _classes(areas: Collection[np.ndarray]) -> np.ndarray:
    """Return the number of the class of each smallest area, as far as areas tell them apart."""
    return np.unique(np.array([*areas]), axis=1, return_inverse=True)[1].ravel()
