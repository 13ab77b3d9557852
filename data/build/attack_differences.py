"""What two releases give away together by what they say differently: of whom, and by how many.

Between any two releases every sum is looked at that both make known: counts that are shown, totals less their
shown parts, areas less their parts, years less their quarters, joined categories against the sum of theirs. Where
such a sum went up or down by a few people, it is known that they became known meanwhile, and what they were.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from data.build.attack_equations import Contradiction, Unknowns
from data.build.attack_rows import (
    AttackError,
    Count,
    Rule,
    Said,
    dimensions,
    groups_of_periods,
)
from data.build.attack_smallest import Known, Unsettled, small_changes
from data.build.attack_sums import Kinds, Told, are_one, known_in_both, reduced, table, told
from data.build.attack_words import Words

_CLOSE = 1e-5
_LARGEST = 2500


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
            said = f"so much differs between release {self.was_in} and {self.release} that it cannot be made sure"
            return f"{self.indicator} {self.people}: {said} that no difference is of few people"
        said = f"was {self.was} in release {self.was_in}, is {self.now} in {self.release}"
        return f"{self.indicator} {self.people}: {said}: a difference of few people"


class Pair(NamedTuple):
    """What two releases, ``was_in`` and ``release``, say of an indicator in one group of periods."""

    was_in: str
    was: Said
    release: str
    now: Said

    @property
    def counts(self) -> list[Count]:
        """Return every count that either speaks of, in order."""
        return sorted({*self.was, *self.now})


def pairs(releases: Mapping[str, Said]) -> Iterator[Pair]:
    """Yield every two releases that say something different of a group of periods, the older first.

    Releases that say the same are taken once: the last before the other, and the first after.
    """
    periods = {count.period for said in releases.values() for count in said}
    for group in groups_of_periods(periods):
        inside = [(r, {c: v for c, v in said.items() if c.period in group}) for r, said in releases.items()]
        inside = [(release, said) for release, said in inside if said]
        for place, (release, now) in enumerate(inside):
            before = inside[:place]
            if any(now == said for _, said in before):
                continue
            latest = [
                (r, was) for n, (r, was) in enumerate(before) if all(was != later for _, later in before[n + 1 :])
            ]
            for was_in, was in latest:
                yield Pair(was_in, was, release, now)


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
        try:
            yield from _Comparison(pair, kinds, parents, crossed).differences(indicator, rule, is_guarded)
        except Contradiction as error:
            place = f"{indicator} {' '.join(sorted({count.period for count in pair.counts}))}"
            raise AttackError(f"{place}: {error}, in release {pair.was_in} or {pair.release}") from error


class _Comparison:
    """Two releases compared in one group of periods."""

    def __init__(self, pair: Pair, kinds: Kinds, parents: Mapping[str, str], crossed: Mapping[str, tuple[str, ...]]):
        self._pair, self._kinds = pair, kinds
        self._rows = {count: kinds.in_count(count) for count in pair.counts}
        self._words = Words(kinds, self._rows, crossed)
        quiet = unchanged(pair, parents)
        loud = [count for count in pair.counts if count.area_code not in quiet]
        # Kinds that no count tells apart are looked at as one.
        columns = np.packbits(np.array([self._rows[count] for count in loud]), axis=0)
        _, self._first, self._of = np.unique(columns, axis=1, return_index=True, return_inverse=True)
        self._of = self._of.ravel()
        self._merged = {count: self._rows[count][self._first] for count in loud}

    def differences(self, indicator: str, rule: Rule, is_guarded: Callable[[Count], bool]) -> Iterator[Difference]:
        """Yield what :func:`differences` says."""
        pair, (was, now) = self._pair, (told(said, self._merged) for said in (self._pair.was, self._pair.now))
        if are_one(was, now):
            return
        try:
            for people in self._small_changes(was, now, rule.threshold, is_guarded):
                yield self._difference(indicator, people)
        except Unsettled:
            periods = sorted({count.period for count in pair.counts})
            yield Difference(indicator, " ".join(periods), periods[0], pair.was_in, None, pair.release, None)

    def _small_changes(
        self, was: Told, now: Told, threshold: int, is_guarded: Callable[[Count], bool]
    ) -> Iterator[np.ndarray]:
        first, second = table(was), table(now)
        if len(self._first) > _LARGEST:
            raise Unsettled
        self._tables = first.counts, second.counts
        basis, pivots = known_in_both(was, first.is_empty, now, second.is_empty)
        shown = [row for count, row in self._merged.items() if _is_shown(self._pair, count)]
        counts = np.array(shown, dtype=bool).reshape(len(shown), len(self._first))
        free = [row for count, row in self._merged.items() if not is_guarded(count)]
        exempt, at = reduced(np.array(free, dtype=float).reshape(len(free), len(self._first)))

        def is_exempt(people: np.ndarray) -> bool:
            return bool(np.allclose(people[at] @ exempt, people, atol=_CLOSE))

        known = Known(basis, pivots, second.counts - first.counts, counts)
        yield from small_changes(known, threshold, is_exempt)

    def _difference(self, indicator: str, people: np.ndarray) -> Difference:
        was, now = (round(float(people @ counts)) for counts in self._tables)
        left = people[self._of]
        # Counts of areas in which nothing changed were left out; what is shown of them is no part of it.
        shown = [count for count in self._rows if _is_shown(self._pair, count) and _is_same(self._pair, count)]
        for count in sorted(shown, key=lambda count: -self._rows[count].sum()):
            value, inside = self._pair.now[count], self._rows[count]
            if not (inside & ~left).any():
                left, was, now = left & ~inside, was - value, now - value
        period = self._period_of(left)
        return Difference(indicator, self._words.of(left), period, self._pair.was_in, was, self._pair.release, now)

    def _period_of(self, people: np.ndarray) -> str:
        """Return the shortest published period that all of a sum is in; the first period if there is none."""
        inside = people.reshape(self._kinds.shape)
        is_there = np.moveaxis(inside, 1, 0).reshape(inside.shape[1], -1).any(axis=1)
        smallest = {name for name, there in zip(self._kinds.axes[1], is_there, strict=True) if there}
        periods = sorted({count.period for count in self._pair.counts})
        around = [p for p in periods if smallest <= {*self._kinds.periods_in(p)}]
        return min(around, key=lambda p: len(self._kinds.periods_in(p)), default=periods[0])


def unchanged(pair: Pair, parents: Mapping[str, str]) -> set[str]:
    """Return areas that need not be looked at: nothing about them changed, and a sum around them is shown.

    Those are the areas inside an area in which nothing changed, and areas of which all is shown and the same.
    """
    said: dict[str, list[Count]] = defaultdict(list)
    for count in pair.counts:
        said[count.area_code].append(count)
    inside = {code: [other for other in said if code in _ancestors(other, parents)] for code in said}
    same = {code for code, counts in said.items() if all(_is_same(pair, count) for count in counts)}
    quiet = {code for code in same if same.issuperset(inside[code])}
    shown = {code for code, counts in said.items() if all(_is_shown(pair, count) for count in counts)}

    def is_covered(code: str, by: str) -> bool:
        return all(_is_shown(pair, count._replace(area_code=by)) for count in said[code])

    found = {
        other for code in quiet if all(is_covered(other, code) for other in inside[code]) for other in inside[code]
    }
    return found | {
        code
        for code in quiet & shown
        if found.issuperset(inside[code]) and code in parents and is_covered(code, parents[code])
    }


def _is_same(pair: Pair, count: Count) -> bool:
    return count in pair.was and count in pair.now and pair.was[count] == pair.now[count]


def _is_shown(pair: Pair, count: Count) -> bool:
    return pair.was.get(count) is not None and pair.now.get(count) is not None


def _ancestors(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    while code := parents.get(code, ""):
        yield code
