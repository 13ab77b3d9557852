"""Which counts must be hidden, so that no small count can be worked out from all the linked tables at once.

Primary: counts below the threshold. Secondary: for each hidden count in turn, the cheapest change of the
whole linked table set that moves it by the required width; every shown count that has to move with it is
hidden. Counts that are hidden already move for nothing, so they are used again and again. After Fischetti
and Salazar's description of cell suppression (Management Science 47, 2001), solved greedily.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np

from data.build.linked import Cell, LinkedTables, Name
from data.build.programme import Programme

# A hidden count must be able to be any of an interval at least this wide, whatever else is published.
WIDTH = 3
_TOLERANCE = 1e-6
_SPREADS = 32


@dataclass(frozen=True)
class Suppression:
    """What is hidden: small counts and those that protect them, one mark for all.

    ``exposed`` are the hidden cells that nothing can protect: what is known without them, or was published
    before, leaves them too narrow an interval. They must not be published as they are.
    """

    hidden: frozenset[Name]
    exposed: tuple[Cell, ...]


def suppress(
    tables: LinkedTables,
    *,
    hidden_before: Collection[Name] = (),
    public: Collection[Name] = (),
    draft: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Suppression:
    """Return which cells to hide. The same tables always give the same answer.

    Parameters
    ----------
    tables : LinkedTables
    hidden_before : collection of names
        Cells that an earlier release hid and that stay hidden.
    public : collection of names
        Cells that an earlier release showed. Hiding them again would protect nothing.
    draft : bool
        Leave out the proof by tables of whole people, which is slow: the final answer hides the same counts
        and perhaps more, and exposes the same cells and perhaps more.
    progress : callable, optional
        Called with the number of cells settled so far and the number of all cells.

    Raises
    ------
    BuildError
        If the tables do not add up.
    """
    hidden, exposed, settled = set(), [], 0
    for part in tables.parts():
        found = _protect(part, frozenset(hidden_before), frozenset(public), draft)
        hidden.update(cell.name for cell, is_hidden in zip(part.cells, found[0], strict=True) if is_hidden)
        exposed += [part.cells[cell] for cell in found[1]]
        settled += len(part.cells)
        if progress:
            progress(settled, len(tables.cells))
    return Suppression(frozenset(hidden), tuple(sorted(exposed)))


def _protect(
    part: LinkedTables, hidden_before: frozenset[Name], public: frozenset[Name], draft: bool
) -> tuple[np.ndarray, list]:
    """Return which cells of one part are hidden, and the numbers of those that stay exposed."""
    was_hidden = np.array([cell.name in hidden_before for cell in part.cells])
    was_shown = np.array([cell.name in public for cell in part.cells])
    thresholds = np.array([cell.threshold for cell in part.cells])
    hidden = was_hidden | (part.values < thresholds)
    if not hidden.any():
        return hidden, []
    known = was_shown | ((thresholds == 0) & ~was_hidden)
    exposed = [*np.flatnonzero(hidden & (known | _inside_too_small(part, known)))]
    # Large counts are worth more to a reader, but less so the larger they are.
    costs = np.where(known, np.inf, 1 + np.log1p(part.values))
    # A table of fractions is found fast and points to the cells to hide; only whole people prove an interval.
    for whole in (False,) if draft else (False, True):
        programme = Programme(part, costs, hidden & ~known, whole=whole)
        reached = _Reached(part.values)
        if whole:
            _spread(programme, reached, hidden & ~known)
        while (cell := reached.narrowest(hidden, exposed)) is not None:
            table = reached.further(programme, cell)
            if table is None:
                exposed.append(cell)
                continue
            also = np.flatnonzero((np.abs(table - part.values) > _TOLERANCE) & ~hidden & ~known)
            programme.hide(also)
            hidden[also] = True
            reached.add(table)
    return hidden, exposed


def _inside_too_small(part: LinkedTables, known: np.ndarray) -> np.ndarray:
    """Return which cells are part of a known count so small that no interval fits into it; saves asking for each."""
    small = part.sums[known & (part.values < WIDTH)]
    shared = (small @ part.sums.T).toarray()
    return (shared == part.sums.sum(axis=1).T).any(axis=0)


class _Reached:
    """The lowest and highest count each cell has in the tables found so far; all of them remain possible."""

    def __init__(self, values: np.ndarray):
        self.values, self.low, self.high = values, values.copy(), values.copy()

    def add(self, table: np.ndarray) -> None:
        self.low, self.high = np.minimum(self.low, table), np.maximum(self.high, table)

    def narrow(self) -> np.ndarray:
        return self.high - self.low < WIDTH - _TOLERANCE

    def narrowest(self, hidden: np.ndarray, exposed: list) -> int | None:
        """Return the smallest hidden count that is still too narrow, the first of equals; None if there is none."""
        waiting = np.setdiff1d(np.flatnonzero(hidden & self.narrow()), exposed)
        return int(waiting[np.argmin(self.values[waiting])]) if len(waiting) else None

    def further(self, programme: Programme, cell: int) -> np.ndarray | None:
        """Return a table in which a cell gets further than ever: to the required width if that can be, else by one."""
        low, high = self.low[cell], self.high[cell]
        for limits in ({"low": low + WIDTH}, {"high": high - WIDTH}, {"low": high + 1}, {"high": low - 1}):
            table = programme.table_with(cell, **limits)
            if table is not None:
                return table
        return None


def _spread(programme: Programme, reached: _Reached, hidden: np.ndarray) -> None:
    """Reach most intervals at once, by tables that move half of the narrow cells up and half of them down."""
    signs = np.random.default_rng(0)
    for _ in range(_SPREADS):
        narrow = hidden & reached.narrow()
        before = narrow.sum()
        if not before:
            return
        table = programme.table_towards(np.where(narrow, signs.choice([-1.0, 1.0], len(narrow)), 0))
        if table is not None:
            reached.add(table)
