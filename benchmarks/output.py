"""How a result is summed up, printed and kept."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.budgets import Verdict


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` of ``values`` do not exceed (nearest rank).

    Parameters
    ----------
    values : sequence of float, not empty
    share : float
        Between 0 (excluded) and 1; 0.95 for the 95th percentile.

    Raises
    ------
    ValueError
        If there are no values or ``share`` is out of range.
    """
    if not values:
        raise ValueError("a percentile needs at least one value")
    if not 0 < share <= 1:
        raise ValueError(f"the share of a percentile is above 0 and at most 1, not {share}")
    return sorted(values)[math.ceil(share * len(values)) - 1]


def machine() -> dict[str, Any]:
    """Return what a reader needs to judge the absolute numbers; a load before the run means a busy machine."""
    return {
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "streamlit": version("streamlit"),
        "load before": os.getloadavg()[0],
    }


def table(title: str, rows: Sequence[dict[str, Any]]) -> None:
    """Print ``rows`` under ``title``."""
    print(f"\n{title}\n{pd.DataFrame(rows).to_string(index=False, float_format='{:.4g}'.format)}", flush=True)


def progress(words: str) -> None:
    """Say what is being measured, apart from the result."""
    print(words, file=sys.stderr, flush=True)


def keep(result: dict[str, Any], file: Path | None) -> None:
    """Write ``result`` to ``file``; do nothing without a file."""
    if file is None:
        return
    partial = file.with_name(f"{file.name}.partial")
    partial.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    partial.replace(file)


def repeated(
    name: str,
    said: str,
    titled: str,
    measure: Callable[[int], list[dict[str, Any]]],
    verdicts: Callable[[list[dict[str, Any]]], Sequence[Verdict]],
    arguments: list[str] | None,
) -> None:
    """Measure a few times as the command line says, print rows and budgets, and keep them.

    Parameters
    ----------
    name : str
        Of the module, and of its rows in the file.
    said : str
        What the command is for.
    titled : str
        Title of the rows.
    measure : callable
        Takes how often each thing is done; returns the rows.
    verdicts : callable
        Takes the rows.
    arguments : list of str or None
        Those of the process if None.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=said)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path, help="keep the result in this file")
    chosen = parser.parse_args(arguments)
    surroundings = machine()
    rows = measure(chosen.repeats)
    held = [verdict.row() for verdict in verdicts(rows)]
    table(titled, rows)
    table("budgets", held)
    keep({"machine": surroundings, name: rows, "verdicts": held}, chosen.json)
