"""Make up sources: the last whole year of every official table, repeated into the years before it.

Those years never had these figures; the folder and every sidecar say so.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pandas as pd

from benchmarks.synthetic.cases import LABEL
from data.build.__main__ import SOURCES
from data.build.sources import Source, read_source
from data.periods import quarters_between, quarters_of, year_of
from data.register import CASES, register


def write(folder: Path, *, years: int, left_out: int = 0, corrected: int = 0, edition: int = 1) -> None:
    """Write made-up sources that a build can read.

    Parameters
    ----------
    folder : Path
        A new folder, whose name says ``synthetic``.
    years : int
        How many years each official table has, the last of them as it was published.
    left_out : int
        How many of the newest quarters are not there yet.
    corrected : int
        By how much the largest count of each table is higher than it was.
    edition : int
        Where nothing but this differs, a build finds the same figures in a new edition: a new release.

    Raises
    ------
    ValueError
        If the name of the folder does not say ``synthetic``.
    """
    write_new_edition(folder, edition)
    for name in dict.fromkeys(indicator.source for indicator in register().values()):
        if name == CASES:
            continue
        source = read_source(SOURCES, name)
        if source.sidecar.column("period"):
            # Totals as they were published stay as they are: they have no quarters for a whole year to be repeated.
            continue
        rows, covered = repeated(source, years, left_out)
        counts = rows[source.sidecar.table["count"]].astype(int)
        counts[counts.idxmax()] += corrected
        rows = rows.assign(**{counts.name: counts})
        content = rows.to_csv(index=False, lineterminator="\n").encode("utf-8")
        (folder / source.file).write_bytes(content)
        _describe(
            folder / f"{name}.toml",
            title=f"Made up for a benchmark: {source.sidecar.title}",
            covers=[covered[0], covered[-1]],
            missing_quarters=[],
            sha256=hashlib.sha256(content).hexdigest(),
        )


def write_new_edition(folder: Path, edition: int = 1) -> None:
    """Write the sources with the figures they have, but in an edition that never was."""
    if LABEL not in folder.name:
        raise ValueError(f"{folder.name}: the name of the folder must say {LABEL!r}, so that nobody takes it for real")
    shutil.copytree(SOURCES, folder)
    for sidecar in folder.glob("*.toml"):
        _describe(sidecar, edition=f"{LABEL} {edition}")


def repeated(source: Source, years: int, left_out: int = 0) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the rows of the last whole year of a source, also as those of the years before it, and all their quarters.

    Parameters
    ----------
    source : Source
    years : int
    left_out : int
        How many of the newest quarters are left out.
    """
    named = source.sidecar.column("financial_year") or source.sidecar.column("quarter")
    if named is None:
        raise ValueError(f"{source.name} has no column of periods")
    kind = "financial_year" if source.sidecar.column("financial_year") else "calendar_year"
    whole = [year_of(quarter, kind) for quarter in quarters_between(*source.sidecar.covers)]
    last = next(year for year in reversed(whole) if whole.count(year) == 4)
    rows = source.rows[source.periods().isin(quarters_of(last))]
    made = [rows.assign(**{named: rows[named].map(lambda text, n=n: _before(text, n))}) for n in range(years)]
    joined = pd.concat(reversed(made), ignore_index=True)
    covered = quarters_between(quarters_of(_before(last, years - 1))[0], quarters_of(last)[-1])[: 4 * years - left_out]
    return joined[Source(source.name, source.sidecar, joined, "").periods().isin(covered)], covered


def _before(text: str, years: int) -> str:
    """Return the same period so many years before: of 2023Q1, 2023, 2022-23 or 2022/23."""
    year, rest = int(text[:4]) - years, text[4:]
    return f"{year:04}{rest[0]}{(year + 1) % 100:02}" if rest[:1] in ("-", "/") else f"{year:04}{rest}"


def _describe(sidecar: Path, **settings: str | list[str]) -> None:
    """Change settings of a sidecar; the totals it controls are those of other figures, and go."""
    text = sidecar.read_text(encoding="utf-8").partition("[[control_totals]]")[0]
    for name, value in settings.items():
        before, after = re.split(f"(?m)^{name} = .*$", text, maxsplit=1)
        text = f"{before}{name} = {json.dumps(value)}{after}"
    sidecar.write_text(text, encoding="utf-8")
