"""The attacker who is a contributor: a force or a council, which knows its own part of every count.

It takes its part off all that is shown. What is left are tables about everybody else: its own rows are 0, what was
hidden stays hidden, and the linear attack tells how closely the rest of each hidden count is known. Counts that are
hidden are not taken to be small.

What it knows of earlier releases. Where an earlier release shows the same as the new one, wherever both show a count,
nothing was corrected, and its part is taken to have been the same then; those releases are tried together. Of others
its part is not known here, and the new release is tried alone. Counts that the new one does not have are left out.
Figures that stand as they were in the release before may be older than what a contributor knows now: where its own
rows say so, they are not tried again.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from data.build.attacks.equations import Equations, equations
from data.build.attacks.narrow import narrow
from data.build.attacks.rows import (
    AREA,
    AttackError,
    Count,
    Rule,
    Said,
    dimensions,
    groups_of_periods,
    read_names,
    statements,
    versions,
    width_of,
)

# What a contributor has in each count; nothing in one that is not there.
Own = Mapping[Count, int]


@dataclass(frozen=True)
class Rest:
    """Between what the rest of a hidden count must lie for a contributor, which knows that its part is ``own``."""

    contributor: str
    indicator: str
    count: Count
    release: str
    own: int
    low: int
    high: int

    def __str__(self) -> str:
        name = read_names().get(self.contributor, self.contributor)
        rest = "the rest of " if self.own else ""
        known = f"to be {self.low}" if self.low == self.high else f"to be from {self.low} to {self.high}"
        place = f"{self.indicator} {' '.join(self.count)}"
        return f"{name}, which knows its own counts, knows {rest}{place}, hidden in release {self.release}, {known}"


def insiders(
    rows: Iterable[Mapping[str, str]],
    contributions: Mapping[str, Mapping[str, Own]],
    *,
    parents: Mapping[str, str],
    rules: Mapping[str, Rule],
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Rest, ...]:
    """Return what contributors know too closely about others.

    Parameters
    ----------
    rows : iterable of dict
        Published rows of one release or many, as ``data.build.attacks.attack.attack`` takes them.
    contributions : dict
        For each indicator, by code of the contributor, its own part of every count of the newest release.
    parents : dict
        Code of the area one level up, of every area that is a part of one.
    rules : dict of Rule
        What is known of the indicators, by id.
    progress : callable, optional
        Called with the number of contributors tried so far and of all.

    Raises
    ------
    AttackError
        If the parts of a contributor cannot be those of what is published.
    """
    rows, found = [*rows], []
    jobs = []
    for indicator, by_contributor in contributions.items():
        groups = _groups([row for row in rows if row["indicator"] == indicator], rules[indicator])
        for contributor, own in by_contributor.items():
            jobs.append((_Knower(indicator, contributor, own, rules[indicator], parents), groups))
    # The solver leaves Python alone while it works, so threads use every core.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, rests in enumerate(pool.map(_tried, jobs), start=1):
            found += rests
            if progress:
                progress(number, len(jobs))
    return tuple(found)


def _tried(job: tuple["_Knower", list["_Group"]]) -> list[Rest]:
    knower, groups = job
    return [rest for group in groups for rest in knower.tries(group)]


class _Group(NamedTuple):
    """What is said of periods that say something about each other: by the newest release, and with those before it."""

    release: str
    alone: Said
    together: Said
    is_unchanged: bool


def _groups(rows: list[Mapping[str, str]], rule: Rule) -> list[_Group]:
    """Return the periods of the newest release of one indicator in groups."""
    releases = {release: said for one in statements(rows).values() for release, said in one.items()}
    if not releases:
        return []
    *before, newest = releases
    crossed = dimensions({count.breakdown for count in releases[newest]})
    if beside := [name for name, axes in crossed.items() if rule.contributors in axes and name != rule.contributors]:
        raise AttackError(f"{', '.join(beside)}: crosses {rule.contributors}, of which each is a contributor")
    groups = []
    for periods in groups_of_periods({count.period for count in releases[newest]}):
        alone = {count: value for count, value in releases[newest].items() if count.period in periods}
        inside = {r: {c: said[c] for c in alone if c in said} for r, said in releases.items()}
        together = dict(alone)
        for release in versions(inside)[-1]:
            together.update({count: value for count, value in inside[release].items() if value is not None})
        groups.append(_Group(newest, alone, together, bool(before) and inside[before[-1]] == alone))
    return groups


class _Knower(NamedTuple):
    """One contributor, what it knows of one indicator, and what everybody knows."""

    indicator: str
    code: str
    own: Own
    rule: Rule
    parents: Mapping[str, str]

    def tries(self, group: _Group) -> list[Rest]:
        """Return what is known too closely: from all releases, or from the newest if its part was another before.

        Raises
        ------
        AttackError
            If its part cannot be that of what the newest release says for the first time.
        """
        reasons = []
        for said in (group.together, group.alone):
            try:
                return [*self._known(said, group.release)]
            except AttackError as error:
                reasons.append(str(error))
        if group.is_unchanged:
            return []
        name = read_names().get(self.code, self.code)
        raise AttackError(f"{self.indicator}: this cannot be the part of {name}: {reasons[-1]}")

    def _known(self, said: Said, release: str) -> Iterator[Rest]:
        rests = {release: self._rests(said)}
        for believed in equations(rests, self.parents, self.rule.parts):
            found: Equations = believed[0]()
            for number, (low, high) in narrow(found, width=width_of(self.rule.threshold)).items():
                target = found.targets[number]
                own = self.own.get(target.hidden, 0)
                yield Rest(self.code, self.indicator, target.hidden, release, own, low, high)

    def _rests(self, said: Said) -> Said:
        """Return every count without its own part: 0 for its own rows, and hidden ones as they are."""
        found: Said = {}
        for count, value in said.items():
            own, is_own = self.own.get(count, 0), self._is_own(count)
            if value is not None and (own > value or (is_own and own != value)):
                raise AttackError(f"{' '.join(count)} is published as {value}, and its part of it is {own}")
            found[count] = 0 if is_own else None if value is None else value - own
        return found

    def _is_own(self, count: Count) -> bool:
        if self.rule.contributors == AREA:
            return count.area_code == self.code
        return count.breakdown == self.rule.contributors and count.category == self.code
