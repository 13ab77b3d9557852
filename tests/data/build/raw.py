"""The committed files as they are, for counting them again without the build's code."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from data.build.__main__ import SOURCES

# Each quarter of a financial year: whether it is in the calendar year after that it starts in, and which quarter there.
_QUARTERS = {"1": (0, 2), "2": (0, 3), "3": (0, 4), "4": (1, 1)}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@cache
def offences_in_source() -> dict[str, dict[str, int]]:
    """Return the offences of every police force area by quarter, such as 2023-Q2."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows_of(SOURCES / "recorded_modern_slavery_offences.csv"):
        if row["area_code"]:
            later, number = _QUARTERS[row["financial_quarter"]]
            found[row["area_code"]][f"{int(row['financial_year'][:4]) + later}-Q{number}"] = int(row["offences"])
    return dict(found)


def years_of_offences(area: str) -> dict[str, int]:
    """Return the offences of a police force area in each financial year that has all its quarters."""
    years = range(*(int(edge(offences_in_source()[area])[:4]) for edge in (min, max)))
    return _summed(area, {f"{year}-{(year + 1) % 100:02}": _quarters_up_to(f"{year + 1}-Q1") for year in years})


def years_ending_of_offences(area: str) -> dict[str, int]:
    """Return the offences of a police force area in the year up to each quarter that has three before it."""
    return _summed(area, {f"YE-{last}": _quarters_up_to(last) for last in offences_in_source()[area]})


@cache
def people_in_source() -> dict[tuple[str, int], int]:
    """Return the usual residents of every police force area by year; no year of the source is in two editions."""
    rows = rows_of(SOURCES / "population.csv")
    found = {(row["area_code"], int(row["mid_year"])): int(row["population"]) for row in rows}
    assert len(found) == len(rows)
    return found


def _quarters_up_to(last: str) -> list[str]:
    number = 4 * int(last[:4]) + int(last[-1]) - 1
    return [f"{each // 4}-Q{each % 4 + 1}" for each in range(number - 3, number + 1)]


def _summed(area: str, quarters: dict[str, list[str]]) -> dict[str, int]:
    held = offences_in_source()[area]
    return {code: sum(held[each] for each in inside) for code, inside in quarters.items() if {*inside} <= {*held}}
