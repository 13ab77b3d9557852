"""Which hidden counts are known too closely, and nothing about the others: much quicker than all their bounds.

For an attack that is repeated for each contributor. A sum of which two tables are found far enough apart is done with;
most are after a few looks in different directions. Only the others are asked for one by one.
"""

import highspy
import numpy as np
from scipy import sparse

from data.build.attack_bounds import matrix_of, ones, worked_out
from data.build.attack_equations import Contradiction, Equations
from data.build.attack_parts import Part, model, parts

_CLOSE = 1e-6
_LOOKS = 12
# Tables of whole people lie a little closer than those of fractions. Where those are this much farther apart than they
# have to be, whole ones are not looked for.
_MARGIN = 2
_FOUND = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kSolutionLimit)


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
    matrix, results = matrix_of(found)
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
    """The search for close sums in one part; remembers between what values tables were found."""

    def __init__(self, part: Part, sums: sparse.csr_array):
        self._part, self._sums = part, sums
        self._fractions, self._whole = model(part, whole=False), None
        self._low = np.full(sums.shape[0], np.inf)
        self._high = -self._low
        self._least(self._fractions, np.zeros(sums.shape[1]))

    def limits(self, width: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the lowest and the highest value of every sum; 0 and infinity where they are ``width`` apart."""
        low, high = np.zeros(len(self._low)), np.full(len(self._low), np.inf)
        signs = np.random.default_rng(1)
        for _ in range(_LOOKS if len(low) else 0):
            towards = signs.choice([-1.0, 1.0], len(low)) * (self._high - self._low < width + _MARGIN)
            self._least(self._fractions, self._sums.T @ towards)
        for n in range(len(low)):
            if self._high[n] - self._low[n] >= width + _MARGIN:
                continue
            least, most = self._between(n, self._fractions)
            if width <= most - least < width + _MARGIN:
                least, most = self._between(n, self._whole_people())
            if most - least < width:
                low[n], high[n] = least, most
        return low, high

    def _between(self, number: int, of: highspy.Highs) -> tuple[float, float]:
        costs = self._sums[[number]].toarray().ravel()
        return np.ceil(self._least(of, costs) - _CLOSE), np.floor(-self._least(of, -costs) + _CLOSE)

    def _whole_people(self) -> highspy.Highs:
        self._whole = self._whole or model(self._part, whole=True)
        return self._whole

    def _least(self, of: highspy.Highs, costs: np.ndarray) -> float:
        """Return the least value of a sum with these costs; minus infinity if there is none."""
        of.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        of.run()
        status, statuses = of.getModelStatus(), highspy.HighsModelStatus
        if status in (statuses.kUnbounded, statuses.kUnboundedOrInfeasible) and costs.any():
            return -np.inf
        if status not in _FOUND:
            raise Contradiction("no table agrees with all that is shown")
        counts = self._sums @ np.array(of.getSolution().col_value)
        self._low, self._high = np.minimum(self._low, counts), np.maximum(self._high, counts)
        return of.getInfo().mip_dual_bound if of is self._whole else of.getInfo().objective_function_value
