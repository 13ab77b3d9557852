"""What two releases give away together by what they say differently: of whom, and by how many.

Between any two releases every sum is looked at that both make known: counts that are shown, totals less their
shown parts, areas less their parts, years less their quarters, joined categories against the sum of theirs. Where
such a sum went up or down by a few people, it is known that they became known meanwhile, and what they were.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from data.build.attacks.changes import Change, narrow_changes
from data.build.attacks.comparison import Compared
from data.build.attacks.equations import Contradiction, Unknowns
from data.build.attacks.kinds import Kinds
from data.build.attacks.pairs import Pair, pairs, unchanged
from data.build.attacks.rows import AttackError, Count, Rule, Said, dimensions
from data.build.attacks.smallest import Unsettled
from data.build.attacks.words import Words


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
) -> Iterator[Difference | Change]:
    """Yield the sums that two releases make known and that changed by few, and changes known too closely.

    Of the sums the smallest are yielded, with a change of 1 to the threshold less 1. Where there is none, a count
    that is not shown in both releases is, if it must have changed, and by how many is known too closely.

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
        try:
            yield from _of_pair(indicator, pair, kinds, parents=parents, rule=rule, is_guarded=is_guarded)
        except Contradiction as error:
            place = f"{indicator} {' '.join(sorted({count.period for count in pair.counts}))}"
            raise AttackError(f"{place}: {error}, in release {pair.was_in} or {pair.release}") from error


def _of_pair(
    indicator: str,
    pair: Pair,
    kinds: Kinds,
    *,
    parents: Mapping[str, str],
    rule: Rule,
    is_guarded: Callable[[Count], bool],
) -> Iterator[Difference | Change]:
    words, compared = Words(kinds, pair.counts), Compared(pair, kinds, unchanged(pair, parents))
    try:
        found = [*compared.sums_changed_by_few(rule.threshold, is_guarded)]
    except Unsettled:
        periods = sorted({count.period for count in pair.counts})
        yield Difference(indicator, " ".join(periods), periods[0], pair.was_in, None, pair.release, None)
        return
    for people, was, now in found:
        yield Difference(indicator, words.of(people), kinds.period_of(people), pair.was_in, was, pair.release, now)
    if compared.has_changed and not found:

        def is_open(count: Count) -> bool:
            return is_guarded(count) and not compared.knows(kinds.in_count(count))

        yield from narrow_changes(indicator, pair, parents=parents, rule=rule, is_looked_at=is_open)
