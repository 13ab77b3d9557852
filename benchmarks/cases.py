"""What counting the home force's records takes: ``python -m benchmarks.cases``.

Made-up cases are written to Parquet files of growing size; each is counted by a process of its own, so that
its peak of memory is that of this file alone. The smallest file stands for what any run costs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.budgets import Budget, Verdict
from benchmarks.output import keep, machine, progress, table
from benchmarks.synthetic import cases as synthetic_cases
from data.build.cases.count import count_cases

SIZES = (1_000, 1_000_000, 10_000_000)
MILLION = 1_000_000
HOME_AREA = "W15000001"
SECONDS = Budget("1,000,000 records counted from Parquet", 5.0, "s")
MEMORY = Budget("peak of memory, whole process", 500.0, "MB")
GROWTH = Budget("memory for 10 x the records", 1.5, "x")


def count(file: Path) -> dict[str, float]:
    """Count a file in this process; return seconds, processor seconds, peak of memory in MB, and rows of counts."""
    began, used = time.perf_counter(), time.process_time()
    counted = count_cases(str(file), home_area=HOME_AREA)
    return {
        "seconds": time.perf_counter() - began,
        "processor s": time.process_time() - used,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows of counts": len(counted.counts),
    }


def measure(sizes: tuple[int, ...], *, kind: str, repeats: int) -> list[dict[str, float]]:
    """Return, for each number of records, the medians of counting them in a new process."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder) / f"synthetic-{size}.{kind}"
            progress(f"making up {size:,} cases")
            synthetic_cases.write(size, file)
            progress(f"counting them, {repeats} times")
            runs = [_in_new_process(file) for _ in range(repeats)]
            medians = {what: median(run[what] for run in runs) for what in runs[0]}
            rows.append({"records": size, "file MB": file.stat().st_size / 1e6, **medians})
            file.unlink()
    for row in rows:
        row["x first, seconds"] = row["seconds"] / rows[0]["seconds"]
        row["x first, memory"] = row["peak MB"] / rows[0]["peak MB"]
    return rows


def verdicts(rows: list[dict[str, float]]) -> list[Verdict]:
    """Return what was promised for a million records, and for ten times as many."""
    by_size = {row["records"]: row for row in rows}
    found = []
    if MILLION in by_size:
        found.append(Verdict(SECONDS, "1x", by_size[MILLION]["seconds"]))
    found += [Verdict(MEMORY, f"{size:,}", row["peak MB"]) for size, row in by_size.items() if size >= MILLION]
    if {MILLION, 10 * MILLION} <= by_size.keys():
        growth = by_size[10 * MILLION]["peak MB"] / by_size[MILLION]["peak MB"]
        found.append(Verdict(GROWTH, "10x against 1x", growth))
    return found


def _in_new_process(file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.cases", "--count", str(file)]
    made: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return made


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; or, with ``--count``, be one of the processes that are measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--kind", choices=("parquet", "csv"), default="parquet")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path, help="keep the result in this file")
    parser.add_argument("--count", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.count:
        print(json.dumps(count(chosen.count)))
        return
    surroundings = machine()
    rows = measure(tuple(chosen.sizes), kind=chosen.kind, repeats=chosen.repeats)
    said = [verdict.row() for verdict in verdicts(rows)] if chosen.kind == "parquet" else []
    table("counting made-up cases", rows)
    if said:
        table("budgets", said)
    keep({"machine": surroundings, "cases": rows, "verdicts": said}, chosen.json)


if __name__ == "__main__":
    main()
