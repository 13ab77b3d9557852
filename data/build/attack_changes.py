"""By how many a hidden count changed between two releases, as far as an outsider can tell.

The outsider takes it that as little was corrected as can have been: that is the belief of the whole attacker
(``attack_parts.with_fewest_changes``). A correction that is larger than need be would leave more open, not less.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from data.build.attack_bounds import a_table, bounds
from data.build.attack_equations import Equations, Target, Unknowns, equations_of
from data.build.attack_pairs import Pair, is_shown
from data.build.attack_rows import Count, Rule, dimensions, width_of

_HALF = 0.5


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
    above = 1 + sum(value or 0 for release in said.values() for value in release.values())
    found = equations_of(unknowns, said, [[name] for name in said])
    # What need not have changed in one table may as well not have: no more has to be known of it.
    table = a_table(found)
    was, now = table[: len(unknowns)], table[len(unknowns) : 2 * len(unknowns)]
    inside = {count: unknowns.in_count(count) for count in counts}
    counts = [count for count in counts if abs(now[inside[count]].sum() - was[inside[count]].sum()) > _HALF]
    found = _of_changes(found, unknowns, counts, above)
    width = width_of(rule.threshold)
    for count, bound in zip(counts, bounds(found, width=width, exact=False) if counts else (), strict=True):
        low, high = bound.low - above, math.inf if bound.high is None else bound.high - above
        is_of_few = 0 < low < rule.threshold or -rule.threshold < high < 0
        if high - low < width and is_of_few:
            yield Change(indicator, count, pair.was_in, pair.release, low, int(high))


def _of_changes(found: Equations, unknowns: Unknowns, counts: list[Count], above: int) -> Equations:
    """Return the equations of two releases, with the change of each count as the target.

    Unknowns are not below 0, so a change is sought as what it comes to with a number above all that can be lost.
    """
    results, targets = [*found.results], []
    for place, count in enumerate(counts, start=found.size):
        inside, change = unknowns.in_count(count), np.array([place])
        results.append((inside + len(unknowns), np.concatenate([inside, change]), -above))
        targets.append(Target(count, "", change))
    return Equations(found.size + len(counts), results, targets, found.changes)
