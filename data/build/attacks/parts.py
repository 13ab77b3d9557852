"""Equations in parts that share no unknown, each as a linear programme, with as few corrections as there can be."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import highspy
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from data.build.attacks.equations import Contradiction

_BRANCHES = 5000
_NO_LIMIT = highspy.kHighsInf
_STATUSES = highspy.HighsModelStatus
_FOUND = (_STATUSES.kOptimal, _STATUSES.kSolutionLimit)
# What a change must cost beyond what is to spare, before it is taken to be impossible.
_SURELY = 0.01


class Part(NamedTuple):
    """Equations that share no unknown with others: ``matrix @ unknowns == results``; ``columns`` numbers them."""

    matrix: sparse.csr_array
    results: np.ndarray
    columns: np.ndarray
    changes: np.ndarray


def parts(matrix: sparse.csr_array, results: np.ndarray, known: np.ndarray, changes: np.ndarray) -> Iterator[Part]:
    """Yield the parts of what is left of the equations, given the unknowns that are known already."""
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
        yield Part(rest[rows][:, here], left[rows], columns[here], changed)


def model(part: Part, *, whole: bool, **options: str | int) -> highspy.Highs:
    """Return the programme of a part, of tables of whole people or of fractions."""
    lp, matrix = highspy.HighsLp(), part.matrix.tocsc()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_, lp.col_lower_ = np.zeros(lp.num_col_), np.zeros(lp.num_col_)
    lp.col_upper_ = np.full(lp.num_col_, _NO_LIMIT)
    lp.row_lower_ = lp.row_upper_ = part.results
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
    highs = highspy.Highs()
    limits: dict[str, str | float] = {
        "output_flag": False,
        "threads": 1,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.9,
        "mip_max_nodes": _BRANCHES,
    }
    # Only the sum in question changes, so the last table is a good start (primal simplex, no presolve).
    warm: dict[str, str | float] = {} if whole else {"presolve": "off", "simplex_strategy": 4}
    for option, value in {**limits, **warm, **options}.items():
        highs.setOptionValue(option, value)
    highs.passModel(lp)
    return highs


def least(programme: highspy.Highs, costs: np.ndarray, *, whole: bool) -> float:
    """Return the least value of a sum with these costs, or what it cannot go below; minus infinity if nothing.

    Raises
    ------
    Contradiction
        If no table agrees with the equations.
    """
    status = _solved(programme, costs).getModelStatus()
    if status in (_STATUSES.kUnbounded, _STATUSES.kUnboundedOrInfeasible) and costs.any():
        return -np.inf
    if status not in _FOUND:
        raise Contradiction("no table agrees with all that is shown")
    info = programme.getInfo()
    return info.mip_dual_bound if whole else info.objective_function_value


def with_fewest_changes(part: Part) -> tuple[Part, sparse.csr_array]:
    """Return a part in which as little was corrected as can be, and which of its unknowns each former one became.

    Changes of which one alone would cost more than is to spare (its reduced cost) are left out, and unknowns that
    are the same in two releases for want of them become one. No table is lost by it, and a long history is hardly
    larger than a single release.

    Raises
    ------
    Contradiction
        If no table agrees with the equations.
    """
    counted = np.zeros(len(part.columns))
    counted[part.changes] = 1
    # A solution inside the optimal face, not at a corner of it, puts a cost on nearly all that is impossible.
    inner = _solved(model(part, whole=False, solver="ipm", run_crossover="off", presolve="on"), counted)
    least, costs = 0.0, np.zeros(len(counted))
    if inner.getModelStatus() == _STATUSES.kOptimal:
        least, costs = inner.getInfo().objective_function_value, counted * inner.getSolution().col_dual
        # Whole people seldom need more changes than fractions do, and to try is much faster than to ask.
        fewest = math.ceil(least - _SURELY)
        narrowed, merged = _narrowed(part, counted, fewest, costs > fewest - least + _SURELY)
        if _is_possible(narrowed):
            return narrowed, merged
    whole = _solved(model(part, whole=True), counted)
    if whole.getModelStatus() not in _FOUND:
        raise Contradiction("no table agrees with all that is shown")
    fewest = round(whole.getInfo().objective_function_value)
    return _narrowed(part, counted, fewest, costs > fewest - least + _SURELY)


def _solved(highs: highspy.Highs, costs: np.ndarray) -> highspy.Highs:
    highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
    highs.run()
    return highs


def _is_possible(part: Part) -> bool:
    """Return whether a table of whole people agrees with the equations, as far as can be told quickly."""
    if not len(part.columns):
        return not part.results.any()
    return _solved(model(part, whole=True), np.zeros(len(part.columns))).getModelStatus() == _STATUSES.kOptimal


def _narrowed(part: Part, counted: np.ndarray, total: int, is_impossible: np.ndarray) -> tuple[Part, sparse.csr_array]:
    """Return the part with this total of changes, those that are possible, and what its unknowns became."""
    merged = _merged(part, ~is_impossible)
    matrix = sparse.vstack([part.matrix, sparse.csr_array(counted[None])], format="csr") @ merged
    results = np.append(part.results, total)
    # What was said again in a later release says nothing new.
    first, _ = distinct(sparse.hstack([matrix, sparse.csr_array(results[:, None])], format="csr"))
    return Part(matrix[first], results[first], np.arange(matrix.shape[1]), np.array([], dtype=int)), merged


def _merged(part: Part, is_possible: np.ndarray) -> sparse.csr_array:
    """Return a 0/1 matrix of shape (unknowns, fewer unknowns): those that an equation says are the same are one."""
    possible = np.flatnonzero(is_possible)
    matrix = part.matrix[:, possible]
    same = matrix[(matrix.count_nonzero(axis=1) == 2) & (matrix.sum(axis=1) == 0) & (part.results == 0)]
    number, labels = connected_components(abs(same).T @ abs(same), directed=False)
    return sparse.csr_array((np.ones(len(possible)), (possible, labels)), shape=(len(is_possible), number))


def distinct(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of the first row of each kind, and for each row the place of the first of its kind in these."""
    matrix.eliminate_zeros()
    matrix.sort_indices()
    places: dict[tuple[bytes, bytes], int] = {}
    starts = zip(matrix.indptr, matrix.indptr[1:], strict=False)
    rows = ((matrix.indices[start:end].tobytes(), matrix.data[start:end].tobytes()) for start, end in starts)
    same = np.array([places.setdefault(row, len(places)) for row in rows], dtype=int)
    return np.unique(same, return_index=True)[1], same
