"""Sums of people that published tables make known: which there are, and what they come to.

The people are sorted into kinds: one smallest area, one smallest period and one smallest category of every
dimension. A count adds up kinds, and so does every sum that follows from counts.
"""

import itertools
from collections.abc import Collection, Mapping
from typing import NamedTuple

import highspy
import numpy as np
from scipy import sparse

from data.build.attack_equations import Contradiction, Unknowns
from data.build.attack_rows import Count, Said, quarters

_CLOSE = 1e-7


class Kinds:
    """The kinds of people that the counts of a group of periods add up.

    ``axes`` has the smallest areas, the smallest periods and the smallest categories of each dimension in
    ``dimensions``; a kind is one of each, and an array over all kinds has the shape ``shape``.
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
        """Return whether a count adds up each kind, a bool array with an entry for each."""
        chosen = [[places[n] for n in names] for places, names in zip(self._places, self.names_in(count), strict=True)]
        found = np.zeros(self.shape, dtype=bool)
        found[np.ix_(*chosen)] = True
        return found.ravel()


class Told(NamedTuple):
    """What one release says of kinds that are looked at together: ``matrix @ kinds == results``."""

    matrix: np.ndarray
    results: np.ndarray


class Table(NamedTuple):
    """One table that agrees with a release, and which kinds are 0 in all that do."""

    counts: np.ndarray
    is_empty: np.ndarray


def told(said: Said, rows: Mapping[Count, np.ndarray]) -> Told:
    """Return what a release shows of the counts in ``rows``, each an array over the kinds."""
    shown = [count for count in rows if said.get(count) is not None]
    size = len(next(iter(rows.values()))) if rows else 0
    matrix = np.array([rows[count] for count in shown], dtype=float).reshape(len(shown), size)
    return Told(matrix, np.array([said[count] for count in shown], dtype=float))


def are_one(first: Told, second: Told) -> bool:
    """Return whether one table agrees with both: then no sum that both make known has changed."""
    both = Told(np.vstack([first.matrix, second.matrix]), np.concatenate([first.results, second.results]))
    return _solution(both.matrix, both.results, np.zeros(both.matrix.shape[1])) is not None


def table(said: Told) -> Table:
    """Return a table that agrees with a release, with a count above 0 in every kind that can have one.

    Raises
    ------
    Contradiction
        If none does.
    """
    rows, size = said.matrix.shape
    # The table is sought at any scale, so that one linear programme finds every kind that need not be empty.
    scaled = np.hstack([said.matrix, -said.results[:, None], np.zeros((rows, size))])
    above = np.hstack([np.eye(size), np.zeros((size, 1)), -np.eye(size)])
    lower = np.concatenate([np.zeros(size), [1.0], np.zeros(size)])
    upper = np.concatenate([np.full(size + 1, np.inf), np.ones(size)])
    costs = np.concatenate([np.zeros(size + 1), -np.ones(size)])
    limits = np.concatenate([np.zeros(rows), np.full(size, np.inf)])
    found = _solution(
        np.vstack([scaled, above]), np.zeros(rows + size), costs, upper_rows=limits, lower=lower, upper=upper
    )
    if found is None:
        raise Contradiction("no table agrees with all that is shown")
    return Table(found[:size] / found[size], found[size + 1 :] < 0.5)


def _solution(
    matrix: np.ndarray,
    results: np.ndarray,
    costs: np.ndarray,
    *,
    upper_rows: np.ndarray | None = None,
    lower: np.ndarray | None = None,
    upper: np.ndarray | None = None,
) -> np.ndarray | None:
    """Return the cheapest solution of a linear programme; None if there is none."""
    lp, columns = highspy.HighsLp(), sparse.csc_array(matrix)
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_ = costs
    lp.col_lower_ = np.zeros(len(costs)) if lower is None else lower
    lp.col_upper_ = np.full(len(costs), highspy.kHighsInf) if upper is None else upper
    lp.row_lower_, lp.row_upper_ = results, results if upper_rows is None else upper_rows
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = columns.indptr, columns.indices, columns.data
    highs = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1}.items():
        highs.setOptionValue(option, value)
    highs.passModel(lp)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(highs.getSolution().col_value)


def reduced(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the reduced row echelon form of a matrix without its empty rows, and the columns of its pivots."""
    left, pivots = np.array(matrix, dtype=float), []
    for column in range(left.shape[1]):
        top = len(pivots)
        if top == len(left):
            break
        best = top + int(np.argmax(np.abs(left[top:, column])))
        if abs(left[best, column]) < _CLOSE:
            continue
        left[[top, best]] = left[[best, top]]
        left[top] /= left[top, column]
        others = np.flatnonzero(np.abs(left[:, column]) > _CLOSE)
        others = others[others != top]
        left[others] -= np.outer(left[others, column], left[top])
        left[np.abs(left) < _CLOSE] = 0
        pivots.append(column)
    return left[: len(pivots)], np.array(pivots, dtype=int)


def known_in_both(
    first: Told, empty_first: np.ndarray, second: Told, empty_second: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return all sums that both releases make known, as the rows of a reduced matrix, and the columns of its pivots.

    A sum is known if it follows from what is shown and from which kinds are empty. (That people are whole may
    make a few more sums known; those are not looked for.)
    """
    one, other = (_known(said, empty) for said, empty in ((first, empty_first), (second, empty_second)))
    if one.shape == other.shape and np.allclose(one, other, atol=_CLOSE):
        basis = one
    else:
        # What both know is all that is at right angles to whatever either leaves open.
        basis = _left_open(np.vstack([_left_open(one), _left_open(other)]))
    return reduced(basis)


def _known(said: Told, is_empty: np.ndarray) -> np.ndarray:
    return reduced(np.vstack([said.matrix, np.eye(len(is_empty))[is_empty]]))[0]


def _left_open(matrix: np.ndarray) -> np.ndarray:
    """Return a row for each direction in which no sum among the rows of a matrix changes."""
    rows, pivots = reduced(matrix)
    free = np.setdiff1d(np.arange(matrix.shape[1]), pivots)
    found = np.zeros((len(free), matrix.shape[1]))
    found[np.arange(len(free)), free] = 1
    found[:, pivots] = -rows[:, free].T
    return found
