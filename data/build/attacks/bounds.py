"""Between which whole numbers every hidden count must lie, by linear programmes (HiGHS)."""

from collections.abc import Sequence
from typing import NamedTuple

import highspy
import numpy as np
from scipy import sparse

from data.build.attacks.equations import Contradiction, Equations
from data.build.attacks.parts import Part, distinct, least, model, parts, with_fewest_changes

_CLOSE = 1e-6
_DIRECTIONS = 40


class Bound(NamedTuple):
    """The lowest and the highest a target can be, and which targets it says something about: those of its part.

    ``high`` is None if there is no highest; ``part`` is -1 if the target is known at once.
    """

    low: int
    high: int | None
    part: int


def bounds(found: Equations, *, width: int, exact: bool) -> list[Bound]:
    """Return the bounds of every target.

    Every bound holds. One that a table of fractions gives may leave room that no table of whole people
    fills; so wherever no whole tables have been found as far apart as ``width``, or everywhere if
    ``exact``, the bound is that of whole tables.

    Raises
    ------
    Contradiction
        If no table agrees with the equations.
    """
    matrix, results = system(found)
    known = worked_out(matrix, results)
    settled = ~np.isnan(known)
    answers = []
    for target in found.targets:
        least = int(known[target.unknowns][settled[target.unknowns]].sum())
        answers.append(Bound(least, least, -1))
    targets = ones([target.unknowns for target in found.targets], found.size).tocsc()
    for number, part in enumerate(parts(matrix, results, known, found.changes)):
        sums = targets[:, part.columns].tocsr()
        touched = np.flatnonzero(np.diff(sums.indptr))
        sums = sums[touched]
        first = same = np.arange(len(touched))
        if len(part.changes):
            part, merged = with_fewest_changes(part)
            if not len(touched):
                continue
            sums = sums @ merged
            first, same = distinct(sums)
        lows, highs = _Search(part, sums[first]).bounds(width, exact)
        for n, low, high in zip(touched, lows[same], highs[same], strict=True):
            # What one part leaves open is independent of the others, so it adds to what they leave open.
            before = answers[n]
            limit = None if np.isinf(high) or before.high is None else before.high + int(high)
            answers[n] = Bound(before.low + int(low), limit, max(before.part, number))
    return answers


class _Search:
    """The search for the bounds of sums in one part; remembers how far apart whole tables were found."""

    def __init__(self, part: Part, sums: sparse.csr_array):
        self._sums = sums
        self._fractions, self._whole = model(part, whole=False), model(part, whole=True)
        self._reached_low = np.full(sums.shape[0], np.inf)
        self._reached_high = -self._reached_low
        self._least(self._whole, np.zeros(sums.shape[1]))

    def bounds(self, width: int, exact: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return the lowest and the highest value of every sum, infinite if there is none."""
        every = range(self._sums.shape[0])
        low = np.array([np.ceil(self._extreme(n, 1, whole=False) - _CLOSE) for n in every])
        high = np.array([np.floor(-self._extreme(n, -1, whole=False) + _CLOSE) for n in every])
        self._explore(np.isfinite(high), width)
        for n in every:
            found = self._reached_high[n] - self._reached_low[n] >= width
            if (exact or not found) and self._reached_low[n] > low[n]:
                low[n] = np.ceil(self._extreme(n, 1, whole=True) - _CLOSE)
            if (exact or not found) and self._reached_high[n] < high[n] < np.inf:
                high[n] = np.floor(-self._extreme(n, -1, whole=True) + _CLOSE)
        return low, high

    def _extreme(self, number: int, sign: int, *, whole: bool) -> float:
        costs = sign * self._sums[[number]].toarray().ravel()
        return self._least(self._whole if whole else self._fractions, costs)

    def _explore(self, limited: np.ndarray, width: int) -> None:
        """Look for whole tables far apart, in many sums at once: half of them up, half of them down."""
        signs = np.random.default_rng(1)
        self._whole.setOptionValue("mip_rel_gap", 0.3)
        for _ in range(_DIRECTIONS):
            towards = signs.choice([-1.0, 1.0], len(limited))
            narrow = limited & ~(self._reached_high - self._reached_low >= width)
            if not narrow.any():
                break
            self._least(self._whole, self._sums.T @ np.where(narrow, towards, 0))
        self._whole.setOptionValue("mip_rel_gap", 0.0)

    def _least(self, model: highspy.Highs, costs: np.ndarray) -> float:
        """Return the least value of a sum with these costs, or what it cannot go below; minus infinity if nothing."""
        found = least(model, costs, whole=model is self._whole)
        if np.isinf(found):
            return found
        table = np.array(model.getSolution().col_value)
        if model is self._whole or np.abs(table - table.round()).max(initial=0) < _CLOSE:
            counts = self._sums @ table.round()
            self._reached_low = np.minimum(self._reached_low, counts)
            self._reached_high = np.maximum(self._reached_high, counts)
        return found


def system(found: Equations) -> tuple[sparse.csr_array, np.ndarray]:
    """Return the equations as a matrix of -1, 0 and 1, and their results."""
    plus, minus = [added for added, _, _ in found.results], [taken for _, taken, _ in found.results]
    results = np.array([result[2] for result in found.results], dtype=float)
    return ones(plus, found.size) - ones(minus, found.size), results


def ones(rows: Sequence[np.ndarray], size: int) -> sparse.csr_array:
    """Return a matrix with ones in the given columns of each row."""
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate([*rows, np.array([], dtype=int)]).astype(int)
    return sparse.csr_array((np.ones(len(columns)), columns, starts), shape=(len(rows), size))


def worked_out(matrix: sparse.csr_array, results: np.ndarray) -> np.ndarray:
    """Return the unknowns that follow at once, NaN for others: all of a sum that is 0, and the last one of a sum."""
    known = np.full(matrix.shape[1], np.nan)
    only_added = matrix.min(axis=1).toarray().ravel() >= 0
    while True:
        is_open = np.isnan(known)
        left = results - matrix @ np.where(is_open, 0, known)
        number = abs(matrix) @ is_open.astype(float)
        if (only_added & (left < 0)).any() or ((number == 0) & (left != 0)).any():
            raise Contradiction("a sum is not that of its parts")
        empty = only_added & (left == 0) & (number > 0)
        nobody = (abs(matrix[empty]).sum(axis=0) > 0) & is_open
        if nobody.any():
            known[nobody] = 0
            continue
        lone = np.flatnonzero(number == 1)
        if not len(lone):
            return known
        for row in lone:
            entries = slice(matrix.indptr[row], matrix.indptr[row + 1])
            for column, sign in zip(matrix.indices[entries], matrix.data[entries], strict=True):
                if is_open[column]:
                    known[column] = left[row] * sign
                    if known[column] < 0:
                        raise Contradiction("a count would be below 0")
