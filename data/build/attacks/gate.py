"""What every attacker but the reader of the rule makes of the releases: the public, contributors, two lists at once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from data.build.attacks.attack import Attack, attack
from data.build.attacks.contributor import Rest, insiders
from data.build.attacks.overlaps import overlapping
from data.build.attacks.rows import Count, Rule, read_parents, read_rules, rows_in
from data.build.progress import Progress, say
from data.history import Release
from data.register import Indicator

Contributions = Mapping[str, Mapping[str, pd.DataFrame]]
Steps = Callable[[int, int], None]


@dataclass(frozen=True)
class Tried:
    """What was found: by the public, by contributors, and by who lays two indicators beside each other."""

    public: Attack
    contributors: tuple[Rest, ...]
    overlaps: tuple[str, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """Return a line for everything that must not be published; none if the releases are safe."""
        return (*self.public.findings, *map(str, self.contributors), *self.overlaps)

    @property
    def places(self) -> list[tuple[str, str]]:
        """Return the indicators and periods that are given away."""
        found = [(each.indicator, each.period) for each in self.public.differences]
        found += [(each.indicator, each.count.period) for each in self.public.narrow]
        found += [(each.indicator, each.count.period) for each in self.contributors]
        return [*dict.fromkeys(found)]


def tried(
    releases: Collection[Release],
    register: Mapping[str, Indicator],
    contributions: Contributions,
    *,
    progress: Steps | None = None,
) -> Tried:
    """Return what the attackers find.

    What an earlier release showed cannot be hidden again. So of an indicator whose publisher prints it whole only the
    periods that no release had before are tried by contributors; of the force's own records all are.

    Parameters
    ----------
    releases : collection of Release
        The newest last.
    register : dict of Indicator
    contributions : dict
        For each indicator, by code of the contributor, its own part of every count of the newest release, as
        ``data.build.protection.contributors.contributions`` returns it.
    progress : callable, optional
        Called with the number of hidden counts attacked so far and of all.

    Raises
    ------
    AttackError
        If the tables cannot be read, or do not add up.
    """
    rules = read_rules({name: indicator.threshold for name, indicator in register.items()})
    *past, last = ([*rows_in(each.files["observations.csv"], f"release {each.id}")] for each in releases)
    rows = [row for release in (*past, last) for row in release if rules[row["indicator"]].threshold]
    found = attack(rows, parents=read_parents(), rules=rules, progress=progress)
    settled = settled_periods(past, register)
    open_rows = [row for row in rows if (row["indicator"], row["period"]) not in settled]
    known = _known_to_contributors(open_rows, contributions, rules)
    beside = overlapping(last, {name: indicator.overlaps for name, indicator in register.items()})
    return Tried(found, tuple(known), tuple(beside))


def settled_periods(
    past: Iterable[Iterable[Mapping[str, str]]], register: Mapping[str, Indicator]
) -> set[tuple[str, str]]:
    """Return indicators and periods that an earlier release had, given its rows; none of the force's own records."""
    return {
        (row["indicator"], row["period"])
        for release in past
        for row in release
        if not register[row["indicator"]].is_local
    }


def _known_to_contributors(
    rows: Collection[Mapping[str, str]], contributions: Contributions, rules: Mapping[str, Rule]
) -> list[Rest]:
    """Return what a contributor must not know; say how much it knows where nothing is protected against one."""
    there = {(row["indicator"], row["period"]) for row in rows}
    own = {
        indicator: {
            code: {count: part for count, part in _own(parts).items() if (indicator, count.period) in there}
            for code, parts in by_contributor.items()
        }
        for indicator, by_contributor in contributions.items()
        if any(name == indicator for name, _ in there)
    }
    parents = read_parents()
    rests = insiders(rows, own, parents=parents, rules=rules, progress=Progress("Tried as a contributor"))
    # Where small counts may be shown, nationally, the rest of one is no secret either.
    found = [rest for rest in rests if rest.count.area_code in parents]
    for indicator in own:
        known = {rest.count for rest in found if rest.indicator == indicator}
        if known and not rules[indicator].insider:
            counts = "1 hidden count is" if len(known) == 1 else f"{len(known):,} hidden counts are"
            say(f"  {indicator}: {counts} known too closely to some contributor (insider = false in publication.toml)")
    return [rest for rest in found if rules[rest.indicator].insider]


def _own(parts: pd.DataFrame) -> dict[Count, int]:
    names = parts.dropna(subset="value")[[*Count._fields, "value"]]
    return {Count(*name): int(value) for *name, value in names.itertuples(index=False, name=None)}
