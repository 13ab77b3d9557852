"""The last gate: the attacker tries the new release together with all before it, and nothing goes out if it gets in."""

from collections.abc import Callable, Collection, Mapping

from data.build.attack import Attack, Difference, attack
from data.build.attack_rows import AttackError, read_parents, read_rules, rows_in
from data.build.past import Held
from data.build.problems import BuildError
from data.history import Release
from data.periods import YEAR_KINDS, period, year_of
from data.register import Indicator

_NAMED = 20


def audit(
    releases: Collection[Release],
    register: Mapping[str, Indicator],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Attack:
    """Return what the attacker makes of every release together.

    Raises
    ------
    BuildError
        If a hidden count is known too closely, a correction gives away how few people it is about, or a hidden
        count is set apart; the message names cells, tables and releases, and says what can be done.
    """
    rules = read_rules({name: indicator.threshold for name, indicator in register.items()})
    guarded = {name for name, known in register.items() if known.threshold}
    rows = [
        row
        for release in releases
        for row in rows_in(release.files["observations.csv"], f"release {release.id}")
        if row["indicator"] in guarded
    ]
    try:
        found = attack(rows, parents=read_parents(), rules=rules, progress=progress)
    except AttackError as error:
        raise BuildError(f"The attack could not be carried out, so nothing was published. {error}") from error
    if found.findings:
        raise BuildError("\n".join(_refusal(found, register)))
    return found


def _refusal(found: Attack, register: Mapping[str, Indicator]) -> list[str]:
    lines = ["Nothing was published: this release would give away what must not be known."]
    lines += [f"  {finding}" for finding in found.findings[:_NAMED]]
    if len(found.findings) > _NAMED:
        lines.append(f"  and {len(found.findings) - _NAMED:,} more")
    if found.differences:
        lines += _choices(found.differences, register)
    if found.narrow:
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
