"""What protecting the cases of every force takes: ``python -m benchmarks.national``.

Made-up cases (``synthetic_national.py``) of 43 forces with their 318 local authorities in three years, as the tables a
national holder would publish, each set protected in a process of its own. One force stands for what any run costs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from benchmarks.budgets import Budget, Verdict
from benchmarks.output import keep, machine, progress, table
from benchmarks.synthetic import national
from data.build.protection.linked import Cell, LinkedTables, Name
from data.build.protection.onlooker import Contribution
from data.build.protection.suppress import suppress
from geo.areas import areas, forces

SEED = b"made up, and so no secret"
# The yearly tables of each force by local authority and setting, each force by itself; or all breakdowns of forces, and
# of the regions and countries they add up to.
LOCAL, ALL = "local", "all breakdowns"
ONE, MANY = "1 force", "43 forces"
SETS = tuple(f"{what}, {forces}" for what in (LOCAL, ALL) for forces in (ONE, MANY))
MINUTES = Budget("a national set protected: local and national tables", 15.0, "minutes")
MEMORY = Budget("peak of memory, whole process", 4.0, "GB")


def protect(name: str, *, cases_a_year: int, insiders: bool) -> dict[str, float]:
    """Protect a set in this process; return seconds, processor seconds, peak of memory in MB, and what is shown."""
    made = _tables(name, national.cases(cases_a_year))
    cells: list[Cell] = []
    hidden: set[tuple[int, Name]] = set()
    exposed = 0
    began, used = time.perf_counter(), time.process_time()
    for number, (tables, contributions) in enumerate(made):
        found = suppress(tables, seed=SEED, contributions=contributions if insiders else ())
        cells += tables.cells
        hidden |= {(number, cell) for cell in found.hidden}
        exposed += len(found.exposed)
        progress(f"{name}: {number + 1} of {len(made)}")
    return {
        "seconds": time.perf_counter() - began,
        "processor s": time.process_time() - used,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "counts": len(cells),
        "hidden": len(hidden),
        "exposed": exposed,
        "large shown %": 100 * _shown(cells, len(hidden)),
    }


def _tables(name: str, cases: pd.DataFrame) -> list[tuple[LinkedTables, list[Contribution]]]:
    what, number = name.split(", ")
    codes = [national.median_force(cases)] if number == ONE else [force.code for force in forces()]
    if what == LOCAL:
        return [national.local_tables(cases, code) for code in codes]
    return [national.tables(cases[cases["force"].isin(codes)])]


def _shown(cells: list[Cell], hidden: int) -> float:
    """Return the share of the counts of forces that need not be hidden and are not."""
    of_forces = [cell for cell in cells if areas()[cell.area_code].kind == "force"]
    small = sum(cell.value < cell.threshold for cell in of_forces)
    return 1 - (hidden - small) / (len(of_forces) - small)


def measure(sets: list[str], *, repeats: int, settings: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the medians of protecting each set in a new process, and how they compare with one force."""
    rows: list[dict[str, Any]] = []
    for name in sets:
        progress(f"protecting: {name}")
        runs = [_in_new_process(name, settings) for _ in range(repeats)]
        rows.append({"set": name, **{what: median(run[what] for run in runs) for what in runs[0]}})
    one = {row["set"].split(",")[0]: row for row in rows if row["set"].endswith(ONE)}
    for row in rows:
        first = one.get(row["set"].split(",")[0], row)
        row["x 1 force, processor"] = row["processor s"] / first["processor s"]
        row["x 1 force, memory"] = row["peak MB"] / first["peak MB"]
    return rows


def verdicts(rows: list[dict[str, Any]]) -> list[Verdict]:
    """Return what was promised for the local tables of all forces and the national ones."""
    large = [row for row in rows if row["set"].endswith(MANY)]
    if len(large) < 2:
        return []
    return [
        Verdict(MINUTES, MANY, sum(row["seconds"] for row in large) / 60),
        Verdict(MEMORY, MANY, max(row["peak MB"] for row in large) / 1024),
    ]


def _in_new_process(name: str, settings: dict[str, Any]) -> dict[str, float]:
    options = ["--cases-a-year", str(settings["cases_a_year"]), *["--insiders"] * bool(settings["insiders"])]
    command = [sys.executable, "-m", "benchmarks.national", "--protect", name, *options]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    # The solver may say its name first.
    made: dict[str, float] = json.loads(printed.splitlines()[-1])
    return made


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; or, with ``--protect``, be one of the processes that are measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description=__doc__)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=[*SETS])
    parser.add_argument("--cases-a-year", type=int, default=national.CASES_A_YEAR)
    parser.add_argument("--insiders", action="store_true", help="against councils and forces that know their own, too")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--json", type=Path, help="keep the result in this file")
    parser.add_argument("--protect", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    settings = {"cases_a_year": chosen.cases_a_year, "insiders": chosen.insiders}
    if chosen.protect:
        print(json.dumps(protect(chosen.protect, **settings)))
        return
    surroundings = machine()
    rows = measure(chosen.sets, repeats=chosen.repeats, settings=settings)
    said = [verdict.row() for verdict in verdicts(rows)]
    table("protecting made-up cases", rows)
    if said:
        table("budgets", said)
    keep({"machine": surroundings, "settings": settings, "national": rows, "verdicts": said}, chosen.json)


if __name__ == "__main__":
    main()
