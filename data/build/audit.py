"""The last gate: the attacker tries the new release together with all before it, and nothing goes out if it gets in."""

from collections.abc import Callable, Collection, Mapping

import pandas as pd

from data.build.attack import Attack, Difference, attack
from data.build.attack_contributor import Rest, insiders
from data.build.attack_overlaps import overlapping
from data.build.attack_rows import AttackError, Count, Rule, read_parents, read_rules, rows_in
from data.build.past import Held
from data.build.problems import BuildError
from data.build.progress import Progress, say
from data.history import Release
from data.periods import YEAR_KINDS, period, year_of
from data.register import Indicator

_NAMED = 20


def audit(
    releases: Collection[Release],
    register: Mapping[str, Indicator],
    *,
    contributions: Mapping[str, Mapping[str, pd.DataFrame]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Attack:
    """Return what the attacker makes of every release together.

    Parameters
    ----------
    releases : collection of Release
        The newest last.
    register : dict of Indicator
    contributions : dict, optional
        For each indicator, by code of the contributor, its own part of every count of the newest release, as
        ``data.build.contributors.contributions`` returns it.
    progress : callable, optional
        Called with the number of hidden counts attacked so far and of all.

    Raises
    ------
    BuildError
        If a hidden count is known too closely, by everybody or by a contributor, a correction gives away how few
        people it is about, a hidden count is set apart, or two indicators about the same people can be laid beside
        each other; the message names cells, tables and releases, and says what can be done.
    """
    rules = read_rules({name: indicator.threshold for name, indicator in register.items()})
    guarded = {name for name, known in register.items() if known.threshold}
    everything = [
        row for release in releases for row in rows_in(release.files["observations.csv"], f"release {release.id}")
    ]
    rows = [row for row in everything if row["indicator"] in guarded]
    try:
        found = attack(rows, parents=read_parents(), rules=rules, progress=progress)
        more = [*_known_to_contributors(rows, contributions or {}, rules)]
    except AttackError as error:
        raise BuildError(f"The attack could not be carried out, so nothing was published. {error}") from error
    newest = [row for row in everything if row["release"] == everything[-1]["release"]]
    more += overlapping(newest, {name: indicator.overlaps for name, indicator in register.items()})
    if found.findings or more:
        raise BuildError("\n".join(_refusal(found, register, [*found.findings, *map(str, more)])))
    return found


def _known_to_contributors(
    rows: Collection[Mapping[str, str]],
    contributions: Mapping[str, Mapping[str, pd.DataFrame]],
    rules: Mapping[str, Rule],
) -> list[Rest]:
    """Return what a contributor must not know; say how much it knows where nothing is protected against one."""
    own = {
        indicator: {code: _own(parts) for code, parts in by_contributor.items()}
        for indicator, by_contributor in contributions.items()
    }
    found = insiders(rows, own, parents=read_parents(), rules=rules, progress=Progress("Tried as a contributor"))
    for indicator in own:
        known = {rest.count for rest in found if rest.indicator == indicator}
        if known and not rules[indicator].insider:
            counts = "1 hidden count is" if len(known) == 1 else f"{len(known):,} hidden counts are"
            say(f"  {indicator}: {counts} known too closely to some contributor (insider = false in publication.toml)")
    return [rest for rest in found if rules[rest.indicator].insider]


def _own(parts: pd.DataFrame) -> dict[Count, int]:
    names = parts.dropna(subset="value")[[*Count._fields, "value"]]
    return {Count(*name): int(value) for *name, value in names.itertuples(index=False, name=None)}


def _refusal(found: Attack, register: Mapping[str, Indicator], findings: Collection[str]) -> list[str]:
    lines = ["Nothing was published: this release would give away what must not be known."]
    lines += [f"  {finding}" for finding in [*findings][:_NAMED]]
    if len(findings) > _NAMED:
        lines.append(f"  and {len(findings) - _NAMED:,} more")
    if found.differences:
        lines += _choices(found.differences, register)
    if found.narrow or len(findings) > len(found.findings):
        lines.append(
            "To hide these counts better, publish fewer or coarser tables: data/build/publication.toml says which"
        )
    return lines


def _choices(differences: Collection[Difference], register: Mapping[str, Indicator]) -> list[str]:
    """Return what can be done about corrections that are too small to publish."""
    held = dict.fromkeys(_held(difference, register) for difference in differences)
    return [
        "A correction by so few people tells what became known of them. Choose:",
        f"  hold back: add {' '.join(f'--hold-back {each}' for each in held)}, and these figures stay as they were;",
        "  batch: hold back now, and publish the correction with others once they come to more;",
        "  coarsen: leave out the finer tables, in data/build/publication.toml.",
    ]


def _held(difference: Difference, register: Mapping[str, Indicator]) -> Held:
    """Return what to hold back so that a correction is not published."""
    code = difference.count.period
    kinds = [kind for kind in YEAR_KINDS if kind in register[difference.indicator].periods]
    year = code if period(code).kind != "quarter" else year_of(code, kinds[0]) if kinds else ""
    return Held(difference.indicator, year)
