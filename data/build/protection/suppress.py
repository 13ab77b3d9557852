"""Which counts must be hidden, so that no small count can be worked out from all the linked tables at once.

Primary: counts below the threshold, the indicator's own in ``data/indicators.toml``. Secondary: their partners. For
each hidden count in turn, the cheapest change of the whole linked table set that moves it far enough is found, and each
shown count that has to move with it is hidden.
Counts that are hidden already move for nothing, so they are used again and again. After Fischetti and Salazar's
description of cell suppression (Management Science 47, 2001), solved greedily.

What it costs to hide a count is drawn from a secret seed, times how much of a table it sums up; it has nothing to do
with what it counts, and the order in which counts are protected is drawn as well. Whoever knows this code but not the
seed can therefore not tell from the choice of the partners what they count. Enough is hidden against three onlookers
(``onlooker.py``): the public, to whom every hidden count must seem able to be a large one, so that each group has a
partner to spare; a reader of the code who knows which counts are the small ones; and each contributor, who knows its
own part.
"""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.build.protection.chance import draw
from data.build.protection.linked import NATIONAL, Cell, LinkedTables, Name
from data.build.protection.onlooker import Contribution, Hiding, Onlooker
from geo.areas import areas


def width_of(threshold: int) -> int:
    """Return how wide an interval each hidden count must have, whatever else is published."""
    return max(3, math.ceil(0.6 * threshold))


@dataclass(frozen=True)
class Suppression:
    """What is hidden: small counts and those that protect them, one mark for all.

    ``exposed`` are the hidden cells that nothing can protect: what is known without them, or was published
    before, leaves them too narrow an interval. They must not be published as they are.
    """

    hidden: frozenset[Name]
    exposed: tuple[Cell, ...]


class Said(NamedTuple):
    """What is settled about counts before any is hidden.

    ``hidden`` were hidden by an earlier release and stay hidden, ``public`` were shown by one, and to hide them again
    would protect nothing, ``withdrawn`` are hidden whatever they count.
    """

    hidden: Collection[Name] = ()
    public: Collection[Name] = ()
    withdrawn: Collection[Name] = ()


