"""The last gate: the attacker tries the new release together with all before it, and nothing goes out if it gets in."""

from collections.abc import Callable, Mapping, Sequence

from data.build.attacks.audit_rule import audit_rule
from data.build.attacks.gate import Contributions, Steps, Tried, tried
from data.build.attacks.rows import AttackError
from data.build.past import Held, is_held, observations_of
from data.build.problems import BuildError, first_of
from data.build.progress import say
from data.history import Release
from data.periods import YEAR_KINDS, period, year_of
from data.register import Indicator

# Makes the release that comes of holding more back; it publishes and writes nothing.
Attempt = Callable[[tuple[Held, ...]], Release]


def audit(
    releases: Sequence[Release],
    register: Mapping[str, Indicator],
    *,
    contributions: Contributions | None = None,
    held_back: Attempt | None = None,
    progress: Steps | None = None,
) -> Tried:
    """Return what the attackers make of every release together.

    Parameters
    ----------
    releases : sequence of Release
        The oldest first; the last one is not published yet.
    register : dict of Indicator
    contributions : dict, optional
        For each indicator, by code of the contributor, its own part of every count of the newest release, as
        ``data.build.protection.contributors.contributions`` returns it.
    held_back : function, optional
        Returns the new release with more figures held back, to find out which choices there are.
    progress : callable, optional
        Called with the number of hidden counts attacked so far and of all.

    Raises
    ------
    BuildError
        If a hidden count is known too closely, by everybody or by a contributor, a correction gives away how few
        people it is about, a hidden count is set apart, or two indicators about the same people can be laid beside
        each other; the message names cells, tables and releases, and the choices that were tried and pass.
    """
    try:
        found = tried(releases, register, contributions or {}, progress=progress)
    except AttackError as error:
        raise BuildError(f"The attack could not be carried out, so nothing was published. {error}") from error
    if not found.findings:
        return found
    lines = ["Nothing was published: this release would give away what must not be known."]
    lines += first_of(found.findings)
    if found.public.differences:
        lines.append("A correction by so few people tells what became known of them.")
    *past, _ = releases
    if past and held_back:
        lines += _choices(found, past, register, held_back, progress, contributions or {})
    elif found.places or found.overlaps:
        lines.append(
            "To hide these counts better, publish fewer or coarser tables: data/build/publication.toml says which"
        )
    raise BuildError("\n".join(lines))


def _choices(
    found: Tried,
    past: Sequence[Release],
    register: Mapping[str, Indicator],
    held_back: Attempt,
    progress: Steps | None,
    contributions: Contributions,
) -> list[str]:
    """Return what can be done, each choice tried before it is named."""
    options = _options(found, past[-1], register)
    passing = []
    for option in options:
        say(f"Trying whether nothing is given away with {_flags(option)}")
        if _passes(option, past, register, held_back, progress, contributions):
            passing.append(option)
    if passing:
        return [
            "Choose one of these; each was tried, and gives nothing away:",
            *(f"  add {_flags(option)}, and these figures stay as they were;" for option in passing),
            "The corrections can be published later, with others, once they come to more.",
        ]
    tried = f" Tried were: {'; '.join(map(_flags, options))}." if options else ""
    names = ", ".join(dict.fromkeys(name for name, _ in found.places))
    return [
        f"To hold figures back is not enough this time.{tried}",
        f"Publish nothing of {names or 'this'} now: leave what is published as it is, and build again when more "
        "corrections have come together.",
    ]


def _options(found: Tried, last: Release, register: Mapping[str, Indicator]) -> list[tuple[Held, ...]]:
    """Return what could be held back, least first: the years concerned, their indicators, all that are protected."""
    places = found.places
    years = tuple(dict.fromkeys(_held(name, code, register) for name, code in places))
    whole = tuple(dict.fromkeys(Held(name) for name, _ in places))
    every = tuple(Held(name) for name, indicator in register.items() if indicator.threshold)
    published = observations_of(last)
    there = [tuple(held for held in option if is_held(published, [held]).any()) for option in (years, whole, every)]
    return [*dict.fromkeys(filter(None, there))]


def _held(indicator: str, code: str, register: Mapping[str, Indicator]) -> Held:
    """Return what to hold back so that figures of a period are not published."""
    kinds = [kind for kind in YEAR_KINDS if kind in register[indicator].periods]
    if "year_ending" in kinds:
        return Held(indicator)
    return Held(indicator, code if period(code).kind != "quarter" else year_of(code, kinds[0]) if kinds else "")


def _passes(
    option: tuple[Held, ...],
    past: Sequence[Release],
    register: Mapping[str, Indicator],
    held_back: Attempt,
    progress: Steps | None,
    contributions: Contributions,
) -> bool:
    try:
        release = held_back(option)
        # Where nothing is left that differs, the last release stays, and it was attacked when it was made.
        if release is past[-1]:
            return True
        audit_rule((*past, release), register)
        return not tried((*past, release), register, contributions, progress=progress).findings
    except (AttackError, BuildError):
        return False


def _flags(option: tuple[Held, ...]) -> str:
    return " ".join(f"--hold-back {held}" for held in option)
