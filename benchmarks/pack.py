"""What making the files of a briefing takes: ``python -m benchmarks.pack``.

Each file is made cold, as the first visitor of an area meets it: nothing of the steps is kept, and the typesetter is a
process that has to load and ends. The libraries are loaded once before, as they are in a server.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.budgets import Budget, Verdict
from benchmarks.output import progress, repeated
from components.briefing import request
from components.briefing.request import BriefingRequest, read_briefing
from components.briefing.steps import STEPS
from data import current
from web import pack

BASE = "https://data.example.org"
AREAS = ("W15000001", "E23000034", "K04000001")
WORDS = {"English": ("en", "one"), "Welsh": ("cy", "one"), "both": ("cy", "both")}
# Loaded once for all visitors, whichever area they ask for.
LASTING = (
    "data.current",
    "components.wording.text",
    "components.guidance.registry",
    "components.content.background",
    "web.first_response",
)
MADE = Budget("a file of a briefing made on request, cold, median", 3.0, "s")


def measure(repeats: int) -> list[dict[str, Any]]:
    """Return, for each file and its languages, how long making it took, and how large it is."""
    rows = []
    for name in request.KINDS:
        pack._maker(name)(_asked("en", "one", AREAS[0]), base=BASE)
        for languages, (language, words) in WORDS.items():
            progress(f"{name}, {languages}, {len(AREAS)} areas, {repeats} times")
            every = [_asked(language, words, area) for area in AREAS] * repeats
            made = [_timed(name, asked) for asked in every]
            rows.append(
                {
                    "file": name,
                    "languages": languages,
                    "median s": median(seconds for seconds, _, _ in made),
                    "slowest s": max(seconds for seconds, _, _ in made),
                    "processor s": median(used for _, used, _ in made),
                    "largest MB": max(size for _, _, size in made) / 1e6,
                }
            )
    return rows


def verdicts(rows: list[dict[str, Any]]) -> list[Verdict]:
    """Return whether each file was made in the time that is promised."""
    return [Verdict(MADE, f"{row['file']}, {row['languages']}", row["median s"]) for row in rows]


def _asked(language: str, words: str, area: str) -> BriefingRequest:
    return read_briefing(
        current.dataset(), {"area": area, "lang": language, "words": words, "steps": ",".join(STEPS)}, accepted=""
    )


def _timed(name: str, asked: BriefingRequest) -> tuple[float, float, int]:
    """Return the seconds by the clock and of the processor, here and in processes that ended, and the bytes."""
    _forget()
    make: Callable[..., bytes] = pack._maker(name)
    began, used = time.perf_counter(), _processor()
    content = make(asked, base=BASE)
    return time.perf_counter() - began, _processor() - used, len(content)


def _forget() -> None:
    """Forget every value that was kept of a view or a step, whoever keeps it."""
    kind = type(pack._made)
    for kept in [each for each in gc.get_objects() if isinstance(each, kind)]:
        if kept.__module__.startswith(("web.", "components.", "data.")) and kept.__module__ not in LASTING:
            kept.cache_clear()


def _processor() -> float:
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    repeated("pack", __doc__, "making the files of a briefing", measure, verdicts, arguments)


if __name__ == "__main__":
    main()
