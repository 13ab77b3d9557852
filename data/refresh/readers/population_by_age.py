"""Residents of police force areas by sex and age, a row for each area and year: what ``policeforceareas1991to2024`` is.

The Office for National Statistics gives such a table when it is asked for one. It has no row of England and Wales, so
what is checked is that every year has each of the 43 areas once.
"""

import re

from data.build.problems import Problem
from data.refresh.readers.figures import stop_on
from data.refresh.readers.tables import Header, find_header
from data.refresh.readers.workbook import Sheet, Workbook, cell, plain, quoted
from geo.areas import forces

# Nothing is asked of an earlier year, and the outlines of the areas were others.
FIRST = 2011
_VINTAGES = range(2019, 2040)
COLUMNS = {
    "code": tuple(f"PFA {year} Code" for year in _VINTAGES),
    "name": tuple(f"PFA {year} Name" for year in _VINTAGES),
    "year": ("Year",),
}
_AGE = re.compile(r"[fm]\d{1,3}\+?")
Counts = dict[str, dict[str, int]]


def read_ages(workbook: Workbook) -> tuple[Counts, str]:
    """Return the residents by area and year, all ages added up, and a note; nothing, if it is another workbook.

    Raises
    ------
    SourceError
        If a row is not what it should be, or a year lacks an area.
    """
    counts: Counts = {area.code: {} for area in forces()}
    problems: list[Problem] = []
    sheets = []
    for sheet in workbook.sheets:
        header = find_header(sheet, COLUMNS)
        if isinstance(header, Header) and any(map(_AGE.fullmatch, header.names)):
            sheets.append(sheet)
            problems += _read_rows(sheet, header, counts)
    if not sheets:
        return {}, ""
    years = sorted({year for found in counts.values() for year in found})
    for code, found in counts.items():
        problems += [
            sheets[0].problem(None, f"no row for {code} in {each}", "43") for each in years if each not in found
        ]
    if not years:
        problems.append(sheets[0].problem(None, f"no year from {FIRST} on", "some"))
    stop_on(problems)
    names = ", ".join(sheet.name for sheet in sheets)
    return (
        counts,
        f"Sheets {names}: ages were added up; there is no figure for England and Wales to check them against.",
    )


def _read_rows(sheet: Sheet, header: Header, counts: Counts) -> list[Problem]:
    ages = [place for place, name in enumerate(header.names) if _AGE.fullmatch(name)]
    problems = []
    for number, values in sheet.rows():
        code = plain(values[header.columns["code"]])
        if number <= header.row or not code:
            continue
        year = plain(values[header.columns["year"]])
        if not re.fullmatch(r"\d{4}", year):
            problems.append(sheet.problem(number, f"the year {year!r}", "such as 2024"))
        elif int(year) < FIRST:
            continue
        elif code not in counts or year in counts[code]:
            problems.append(sheet.problem(number, f"{code} in {year}", "each of the 43 areas of geo/areas.csv once"))
        else:
            try:
                counts[code][year] = sum(_count(values[place]) for place in ages)
            except ValueError as error:
                problems.append(sheet.problem(number, f"{error} as the residents of an age", "a whole number"))
    return problems


def _count(value: object) -> int:
    number = cell(value).number
    if number is None or number < 0:
        raise ValueError(quoted(value))
    return number
