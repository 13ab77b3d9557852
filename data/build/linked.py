"""The tables that are published together, as sums of base cells: what one of them says about another.

A base cell is the finest crossing there is in a period: one smallest area, one category of each dimension.
Every published count is a 0/1 sum of base cells, so areas inside areas, margins and crossings need no
special case. A year and its quarters have base cells of their own, tied by what they share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from data.build.problems import BuildError
from data.periods import YEAR_KINDS, period, quarters_of
from geo.areas import areas, children

# The only areas whose small counts may be shown.
NATIONAL = ("england_and_wales", "united_kingdom")

Name = tuple[str, str, str, str]


@dataclass(frozen=True, order=True)
class Cell:
    """One count of one table; hidden if it is less than ``threshold``, never hidden if that is 0."""

    area_code: str
    period: str
    breakdown: str
    category: str
    value: int
    threshold: int

    @property
    def name(self) -> Name:
        """Return what the count is about: area, period, breakdown, category."""
        return self.area_code, self.period, self.breakdown, self.category


@dataclass(frozen=True)
class Dimensions:
    """What the tables are broken down by.

    ``breakdowns`` maps each breakdown to the dimensions it crosses (none for the total), ``categories`` each
    dimension to its categories, which leave nobody out and count nobody twice.
    """

    breakdowns: Mapping[str, tuple[str, ...]]
    categories: Mapping[str, tuple[str, ...]]

    def combinations(self, breakdown: str) -> dict[str, tuple[str, ...]]:
        """Return every category a breakdown can have, with its category in each dimension."""
        crossed = self.breakdowns[breakdown]
        every = [*product(*(self.categories[dimension] for dimension in crossed))]
        named = {"_".join(combination) or "all": combination for combination in every}
        if len(named) < len(every):
            raise BuildError(f"{breakdown}: two of its crossed categories have the same name; rename one of them")
        return named


@dataclass(frozen=True, eq=False)
class LinkedTables:
    """Counts that say something about each other.

    Attributes
    ----------
    cells : tuple of Cell, length n
    sums : sparse matrix of shape (n, base cells)
        1 where a base cell is counted in a cell.
    ties : sparse matrix of shape (ties, base cells)
        Rows that are 0 for every possible table: a year less its quarters.
    """

    cells: tuple[Cell, ...]
    sums: sparse.csr_matrix
    ties: sparse.csr_matrix

    @property
    def values(self) -> np.ndarray:
        """Return the true counts, an array of shape (n,)."""
        return np.array([cell.value for cell in self.cells], dtype=float)

    def parts(self) -> tuple["LinkedTables", ...]:
        """Return the tables in parts that say nothing about each other, such as years."""
        rows = sparse.vstack([self.sums, self.ties], format="csr")
        graph = sparse.block_array([[None, rows], [rows.T, None]])
        _, labels = connected_components(graph, directed=False)
        of_cell, of_tie = labels[: len(self.cells)], labels[len(self.cells) : rows.shape[0]]
        of_base = labels[rows.shape[0] :]
        return tuple(
            LinkedTables(
                tuple(self.cells[i] for i in np.flatnonzero(of_cell == label)),
                self.sums[of_cell == label][:, of_base == label],
                self.ties[of_tie == label][:, of_base == label],
            )
            for label in dict.fromkeys(of_cell)
        )


def linked_tables(observations: pd.DataFrame, dimensions: Dimensions, *, threshold: int) -> LinkedTables:
    """Return the counts of one indicator as linked tables.

    Parameters
    ----------
    observations : DataFrame
        ``area_code``, ``period``, ``breakdown``, ``category`` and ``value`` of every count that is
        published or hidden; none missing. The order of the rows makes no difference.
    dimensions : Dimensions
    threshold : int
        Counts below it are hidden, except national ones.

    Raises
    ------
    BuildError
        If a category is unknown.
    """
    columns = ["area_code", "period", "breakdown", "category", "value"]
    cells = tuple(
        sorted(
            Cell(*row[:4], int(row[4]), 0 if areas()[row[0]].kind in NATIONAL else threshold)
            for row in observations[columns].itertuples(index=False, name=None)
        )
    )
    leaves = _leaves({cell.area_code for cell in cells})
    grids = _grids(cells, dimensions, len(leaves["all"]))
    size = sum(grid.size for _, grid in grids.values())
    combinations = {breakdown: dimensions.combinations(breakdown) for breakdown in {c.breakdown for c in cells}}
    places = {
        dimension: {name: place for place, name in enumerate(names)}
        for dimension, names in dimensions.categories.items()
    }
    sums = []
    for cell in cells:
        crossed, grid = grids[cell.period]
        if cell.category not in combinations[cell.breakdown]:
            raise BuildError(f"{', '.join(cell.name)}: the category is not one of {cell.breakdown}")
        chosen = dict(
            zip(dimensions.breakdowns[cell.breakdown], combinations[cell.breakdown][cell.category], strict=True)
        )
        at = tuple(places[d][chosen[d]] if d in chosen else slice(None) for d in crossed)
        sums.append(grid[leaves[cell.area_code]][(slice(None), *at)].ravel())
    return LinkedTables(cells, _matrix(sums, size), _ties(grids, size))


def _leaves(present: set[str]) -> dict[str, np.ndarray]:
    """Return the places of the smallest areas inside each area, and of all of them."""
    above = set()
    for code in present:
        while parent := areas()[code].parent:
            above.add(parent)
            code = parent
    order: dict[str, int] = {}

    def inside(code: str) -> list[str]:
        return [leaf for area in children(code) for leaf in inside(area.code)] if code in above else [code]

    found = {}
    for code in sorted(present):
        found[code] = np.array([order.setdefault(leaf, len(order)) for leaf in inside(code)])
    return {**found, "all": np.arange(len(order))}


def _grids(
    cells: tuple[Cell, ...], dimensions: Dimensions, leaves: int
) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    """Return, for each period, the dimensions crossed in it and its base cells: areas x categories."""
    crossed: dict[str, set[str]] = {}
    for code, breakdown in sorted({(cell.period, cell.breakdown) for cell in cells}):
        crossed.setdefault(code, set()).update(dimensions.breakdowns[breakdown])
    for code in [*crossed]:
        quarters = quarters_of(code) if period(code).kind in YEAR_KINDS else ()
        if crossed.keys() & set(quarters):
            # A quarter that is not published still holds the rest of the year.
            crossed.update({quarter: set() for quarter in quarters if quarter not in crossed})
    grids, start = {}, 0
    for code, names in sorted(crossed.items()):
        shape = (leaves, *(len(dimensions.categories[name]) for name in sorted(names)))
        grids[code] = tuple(sorted(names)), np.arange(start, start + np.prod(shape)).reshape(shape)
        start += grids[code][1].size
    return grids


def _ties(grids: Mapping[str, tuple[tuple[str, ...], np.ndarray]], size: int) -> sparse.csr_matrix:
    """Return a row for each area, and each category that years and quarters share: year less quarters."""
    plus, minus = [], []
    for code, (crossed, grid) in grids.items():
        quarters = [] if period(code).kind not in YEAR_KINDS else [q for q in quarters_of(code) if q in grids]
        if not quarters:
            continue
        shared = tuple(name for name in crossed if all(name in grids[quarter][0] for quarter in quarters))
        plus += [*_margin(crossed, grid, shared)]
        by_quarter = [_margin(*grids[quarter], shared) for quarter in quarters]
        minus += [np.concatenate(rows) for rows in zip(*by_quarter, strict=True)]
    return _matrix(plus, size) - _matrix(minus, size)


def _margin(crossed: tuple[str, ...], grid: np.ndarray, kept: tuple[str, ...]) -> np.ndarray:
    """Return the base cells of each area and category of the kept dimensions, one row for each."""
    first = [0, *(1 + crossed.index(name) for name in kept)]
    rows = int(np.prod([grid.shape[axis] for axis in first]))
    return np.moveaxis(grid, first, range(len(first))).reshape(rows, -1)


def _matrix(rows: list[np.ndarray], size: int) -> sparse.csr_matrix:
    """Return a 0/1 matrix with ones in the given columns of each row."""
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate(rows) if rows else np.array([], dtype=int)
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), size))
