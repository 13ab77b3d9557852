"""What a publisher's file says, in the columns of the source it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.build.problems import Problem, SourceError


@dataclass(frozen=True)
class Read:
    """The figures of one file for one source.

    ``rows`` are text cells, columns and order as ``data/sources/<name>.csv`` has them. ``control_totals`` are the
    totals published inside the file, in the form of the sidecars; ``outside`` the bodies without an area that were
    met; ``notes`` what the reader met and a person should know.
    """

    name: str
    rows: pd.DataFrame
    control_totals: tuple[dict[str, Any], ...] = ()
    outside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Return rows as a frame of text cells."""
    return pd.DataFrame([[str(value) for value in row] for row in rows], columns=list(columns), dtype="str")


def stop_on(problems: Sequence[Problem]) -> None:
    """Raise all problems together, if there are any."""
    if problems:
        raise SourceError(problems)
