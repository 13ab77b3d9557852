"""One build of the figures, timed step by step: ``python -m benchmarks.one_build`` with the options of data.build.

The last line it prints is the result. It runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from statistics import median
from typing import Any, TypeVar
from unittest.mock import patch

from data.build import __main__ as pipeline
from data.build import aggregate, candidate
from data.build.sources import Source, read_source

# What the build calls in each step, by the name it calls it.
STEPS = {
    "read and check": ((pipeline, "read_and_check"), (pipeline, "counted_cases"), (pipeline, "past_releases")),
    "add up": ((aggregate, "observations"),),
    "protect": ((candidate, "anonymise"),),
    "attack": ((pipeline, "audit"), (pipeline, "audit_rule")),
    "write": ((pipeline, "keep"), (pipeline, "publish")),
}
CASES_ALONE = "--cases-alone"
Returned = TypeVar("Returned")


@contextmanager
def stopwatch() -> Iterator[dict[str, float]]:
    """Return the processor seconds that builds inside this block have spent in each step so far."""
    spent = dict.fromkeys(STEPS, 0.0)
    with ExitStack() as stack:
        for step, functions in STEPS.items():
            for module, name in functions:
                stack.enter_context(patch.object(module, name, _timed(getattr(module, name), step, spent)))
        yield spent


def medians(*options: str | Path, after: Path | None = None, repeats: int) -> dict[str, float]:
    """Return the medians of building several times, each time in a new process and a new folder.

    Parameters
    ----------
    options : str or Path
        Options of data.build, and ``CASES_ALONE`` to leave out the official tables.
    after : Path, optional
        Folder with the ``published`` and the ``releases`` that are there already; it stays as it is.
    repeats : int

    Returns
    -------
    dict of float
        As :func:`built`.
    """
    runs = []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as folder:
            if after:
                shutil.copytree(after, folder, dirs_exist_ok=True)
            runs.append(built(Path(folder) / "published", *options))
    return {what: median(run[what] for run in runs) for what in runs[0]}


def built(published: Path, *options: str | Path) -> dict[str, float]:
    """Build into a folder in a new process, and return what it took.

    Returns
    -------
    dict of float
        ``seconds`` and ``processor s`` of the whole process, ``peak MB``, and the processor seconds of each
        step, which other work on the machine disturbs less; ``start`` is the start of Python with all that is
        imported, ``other`` what is in no step.

    Raises
    ------
    CalledProcessError
        If nothing could be published; why is on the standard error output.
    """
    command = [sys.executable, "-m", "benchmarks.one_build", "--out", published, *options]
    began = time.perf_counter()
    printed = subprocess.run([*map(str, command)], check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds = time.perf_counter() - began
    return {"seconds": seconds, **json.loads(printed.splitlines()[-1])}


def _timed(function: Callable[..., Returned], step: str, spent: dict[str, float]) -> Callable[..., Returned]:
    @wraps(function)
    def timed(*arguments: Any, **named: Any) -> Returned:
        began = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[step] += time.process_time() - began

    return timed


def _population_alone(folder: Path) -> dict[str, Source]:
    return {"population": read_source(folder, "population")}


def main(arguments: list[str] | None = None) -> int:
    """Build once, print what it took, and return the exit code of the build."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_build", description=__doc__, allow_abbrev=False)
    parser.add_argument(CASES_ALONE, action="store_true", help="leave out the official tables")
    chosen, options = parser.parse_known_args(arguments)
    if chosen.cases_alone:
        pipeline.read_and_check = _population_alone
    start = time.process_time()
    with stopwatch() as spent:
        code = pipeline.main(options)
    used = time.process_time()
    result = {
        "processor s": used,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "start": start,
        **spent,
        "other": used - start - sum(spent.values()),
    }
    print(json.dumps(result))
    return code


if __name__ == "__main__":
    sys.exit(main())
