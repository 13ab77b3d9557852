"""What somebody who looks on can still believe of the hidden counts, and what must be hidden to leave them enough.

Three kinds look on. The public knows what is shown. A reader of this code is taken to know more than anybody can: of
every hidden count whether it is a small one or only hidden to protect one. A contributor knows its own part of every
count, and so its own counts altogether.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from data.build.protection.linked import Cell, LinkedTables, Name
from data.build.protection.programme import Programme

_TOLERANCE = 1e-6
_FRUITLESS = 4


@dataclass(frozen=True)
class Contribution:
    """What one contributor knows: its ``parts`` of the counts, by name; none of a count that is not there.

    It is an area, or a category of ``breakdown`` if that is given.
    """

    code: str
    parts: Mapping[Name, int]
    breakdown: str = ""

    def is_about(self, cell: Cell) -> bool:
        """Return whether a count is its own altogether."""
        if self.breakdown:
            return cell.breakdown == self.breakdown and cell.category == self.code
        return cell.area_code == self.code

    def knows(self, cell: Cell) -> bool:
        """Return whether something of a count is its own."""
        return self.is_about(cell) or self.parts.get(cell.name, 0) > 0


class Hiding:
    """The cells of one part of the tables that are hidden by now, and the tables that agree with the others.

    Parameters
    ----------
    part : LinkedTables
    hidden : boolean array of shape (n,)
    costs : array of shape (n,)
        What it costs to hide a cell; infinite for one that cannot be hidden.
    order : array of shape (n,)
        In which order cells are protected, the least first.
    """

    def __init__(self, part: LinkedTables, hidden: np.ndarray, costs: np.ndarray, order: np.ndarray):
        self.part, self.hidden, self.order = part, hidden, order
        self.values, self.known = part.values, np.isinf(costs)
        self._costs = costs
        self._programmes: dict[bool, Programme] = {}

    def programme(self, low: np.ndarray, high: np.ndarray, *, whole: bool) -> Programme:
        """Return the tables there could be, of fractions or of whole people, each hidden cell from low to high."""
        if whole not in self._programmes:
            hidden = self.hidden & ~self.known
            self._programmes[whole] = Programme(self.part, self._costs, hidden, whole=whole)
        self._programmes[whole].limit(low, high)
        return self._programmes[whole]

    def hide(self, table: np.ndarray) -> None:
        """Hide every shown cell that is another in a table."""
        also = np.flatnonzero((np.abs(table - self.values) > _TOLERANCE) & ~self.hidden & ~self.known)
        self.hidden[also] = True
        for programme in self._programmes.values():
            programme.hide(also)


@dataclass(eq=False)
class Onlooker:
    """Somebody who looks on, and the tables found so far that would look the same to them.

    Attributes
    ----------
    low, high : arrays of shape (n,)
        Between what they know each cell to lie once it is hidden.
    widths, ceilings : arrays of shape (n,)
        How wide an interval each hidden cell needs, and how high it must seem to be possible.
    asked : boolean array of shape (n,)
        The cells that must be kept from them.
    is_met_by_whole_tables : bool
        Whether only tables of whole people prove an interval; fractions are taken for proof if not, which the last gate
        then looks into.
    exposed : set of int
        The cells that nothing can keep from them.
    """

    low: np.ndarray
    high: np.ndarray
    widths: np.ndarray
    ceilings: np.ndarray
    asked: np.ndarray
    is_met_by_whole_tables: bool = True
    exposed: set[int] = field(default_factory=set)
    _reached: dict[bool, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    def settle(self, hiding: Hiding, *, whole: bool) -> bool:
        """Hide what is missing for every interval; return whether something was."""
        if whole and not self.is_met_by_whole_tables:
            return False
        before = hiding.hidden.sum()
        # Tables at corners are mostly of whole people, even where they were not asked for, and found much faster.
        for kind in {False, whole}:
            self._spread(hiding, kind, whole)
        while (waiting := self._narrow(hiding, whole)).any():
            cell = int(np.flatnonzero(waiting)[np.argmin(hiding.order[waiting])])
            table = self._further(hiding, cell, whole)
            if table is None:
                self.exposed.add(cell)
                continue
            hiding.hide(table)
            self._reach(hiding, table)
        return bool(hiding.hidden.sum() > before)

    def _found(self, hiding: Hiding, whole: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return the lowest and highest each cell was found to be."""
        return self._reached.setdefault(whole, (hiding.values.copy(), hiding.values.copy()))

    def _narrow(self, hiding: Hiding, whole: bool) -> np.ndarray:
        """Return the hidden cells that have not got their interval yet."""
        low, high = self._found(hiding, whole)
        is_narrow = (high - low < self.widths - _TOLERANCE) | (high < self.ceilings - _TOLERANCE)
        found: np.ndarray = hiding.hidden & self.asked & is_narrow
        found[[*self.exposed]] = False
        return found

    def _further(self, hiding: Hiding, cell: int, whole: bool) -> np.ndarray | None:
        """Return a table in which a cell gets further than ever: all the way if that can be, else by one."""
        programme = hiding.programme(self.low, self.high, whole=whole)
        low, high = (found[cell] for found in self._found(hiding, whole))
        is_wide = high - low > self.widths[cell] - _TOLERANCE
        up, down = {"low": max(low + self.widths[cell], self.ceilings[cell])}, {"high": high - self.widths[cell]}
        ways = (up, {"low": high + 1}) if is_wide else (up, down, {"low": high + 1}, {"high": low - 1})
        return next((table for each in ways if (table := programme.table_with(cell, **each)) is not None), None)

    def _spread(self, hiding: Hiding, kind: bool, whole: bool) -> None:
        """Reach most intervals at once, by tables that move half of the narrow cells up and half of them down."""
        signs, fruitless = np.random.default_rng(0), 0
        while fruitless < _FRUITLESS and (narrow := self._narrow(hiding, whole)).any():
            programme = hiding.programme(self.low, self.high, whole=kind)
            table = programme.table_towards(np.where(narrow, signs.choice([-1.0, 1.0], len(narrow)), 0))
            if table is not None:
                self._reach(hiding, table)
            fruitless = fruitless + 1 if self._narrow(hiding, whole).sum() == narrow.sum() else 0

    def _reach(self, hiding: Hiding, table: np.ndarray) -> None:
        is_whole = np.abs(table - table.round()).max(initial=0) < _TOLERANCE
        for whole in (False, True) if is_whole else (False,):
            low, high = self._found(hiding, whole)
            self._reached[whole] = np.minimum(low, table), np.maximum(high, table)
