"""What making the files to print takes: ``python -m benchmarks.posters``.

Each form is made for every sheet, as the server makes it: in a process that has to load the typesetter and the letters
and ends. A file that was made before is kept; how long that takes to find is said beside it.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.budgets import Budget, Verdict
from benchmarks.output import progress, repeated
from components.guidance.posters import printed, sheets

FORMS = ("poster", "large", "card")
BASE = "https://data.example.org"
MADE = Budget("a poster, large print or cards made on request", 1.0, "s")
SERVER = Budget("memory the server keeps of all of them", 20.0, "MB")


def measure(repeats: int) -> list[dict[str, Any]]:
    """Return, for each form, how long making it took over all sheets, and what it left behind."""
    rows = []
    for form in FORMS:
        progress(f"{form} of {len(sheets())} sheets, {repeats} times")
        before, used = _resident(), _processor()
        made = [_milliseconds(_made(form, sheet, time_of)) for time_of in range(repeats) for sheet in sheets()]
        used = (_processor() - used) / len(made)
        kept = [_milliseconds(_made(form, sheet, repeats - 1)) for sheet in sheets()]
        rows.append(
            {
                "form": form,
                "median ms": median(made),
                "slowest ms": max(made),
                "processor ms": used,
                "kept ms": median(kept),
                "largest kB": max(len(_made(form, sheet, repeats - 1)()) for sheet in sheets()) / 1000,
                "server MB more": _resident() - before,
            }
        )
    return rows


def verdicts(rows: list[dict[str, Any]]) -> list[Verdict]:
    """Return whether even the slowest was made in the time that is promised, and whether the server stays small."""
    made = [Verdict(MADE, str(row["form"]), row["slowest ms"] / 1000) for row in rows]
    return [*made, Verdict(SERVER, "all forms", sum(row["server MB more"] for row in rows))]


def _made(form: str, sheet: str, time_of: int) -> Callable[[], bytes]:
    """Return what makes a file; another site each time, so that none of an earlier time is found."""
    return lambda: printed(form, sheets()[sheet], base=f"{BASE}:{8000 + time_of}")


def _milliseconds(work: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _processor() -> float:
    """Return the milliseconds that processes which have ended used of a core: other work disturbs them less."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (children.ru_utime + children.ru_stime) * 1000


def _resident() -> float:
    """Return the memory of this process in MB (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    repeated("posters", __doc__, "making the files to print", measure, verdicts, arguments)


if __name__ == "__main__":
    main()
