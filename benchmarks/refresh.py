"""What bringing the figures up to date takes: ``python -m benchmarks.refresh``.

All sources are found at and fetched from a local server that answers like the publishers, read, checked, staged and
tried out as a release with the attacker; nothing is published. The files are made from the shipped figures; that of
recorded crime has as many rows of other offences as the publisher's.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from pytest_httpserver import HTTPServer

from benchmarks.budgets import Budget, Verdict
from benchmarks.output import keep, machine, progress, table
from data.build.__main__ import SOURCES
from data.load import PUBLISHED
from data.refresh.run import Request, refresh
from tests.refresh import layouts, offered
from tests.refresh.interfaces import Publishers
from tests.refresh.made import OFFENCES
from tests.refresh.writing import write_ods

SECONDS = Budget("all sources refreshed, the release tried out", 60.0, "s")
# Later than any release there is.
RELEASE = "9999-12-31"
# About as many as the publisher's table tells apart.
OTHER_OFFENCES = 130

Row = dict[str, Any]


def measure(repeats: int) -> list[Row]:
    """Return the medians of refreshes from nothing, each in a process and in folders of its own."""
    rows = []
    for what, tables in (("nothing new", offered.shipped_tables()), ("a newer edition", offered.newer_tables())):
        with tempfile.TemporaryDirectory() as folder:
            progress(f"{what}: making the editions, and refreshing {repeats} times")
            write_editions(tables, Path(folder))
            command = [sys.executable, "-m", "benchmarks.refresh", "--once", folder]
            runs = [_once(command) for _ in range(repeats)]
        rows.append({"what": what, **{name: median(run[name] for run in runs) for name in runs[0]}})
    return rows


def _once(command: list[str]) -> dict[str, float]:
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    made: dict[str, float] = json.loads(printed.splitlines()[-1])
    return made


def write_editions(tables: offered.Tables, folder: Path) -> None:
    """Write the file of every edition, by the name it is offered under."""
    made = {**offered.editions(tables, folder), "recorded_offences": recorded_crime(tables, folder)}
    (folder / "editions").mkdir()
    for name, content in made.items():
        (folder / "editions" / name).write_bytes(content)


def recorded_crime(tables: offered.Tables, folder: Path, *, offences: int = OTHER_OFFENCES) -> bytes:
    """Return the table of recorded crime with so many other offences beside those that are read."""
    sheets = layouts.offence_sheets(tables[OFFENCES])
    names = sorted({*tables[OFFENCES]["force_name"]})
    for name, rows in sheets.items():
        if name[:2] == "20":
            year = name.replace("_", "/")
            rows += [
                [year, quarter, force, f"Offence {code}", "Other offences", "Other", str(1000 + code), code % 97]
                for quarter in sorted({row[1] for row in rows[1:]})
                for force in names
                for code in range(offences)
            ]
    return write_ods(folder / "recorded", sheets).read_bytes()


def refreshed(editions: Path) -> dict[str, float]:
    """Refresh once from a server of our own, and return what it took; the server's own work is in it."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    made = {file.name: file.read_bytes() for file in editions.iterdir()}
    with HTTPServer(host="127.0.0.1", port=0, threaded=True) as server, tempfile.TemporaryDirectory() as folder:
        publishers, work = Publishers(server), Path(folder)
        offered.offer(publishers, made)
        request = Request(
            sources=SOURCES,
            out=PUBLISHED,
            releases=PUBLISHED.with_name("releases"),
            downloads=work / "downloads",
            staging=work / "staging",
            release=RELEASE,
            settings=publishers.settings(),
        )
        began, used = time.perf_counter(), time.process_time()
        refresh(request)
        return {
            "seconds": time.perf_counter() - began,
            "processor s": time.process_time() - used,
            "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def verdicts(rows: Sequence[Row]) -> list[Verdict]:
    """Return whether a refresh takes no longer than was promised."""
    return [Verdict(SECONDS, str(row["what"]), row["seconds"]) for row in rows]


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.refresh", description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to FILE")
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.once:
        print(json.dumps(refreshed(chosen.once / "editions")))
        return
    surroundings = machine()
    rows = measure(chosen.repeats)
    said = [verdict.row() for verdict in verdicts(rows)]
    table("machine", [surroundings])
    table(f"refreshing all sources, medians of {chosen.repeats}", rows)
    table("budgets", said)
    keep({"machine": surroundings, "refresh": rows, "verdicts": said}, chosen.json)


if __name__ == "__main__":
    main()
