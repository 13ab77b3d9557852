"""The sentences and notes of a sidecar that a newer edition can make untrue: left out where it does, or made anew."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from data.periods import period, quarters_of
from data.refresh.merge import Update, year_codes

MONTHS = {1: "January to March", 2: "April to June", 3: "July to September", 4: "October to December"}
_PARTIAL = re.compile(r"\d{4}(/\d\d)? has (its first quarter only|\w+ of its four quarters)\.")
_ABSENT = re.compile(r"(?P<year>\d{4}(/\d\d)?) is not available\.")
_OUTSIDE = re.compile(r".+ is in the table( from .+ to .+ only)? and has no police force area\.")
_SEAM = re.compile(r"Mid-\d{4} to mid-\d{4} is partly a revision.*")
_NUMBERS = ("none", "one", "two", "three")


def known_gaps(update: Update, periods: Sequence[str], missing: Sequence[str]) -> Iterator[str]:
    """Yield the known gaps; those about unfinished years, seams and bodies without an area are made anew."""
    quarterly, has_every_row = "Q" in periods[0], update.old.sidecar.table["every_row_in_every_period"]
    for line in update.old.sidecar.known_gaps:
        absent = _ABSENT.fullmatch(line)
        filled = absent and not {*_quarters_of_label(absent["year"])} <= {*missing}
        is_made_anew = (has_every_row and _OUTSIDE.fullmatch(line)) or _SEAM.fullmatch(line)
        if not is_made_anew and not (quarterly and (_PARTIAL.fullmatch(line) or filled)):
            yield line
    yield from _seams(update)
    if has_every_row:
        yield from _bodies_without_area(update, periods)
    if quarterly:
        yield from _unfinished_years(update, periods)


def editions_in_use(update: Update) -> list[tuple[str, str, str]]:
    """Return the name of each edition in use with the first and the last year that it is used for, in their order."""
    rows, name = update.now.rows, update.made.sidecar.column("edition")
    by_year = dict(sorted(zip(update.now.periods(), rows[name], strict=True))) if name else {}
    found: list[tuple[str, str, str]] = []
    for year, edition in by_year.items():
        if found and found[-1][0] == edition:
            found[-1] = (edition, found[-1][1], year)
        else:
            found.append((edition, year, year))
    return found


def kept_notes(update: Update, told: list[str]) -> list[dict[str, Any]]:
    """Return what is said of single figures; not of a figure that was revised or is gone, which is told."""
    code, kept = update.old.sidecar.column("area_code"), []
    for note in update.old.sidecar.notes:
        was, now = (
            source.rows.loc[
                (source.periods() == note["period"]) & (source.rows[code] == note["area_code"]),
                source.sidecar.table["count"],
            ].tolist()
            for source in (update.was, update.now)
        )
        if was == now:
            kept.append(note)
        else:
            about = f"{note['note']} of {note['area_code']} in {note['period']}"
            told.append(f"the note {about} was left out: its figure was {', '.join(was)}, now {', '.join(now)}")
    return kept


def _seams(update: Update) -> Iterator[str]:
    for (_, _, before), (_, after, _) in pairwise(editions_in_use(update)):
        yield (
            f"Mid-{before} to mid-{after} is partly a revision, since the two come from two editions: their difference "
            "is never growth."
        )


def _bodies_without_area(update: Update, periods: Sequence[str]) -> Iterator[str]:
    outside = update.old.sidecar.table.get("without_area", {"column": "", "names": ()})
    for body in outside["names"]:
        there = sorted({*update.made.periods()[update.made.rows[outside["column"]] == body]})
        if there:
            is_whole = there == [*periods]
            only = "" if is_whole else f" from {_spoken(there[0])} to {_spoken(there[-1])} only"
            yield f"{body} is in the table{only} and has no police force area."


def _unfinished_years(update: Update, periods: Sequence[str]) -> Iterator[str]:
    years = year_codes(pd.Series(periods), update.old)
    for year in dict.fromkeys(years):
        there = [quarter for quarter in quarters_of(year) if quarter in periods]
        if len(there) < 4:
            first = len(there) == 1 and there[0] == quarters_of(year)[0]
            number = "its first quarter only" if first else f"{_NUMBERS[len(there)]} of its four quarters"
            yield f"{year.replace('-', '/')} has {number}."


def _spoken(code: str) -> str:
    return f"{MONTHS[int(code[-1])]} {code[:4]}" if "Q" in code else code


def _quarters_of_label(year: str) -> tuple[str, ...]:
    return quarters_of(period(year.replace("/", "-")).code)
