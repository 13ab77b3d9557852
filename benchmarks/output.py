"""How a result is summed up, printed and kept."""

from __future__ import annotations

import json
import math
import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd


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


def machine() -> dict[str, object]:
    """Return what a reader needs to judge the absolute numbers; a load before the run means a busy machine."""
    return {
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "streamlit": version("streamlit"),
        "load before": os.getloadavg()[0],
    }


def table(title: str, rows: Sequence[dict[str, object]]) -> None:
    """Print ``rows`` under ``title``."""
    print(f"\n{title}\n{pd.DataFrame(rows).to_string(index=False, float_format='{:.4g}'.format)}", flush=True)


def progress(words: str) -> None:
    """Say what is being measured, apart from the result."""
    print(words, file=sys.stderr, flush=True)


def keep(result: dict[str, object], file: Path | None) -> None:
    """Write ``result`` to ``file``; do nothing without a file."""
    if file is None:
        return
    partial = file.with_name(f"{file.name}.partial")
    partial.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    partial.replace(file)
