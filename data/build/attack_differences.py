"""What two releases give away together by what they say differently: of whom, and by how many.

Between any two releases every sum is looked at that both make known: counts that are shown, totals less their
shown parts, areas less their parts, years less their quarters, joined categories against the sum of theirs. Where
such a sum went up or down by a few people, it is known that they became known meanwhile, and what they were.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from data.build.attack_comparison import Comparison
from data.build.attack_equations import Contradiction, Unknowns
from data.build.attack_kinds import Kinds
from data.build.attack_pairs import Pair, is_same, is_shown, pairs, unchanged
from data.build.attack_rows import AttackError, Count, Rule, Said, dimensions
from data.build.attack_smallest import MOST, Unsettled
from data.build.attack_words import Words


@dataclass(frozen=True)
class Difference:
    """A sum that two releases make known, and that changed by so few that it tells of few people.

    ``people`` names the sum, ``period`` the period it is of, or the first of them. ``was`` and ``now`` are
    None where it could not be found out.
    """

    indicator: str
    people: str
    period: str
    was_in: str
    was: int | None
    release: str
    now: int | None

    def __str__(self) -> str:
        if self.was is None:
            said = f"so much differs between releases {self.was_in} and {self.release} that it cannot be made sure"
            return f"{self.indicator} {self.people}: {said} that no difference is of few people"
        said = f"was {self.was} in release {self.was_in}, is {self.now} in {self.release}"
        return f"{self.indicator} {self.people}: {said}: a difference of few people"


def differences(
    indicator: str,
    releases: Mapping[str, Said],
    parents: Mapping[str, str],
    rule: Rule,
    is_guarded: Callable[[Count], bool],
) -> Iterator[Difference]:
    """Yield every smallest sum that two releases make known and that changed by 1 to the threshold less 1.

    Parameters
    ----------
    indicator : str
    releases : dict
        What each release says of the indicator, oldest first.
    parents : dict
        Code of the area one level up, of every area that is a part of one.
    rule : Rule
    is_guarded : function of a count
        Whether it is hidden where it is small. Sums of counts that are not may change by few.

    Raises
    ------
    AttackError
        If what a release shows does not add up.
    """
    if rule.threshold < 2:
        return
    crossed = dimensions({count.breakdown for said in releases.values() for count in said})
    for pair in pairs(releases):
        kinds = Kinds(pair.counts, Unknowns({*pair.counts}, parents, crossed, rule.parts))
        words = Words(kinds, pair.counts, crossed)
        few = sums_changed_by_few(pair, kinds, parents=parents, threshold=rule.threshold, is_guarded=is_guarded)
        try:
            for people, was, now in few:
                period = kinds.period_of(people)
                yield Difference(indicator, words.of(people), period, pair.was_in, was, pair.release, now)
        except Unsettled:
            periods = sorted({count.period for count in pair.counts})
            yield Difference(indicator, " ".join(periods), periods[0], pair.was_in, None, pair.release, None)
        except Contradiction as error:
            place = f"{indicator} {' '.join(sorted({count.period for count in pair.counts}))}"
            raise AttackError(f"{place}: {error}, in release {pair.was_in} or {pair.release}") from error


def sums_changed_by_few(
    pair: Pair, kinds: Kinds, *, parents: Mapping[str, str], threshold: int, is_guarded: Callable[[Count], bool]
) -> Iterator[tuple[np.ndarray, int, int]]:
    """Yield the smallest sums that both releases make known and that changed by 1 to ``threshold - 1``.

    Yields
    ------
    bool array over the kinds, int, int
        Whom the sum is of, what it came to in the older release and in the newer.
    """
    rows = {count: kinds.in_count(count) for count in pair.counts}
    quiet, families = unchanged(pair, parents), kinds.families(rows)
    comparisons = [Comparison(pair, family, rows, quiet) for family in families]
    for comparison in comparisons:
        comparison.learn([other for other in comparisons if other is not comparison])
    found: list[dict[bytes, tuple[np.ndarray, int, int]]] = []
    for family, comparison in zip(families, comparisons, strict=True):
        few = comparison.small_changes(threshold, is_guarded)
        sums = [(family.widened(people), was, now) for people, was, now in few]
        found.append({people.tobytes(): (people, was, now) for people, was, now in sums})
    told = {name: sums for those in found for name, sums in those.items()}
    for name, sums in told.items():
        # A sum that splits into known sums in another table says no more than they do.
        others = [those for those, comparison in zip(found, comparisons, strict=True) if comparison.knows(sums[0])]
        if all(name in those or len(those) >= MOST for those in others):
            yield _without_unchanged(pair, rows, *sums)


def _without_unchanged(
    pair: Pair, rows: Mapping[Count, np.ndarray], people: np.ndarray, was: int, now: int
) -> tuple[np.ndarray, int, int]:
    """Return a sum without the counts in it that both releases show and that are the same in both."""
    same = [count for count in rows if is_shown(pair, count) and is_same(pair, count)]
    for count in sorted(same, key=lambda count: -rows[count].sum()):
        if not (rows[count] & ~people).any():
            people, was, now = people & ~rows[count], was - pair.now[count], now - pair.now[count]
    return people, was, now
