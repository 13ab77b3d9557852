"""Every two releases that say something different, and where nothing they say has changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data.build.attacks.rows import Count, Said, groups_of_periods


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


def unchanged(pair: Pair, parents: Mapping[str, str]) -> set[str]:
    """Return areas that need not be looked at: nothing about them changed, and a sum around them is shown.

    Those are the areas inside an area in which nothing changed, and areas of which all is shown and the same. (Not
    those right below the top: a sum may change by few at the top, and not what is left of it without them.)
    """
    said: dict[str, list[Count]] = defaultdict(list)
    for count in pair.counts:
        said[count.area_code].append(count)
    inside = {code: [other for other in said if code in _ancestors(other, parents)] for code in said}
    same = {code for code, counts in said.items() if all(is_same(pair, count) for count in counts)}
    quiet = {code for code in same if same.issuperset(inside[code])}
    shown = {code for code, counts in said.items() if all(is_shown(pair, count) for count in counts)}

    def is_covered(code: str, by: str) -> bool:
        return all(is_shown(pair, count._replace(area_code=by)) for count in said[code])

    found = {
        other for code in quiet if all(is_covered(other, code) for other in inside[code]) for other in inside[code]
    }
    return found | {
        code
        for code in quiet & shown
        if found.issuperset(inside[code]) and parents.get(code) in parents and is_covered(code, parents[code])
    }


def is_same(pair: Pair, count: Count) -> bool:
    """Return whether both releases say the same of a count: the number, or that it is hidden."""
    return count in pair.was and count in pair.now and pair.was[count] == pair.now[count]


def is_shown(pair: Pair, count: Count) -> bool:
    """Return whether both releases show a count."""
    return pair.was.get(count) is not None and pair.now.get(count) is not None


def _ancestors(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    while code := parents.get(code, ""):
        yield code
