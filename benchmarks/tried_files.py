"""What becomes of one made-up case file that is released twice: made, protected and tried as a build does.

Nothing is written. A release that is refused is made again with the corrected year held back, and if that is refused
too, nothing goes out.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from benchmarks.synthetic.files import YEARS, CaseFile, case_file
from data.build import candidate as making
from data.build.__main__ import SOURCES
from data.build.attacks import attack, audit_rule, gate
from data.build.attacks.rows import AttackError, read_parents, read_rules, rows_in
from data.build.past import Held, observations_of
from data.build.problems import BuildError
from data.build.protection.protect import Protected
from data.build.replay import attacker
from data.build.replay.posteriors import Replay
from data.build.request import Request
from data.build.sources import Source, read_source
from data.history import Release
from data.register import CASES, register

PASSED, HELD_BACK, NOTHING = "passed", "passed when held back", "nothing went out"
_INDICATOR = "local_cases"
Returned = TypeVar("Returned")
# What each step is called by, and where; the differences are a part of what the public sees.
STEPS = {
    "protect": (making, "anonymise"),
    "public": (gate, "attack"),
    "differences": (attack, "changes"),
    "contributors": (gate, "insiders"),
    "rule": (audit_rule, "replay"),
}


@dataclass
class Record:
    """What steps took, in seconds of the processor, one for each time, and what the last of them returned."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in STEPS})
    returned: dict[str, Any] = field(default_factory=dict)
    _replays: dict[tuple[object, ...], Replay] = field(default_factory=dict)

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Keep what is done inside this block."""
        with contextlib.ExitStack() as stack:
            stack.enter_context(patch.object(attacker, "_replayed", self._once(attacker._replayed)))
            for name, (module, function) in STEPS.items():
                stack.enter_context(patch.object(module, function, self._timed(getattr(module, function), name)))
            yield

    def shown(self) -> Mapping[str, tuple[int, int]]:
        """Return how many of how many larger counts were left to see when a release was made, by table."""
        protected: Mapping[str, Protected] = self.returned["protect"][1]
        return {
            f"{name} {breakdown} by {kind.replace('_', ' ')}": counts
            for name, result in protected.items()
            for (breakdown, kind), counts in result.shown.items()
        }

    def _once(self, replayed: Callable[..., Replay]) -> Callable[..., Replay]:
        """Return a replay that does not do again what is published as it was: the answer would be the same."""

        @wraps(replayed)
        def once(job: attacker._Job, **options: Any) -> Replay:
            periods = {count.period for count in job.group.hidden}
            values = sorted((count, -1 if value is None else value) for count, value in job.said.items())
            about = tuple(each for each in values if each[0].period in periods)
            key = job.indicator, job.group.hidden, about
            if key not in self._replays:
                self._replays[key] = replayed(job, **options)
            return self._replays[key]

        return once

    def _timed(self, function: Callable[..., Returned], name: str) -> Callable[..., Returned]:
        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Returned:
            began = _processor()
            try:
                self.returned[name] = made = function(*arguments, **named)
                return made
            finally:
                if function is not _nothing_replayed:
                    self.seconds[name].append(_processor() - began)

        return timed


def _processor() -> float:
    """Return the seconds of the processor that this process and those it started and ended have taken."""
    return sum(os.times()[:4])


@dataclass
class Outcome:
    """What became of one file.

    ``corrected`` is how; ``first`` and ``later`` are what became of the releases. ``hidden`` of ``counts`` are hidden
    in the last that went out, and ``replayed`` of them; ``some`` of ``large`` larger counts of each table were left to
    see. ``narrowest`` is the width of the narrowest interval in all that went out, ``findings`` what its attack finds,
    ``problems`` what was refused although nothing was corrected or what was corrected was held back.
    """

    number: int
    size: int
    corrected: str
    first: str = PASSED
    later: str = PASSED
    counts: int = 0
    hidden: int = 0
    replayed: int = 0
    narrowest: float = 0
    findings: int = 0
    some: Counter[str] = field(default_factory=Counter)
    large: Counter[str] = field(default_factory=Counter)
    refused: str = ""
    problems: list[str] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=dict)


def tried_file(number: int, *, every: int = 1) -> Outcome:
    """Return what becomes of one made-up file; in one of ``every`` so many files the rule is replayed too."""
    made = case_file(number)
    record = Record()
    outcome = Outcome(number, made.size, made.correction, seconds=record.seconds)
    # The files share the cores, so each has one.
    rule = contextlib.nullcontext() if number % every == 0 else patch.object(audit_rule, "replay", _nothing_replayed)
    with silence(), rule, record.kept(), patch("os.cpu_count", return_value=1):
        published = _released(made, outcome, record)
    if published:
        _attacked_again(published, outcome)
    return outcome


def _nothing_replayed(*_rows: object, **_options: object) -> Replay:
    return Replay()


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Let nothing of this block be said."""
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


def _released(made: CaseFile, outcome: Outcome, record: Record) -> list[Release]:
    """Return the releases that go out."""
    first, later = made.sources()
    release, problem = _attempt(made, first, [])
    if not release:
        outcome.first = outcome.later = NOTHING
        outcome.problems.append(problem)
        return []
    _count(outcome, record)
    published = [release]
    release, outcome.refused = _attempt(made, later, published)
    held = tuple(Held(_INDICATOR, year) for year in made.corrected)
    problem = outcome.refused
    if not release and held:
        release, problem = _attempt(made, later, published, held)
        outcome.later = HELD_BACK
    if not release:
        outcome.later = NOTHING
        outcome.problems.append(problem)
        return published
    _count(outcome, record)
    return [*published, release]


def _count(outcome: Outcome, record: Record) -> None:
    """Add what a release that goes out leaves to see."""
    for name, (some, of) in record.shown().items():
        outcome.some[name] += some
        outcome.large[name] += of
    outcome.replayed = len(record.returned["rule"].posteriors)


def _attempt(
    made: CaseFile, source: Source, past: Sequence[Release], held: tuple[Held, ...] = ()
) -> tuple[Release | None, str]:
    """Return a release that may go out, or None and why it may not."""
    day, seed = f"{int(YEARS[-1]) + 1 + len(past)}-06-01", sha256(b"%d %d" % (made.number, len(past))).digest()
    request = Request(SOURCES, Path("published"), Path("releases"), day, hold_back=held)
    sources = {"population": _population(), CASES: source}
    try:
        release, _ = making.candidate(request, sources, past, seed)
        found = gate.tried((*past, release), register(), making.contributed(sources)).findings
        if found:
            return None, found[0]
        audit_rule.audit_rule((*past, release), register())
    except (BuildError, AttackError) as error:
        return None, str(error)
    return release, ""


@cache
def _population() -> Source:
    return read_source(SOURCES, "population")


def _attacked_again(published: Sequence[Release], outcome: Outcome) -> None:
    """Add what is in the releases that went out, attacked once more with the bounds of all that is hidden."""
    rules = read_rules({name: indicator.threshold for name, indicator in register().items()})
    rows = [row for each in published for row in rows_in(each.files["observations.csv"], each.id)]
    found = attack.attack(rows, parents=read_parents(), rules=rules, exact=True)
    outcome.findings = len(found.findings)
    outcome.narrowest = min((interval.width for interval in found.intervals), default=0)
    last = observations_of(published[-1])
    outcome.counts, outcome.hidden = len(last), int((last["status"] == "hidden").sum())