def suppress(
    tables: LinkedTables,
    *,
    seed: bytes,
    said: Said | None = None,
    contributions: Collection[Contribution] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Suppression:
    """Return which cells to hide. The same tables and the same seed always give the same answer.

    Parameters
    ----------
    tables : LinkedTables
    seed : bytes
        Secret: it settles which partners a small count gets.
    said : Said, optional
        What is settled already. A count that an earlier release published is protected against the public only: its
        partners can be no others any more.
    contributions : collection of Contribution
        What each contributor knows; none if nothing is to be kept from contributors.
    progress : callable, optional
        Called with the number of cells settled so far and the number of all cells.

    Raises
    ------
    BuildError
        If the tables do not add up.
    """
    hidden: set[Name] = set()
    exposed, settled = [], 0
    for part in tables.parts():
        found = _protect(part, seed, said or Said(), contributions)
        hidden.update(cell.name for cell, is_hidden in zip(part.cells, found[0], strict=True) if is_hidden)
        exposed += [part.cells[cell] for cell in sorted(found[1])]
        settled += len(part.cells)
        if progress:
            progress(settled, len(tables.cells))
    return Suppression(frozenset(hidden), tuple(sorted(exposed)))


def _protect(
    part: LinkedTables, seed: bytes, said: Said, contributions: Collection[Contribution]
) -> tuple[np.ndarray, set[int]]:
    """Return which cells of one part are hidden, and the numbers of those that stay exposed."""
    thresholds = np.array([cell.threshold for cell in part.cells])
    before, public, withdrawn = (np.array([cell.name in names for cell in part.cells]) for names in said)
    hidden = before | withdrawn | (part.values < thresholds)
    if not hidden.any():
        return hidden, set()
    known = public | ((thresholds == 0) & ~before & ~withdrawn)
    exposed = {*np.flatnonzero(hidden & known).tolist()}
    costs = np.array([1 + draw(seed, "cost", cell.name) for cell in part.cells]) * _worth(part)
    costs[known] = np.inf
    hiding = Hiding(part, hidden, costs, np.array([draw(seed, "order", cell.name) for cell in part.cells]))
    onlookers = _Onlookers(part, known=known, is_new=~(before | public), is_withdrawn=withdrawn)
    # Tables of fractions are found fast and point to the cells to hide; only whole people prove an interval.
    for whole in (False, True):
        while any([each.settle(hiding, whole=whole) for each in onlookers.met(hidden, contributions)]):
            pass
    return hidden, exposed.union(*(onlooker.exposed for onlooker in onlookers.met(hidden, contributions)))


class _Onlookers:
    """Everybody from whom the hidden cells of one part must be kept."""

    def __init__(self, part: LinkedTables, *, known: np.ndarray, is_new: np.ndarray, is_withdrawn: np.ndarray):
        self._part, self._is_new = part, is_new
        self._widths = np.array([width_of(cell.threshold) for cell in part.cells])
        thresholds = np.array([cell.threshold for cell in part.cells])
        # Below national level no small count is ever shown, so each must seem able to be a large one.
        self._is_local = np.array([areas()[cell.area_code].kind not in NATIONAL for cell in part.cells])
        self._nobody, self._anybody = np.zeros(len(thresholds)), np.full(len(thresholds), np.inf)
        public = Onlooker(
            self._nobody,
            self._anybody,
            self._widths,
            np.where(is_new & ~is_withdrawn & self._is_local, np.minimum(thresholds, _most(part, known)), 0),
            np.ones(len(thresholds), dtype=bool),
        )
        is_small = part.values < thresholds
        reader = Onlooker(
            np.where(is_small, 0, thresholds),
            np.where(is_small, thresholds - 1.0, np.inf),
            self._widths,
            self._nobody,
            is_new & (thresholds > 0),
        )
        self._met = {"public": public, "reader": reader}

    def met(self, hidden: np.ndarray, contributions: Collection[Contribution]) -> list[Onlooker]:
        """Return the public, the reader and every contributor who knows something of what is hidden by now."""
        for own in contributions if (hidden & self._is_new).any() else ():
            if own.code not in self._met and any(own.knows(self._part.cells[n]) for n in np.flatnonzero(hidden)):
                self._met[own.code] = self._contributor(own)
        return [*self._met.values()]

    def _contributor(self, own: Contribution) -> Onlooker:
        is_own = np.array([own.is_about(cell) for cell in self._part.cells])
        parts = np.array([float(own.parts.get(cell.name, 0)) for cell in self._part.cells])
        return Onlooker(
            parts,
            np.where(is_own, parts, np.inf),
            self._widths,
            self._nobody,
            # Where small counts may be shown, the rest of one is no secret either.
            self._is_new & self._is_local & ~is_own,
            is_met_by_whole_tables=False,
        )


def _most(part: LinkedTables, known: np.ndarray) -> np.ndarray:
    """Return how large each cell can be at most, as part of a count that is known whatever is hidden."""
    inside = (part.sums[known] @ part.sums.T).toarray() == part.sums.sum(axis=1).T
    most: np.ndarray = np.where(inside, part.values[known][:, None], np.inf).min(axis=0, initial=np.inf)
    return most


def _worth(part: LinkedTables) -> np.ndarray:
    """Return what each cell is worth to a reader: a total more than one of its categories. That much is no secret."""
    sizes, places = np.diff(part.sums.indptr), [(cell.area_code, cell.period) for cell in part.cells]
    finest = pd.Series(sizes).groupby(pd.MultiIndex.from_tuples(places)).transform("min").to_numpy()
    worth: np.ndarray = np.sqrt(sizes / finest)
    return worth
