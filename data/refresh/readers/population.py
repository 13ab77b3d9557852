"""Residents of police force areas, out of a workbook of mid-year estimates of the Office for National Statistics.

The workbook lists the police force areas themselves, or the local authorities they are made of; in the second case the
authorities are added up. Either way the areas must add up to England and Wales as the workbook itself says it. It has a
column for each year (MYE5), or the ages of one year (MYE2); a table of ages by area and year is read elsewhere.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from data.build.problems import Problem, SourceError
from data.refresh.readers.figures import Read, stop_on, table
from data.refresh.readers.population_by_age import read_ages
from data.refresh.readers.tables import Header, find_header, fold
from data.refresh.readers.workbook import Sheet, Workbook, cell, open_workbook, plain, quoted
from geo.areas import forces

NAME = "population"
LOOKUP = Path(__file__).with_name("local_authority_to_force_area.csv")
ENGLAND_AND_WALES = "K04000001"
# Barnsley and Sheffield have new codes since April 2025, for a small change of the boundary between them.
NEWER_CODES = {"E08000038": "E08000016", "E08000039": "E08000019"}
COLUMNS = {"code": ("Code", "Area code", "PFA code"), "name": ("Name", "Area name", "Area", "PFA name")}
ONE_YEAR = {**COLUMNS, "all ages": ("All ages",)}
_CODE = re.compile(r"[A-Z]\d{8}")
_FORCE = re.compile(r"E23|W15")
_AUTHORITY = re.compile(r"E0[6-9]|W06")
_NAMED_YEAR = re.compile(r"\bmid[- ]?(\d{4})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:estimated )?population,? (?:at )?mid[- ]?(\d{4})|mid[- ]?(\d{4})(?: population)?")


def read_population(path: Path, *, release: str = "") -> Read:
    """Return the residents of the 43 police force areas in the middle of every year of a workbook.

    Parameters
    ----------
    path : Path
        The workbook, XLSX or ODS.
    release : str
        What to call this edition in every row, so that two editions are never mixed; the title inside the workbook
        unless given.

    Raises
    ------
    SourceError
        If the table is not found, an area is missing, unknown or there twice, or the areas do not add up to England
        and Wales.
    """
    workbook = open_workbook(path)
    areas, note = read_ages(workbook)
    title = ""
    if not areas:
        sheet, header, years = _find(workbook)
        counts = _read_rows(sheet, header, years)
        areas, note = _areas(sheet, counts)
        stop_on([*_wrong_sums(sheet, areas, counts[ENGLAND_AND_WALES])])
        title = _title(sheet, header)
    label = release or title or path.stem
    held = sorted({year for found in areas.values() for year in found})
    rows = [(area.code, area.official_name, year, areas[area.code][year], label) for year in held for area in forces()]
    notes = (note,) if note else ()
    return Read(NAME, table(("area_code", "area_name", "mid_year", "population", "release"), rows), notes=notes)


def _find(workbook: Workbook) -> tuple[Sheet, Header, dict[str, int]]:
    """Return the sheet of estimates for most years, its header and the column of each year."""
    found, nearest = [], None
    for sheet in workbook.sheets:
        header = find_header(sheet, COLUMNS)
        if isinstance(header, Problem):
            continue
        years = _years(header)
        nearest = nearest or sheet.problem(
            header.row, "no column of a year", "'Estimated Population mid-2023' and so on"
        )
        if years:
            found.append((sheet, header, years))
    found = found or [*_of_one_year(workbook)]
    if not found:
        sheets = ", ".join(sheet.name for sheet in workbook.sheets)
        none = Problem(workbook.file, "", f"no table with a column Code and a column Name (sheets: {sheets})", "one")
        raise SourceError([nearest or none])
    most = max(len(years) for _, _, years in found)
    longest = [entry for entry in found if len(entry[2]) == most]
    if len(longest) > 1:
        names = " and ".join(sheet.name for sheet, _, _ in longest)
        raise SourceError([Problem(workbook.file, "", f"estimates in the sheets {names}", "them in only one")])
    return longest[0]


def _of_one_year(workbook: Workbook) -> Iterator[tuple[Sheet, Header, dict[str, int]]]:
    """Yield the sheets of all ages of all persons in the one year that their titles, or those of the workbook, name."""
    for sheet in workbook.sheets:
        header = find_header(sheet, ONE_YEAR)
        if isinstance(header, Problem) or not re.search("persons", sheet.name, re.IGNORECASE):
            continue
        own = _named_years(sheet)
        named = own or {year for other in workbook.sheets for year in _named_years(other)}
        if len(named) == 1:
            yield sheet, header, {named.pop(): header.columns["all ages"]}


def _named_years(sheet: Sheet) -> set[str]:
    texts = [sheet.name, *(plain(value) for _, row in sheet.top for value in row if isinstance(value, str))]
    return {year for text in texts for year in _NAMED_YEAR.findall(text)}


def _years(header: Header) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(header.names):
        if match := _YEAR.fullmatch(name):
            found.setdefault(match[1] or match[2], place)
    return found


def _read_rows(sheet: Sheet, header: Header, years: dict[str, int]) -> dict[str, dict[str, int]]:
    """Return the residents by code and year, of every row with a code of England and Wales."""
    counts: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    for number, values in sheet.rows():
        code = plain(values[header.columns["code"]])
        code = NEWER_CODES.get(code, code)
        if number <= header.row or not _CODE.fullmatch(code) or not code.startswith(("E", "W", "K04")):
            continue
        if code in counts:
            problems.append(sheet.problem(number, f"{code} again", "it once"))
        counts[code] = {}
        for year, place in years.items():
            try:
                count = cell(values[place]).number
            except ValueError as error:
                problems.append(sheet.problem(number, f"{error} as the population of mid-{year}", "a whole number"))
                continue
            if count is None or count <= 0:
                said = quoted(values[place])
                problems.append(sheet.problem(number, f"{said} as the population of mid-{year}", "a whole number"))
            counts[code][year] = count or 0
    if ENGLAND_AND_WALES not in counts:
        problems.append(sheet.problem(None, "no row for England and Wales", f"the row {ENGLAND_AND_WALES}"))
    stop_on(problems)
    return counts


def _areas(sheet: Sheet, counts: dict[str, dict[str, int]]) -> tuple[dict[str, dict[str, int]], str]:
    """Return the residents by force area and year, and a note if they had to be added up."""
    expected = {area.code for area in forces()}
    if direct := {code: years for code, years in counts.items() if _FORCE.match(code)}:
        stop_on(_different(sheet, set(direct), expected, "police force area"))
        return direct, ""
    parts = {code: years for code, years in counts.items() if _AUTHORITY.match(code)}
    lookup = _lookup()
    stop_on(_different(sheet, set(parts), set(lookup), "local authority"))
    areas: dict[str, dict[str, int]] = {code: {} for code in expected}
    for part, years in parts.items():
        area = areas[lookup[part]]
        for year, count in years.items():
            area[year] = area.get(year, 0) + count
    return areas, f"Sheet {sheet.name}: {len(parts)} local authorities were added up to 43 police force areas."


def _different(sheet: Sheet, found: set[str], expected: set[str], kind: str) -> list[Problem]:
    listed = "geo/areas.csv" if kind == "police force area" else f"data/refresh/readers/{LOOKUP.name}"
    problems = [
        sheet.problem(None, f"the {kind} {code}, which is unknown", f"only codes of {listed}")
        for code in sorted(found - expected)
    ]
    return problems + [
        sheet.problem(None, f"no row for the {kind} {code}", f"all {len(expected)} of {listed}")
        for code in sorted(expected - found)
    ]


def _wrong_sums(sheet: Sheet, areas: dict[str, dict[str, int]], whole: dict[str, int]) -> Iterator[Problem]:
    for year, published in whole.items():
        total = sum(area[year] for area in areas.values())
        if total != published:
            found = f"areas that add up to {total} in mid-{year}"
            yield sheet.problem(None, found, f"{published}, the row of England and Wales")


@cache
def _lookup() -> dict[str, str]:
    with LOOKUP.open(encoding="utf-8", newline="") as file:
        return {row["lad_code"]: row["area_code"] for row in csv.DictReader(file)}


def _title(sheet: Sheet, header: Header) -> str:
    """Return the first text above the table."""
    texts = (plain(value) for number, row in sheet.top if number < header.row for value in row)
    return next((text for text in texts if fold(text)), "")
