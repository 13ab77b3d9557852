"""Modern slavery offences out of the open data tables of police recorded crime: one sheet a financial year.

The file holds every offence; only code 106 is kept. It has no totals, so what is checked is that nothing is missing or
there twice: all forces in every quarter of every year that has figures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.problems import Problem
from data.refresh.readers.figures import Read, stop_on, table
from data.refresh.readers.names import Body, recording_body
from data.refresh.readers.tables import Header, find_header
from data.refresh.readers.workbook import Sheet, cell, open_workbook, plain, quoted
from geo.areas import forces

NAME = "recorded_modern_slavery_offences"
CODE = "106"
QUARTERS = (1, 2, 3, 4)
COLUMNS = {
    "financial year": ("Financial Year",),
    "financial quarter": ("Financial Quarter",),
    "force name": ("Force Name", "Force"),
    "offence code": ("Offence Code",),
    "number of offences": ("Number of Offences", "Offence Count", "Number of offences recorded"),
}
_YEAR = re.compile(r"(\d{4})\D(\d{4}|\d{2})")


@dataclass
class _Year:
    """One financial year as it is read: offences by quarter and name of force, None where they are not available."""

    year: str
    sheet: Sheet
    counts: dict[tuple[int, str], int | None] = field(default_factory=dict)
    rows: dict[tuple[int, str], int] = field(default_factory=dict)
    quarters: set[object] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)


def read_offences(path: Path) -> Read:
    """Return the modern slavery offences of every year and quarter a file of recorded crime has figures for.

    Raises
    ------
    SourceError
        If the file, a sheet or a row is not what it should be; every problem found is in it.
    """
    workbook = open_workbook(path)
    years, problems = [], []
    for sheet in workbook.sheets:
        header = find_header(sheet, COLUMNS)
        named = _financial_year(sheet.name)
        if isinstance(header, Header):
            years.append(_read_year(sheet, header, named))
        elif named:
            problems.append(header)
    if not years and not problems:
        sheets = ", ".join(sheet.name for sheet in workbook.sheets)
        problems.append(Problem(path.name, "", f"no sheet of offences (sheets: {sheets})", "one for each year"))
    stop_on(problems + [problem for year in years for problem in year.problems])
    years.sort(key=lambda year: year.year)
    left_out, notes = _without_figures(years)
    kept = [year for year in years if year.year not in left_out]
    stop_on([*_repeated_years(years), *(problem for year in kept for problem in _missing(year, year is kept[-1]))])
    notes = [*(note for year in years for note in year.notes), *notes]
    return Read(NAME, _rows(kept), outside=_outside(kept), notes=tuple(notes))


def _financial_year(text: object) -> str:
    """Return ``2015/16`` for that, ``2015-16``, ``2015_16`` or ``2015/2016``; empty if it is no financial year."""
    found = _YEAR.fullmatch(plain(text))
    if not found or (int(found[1]) + 1) % 100 != int(found[2][-2:]):
        return ""
    return f"{found[1]}/{found[2][-2:]}"


def _read_year(sheet: Sheet, header: Header, named: str) -> _Year:
    """Return the offences of one sheet; what is wrong with it is in its problems."""
    found = _Year(named, sheet)
    names: dict[object, int] = {}
    for number, row in _wanted_rows(sheet, header, found, names):
        _read_row(found, number, [row[place] for place in header.columns.values()])
    for name, number in names.items():
        if recording_body(name) is None:
            found.problems.append(sheet.problem(number, f"the force name {plain(name)!r}", "a name of geo/areas.csv"))
    if not found.year:
        found.problems.append(
            sheet.problem(None, "no financial year", "it in the name of the sheet or its first column")
        )
    return found


def _wanted_rows(
    sheet: Sheet, header: Header, found: _Year, names: dict[object, int]
) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows of code 106; note on the way the quarters and names of all rows, and stray headers."""
    code, name, quarter = (header.columns[key] for key in ("offence code", "force name", "financial quarter"))
    codes: dict[object, str] = {}
    for number, row in sheet.rows():
        if number <= header.row:
            continue
        said = codes.get(row[code])
        if said is None:
            said = codes.setdefault(row[code], plain(row[code]).casefold())
        if said == CODE:
            yield number, row
        elif said == header.names[code]:
            found.notes.append(f"Sheet {sheet.name}: a second header row, row {number}, was passed over.")
            continue
        elif not said and not any(map(plain, row)):
            continue
        names.setdefault(row[name], number)
        found.quarters.add(row[quarter])


