"""Which hidden counts are known too closely, and nothing about the others: much quicker than all their bounds.

For an attack that is repeated for each contributor. A sum of which two tables are found far enough apart is done with;
most are after a few looks in different directions. Only the others are asked for one by one.
"""

from collections.abc import Sequence

import highspy
import numpy as np
from scipy import sparse

from data.build.attacks.bounds import ones, system, worked_out
from data.build.attacks.equations import Equations
from data.build.attacks.parts import Part, least, model, parts

_CLOSE = 1e-6
_LOOKS = 12
_LOOKS_TO_WHOLE = 48
_ASIDE = 0.1
# Tables of whole people lie a little closer than those of fractions. Where those are this much farther apart than they
# have to be, whole ones are not looked for.
_MARGIN = 2


def narrow(found: Equations, *, width: int) -> dict[int, tuple[int, int]]:
    """Return the lowest and the highest value of each target that is known more closely than ``width``, by its number.

    Parameters
    ----------
    found : Equations
        Of releases between which nothing was corrected.
    width : int

    Raises
    ------
    Contradiction
        If no table agrees with the equations.
    """
    matrix, results = system(found)
    known = worked_out(matrix, results)
    targets = ones([target.unknowns for target in found.targets], found.size).tocsc()
    lows = targets @ np.nan_to_num(known)
    highs = lows.copy()
    for part in parts(matrix, results, known, found.changes):
        sums = targets[:, part.columns].tocsr()
        touched = np.flatnonzero(np.diff(sums.indptr))
        low, high = _Search(part, sums[touched]).limits(width)
        lows[touched] += low
        highs[touched] += high
    return {n: (round(lows[n]), round(highs[n])) for n in np.flatnonzero(highs - lows < width - _CLOSE).tolist()}


class _Search:
    """The search for close sums in one part; remembers between what values tables were found, and whole ones."""

    def __init__(self, part: Part, sums: sparse.csr_array):
        self._part, self._sums = part, sums
        self._fractions = model(part, whole=False)
        self._found = np.array([np.full(sums.shape[0], np.inf), np.full(sums.shape[0], -np.inf)])
        self._found_whole = self._found.copy()
        self._signs = np.random.default_rng(1)
        self._least(self._fractions, np.zeros(sums.shape[1]))

    def limits(self, width: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the lowest and the highest value of every sum; 0 and infinity where they are ``width`` apart."""
        low, high = np.zeros(self._sums.shape[0]), np.full(self._sums.shape[0], np.inf)
        doubtful = []
        self._look(self._fractions, range(len(low)), width + _MARGIN)
        for n in self._close(self._found, range(len(low)), width + _MARGIN):
            least, most = self._between(n, self._fractions)
            if most - least < width:
                low[n], high[n] = least, most
            elif most - least < width + _MARGIN:
                doubtful.append(n)
        # Many tables at corners are of whole people, and are found much faster than those that have to be.
        self._look(self._fractions, doubtful, width, to_whole=True)
        doubtful = self._close(self._found_whole, doubtful, width)
        if not doubtful:
            return low, high
        whole = model(self._part, whole=True)
        whole.setOptionValue("mip_rel_gap", 0.3)
        self._look(whole, doubtful, width)
        whole.setOptionValue("mip_rel_gap", 0.0)
        for n in self._close(self._found_whole, doubtful, width):
            least, most = self._between(n, whole)
            if most - least < width:
                low[n], high[n] = least, most
        return low, high

    def _look(self, of: highspy.Highs, numbers: Sequence[int], width: int, *, to_whole: bool = False) -> None:
        """Look for tables in which the sums of these numbers are far apart: half of them up, half of them down."""
        found = self._found if of is self._fractions and not to_whole else self._found_whole
        for _ in range(_LOOKS_TO_WHOLE if to_whole else _LOOKS):
            if close := self._close(found, numbers, width):
                # Others go anywhere, so that no corner is met twice.
                towards = self._signs.normal(size=self._sums.shape[0]) * (_ASIDE if to_whole else 0)
                towards[close] = self._signs.choice([-1.0, 1.0], len(close))
                self._least(of, self._sums.T @ towards)

    @staticmethod
    def _close(found: np.ndarray, numbers: Sequence[int], width: int) -> list[int]:
        """Return those of the numbers of which no tables were found far enough apart."""
        return [n for n in numbers if not found[1, n] - found[0, n] >= width - _CLOSE]

    def _between(self, number: int, of: highspy.Highs) -> tuple[float, float]:
        costs = self._sums[[number]].toarray().ravel()
        return np.ceil(self._least(of, costs) - _CLOSE), np.floor(-self._least(of, -costs) + _CLOSE)

    def _least(self, of: highspy.Highs, costs: np.ndarray) -> float:
        """Return the least value of a sum with these costs; minus infinity if there is none."""
        lowest = least(of, costs, whole=of is not self._fractions)
        if np.isinf(lowest):
            return lowest
        table = np.array(of.getSolution().col_value)
        found = [self._found]
        if of is not self._fractions or np.abs(table - table.round()).max(initial=0) < _CLOSE:
            found.append(self._found_whole)
        for each in found:
            counts = self._sums @ (table if each is self._found else table.round())
            each[:] = np.minimum(each[0], counts), np.maximum(each[1], counts)
        return lowest
