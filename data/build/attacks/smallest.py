"""The smallest of the sums that two releases make known, whose change tells of few people.

A sum is a set of kinds of people. It is among the smallest if no part of it is known: a sum that splits into
known sums says no more than they do.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from data.build.attacks.sums import reduced

_CLOSE = 1e-5
# No more than these are looked for in one direction.
MOST = 20
_BRANCHES = 20_000
_FOUND, _NONE = 0, 2


class Unsettled(Exception):
    """There are so many sums that it could not be found out whether one of them changed by few."""


class Known(NamedTuple):
    """All sums that two releases make known.

    ``basis``, shape (d, n), reduced: its rows span the sums; ``changes``, shape (n,): a sum changed by its
    product with them; ``counts``, bool, shape (m, n): sums that are known for certain, to begin with.
    """

    basis: np.ndarray
    pivots: np.ndarray
    changes: np.ndarray
    counts: np.ndarray


def small_changes(known: Known, threshold: int, is_exempt: Callable[[np.ndarray], bool]) -> Iterator[np.ndarray]:
    """Yield the smallest known sums that changed by 1 to ``threshold - 1``, as bool arrays of shape (n,).

    Parameters
    ----------
    known : Known
    threshold : int
    is_exempt : function of a sum
        Whether it may change by few.

    Raises
    ------
    Unsettled
        If it could not be found out whether there are more.
    """
    nothing = np.zeros(known.basis.shape[1], dtype=bool)
    for rows, columns in _blocks(known.basis):
        inside = known.counts[:, columns].any(axis=1) & ~np.delete(known.counts, columns, axis=1).any(axis=1)
        block = Known(
            known.basis[np.ix_(rows, columns)],
            np.searchsorted(columns, known.pivots[rows]),
            known.changes[columns],
            known.counts[inside][:, columns],
        )
        if _is_harmless(block, threshold):
            continue
        for found in _of_block(block, threshold, _widened(is_exempt, nothing, columns)):
            yield _put(nothing, columns, found)


def _widened(
    is_exempt: Callable[[np.ndarray], bool], nothing: np.ndarray, columns: np.ndarray
) -> Callable[[np.ndarray], bool]:
    return lambda part: is_exempt(_put(nothing, columns, part))


def _put(nothing: np.ndarray, columns: np.ndarray, part: np.ndarray) -> np.ndarray:
    whole = nothing.copy()
    whole[columns] = part
    return whole


def _blocks(basis: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield rows and columns of sums that have nothing to do with others: the smallest are within one block."""
    is_there = csr_array(np.abs(basis) > _CLOSE)
    number, labels = connected_components(is_there @ is_there.T, directed=False)
    for label in range(number):
        rows = np.flatnonzero(labels == label)
        yield rows, np.flatnonzero(np.abs(basis[rows]).max(axis=0) > _CLOSE)


def _is_harmless(block: Known, threshold: int) -> bool:
    """Return whether every sum changed by a multiple of the same number, 0 or the threshold or more."""
    steps = block.basis @ block.changes
    if np.abs(steps - steps.round()).max(initial=0) > _CLOSE:
        return False
    divisor = np.gcd.reduce(np.abs(steps.round().astype(int)))
    return bool(divisor == 0 or divisor >= threshold)


def _of_block(block: Known, threshold: int, is_exempt: Callable[[np.ndarray], bool]) -> Iterator[np.ndarray]:
    steps = block.basis @ block.changes
    found: list[np.ndarray] = []
    # An exempt count need not be split: the search finds the parts of it that are not.
    unsplit = [count for count in block.counts if not is_exempt(count)]
    reported = 0
    for low, high in ((1, threshold - 1), (1 - threshold, -1)):
        while reported < MOST:
            # First among the counts that are shown: to test them is quick, to search is not.
            start = next((c for c in unsplit if low - 0.5 < c @ block.changes < high + 0.5), None)
            if start is None:
                start = _search(block, steps, low, high, [*found, *block.counts])
                if start is None:
                    break
            unsplit = [count for count in unsplit if count is not start]
            for part in smallest_parts(block.basis, start):
                if any((part == other).all() for other in found):
                    continue
                found.append(part)
                if 0.5 < abs(part @ block.changes) < threshold - 0.5 and not is_exempt(part):
                    reported += 1
                    yield part


def _search(
    block: Known, steps: np.ndarray, low: float, high: float, inside: Sequence[np.ndarray]
) -> np.ndarray | None:
    """Return a smallest set of kinds that is known, changed by ``low`` to ``high`` and has none of others inside."""
    changed = LinearConstraint(_over(block.pivots, steps, block.basis.shape[1]), low - 0.5, high + 0.5)
    without = [LinearConstraint(np.array(inside, dtype=float), -np.inf, np.sum(inside, axis=1) - 1)] if inside else []
    return _least(block.basis, block.pivots, [changed, *without])


def smallest_parts(basis: np.ndarray, whole: np.ndarray) -> list[np.ndarray]:
    """Return the smallest known sums that a known sum consists of, in one way of the many there may be."""
    columns = np.flatnonzero(whole)
    # The sums of kinds inside: those of all that come to nothing outside.
    outside, pivots = reduced(np.hstack([basis[:, ~whole], basis[:, whole]]))
    first = int((~whole).sum())
    rows, pivots = outside[pivots >= first][:, first:], pivots[pivots >= first] - first
    left, found = np.ones(len(columns), dtype=bool), []
    while left.any():
        some = LinearConstraint(np.vstack([np.ones(len(columns))]), 1, np.inf)
        only = LinearConstraint(np.diag((~left).astype(float)), 0, 0)
        part = left if len(rows) == 1 else _least(rows, pivots, [some, only])
        part = left if part is None else part
        found.append(_put(np.zeros(len(whole), dtype=bool), columns, part))
        left = left & ~part
    return found


def _least(basis: np.ndarray, pivots: np.ndarray, limits: Sequence[LinearConstraint]) -> np.ndarray | None:
    """Return a known sum of as few kinds as can be, within limits; None if there is none."""
    size = basis.shape[1]
    # A sum is fixed by the kinds at the pivots: it is those rows added up.
    tie = np.eye(size)
    tie[:, pivots] -= basis.T
    others = np.setdiff1d(np.arange(size), pivots)
    ties = [LinearConstraint(csr_array(tie[others]), 0, 0)] if len(others) else []
    found = milp(
        np.ones(size),
        integrality=np.ones(size, dtype=int),
        bounds=Bounds(0, 1),
        constraints=[*ties, *limits],
        options={"node_limit": _BRANCHES, "time_limit": 20},
    )
    if found.status == _NONE:
        return None
    if found.status != _FOUND or found.x is None:
        raise Unsettled
    return np.asarray(found.x > 0.5)


def _over(pivots: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    whole = np.zeros((1, size))
    whole[0, pivots] = values
    return whole
