"""The tables that are published together, as sums of base cells: what one of them says about another.

A base cell is the finest crossing there is in a period: one smallest area, one category of each dimension of a
block. Dimensions that some table crosses share a block; others have blocks of their own, as their tables say
nothing of each other but the total. Every published count is a 0/1 sum of base cells, so areas inside areas,
margins and crossings need no special case. Blocks, and a year and its quarters, are tied by what they share.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from data.build.problems import BuildError
from data.periods import YEAR_KINDS, period, quarters_of
from geo.areas import areas, children

# The only areas whose small counts may be shown, in tables that are not too fine.
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
        Rows that are 0 for every possible table: a year less its quarters, one block less another.
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


def linked_tables(
    observations: pd.DataFrame, dimensions: Dimensions, *, threshold: int, everywhere: Collection[str] = ()
) -> LinkedTables:
    """Return the counts of one indicator as linked tables.

    Parameters
    ----------
    observations : DataFrame
        ``area_code``, ``period``, ``breakdown``, ``category`` and ``value`` of every count that is
        published or hidden; none missing. The order of the rows makes no difference.
    dimensions : Dimensions
    threshold : int
        Counts below it are hidden, except national ones.
    everywhere : collection of str
        Breakdowns of which national ones are hidden too.

    Raises
    ------
    BuildError
        If a category is unknown.
    """
    columns = ["area_code", "period", "breakdown", "category", "value"]
    cells = tuple(
        sorted(
            Cell(
                *(area, code, breakdown, category, int(value)),
                threshold if areas()[area].kind not in NATIONAL or breakdown in everywhere else 0,
            )
            for area, code, breakdown, category, value in observations[columns].itertuples(index=False, name=None)
        )
    )
    leaves = _leaves({cell.area_code for cell in cells})
    grids = _grids(cells, dimensions, len(leaves["all"]))
    combinations = {breakdown: dimensions.combinations(breakdown) for breakdown in {c.breakdown for c in cells}}
    places = {
        dimension: {name: place for place, name in enumerate(names)}
        for dimension, names in dimensions.categories.items()
    }
    sums = []
    for cell in cells:
        if cell.category not in combinations[cell.breakdown]:
            raise BuildError(f"{', '.join(cell.name)}: the category is not one of {cell.breakdown}")
        crossed = dimensions.breakdowns[cell.breakdown]
        chosen = dict(zip(crossed, combinations[cell.breakdown][cell.category], strict=True))
        grid = next(grid for grid in grids[cell.period] if {*crossed} <= {*grid.crossed})
        at = tuple(places[d][chosen[d]] if d in chosen else slice(None) for d in grid.crossed)
        sums.append(grid.base[leaves[cell.area_code]][(slice(None), *at)].ravel())
    size = sum(grid.base.size for blocks in grids.values() for grid in blocks)
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


class _Grid(NamedTuple):
    """One block of a period: the dimensions it crosses, and the numbers of its base cells, areas x categories."""

    crossed: tuple[str, ...]
    base: np.ndarray

    def margin(self, kept: tuple[str, ...]) -> np.ndarray:
        """Return the base cells of each area and category of the kept dimensions, one row for each."""
        first = [0, *(1 + self.crossed.index(name) for name in kept)]
        rows = int(np.prod([self.base.shape[axis] for axis in first]))
        return np.moveaxis(self.base, first, range(len(first))).reshape(rows, -1)


def _grids(cells: tuple[Cell, ...], dimensions: Dimensions, leaves: int) -> dict[str, list[_Grid]]:
    """Return the blocks of each period; a quarter that is not published still holds the rest of its year."""
    blocks = _blocks({dimensions.breakdowns[breakdown] for breakdown in {cell.breakdown for cell in cells}})
    crossed: dict[str, set[str]] = {}
    for code, breakdown in sorted({(cell.period, cell.breakdown) for cell in cells}):
        crossed.setdefault(code, set()).update(dimensions.breakdowns[breakdown])
    for code in [*crossed]:
        quarters = quarters_of(code) if period(code).kind in YEAR_KINDS else ()
        if crossed.keys() & set(quarters):
            crossed.update({quarter: set() for quarter in quarters if quarter not in crossed})
    grids: dict[str, list[_Grid]] = {}
    start = 0
    for code, names in sorted(crossed.items()):
        grids[code] = []
        for block in [tuple(name for name in block if name in names) for block in blocks] if names else [()]:
            shape = (leaves, *(len(dimensions.categories[name]) for name in block))
            if block or not names:
                grids[code].append(_Grid(block, np.arange(start, start + np.prod(shape)).reshape(shape)))
                start += grids[code][-1].base.size
    return grids


def _blocks(crossings: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the dimensions in blocks: those that some table crosses are in one."""
    blocks: list[set[str]] = []
    for crossed in sorted(crossings):
        joined = [block for block in blocks if block & {*crossed}]
        blocks = [block for block in blocks if block not in joined] + [{*crossed}.union(*joined)]
    return [tuple(sorted(block)) for block in blocks if block]


def _ties(grids: Mapping[str, list[_Grid]], size: int) -> sparse.csr_matrix:
    """Return a row for each area, and each category that they share, for a year and its quarters and for blocks."""
    plus, minus = [], []
    for code, blocks in grids.items():
        for block in blocks[1:]:
            plus += [*blocks[0].margin(())]
            minus += [*block.margin(())]
        quarters = [q for q in quarters_of(code) if q in grids] if period(code).kind in YEAR_KINDS else []
        for number, block in enumerate(blocks if quarters else ()):
            inside = [_like(block, grids[quarter]) for quarter in quarters]
            shared = tuple(name for name in block.crossed if all(name in grid.crossed for grid in inside))
            if shared or not number:
                plus += [*block.margin(shared)]
                minus += [np.concatenate(rows) for rows in zip(*(g.margin(shared) for g in inside), strict=True)]
    ties: sparse.csr_matrix = _matrix(plus, size) - _matrix(minus, size)
    return ties


def _like(block: _Grid, grids: list[_Grid]) -> _Grid:
    """Return the grid that crosses the most dimensions of a block, the first of equals."""
    return max(grids, key=lambda grid: len({*grid.crossed} & {*block.crossed}))


def _matrix(rows: list[np.ndarray], size: int) -> sparse.csr_matrix:
    """Return a 0/1 matrix with ones in the given columns of each row."""
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate(rows) if rows else np.array([], dtype=int)
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), size))
