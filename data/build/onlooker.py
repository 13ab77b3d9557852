"""What somebody who looks on can still believe of the hidden counts, and what must be hidden to leave them enough.

Three kinds look on. The public knows what is shown. A reader of this code is taken to know more than anybody can: of
every hidden count whether it is a small one or only hidden to protect one. A contributor knows its own part of every
count, so that only what is left of the tables without it is unknown.
"""

from dataclasses import dataclass, replace

import numpy as np

from data.build.linked import Cell, LinkedTables, Name
from data.build.programme import Programme

_TOLERANCE = 1e-6
_SPREADS = 32


@dataclass(frozen=True)
class Contribution:
    """What one contributor knows: its ``parts`` of the counts by name, and the ``rows`` that are about it alone."""

    code: str
    parts: dict[Name, int]
    rows: frozenset[Name]

    def knows(self, cell: Cell) -> bool:
        """Return whether something of a count is its own."""
        return cell.name in self.rows or self.parts.get(cell.name, 0) > 0


@dataclass
class Rest:
    """Tables without the part of one contributor, and which of their cells still have people of others in them."""

    tables: LinkedTables
    is_open: np.ndarray


def without(tables: LinkedTables, own: Contribution) -> Rest:
    """Return what is left of tables for a contributor to wonder about."""
    rows = [number for number, cell in enumerate(tables.cells) if cell.name in own.rows]
    kept = np.ones(tables.sums.shape[1], dtype=bool)
    kept[tables.sums[rows].indices] = False
    cells = tuple(replace(cell, value=cell.value - own.parts.get(cell.name, 0)) for cell in tables.cells)
    left = LinkedTables(cells, tables.sums[:, kept].tocsr(), tables.ties[:, kept].tocsr())
    return Rest(left, np.diff(left.sums.indptr) > 0)


class Onlooker:
    """Somebody who looks on: every table found so far that would look the same to them.

    Parameters
    ----------
    tables : LinkedTables
        What there is to wonder about.
    costs : array of shape (n,)
        What it costs to hide a cell; infinite for one that cannot be hidden.
    widths, ceilings : arrays of shape (n,)
        How wide an interval each hidden cell needs, and how high it must seem to be possible.
    asked : boolean array of shape (n,)
        The cells that must be kept from this onlooker.
    limits : pair of arrays of shape (n,), optional
        Between what each cell is known to lie once it is hidden.
    """

    def __init__(self, tables, costs, *, widths, ceilings, asked, limits=None):
        self._tables, self._costs, self._limits = tables, costs, limits
        self._widths, self._ceilings, self._asked = widths, ceilings, asked
        self._order = None
        self._values = tables.values
        self._known = np.isinf(costs)
        self._programmes: dict[bool, Programme] = {}
        self._told: dict[bool, np.ndarray] = {}
        # What whole tables prove, and what tables of fractions point to.
        self._low = {whole: self._values.copy() for whole in (False, True)}
        self._high = {whole: self._values.copy() for whole in (False, True)}
        self.exposed: set[int] = set()

    def settle(self, hidden: np.ndarray, order: np.ndarray, *, whole: bool) -> bool:
        """Hide what is missing for every interval, in place; return whether something was."""
        waiting = self._narrow(hidden, whole)
        if not waiting.any():
            return False
        programme = self._programme(hidden, whole)
        self._spread(programme, hidden, whole)
        before = hidden.sum()
        while (waiting := self._narrow(hidden, whole)).any():
            cell = int(np.flatnonzero(waiting)[np.argmin(order[waiting])])
            table = self._further(programme, cell, whole)
            if table is None:
                self.exposed.add(cell)
                continue
            also = np.flatnonzero((np.abs(table - self._values) > _TOLERANCE) & ~hidden & ~self._known)
            hidden[also] = True
            self._hide(programme, hidden, whole)
            self._reach(table)
        return bool(hidden.sum() > before)

    def _programme(self, hidden: np.ndarray, whole: bool) -> Programme:
        """Return the programme, which knows all that is hidden by now."""
        if whole not in self._programmes:
            self._told[whole] = hidden & ~self._known
            self._programmes[whole] = Programme(
                self._tables, self._costs, self._told[whole], whole=whole, limits=self._limits
            )
        self._hide(self._programmes[whole], hidden, whole)
        return self._programmes[whole]

    def _hide(self, programme: Programme, hidden: np.ndarray, whole: bool) -> None:
        new = hidden & ~self._known & ~self._told[whole]
        programme.hide(np.flatnonzero(new))
        self._told[whole] = self._told[whole] | new

    def _narrow(self, hidden: np.ndarray, whole: bool) -> np.ndarray:
        """Return the hidden cells that have not got their interval yet."""
        low, high = self._low[whole], self._high[whole]
        is_narrow = (high - low < self._widths - _TOLERANCE) | (high < self._ceilings - _TOLERANCE)
        found = hidden & self._asked & is_narrow
        found[[*self.exposed]] = False
        return found

    def _further(self, programme: Programme, cell: int, whole: bool) -> np.ndarray | None:
        """Return a table in which a cell gets further than ever: all the way if that can be, else by one."""
        low, high, width = self._low[whole][cell], self._high[whole][cell], self._widths[cell]
        up = max(low + width, self._ceilings[cell])
        ways = [{"low": up}, {"high": high - width}] if high - low < width - _TOLERANCE else [{"low": up}]
        for limits in (*ways, {"low": high + 1}, *([{"high": low - 1}] if len(ways) > 1 else [])):
            table = programme.table_with(cell, **limits)
            if table is not None:
                return table
        return None

    def _spread(self, programme: Programme, hidden: np.ndarray, whole: bool) -> None:
        """Reach most intervals at once, by tables that move half of the narrow cells up and half of them down."""
        signs = np.random.default_rng(0)
        for _ in range(_SPREADS):
            narrow = self._narrow(hidden, whole)
            if not narrow.any():
                return
            before = narrow.sum()
            table = programme.table_towards(np.where(narrow, signs.choice([-1.0, 1.0], len(narrow)), 0))
            if table is not None:
                self._reach(table)
            if self._narrow(hidden, whole).sum() == before:
                return

    def _reach(self, table: np.ndarray) -> None:
        is_whole = np.abs(table - table.round()).max(initial=0) < _TOLERANCE
        for whole in (False, True) if is_whole else (False,):
            self._low[whole] = np.minimum(self._low[whole], table)
            self._high[whole] = np.maximum(self._high[whole], table)
