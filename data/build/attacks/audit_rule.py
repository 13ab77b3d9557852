"""The last gate against a reader of the rule: nothing goes out if which counts are hidden tells what one of them is."""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from data.build.attacks.gate import settled_periods
from data.build.attacks.rows import read_parents, read_rules, rows_in
from data.build.problems import BuildError, first_of
from data.build.replay.attacker import replay
from data.build.replay.posteriors import Posterior
from data.history import Release
from data.register import Indicator

# Larger groups of hidden counts take minutes; ``python -m data.attack --replay`` replays them all.
_LARGEST_GROUP = 12
_RUNS = 400


def audit_rule(
    releases: Sequence[Release],
    register: Mapping[str, Indicator],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[str]:
    """Return what the rule of hiding gives away in the last release, beyond the sums, and what was not replayed.

    What an earlier release hid stays hidden and what it showed cannot be hidden again, so of indicators that the
    publishers print in full only periods that no release had before are replayed.

    Raises
    ------
    BuildError
        If which counts are hidden tells what one of them is.
    """
    *past, last = (_guarded(release, register) for release in releases)
    settled = settled_periods(past, register)
    rows = [row for row in last if (row["indicator"], row["period"]) not in settled]
    rules = read_rules({name: indicator.threshold for name, indicator in register.items()})
    found = replay(
        rows,
        parents=read_parents(),
        rules=rules,
        runs=_RUNS,
        largest=_LARGEST_GROUP,
        processes=os.cpu_count() or 1,
        progress=progress,
    )
    if found.narrow:
        raise BuildError("\n".join(_rule_refusal(found.narrow)))
    lines = [f"  {len(found.posteriors):,} hidden counts replayed, {len(found.unreplayed):,} not"]
    reasons = Counter(each.reason for each in found.unreplayed)
    return [*lines, *(f"    {number:,}: {reason}" for reason, number in reasons.items())]


def _guarded(release: Release, register: Mapping[str, Indicator]) -> list[dict[str, str]]:
    """Return the rows of a release of the indicators with a threshold."""
    rows = rows_in(release.files["observations.csv"], f"release {release.id}")
    return [row for row in rows if row["indicator"] in register and register[row["indicator"]].threshold]


def _rule_refusal(narrow: Sequence[Posterior]) -> list[str]:
    return [
        "Nothing was published: which counts are hidden would tell what some of them are.",
        *first_of(narrow),
        "Publish fewer or coarser tables: data/build/publication.toml says which",
    ]
