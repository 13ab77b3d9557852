"""Whether a new edition can be trusted: what stops a refresh, and what only an owner can decide."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pandas as pd

from data.build.check_sources import row_problems
from data.build.sources import Source
from data.periods import quarters_between
from data.refresh.merge import Incoming, Update, with_editions, year_codes
from geo.areas import forces

BANDS = Path(__file__).with_name("bands.toml")
SHOWN = 20


@dataclass(frozen=True)
class Band:
    """How far a new edition may revise a source; ``bands.toml`` says what each setting means."""

    share: float
    least: int
    year_share: float
    by: tuple[str, ...]


@cache
def bands() -> dict[str, Band]:
    """Return the band of each source."""
    settings = tomllib.loads(BANDS.read_text(encoding="utf-8"))
    return {name: Band(**{**band, "by": tuple(band["by"])}) for name, band in settings.items()}


def wrong_rows(old: Source, incoming: Incoming) -> list[str]:
    """Return what is wrong with the cells and rows that were read; what is new and unknown comes first, alone."""
    if empty := [read for read in incoming.reads if not len(read.rows)]:
        return [f"{old.file}: {len(empty)} of {len(incoming.reads)} editions hold no row; expected figures"]
    unknown = [
        line for read in incoming.reads for line in (*_new_bodies(old, read.rows), *_new_categories(old, read.rows))
    ]
    if unknown:
        return [*dict.fromkeys(unknown)]
    known = with_editions(old, incoming)
    return [
        str(problem) for read in incoming.reads for problem in row_problems(replace(known, rows=_numbered(read.rows)))
    ]


def reasons(update: Update) -> list[str]:
    """Return what stops a refresh, whatever the owner decides: periods that are lost or left out, areas that are."""
    name, found = update.name, []
    if lost := update.lost_periods:
        found.append(
            f"{name}: the new edition has no figures for {_listed(lost)}, which the one before has. "
            "Nothing published is given up: look into the file; it may be another table, or a part of it"
        )
    if left_out := [*_left_out(update)]:
        found.append(
            f"{name}: there are newer figures than {_listed(left_out)}, but none for it. Its edition was not found: "
            "wait for it, or put its file into a folder and run with --from-files"
        )
    outside = update.old.sidecar.table.get("without_area", {"names": ()})["names"]
    missing = update.gone[~update.gone["area"].isin(outside)]
    for area, rows in missing.groupby("area", sort=False):
        found.append(
            f"{name}: no row for {area} in {_listed([*rows['period'].unique()])}, which the edition before has. "
            "A figure that is not there is not 0: wait for the publisher's correction, or ask the publisher"
        )
    return found


def doubts(update: Update, band: Band) -> list[str]:
    """Return what stops a refresh unless the owner accepts it: revisions beyond the band, forces without a row."""
    return [*_beyond(update, band), *_years_beyond(update, band), *_forces_without_row(update)]


def _new_bodies(old: Source, rows: pd.DataFrame) -> Iterator[str]:
    code, outside = old.sidecar.column("area_code"), old.sidecar.table.get("without_area")
    if not code or not outside:
        return
    column = outside["column"]
    unknown = rows.loc[(rows[code] == "") & ~rows[column].isin(outside["names"]), column]
    for name in unknown.unique():
        yield (
            f"{old.file}: a {_spoken(column)} that is not known: {name}. If it is one of the 43 forces under another "
            f"name, add that name to data/refresh/readers/names.toml; if it has no area, add it to names under "
            f"[table.without_area] in data/sources/{old.name}.toml. Then run again"
        )


def _new_categories(old: Source, rows: pd.DataFrame) -> Iterator[str]:
    for column, described in old.sidecar.columns.items():
        if described["kind"] != "category":
            continue
        for value in rows.loc[~rows[column].isin(described["codes"]), column].unique():
            yield (
                f"{old.file}: a category that is not known: {_spoken(column)} {value!r}. If the publisher has a new "
                f"category, add it with its code under [columns.{column}.codes] in data/sources/{old.name}.toml, and "
                "to data/build/publication.toml and the names in locales where it is to be shown. Then run again"
            )


def _left_out(update: Update) -> Iterator[str]:
    periods, sidecar = {*update.now.periods()}, update.old.sidecar
    first, last = min(periods), max(periods)
    years = () if "Q" in first else range(int(first), int(last) + 1)
    between = quarters_between(first, last) if "Q" in first else map(str, years)
    yield from sorted({*between} - periods - {*sidecar.missing_quarters} - {*update.lost_periods})


def _beyond(update: Update, band: Band) -> Iterator[str]:
    sums = update.shared.groupby(["period", "area", *band.by], sort=False)[["was", "now"]].sum()
    moved = (sums["now"] - sums["was"]).abs()
    beyond = sums[(moved > band.least) & (moved > band.share * sums["was"])]
    shown = beyond.head(SHOWN)
    for (period, *rest), (_, row) in zip(shown.index.to_flat_index(), shown.iterrows(), strict=True):
        limit = f"more than {band.share:.0%} and more than {band.least:,}"
        yield f"{update.name}: {', '.join(rest)}, {period}: {was_now(row)}; {limit}"
    if len(beyond) > SHOWN:
        yield f"{update.name}: and {len(beyond) - SHOWN:,} more revised by as much"


def _years_beyond(update: Update, band: Band) -> Iterator[str]:
    years = update.shared.assign(year=year_codes(update.shared["period"], update.old))
    sums = years.groupby(["year", *band.by], sort=False)[["was", "now"]].sum()
    for cell, row in sums[(sums["now"] - sums["was"]).abs() > band.year_share * sums["was"]].iterrows():
        label = ", ".join(cell) if isinstance(cell, tuple) else cell
        yield f"{update.name}: all areas together, {label}: {was_now(row)}; more than {band.year_share:.0%}"


def _forces_without_row(update: Update) -> Iterator[str]:
    """Yield forces without a row in a period that was read: nobody at all is possible there, but was never seen."""
    now, code = update.now, update.old.sidecar.column("area_code")
    if not code or update.old.sidecar.table["every_row_in_every_period"]:
        return
    read = {*update.read_periods}
    for period, rows in now.rows[code].groupby(now.periods()):
        missing = [area for area in forces() if area.code not in set(rows)]
        if period in read and missing:
            names = _listed([f"{area.official_name} ({area.code})" for area in missing])
            yield f"{update.name}: no row for {names} in {period}; expected all 43 police forces"


def was_now(row: pd.Series) -> str:
    """Return a revision in words: ``was 120, now 132 (+12, +10.0%)``."""
    was, now = int(row["was"]), int(row["now"])
    share = f", {(now - was) / was:+.1%}" if was else ""
    return f"was {was:,}, now {now:,} ({now - was:+,}{share})"


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_axis(range(2, len(rows) + 2))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join([*names][:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"


def _spoken(column: str) -> str:
    return column.replace("_", " ")