def _read_row(found: _Year, number: int, cells: list[Any]) -> None:
    """Add one row of code 106 to its year."""
    try:
        year, (quarter, count) = _financial_year(cells[0]), (cell(cells[place]) for place in (1, 4))
    except ValueError as error:
        found.problems.append(found.sheet.problem(number, str(error), "a quarter and a number of offences"))
        return
    found.year = found.year or year
    body, quarter_number = recording_body(cells[2]), quarter.number or 0
    wrong = ""
    if year != found.year:
        wrong, expected = f"the financial year {plain(cells[0])!r}", f"{found.year}, as the sheet"
    elif quarter_number not in QUARTERS:
        wrong, expected = f"the quarter {quoted(cells[1])}", "1, 2, 3 or 4"
    elif (count.number is None and not count.is_not_available) or (count.number or 0) < 0:
        wrong, expected = f"{quoted(cells[4])} as the offences", "a whole number, 0 or more, or N/a"
    if wrong:
        found.problems.append(found.sheet.problem(number, wrong, expected))
    elif body and (place := (quarter_number, body.name)) in found.counts:
        twice = f"{body.name} in quarter {quarter_number} again, as in row {found.rows[place]}"
        found.problems.append(found.sheet.problem(number, twice, "it once"))
    elif body and not body.is_left_out:
        found.counts[place], found.rows[place] = count.number, number
        found.bodies[body.name] = body


def _without_figures(years: list[_Year]) -> tuple[set[str], list[str]]:
    """Return the years that have no figure at all, and what to say of them."""
    empty = [year for year in years if all(count is None for count in year.counts.values())]
    if len(empty) == len(years):
        problem = Problem(years[0].sheet.file, "", f"no figure of offence code {CODE} in any sheet", "some")
        stop_on([problem])
    first = next(year for year in years if year not in empty)
    notes = []
    if early := [year.year for year in empty if year.year < first.year]:
        notes.append(f"No offences of code {CODE} before {first.year}: {', '.join(early)} are left out.")
    for year in empty:
        if year is years[-1]:
            stop_on([year.sheet.problem(None, f"no figure of offence code {CODE} in the newest year", "some")])
        if year.year > first.year:
            notes.append(f"{year.year} is left out: sheet {year.sheet.name} has no figure of code {CODE} for it.")
    return {year.year for year in empty}, notes


def _repeated_years(years: list[_Year]) -> Iterator[Problem]:
    for before, year in pairwise(years):
        if year.year == before.year:
            yield year.sheet.problem(
                None, f"{year.year} again, as in sheet {before.sheet.name}", "a sheet for each year"
            )


def _missing(year: _Year, is_newest: bool) -> Iterator[Problem]:
    """Yield the quarters and forces a year lacks; only the newest year may have fewer than four quarters."""
    quarters = {quarter for quarter, _ in year.counts}
    others = {value for value in QUARTERS if value in year.quarters or str(value) in year.quarters}
    for quarter in QUARTERS:
        if quarter in quarters or (is_newest and quarter > max(quarters) and quarter not in others):
            continue
        yield year.sheet.problem(None, f"no row of code {CODE} in quarter {quarter} of {year.year}", "43 forces")
    for quarter in sorted(quarters):
        lacking = [area.official_name for area in forces() if (quarter, area.official_name) not in year.counts]
        if lacking:
            found = f"no row of code {CODE} for {', '.join(lacking)} in quarter {quarter} of {year.year}"
            yield year.sheet.problem(None, found, "all 43 forces")
    for (quarter, name), count in year.counts.items():
        if count is None:
            found = f"no figure for {name} in quarter {quarter} of {year.year}, where others have one"
            yield year.sheet.problem(year.rows[quarter, name], found, "a number")


def _rows(years: list[_Year]) -> pd.DataFrame:
    columns = ("financial_year", "financial_quarter", "area_code", "force_name", "offences")
    return table(
        columns,
        [
            (year.year, quarter, year.bodies[name].code, name, count)
            for year in years
            for (quarter, name), count in sorted(year.counts.items())
        ],
    )


def _outside(years: list[_Year]) -> tuple[str, ...]:
    return tuple(sorted({body.name for year in years for body in year.bodies.values() if not body.code}))
