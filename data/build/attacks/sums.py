"""Sums of people that published tables make known: which there are, and what they come to.

The people are sorted into kinds (``attack_kinds``). A count adds up kinds, and so does every sum that follows
from counts.
"""

from typing import NamedTuple

import highspy
import numpy as np
from scipy import sparse

from data.build.attacks.equations import Contradiction

_CLOSE = 1e-7


class Told(NamedTuple):
    """What one release says of kinds that are looked at together: ``matrix @ kinds == results``."""

    matrix: np.ndarray
    results: np.ndarray


class Table(NamedTuple):
    """One table that agrees with a release, and which kinds are 0 in all that do."""

    counts: np.ndarray
    is_empty: np.ndarray


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
    left = np.array(matrix, dtype=float)
    pivots: list[int] = []
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


def sums_of_areas(matrix: np.ndarray, of_area: np.ndarray) -> np.ndarray:
    """Return what the rows of a matrix say together of whole areas.

    Parameters
    ----------
    matrix : array of shape (m, n)
        Sums of kinds; more columns after the first n are taken along (what the sums come to).
    of_area : int array of shape (n,)
        The number of the area of each kind, in order.

    Returns
    -------
    array of shape (k, n + more)
        Rows that have the same number for all kinds of an area.
    """
    first = np.searchsorted(of_area, of_area)
    is_first = first == np.arange(len(of_area))
    within = matrix[:, : len(of_area)] - matrix[:, first]
    # Rows whose pivot comes after all that is within areas tell nothing within an area.
    ordered = np.hstack([within[:, ~is_first], matrix[:, : len(of_area)][:, is_first], matrix[:, len(of_area) :]])
    rows, pivots = reduced(ordered)
    size, areas = int((~is_first).sum()), int(is_first.sum())
    found = rows[(pivots >= size) & (pivots < size + areas), size:]
    return np.hstack([found[:, :areas][:, of_area], found[:, areas:]])
