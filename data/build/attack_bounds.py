"""Between which whole numbers every hidden count must lie, by linear programmes (HiGHS)."""

from collections.abc import Iterator
from typing import NamedTuple

import highspy
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from data.build.attack_equations import Contradiction, Equations

_CLOSE = 1e-6
_DIRECTIONS = 40
_BRANCHES = 5000
_NO_LIMIT = highspy.kHighsInf


class Bound(NamedTuple):
    """The lowest and the highest a target can be, and which targets it says something about: those of its part.

    ``high`` is None if there is no highest; ``part`` is -1 if the target is known at once.
    """

    low: int
    high: int | None
    part: int


class _Part(NamedTuple):
    """Equations that share no unknown with others: ``matrix @ unknowns == results``; ``columns`` numbers them."""

    matrix: sparse.csr_array
    results: np.ndarray
    columns: np.ndarray
    changes: np.ndarray


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
    matrix, results = _matrix(found)
    known = _worked_out(matrix, results)
    settled = ~np.isnan(known)
    answers = []
    for target in found.targets:
        least = int(known[target.unknowns][settled[target.unknowns]].sum())
        answers.append(Bound(least, least, -1))
    for number, part in enumerate(_parts(matrix, results, known, found.changes)):
        place = np.full(found.size, -1)
        place[part.columns] = np.arange(len(part.columns))
        inside = [place[target.unknowns] for target in found.targets]
        touched = [n for n, columns in enumerate(inside) if (columns >= 0).any()]
        sums = _ones([inside[n][inside[n] >= 0] for n in touched], len(part.columns))
        for n, low, high in zip(touched, *_Search(part, sums).bounds(width, exact), strict=True):
            # What one part leaves open is independent of the others, so it adds to what they leave open.
            before = answers[n]
            limit = None if np.isinf(high) or before.high is None else before.high + int(high)
            answers[n] = Bound(before.low + int(low), limit, max(before.part, number))
    return answers


class _Search:
    """The search for the bounds of sums in one part; remembers how far apart whole tables were found."""

    def __init__(self, part: _Part, sums: sparse.csr_array):
        self._sums = sums
        self._fractions, self._whole = _model(part, whole=False), _model(part, whole=True)
        self._reached_low = np.full(sums.shape[0], np.inf)
        self._reached_high = -self._reached_low
        corrected = np.zeros(len(part.columns))
        corrected[part.changes] = 1
        self._least(self._whole, corrected)
        fewest = round(self._whole.getInfo().objective_function_value)
        for model in (self._fractions, self._whole) if len(part.changes) else ():
            model.addRow(0, fewest, len(part.changes), part.changes.astype(np.int32), np.ones(len(part.changes)))

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
        model.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        model.run()
        status, info, statuses = model.getModelStatus(), model.getInfo(), highspy.HighsModelStatus
        if status in (statuses.kUnbounded, statuses.kUnboundedOrInfeasible) and costs.any():
            return -np.inf
        if status not in (statuses.kOptimal, statuses.kSolutionLimit):
            raise Contradiction("no table agrees with all that is shown")
        table = np.array(model.getSolution().col_value)
        if model is self._whole or np.abs(table - table.round()).max(initial=0) < _CLOSE:
            counts = self._sums @ table.round()
            self._reached_low = np.minimum(self._reached_low, counts)
            self._reached_high = np.maximum(self._reached_high, counts)
        return info.mip_dual_bound if model is self._whole else info.objective_function_value


def _model(part: _Part, *, whole: bool) -> highspy.Highs:
    model, matrix = highspy.HighsLp(), part.matrix.tocsc()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_, model.col_lower_ = np.zeros(model.num_col_), np.zeros(model.num_col_)
    model.col_upper_ = np.full(model.num_col_, _NO_LIMIT)
    model.row_lower_ = model.row_upper_ = part.results
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    highs = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.9, "mip_max_nodes": _BRANCHES}
    # Only the sum in question changes, so the last table is a good start (primal simplex, no presolve).
    warm = {} if whole else {"presolve": "off", "simplex_strategy": 4}
    for option, value in {**options, **warm}.items():
        highs.setOptionValue(option, value)
    highs.passModel(model)
    return highs


def _matrix(found: Equations) -> tuple[sparse.csr_array, np.ndarray]:
    plus, minus = ([result[side] for result in found.results] for side in (0, 1))
    results = np.array([result[2] for result in found.results], dtype=float)
    return _ones(plus, found.size) - _ones(minus, found.size), results


def _ones(rows, size: int) -> sparse.csr_array:
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate([*rows, np.array([], dtype=int)]).astype(int)
    return sparse.csr_array((np.ones(len(columns)), columns, starts), shape=(len(rows), size))


def _worked_out(matrix: sparse.csr_array, results: np.ndarray) -> np.ndarray:
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


def _parts(matrix: sparse.csr_array, results: np.ndarray, known: np.ndarray, changes: np.ndarray) -> Iterator[_Part]:
    is_open = np.isnan(known)
    left, rest = results - matrix @ np.where(is_open, 0, known), matrix[:, is_open]
    columns = np.flatnonzero(is_open)
    if not len(columns):
        return
    graph = (
        sparse.block_array([[None, rest], [rest.T, None]])
        if rest.nnz
        else sparse.csr_array((len(left) + len(columns),) * 2)
    )
    _, labels = connected_components(graph, directed=False)
    of_row, of_column = labels[: len(left)], labels[len(left) :]
    for label in dict.fromkeys(of_column):
        rows, here = of_row == label, of_column == label
        changed = np.flatnonzero(np.isin(columns[here], changes))
        yield _Part(rest[rows][:, here], left[rows], columns[here], changed)
