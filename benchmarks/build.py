"""What making, protecting and attacking the figures takes: ``python -m benchmarks.build``.

Everything is built in temporary folders, from the official tables as they are, or from made-up ones where they
are to grow; each build has a process of its own.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from benchmarks.budgets import Budget, Verdict
from benchmarks.one_build import CASES_ALONE, built, medians
from benchmarks.output import keep, machine, progress, table
from benchmarks.synthetic import cases as synthetic_cases
from benchmarks.synthetic import sources as synthetic_sources
from data.load import PUBLISHED

PARTS = ("figures", "periods", "releases")
CASES = 2_000
CASES_A_YEAR = 300
LAST_YEAR = 2023
CORRECTED = 10
SECONDS = Budget("all figures made, protected and attacked", 60.0, "s")
GROWTH = Budget("processor time for 10 x the periods", 12.0, "x")
# Later than any release there is: a release cannot be older than the one before it.
DAY = ("--release", "9999-12-31")

Row = dict[str, Any]


def figures(repeats: int) -> list[Row]:
    """Return what a build takes: from nothing, after the releases that are kept, and with made-up cases."""
    with tempfile.TemporaryDirectory() as folder:
        cases, edition, kept = (Path(folder) / name for name in ("synthetic-cases.csv", "synthetic-edition", "kept"))
        synthetic_cases.write(CASES, cases)
        synthetic_sources.write_new_edition(edition)
        shutil.copytree(PUBLISHED, kept / "published")
        shutil.copytree(PUBLISHED.with_name("releases"), kept / "releases")
        builds = {
            "first": ((), None),
            "first, with cases": (("--cases", cases), None),
            "next": (("--sources", edition), kept),
            "next, with cases": (("--sources", edition, "--cases", cases), kept),
        }
        rows = []
        for what, (options, after) in builds.items():
            progress(f"building the {what} release, {repeats} times")
            rows.append({"release": what, **medians(*options, *DAY, after=after, repeats=repeats)})
    return rows


def periods(years: Sequence[int], repeats: int) -> list[Row]:
    """Return what a first release takes for each number of years: of the official tables, and of cases alone."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for number in years:
            progress(f"building {number} years, {repeats} times")
            sources, cases = Path(folder) / f"synthetic-{number}", Path(folder) / f"synthetic-{number}.parquet"
            synthetic_sources.write(sources, years=number)
            pyarrow.parquet.write_table(cases_of(number), cases)
            of_cases = medians("--cases", cases, CASES_ALONE, "--dry-run", repeats=repeats)
            rows.append(
                {"figures": "official tables", "years": number, **medians("--sources", sources, repeats=repeats)}
            )
            rows.append({"figures": "cases alone", "years": number, **of_cases})
    return compared(rows, "figures", ("processor s", "peak MB"))


def releases(earlier: Sequence[int], repeats: int) -> list[Row]:
    """Return what the next release takes after so many earlier ones."""
    rows = []
    for what, history in histories(max(earlier)).items():
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "kept"
            kept.mkdir()
            for number, made in enumerate(history):
                progress(f"{what}: release {number + 1} of {len(history)}")
                sources = Path(folder) / f"synthetic-{number}"
                synthetic_sources.write(sources, edition=number, **made)
                options = ("--sources", sources, *DAY)
                if number in earlier:
                    found = medians(*options, after=kept, repeats=repeats)
                    rows.append({"history": what, "earlier releases": number, **found})
                built(kept / "published", *options)
    return compared(rows, "history", ("processor s", "attack"))


def histories(earlier: int) -> dict[str, list[dict[str, int]]]:
    """Return what the made-up sources of each release are like, for so many earlier releases and one more."""
    years = 1 + -(-earlier // 4)
    return {
        "the same figures": [{"years": 1}] * (earlier + 1),
        "a quarter more in each": [{"years": years, "left_out": earlier - number} for number in range(earlier + 1)],
        "a correction in each": [{"years": 1, "corrected": CORRECTED * number} for number in range(earlier + 1)],
    }


def compared(rows: Sequence[Row], subject: str, measures: Sequence[str]) -> list[Row]:
    """Return the rows with the ratio of some measures to those of the first row of the same subject."""
    first = {row[subject]: row for row in reversed(rows)}
    return [{**row, **{f"x first, {name}": row[name] / first[row[subject]][name] for name in measures}} for row in rows]


def cases_of(years: int) -> pa.Table:
    """Return made-up cases of so many years, the same in each, with their quarter in place of their day."""
    [year] = synthetic_cases.cases(CASES_A_YEAR)
    return pa.concat_tables(
        year.set_column(0, "quarter", pa.array([f"{LAST_YEAR - n}-Q{1 + case % 4}" for case in range(len(year))]))
        for n in range(years)
    )


def verdicts(found: Mapping[str, Sequence[Row]]) -> list[Verdict]:
    """Return what was promised for a whole build, and for ten times the periods."""
    said = [Verdict(SECONDS, row["release"], row["seconds"]) for row in found.get("figures", ())]
    used = {(row["figures"], row["years"]): row["processor s"] for row in found.get("periods", ())}
    return said + [
        Verdict(GROWTH, what, more / used[what, 1])
        for (what, years), more in used.items()
        if years == 10 and (what, 1) in used
    ]


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--years", type=int, nargs="+", default=(1, 3, 10), help="years of made-up figures")
    parser.add_argument("--earlier", type=int, nargs="+", default=(1, 4, 12), help="numbers of earlier releases")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to FILE")
    chosen = parser.parse_args(arguments)
    surroundings, repeats = machine(), chosen.repeats
    measures = {
        "figures": lambda: figures(repeats),
        "periods": lambda: periods(chosen.years, repeats),
        "releases": lambda: releases(chosen.earlier, repeats),
    }
    found = {part: measures[part]() for part in chosen.parts}
    said = [verdict.row() for verdict in verdicts(found)]
    table("machine", [surroundings])
    for part, rows in found.items():
        table(f"{part}, medians of {repeats}", rows)
    if said:
        table("budgets", said)
    keep({"machine": surroundings, "repeats": repeats, **found, "verdicts": said}, chosen.json)


if __name__ == "__main__":
    main()
