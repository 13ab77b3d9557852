"""How many visitors one process holds, and what a run and a session cost: ``python -m benchmarks.load``.

Starts its own servers on 127.0.0.1, speaks to them as browsers do, and is bounded in visitors and in time.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.budgets import BUDGETS, RERUN_P95_SECONDS, Verdict, run_budget
from benchmarks.crowd import Crowd, Habits, Step
from benchmarks.output import keep, machine, percentile, progress, table
from benchmarks.server import EMPTY_APP, OUR_APP, Server
from benchmarks.visitor import Run, VisitError, Visitor
from components.address.pages import PAGES
from geo.areas import forces

STARTS = 3
# Asked again sooner, the server's small packets may wait for the acknowledgement of the last ones, 40 ms here. TCP
# acknowledges at once after a rest longer than its least time-out of 200 ms, and visitors take longer than that.
PAUSE = 0.25
STEPS = (25, 50, 100, 150, 200, 300)
Rows = list[dict[str, Any]]
MOST_VISITORS = 500
EVERY_PAGE = "mixed"
EMPTY = "empty"
OUR_PAGES = tuple(page.id for page in PAGES)


def path(page: str) -> str:
    """Return the path of a page as a visitor asks for it; the first page and the empty app have none."""
    return next((entry.path.strip("/") for entry in PAGES if entry.id == page), "")


def steps_up_to(most: int) -> tuple[int, ...]:
    """Return the sizes of the crowd to try: the usual ones below ``most``, then ``most`` itself."""
    return (*(step for step in STEPS if step < most), most)


def memory_per_session(steps: Sequence[Step]) -> float | None:
    """Return the bytes each visitor added between the first step and the last; None where there is one step.

    The first step has warmed what all visitors share, so only what is theirs is counted.
    """
    first, last = steps[0], steps[-1]
    return None if last is first else (last.memory - first.memory) / (last.visitors - first.visitors)


def measure_starts() -> dict[str, Any]:
    """Return the medians over fresh servers of the time to start and the memory after the first visit."""
    seconds, megabytes = [], []
    for _ in range(STARTS):
        with Server(OUR_APP) as server:
            seconds.append(server.seconds_to_healthy)
            asyncio.run(_first_visit(server.port))
            megabytes.append(server.memory() / 1e6)
    return {"start to healthy s": median(seconds), "memory after first visit MB": median(megabytes)}


async def _first_visit(port: int) -> None:
    async with Visitor(port) as visitor:
        await visitor.open(path(PAGES[0].id))


def measure_runs(*, reruns: int) -> list[dict[str, Any]]:
    """Return how long a warm run of each page takes, by the server's word and as the visitor sees it.

    The server that tells the time of a script spends time on the telling, so what is seen comes from another.
    """
    rows = []
    with Server(OUR_APP) as ours, Server(OUR_APP, tells_script_time=True) as telling, Server(EMPTY_APP) as empty:
        for page in (EMPTY, *OUR_PAGES):
            progress(f"one visitor on {page}: {reruns} reruns")
            _, runs, unchanged = _one_visitor(empty if page == EMPTY else ours, page, reruns=reruns, pause=PAUSE)
            row = {
                "page": page,
                "seen median ms": 1000 * median(run.seconds for run in runs),
                "seen p95 ms": 1000 * percentile([run.seconds for run in runs], 0.95),
                "unchanged rerun kB": unchanged.traffic / 1000,
            }
            if page != EMPTY:
                cold, runs, _ = _one_visitor(telling, page, reruns=reruns)
                row["script cold ms"] = 1000 * median(run.script for run in cold if run.script is not None)
                row["script median ms"] = 1000 * median(run.script for run in runs if run.script is not None)
            rows.append(row)
    return rows


def _one_visitor(server: Server, page: str, *, reruns: int, pause: float = 0.0) -> tuple[list[Run], list[Run], Run]:
    """Return a run for each area, the first it is asked for; warm runs, each with another area; one unchanged."""
    try:
        return asyncio.run(_go_through_areas(server.port, page, reruns=reruns, pause=pause))
    except VisitError as error:
        raise SystemExit(f"{page}: {error}. The server said:\n{server.said()}") from error


async def _go_through_areas(port: int, page: str, *, reruns: int, pause: float) -> tuple[list[Run], list[Run], Run]:
    codes = [area.code for area in forces()]
    async with Visitor(port) as visitor:
        await visitor.open(path(page), lang="en", area=codes[0])
        cold = [await visitor.go_on(lang="en", area=code) for code in codes]
    async with Visitor(port) as visitor:  # a new connection: the haste of the last one has made TCP wait
        await visitor.open(path(page), lang="en", area=codes[0])
        warm = []
        for area in islice(cycle(codes), reruns):
            await asyncio.sleep(pause)
            warm.append(await visitor.go_on(lang="en", area=area))
        return cold, warm, await visitor.go_on(lang="en", area=area)


def measure_load(page: str, options: argparse.Namespace) -> dict[str, Any]:
    """Return what a crowd on ``page`` met, on all pages when it is ``mixed``, or on the empty app."""
    paths = [path(name) for name in (OUR_PAGES if page == EVERY_PAGE else (page,))]
    habits = Habits(paths, [area.code for area in forces()], think=options.think)
    progress(f"a crowd on {page}")
    with Server(EMPTY_APP if page == EMPTY else OUR_APP) as server:
        steps = asyncio.run(_crowd(server, habits, most=options.max_visitors, seconds=options.seconds))
        if steps[-1].errors:
            progress(f"{steps[-1].errors[0]}. The server said:\n{server.said()}")
    return {
        "page": page,
        "think s": options.think,
        "held": max((step.visitors for step in steps if step.is_held), default=0),
        "memory per session kB": (session := memory_per_session(steps)) and session / 1000,
        "steps": [step.row(options.think) for step in steps],
        "errors": sorted({error for step in steps for error in step.errors}),
    }


async def _crowd(server: Server, habits: Habits, *, most: int, seconds: float) -> list[Step]:
    """Return the steps up to the first that is not held."""
    crowd, steps = Crowd(server, habits), list[Step]()
    try:
        for size in steps_up_to(most):
            progress(f"{size} visitors for {seconds:g} s")
            steps.append(await crowd.measure(size, seconds=seconds))
            if not steps[-1].is_held:
                break
    finally:
        await crowd.leave()
    return steps


def verdicts(start: dict[str, Any], runs: Rows, loads: Rows) -> list[Verdict]:
    """Return the budgets these measurements speak to."""
    ours = [row for row in runs if row["page"] != EMPTY]
    held = [load["held"] for load in loads if load["page"] == "overview"]
    return [
        Verdict(BUDGETS["start"], "server", start["start to healthy s"]),
        Verdict(BUDGETS["memory"], "overview", start["memory after first visit MB"]),
        *(Verdict(run_budget(row["page"]), row["page"], row["script median ms"]) for row in ours),
        *(Verdict(BUDGETS["rerun traffic"], row["page"], row["unchanged rerun kB"]) for row in ours),
        *(Verdict(BUDGETS["overview visitors"], "overview", visitors) for visitors in held),
    ]


def main() -> None:
    """Measure, print, and keep."""
    options, here = _options(), machine()
    start = measure_starts()
    runs = measure_runs(reruns=options.reruns)
    loads = [measure_load(page, options) for page in options.pages]
    budgets = [verdict.row() for verdict in verdicts(start, runs, loads)]
    table("Machine", [here])
    table("Start", [start])
    table("One visitor", runs)
    for load in loads:
        table(f"A crowd on {load['page']}, {options.think:g} s think time", load["steps"])
        print(f"held at p95 < {RERUN_P95_SECONDS:g} s: {load['held']} visitors", *load["errors"][:5], sep="\n")
        if load["memory per session kB"] is not None:
            print(f"memory per session: {load['memory per session kB']:.0f} kB")
    table("Budgets", budgets)
    keep({"machine": here, "start": start, "runs": runs, "loads": loads, "budgets": budgets}, options.json)


def _options() -> argparse.Namespace:
    names = (*OUR_PAGES, EVERY_PAGE, EMPTY)
    pages = ["overview", "map", EVERY_PAGE, EMPTY]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--pages", nargs="+", choices=names, default=pages, help="one crowd on each")
    parser.add_argument("--max-visitors", type=int, default=200, help=f"at most {MOST_VISITORS}")
    parser.add_argument("--seconds", type=float, default=15, help="the window of one step, at most 120")
    parser.add_argument("--think", type=float, default=3, help="mean seconds between a visitor's reruns")
    parser.add_argument("--reruns", type=int, default=50, help="runs of each page by one visitor")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to FILE")
    options = parser.parse_args()
    if not 1 <= options.max_visitors <= MOST_VISITORS:
        parser.error(f"--max-visitors is from 1 to {MOST_VISITORS}, not {options.max_visitors}")
    if not 1 <= options.seconds <= 120 or not 0.1 <= options.think <= 60 or not 1 <= options.reruns <= 1000:
        parser.error("--seconds is from 1 to 120, --think from 0.1 to 60, --reruns from 1 to 1000")
    return options


if __name__ == "__main__":
    main()
