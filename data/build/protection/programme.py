"""Every table that agrees with what is shown, as one linear programme, kept warm between questions (HiGHS)."""

from typing import Any

import highspy
import numpy as np
from scipy import sparse

from data.build.problems import BuildError
from data.build.protection.linked import LinkedTables

_INFINITY = highspy.kHighsInf
# A search for whole numbers ends after so many branches with the best table it has: the same one every time.
_BRANCHES = 2000
_CLOSE = 1e-6
_SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kSolutionLimit)


class Programme:
    """The tables there could be, given the cells that are shown; a shown cell may be changed at a cost.

    Columns: the base cells, then for each cell by how much it is above its true count, then by how much
    below. Rows: the cells, equal to their true count but for those changes, then the ties. Hiding a cell
    frees its row.

    Parameters
    ----------
    tables : LinkedTables
    costs : array of shape (n,)
        Cost of changing a cell by one; infinite for a cell that is known whatever happens.
    hidden : boolean array of shape (n,)
    whole : bool
        Look only at tables of whole numbers, as the true one is; slower.

    Raises
    ------
    BuildError
        If no table agrees with the counts: they do not add up.
    """

    def __init__(
        self,
        tables: LinkedTables,
        costs: np.ndarray,
        hidden: np.ndarray,
        *,
        whole: bool,
    ):
        self._tables, self._costs, self._known = tables, costs, np.isinf(costs)
        self._low, self._high = np.zeros(len(costs)), np.full(len(costs), _INFINITY)
        self._size, self._base = tables.sums.shape
        self._hidden = np.zeros(self._size, dtype=bool)
        self._highs = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "presolve": "on" if whole else "off",
            "mip_rel_gap": 0.05,
            "mip_max_nodes": _BRANCHES,
        }.items():
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._model(whole))
        if not whole:
            self._require_true_table()
        self.hide(np.flatnonzero(hidden))

    def hide(self, cells: np.ndarray) -> None:
        """Free the given cells: from now on a change of them costs nothing."""
        self._hidden[cells] = True
        for cell in cells:
            self._highs.changeRowBounds(int(cell), self._low[cell], self._high[cell])
        self._bound_changes(cells, 0)

    def limit(self, low: np.ndarray, high: np.ndarray) -> None:
        """Let each cell, once it is hidden, be from low to high; arrays of shape (n,)."""
        changed = self._hidden & ((low != self._low) | (high != self._high))
        self._low, self._high = low, high
        for cell in np.flatnonzero(changed):
            self._highs.changeRowBounds(int(cell), low[cell], high[cell])

    def table_with(self, cell: int, *, low: float = 0, high: float = _INFINITY) -> np.ndarray | None:
        """Return the counts of the cheapest table in which a hidden cell is from low to high, None if there is none."""
        low, high = max(low, self._low[cell]), min(high, self._high[cell])
        if low > high:
            return None
        self._highs.changeRowBounds(int(cell), low, high)
        table = self._solve()
        self._highs.changeRowBounds(int(cell), self._low[cell], self._high[cell])
        return table

    def table_towards(self, signs: np.ndarray) -> np.ndarray | None:
        """Return the counts of a table with hidden cells far up (1) or down (-1), and all shown cells true."""
        shown = np.flatnonzero(~self._hidden & ~self._known)
        base = np.arange(self._base, dtype=np.int32)
        self._bound_changes(shown, 0)
        self._highs.changeColsCost(self._base, base, -(self._tables.sums.T @ signs))
        # Far is enough; the farthest takes longer than another try.
        self._highs.setOptionValue("mip_rel_gap", 0.3)
        table = self._solve()
        self._highs.setOptionValue("mip_rel_gap", 0.05)
        self._highs.changeColsCost(self._base, base, np.zeros(self._base))
        self._bound_changes(shown, _INFINITY)
        return table

    def _require_true_table(self) -> None:
        table = self._solve()
        if table is None or np.abs(table - self._tables.values).max() > _CLOSE:
            wrong = 0 if table is None else np.abs(table - self._tables.values).argmax()
            name = ", ".join(self._tables.cells[wrong].name)
            raise BuildError(f"The tables do not add up, at or around {name}: look at how they were summed")

    def _bound_changes(self, cells: np.ndarray, bound: float) -> None:
        for column in (*(self._base + cells), *(self._base + self._size + cells)):
            self._highs.changeColBounds(int(column), 0, bound)

    def _solve(self) -> np.ndarray | None:
        self._highs.run()
        solution = self._highs.getSolution()
        if self._highs.getModelStatus() not in _SOLVED or not solution.value_valid:
            return None
        table: np.ndarray = self._tables.sums @ np.array(solution.col_value)[: self._base]
        return table

    def _model(self, whole: bool) -> highspy.HighsLp:
        tables, size = self._tables, self._size
        rows: list[list[Any]] = [
            [tables.sums, -sparse.eye_array(size), sparse.eye_array(size)],
            [tables.ties, None, None],
        ]
        matrix = sparse.block_array(rows, format="csc")
        changes = np.tile(np.where(self._known, 0, _INFINITY), 2)
        right = np.concatenate([tables.values, np.zeros(tables.ties.shape[0])])
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = matrix.shape
        model.col_cost_ = np.concatenate([np.zeros(self._base), np.tile(np.where(self._known, 0, self._costs), 2)])
        model.col_lower_ = np.zeros(model.num_col_)
        # Without a limit a cell of a table with no shown total could run away.
        limit = 2 * tables.values.max() + 100
        model.col_upper_ = np.concatenate([np.full(self._base, limit), changes])
        model.row_lower_ = model.row_upper_ = right
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
        model.a_matrix_.value_ = matrix.data
        if whole:
            kinds = highspy.HighsVarType
            model.integrality_ = [kinds.kInteger] * self._base + [kinds.kContinuous] * (2 * size)
        return model
