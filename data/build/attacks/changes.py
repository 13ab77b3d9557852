"""By how many a hidden count changed between two releases, as far as an outsider can tell.

The outsider takes it that as little was corrected as can have been: that is the belief of the whole attacker
(``attack_parts.with_fewest_changes``). A correction that is larger than need be would leave more open, not less.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from data.build.attacks.bounds import system, worked_out
from data.build.attacks.equations import Equations, Unknowns, equations_of
from data.build.attacks.pairs import Pair, is_shown
from data.build.attacks.parts import least, model, parts, with_fewest_changes
from data.build.attacks.rows import Count, Rule, dimensions, width_of

_HALF, _CLOSE = 0.5, 1e-6


@dataclass(frozen=True)
class Change:
    """The lowest and the highest number by which a count that is not shown in both releases can have changed."""

    indicator: str
    count: Count
    was_in: str
    release: str
    low: int
    high: int

    @property
    def period(self) -> str:
        """Return the period of the count."""
        return self.count.period

    def __str__(self) -> str:
        changed = f"by {self.low:+}" if self.low == self.high else f"by {self.low:+} to {self.high:+}"
        between = f"between releases {self.was_in} and {self.release}"
        return f"{self.indicator} {' '.join(self.count)}: changed {changed} {between}, which is known too closely"


def narrow_changes(
    indicator: str,
    pair: Pair,
    *,
    parents: Mapping[str, str],
    rule: Rule,
    is_looked_at: Callable[[Count], bool],
) -> Iterator[Change]:
    """Yield the counts, not shown in both releases, whose change is known too closely.

    Somebody came or went then, fewer than the threshold may have, and how many is known to within less than the
    width. A count that may as well not have changed tells of nobody, and a change by the threshold or more of no few.

    Parameters
    ----------
    indicator : str
    pair : Pair
        Releases that no one table agrees with.
    parents : dict
        Code of the area one level up, of every area that is a part of one.
    rule : Rule
        Too closely is: to within less than the width that belongs to its threshold.
    is_looked_at : function of a count

    Raises
    ------
    Contradiction
        If what a release shows does not add up.
    """
    counts = [count for count in pair.counts if not is_shown(pair, count) and is_looked_at(count)]
    crossed = dimensions({count.breakdown for count in pair.counts})
    unknowns = Unknowns({*pair.counts}, parents, crossed, rule.parts)
    said = {pair.was_in: pair.was, pair.release: pair.now}
    found = equations_of(unknowns, said, [[name] for name in said])
    sums = sparse.lil_array((len(counts), found.size))
    for number, count in enumerate(counts):
        inside = unknowns.in_count(count)
        sums[number, inside], sums[number, inside + len(unknowns)] = -1, 1
    programmes = _Programmes(found, sums.tocsr())
    for number in programmes.changed if counts else ():
        # Fractions of people may leave more open than people do, never less.
        for whole in (False, True):
            low, high = programmes.limits(number, whole=whole)
            if low >= rule.threshold or high <= -rule.threshold:
                break
        else:
            if high - low < width_of(rule.threshold) and not low <= 0 <= high:
                yield Change(indicator, counts[number], pair.was_in, pair.release, int(low), int(high))


class _Programmes:
    """Sums of unknowns, some taken away, in the linear programmes of equations with as few changes as can be."""

    def __init__(self, found: Equations, sums: sparse.csr_array):
        matrix, results = system(found)
        known = worked_out(matrix, results)
        self._known = sums @ np.nan_to_num(known)
        self._parts = []
        self._one = self._known.copy()
        for part in parts(matrix, results, known, found.changes):
            narrowed, merged = (
                with_fewest_changes(part) if len(part.changes) else (part, sparse.eye_array(len(part.columns)))
            )
            inside = sparse.csr_array(sums[:, part.columns] @ merged)
            if not abs(inside).sum():
                continue
            programmes = {whole: model(narrowed, whole=whole) for whole in (False, True)}
            programmes[True].run()
            self._one += inside @ np.array(programmes[True].getSolution().col_value)
            self._parts.append((inside, programmes))

    @property
    def changed(self) -> np.ndarray:
        """Return the numbers of the sums that are not 0 in one table: the others may well be, so no more is asked."""
        return np.flatnonzero(np.abs(self._one) > _HALF)

    def limits(self, number: int, *, whole: bool) -> tuple[float, float]:
        """Return the lowest and the highest a sum can be, of whole people or of fractions."""
        low = high = float(self._known[number])
        for inside, programmes in self._parts:
            costs = inside[[number]].toarray().ravel()
            if costs.any():
                low += np.ceil(least(programmes[whole], costs, whole=whole) - _CLOSE)
                high -= np.ceil(least(programmes[whole], -costs, whole=whole) - _CLOSE)
        return low, high
