"""Whether releases of made-up case files, and of the shipped referrals, give anybody away, and what it takes to try."""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from benchmarks.budgets import Budget, Verdict
from benchmarks.output import keep, machine, progress, table
from benchmarks.synthetic.files import CORRECTIONS
from benchmarks.tried_files import HELD_BACK, NOTHING, PASSED, STEPS, Outcome, Record, silence, tried_file
from data.build import candidate as making
from data.build.__main__ import SOURCES, read_and_check
from data.build.attacks import audit_rule, gate
from data.build.request import Request
from data.register import register

FILES = 200
GIVEN_AWAY = Budget("findings in what went out", 0, "")
UNEXPECTED = Budget("refused although nothing was corrected, or it was held back", 0, "releases")
_SEED = bytes(range(32))


def tried_files(number: int, *, every: int = 1, processes: int | None = None) -> list[Outcome]:
    """Return what becomes of so many made-up files, in their order; as many at once as there are cores.

    In one of ``every`` so many files the rule is replayed too, which takes ten times as long as all the rest.
    """
    found = []
    # What the solver keeps of its threads does not survive a fork.
    with ProcessPoolExecutor(processes or os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for outcome in pool.map(partial(tried_file, every=every), range(number)):
            found.append(outcome)
            if len(found) % 20 == 0:
                progress(f"{len(found)} of {number} files")
    return found


def releases(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return a row for each kind of correction: what became of the releases."""
    rows = []
    for kind in CORRECTIONS:
        those = [outcome for outcome in outcomes if outcome.corrected == kind]
        later = Counter(outcome.later for outcome in those)
        rows.append(
            {
                "corrected": kind,
                "files": len(those),
                "first passed": sum(outcome.first == PASSED for outcome in those),
                **{f"next {what}": later[what] for what in (PASSED, HELD_BACK, NOTHING)},
                "counts": sum(outcome.counts for outcome in those),
                "hidden": sum(outcome.hidden for outcome in those),
                "replayed": sum(outcome.replayed for outcome in those),
                "narrowest": min((outcome.narrowest for outcome in those if outcome.hidden), default=0),
                "findings": sum(outcome.findings for outcome in those),
            }
        )
    return rows


def shares(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return a row for each table: how many of its larger counts were left to see in all that went out."""
    some: Counter[str] = sum((each.some for each in outcomes), Counter())
    large: Counter[str] = sum((each.large for each in outcomes), Counter())
    return [{"table": name, "shown": some[name], "of": of, "share": some[name] / of} for name, of in large.items()]


def seconds(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return a row for each step: what it took of the processor for one release."""
    rows = []
    for name in STEPS:
        spent = [each for outcome in outcomes for each in outcome.seconds[name]]
        rows.append({"step": name, "times": len(spent), "median s": median(spent or [0]), "max s": max(spent or [0])})
    return rows


def referrals(*, insider: bool) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what is left to see of the shipped referrals, released from nothing, and what each step took.

    Parameters
    ----------
    insider : bool
        Protect them against forces that know their own, and try them as such. If not, they are only made.
    """
    record, began = Record(), time.perf_counter()
    with silence(), record.kept():
        sources = read_and_check(SOURCES)
        known = making.contributed(sources) if insider else {}
        request = Request(SOURCES, Path("published"), Path("releases"), "2026-12-01")
        with patch.object(making, "contributed", return_value=known):
            release, _ = making.candidate(request, sources, [], _SEED)
        findings = 0
        if insider:
            findings = len(gate.tried([release], register(), known).findings)
            audit_rule.audit_rule([release], register())
    hidden = int((record.returned["protect"][0]["status"] == "hidden").sum())
    words = {"insider": str(insider).lower()}
    shown = [
        {**words, "table": name, "shown": some, "of": of, "share": some / of, "hidden in all": hidden}
        for name, (some, of) in record.shown().items()
    ]
    spent = [{**words, "step": name, "processor s": sum(each)} for name, each in record.seconds.items() if each]
    whole = {**words, "step": "everything, by the clock", "processor s": time.perf_counter() - began}
    return shown, [*spent, whole, {**words, "step": "findings", "processor s": findings}]


def verdicts(outcomes: Sequence[Outcome]) -> list[Verdict]:
    """Return whether nothing was given away, and nothing refused that need not have been."""
    problems = sum(len(outcome.problems) for outcome in outcomes)
    return [
        Verdict(GIVEN_AWAY, f"{len(outcomes)} files", sum(outcome.findings for outcome in outcomes)),
        Verdict(UNEXPECTED, f"{len(outcomes)} files", problems),
    ]


def main(arguments: list[str] | None = None) -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.anonymity", description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--replayed", type=int, default=5, metavar="N", help="replay the rule in every Nth file")
    parser.add_argument("--no-referrals", action="store_true", help="leave out the shipped referrals")
    parser.add_argument("--json", type=Path, help="keep the result in this file")
    chosen = parser.parse_args(arguments)
    surroundings, began = machine(), time.perf_counter()
    outcomes = tried_files(chosen.files, every=chosen.replayed)
    progress(f"{chosen.files} files took {time.perf_counter() - began:.0f} s")
    made = [] if chosen.no_referrals else [referrals(insider=insider) for insider in (True, False)]
    found = {
        "releases": releases(outcomes),
        "larger counts shown, all that went out": shares(outcomes),
        "processor seconds of a release": seconds(outcomes),
        "referrals from nothing": [row for shown, _ in made for row in shown],
        "referrals from nothing, steps": [row for _, spent in made for row in spent],
        "budgets": [verdict.row() for verdict in verdicts(outcomes)],
    }
    for title, rows in found.items():
        if rows:
            table(title, rows)
    for outcome in outcomes:
        for problem in outcome.problems:
            print(f"file {outcome.number}, {outcome.size} cases a year, {outcome.corrected}: {problem}")
    keep({"machine": surroundings, "files": [vars(outcome) for outcome in outcomes], **found}, chosen.json)


if __name__ == "__main__":
    main()
