"""Spreadsheets, XLSX and ODS: the one sheet there is, as columns of text.

The library parses a sheet as a whole, in memory of its own; so what would become too large is refused before. Only the
header comes to Python before every column has been accepted.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.parsers import expat

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from data.build.cases.column_map import COUNT, ISO, ColumnMap
from data.build.cases.problems import CasesError, listed
from data.build.problems import Problem, SourceError
from data.build.spreadsheets.archive import DamagedArchive, Limits, check_archive
from data.build.spreadsheets.blanks import open_tables
from data.build.spreadsheets.followed import Survey
from data.build.spreadsheets.survey import survey

LIMITS = Limits(
    unpacked=400_000_000,
    cells=2_000_000,
    advice=", blank ones with them; delete the rows and columns that hold no record, or save the records as CSV",
)
MOST_CHARACTERS = 1_000_000_000
_DAY_FIRST = re.compile(r"\s*([0-9]{1,2})/[0-9]{1,2}/[0-9]{4}")
_FEWEST = 10
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError, SyntaxError)


@dataclass(frozen=True)
class Sheet:
    """The only sheet of a spreadsheet; how its real dates are to be written, and what is said although it counts."""

    file: str
    table: CalamineSheet
    date_format: str
    said: tuple[str, ...]


def sheet_of(path: Path, column_map: ColumnMap) -> Sheet:
    """Return the only sheet of a spreadsheet.

    Raises
    ------
    CasesError
        If the file is damaged or too large, has several sheets, a formula, no header in its first row, or something
        in it that nobody sees and of which the column map does not say that it counts.
    """
    kind = _kind(path)
    try:
        found = survey(path, kind)
    except (*_DAMAGED, expat.ExpatError):
        raise _damaged(path) from None
    try:
        with open_tables(path, kind) as workbook:
            unseen = [*_unseen(path, workbook, found)]
            problems = [*_wrong(path, workbook, found), *(() if column_map.hidden == COUNT else unseen)]
            table = workbook.get_sheet_by_index(0)
    except CalamineError:
        again = "it opened in a spreadsheet program and saved again under a new name, or saved as CSV"
        raise CasesError([Problem(path.name, "", "a file that is whole, but cannot be read", again)]) from None
    if problems:
        raise CasesError(problems)
    if table.start != (0, 0):
        raise CasesError([Problem(path.name, "row 1", "no header from its first cell on", "the names of the columns")])
    said = (f"{path.name}: {problem.found} counted as well ({problem.where or 'hidden'})" for problem in unseen)
    return Sheet(path.name, table, column_map.date_format, tuple(said))


def header_of(sheet: Sheet) -> tuple[str, ...]:
    """Return the texts of the first row."""
    return tuple(_text(cell, sheet.date_format) or "" for cell in sheet.table.to_python(nrows=1)[0])


def columns_of(sheet: Sheet) -> pa.Table:
    """Return the rows below the header as columns of text, named ``c0``, ``c1`` and so on; empty cells are null.

    Real dates are written as the column map says that texts are, so that both may stand in one column.

    Raises
    ------
    CasesError
        If real dates and texts in one column show that some program took the month for the day.
    """
    if sheet.date_format != ISO:
        _refuse_swapped(sheet)
    rows = sheet.table.iter_rows()
    columns: list[list[str | None]] = [[] for _ in next(rows)]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            column.append(_text(cell, sheet.date_format))
    return pa.table({f"c{number}": pa.array(column, pa.string()) for number, column in enumerate(columns)})


def _refuse_swapped(sheet: Sheet) -> None:
    """Raise CasesError where a program that writes the month first has made dates of all the texts it could.

    It leaves as texts those whose day is above 12. Ten days so parted by chance are most unlikely.
    """
    days: dict[int, list[tuple[bool, bool]]] = {}
    for row in sheet.table.iter_rows():
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                days.setdefault(column, []).append((True, cell.day > 12))
            elif isinstance(cell, str) and (text := _DAY_FIRST.match(cell)):
                days.setdefault(column, []).append((False, int(text[1]) > 12))
    for column, kinds in days.items():
        if len(kinds) >= _FEWEST and {*kinds} == {(True, False), (False, True)}:
            found = "real dates that all lie before the 13th of a month, and texts that all lie after the 12th"
            expected = "dates as the records have them; the program that made this file took the month for the day"
            raise CasesError([Problem(sheet.file, f"column {column + 1}", found, expected)])


def _text(cell: object, date_format: str) -> str | None:
    if isinstance(cell, date):
        day = (f"{cell.year:04}", f"{cell.month:02}", f"{cell.day:02}")
        return "-".join(day) if date_format == ISO else "/".join(reversed(day))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) if cell != "" else None


def _kind(path: Path) -> str:
    """Return ``ods`` or ``xlsx`` for a file that can be opened without harm, and is what its name says."""
    try:
        kind = check_archive(path, LIMITS)
    except DamagedArchive:
        raise _damaged(path) from None
    except SourceError as error:
        raise CasesError(error.problems) from None
    if path.suffix.lower() != f".{kind}":
        found = f"an {kind.upper()} file with another ending"
        raise CasesError([Problem(path.name, "", found, f"a name that ends in .{kind}")])
    return kind


def _damaged(path: Path) -> CasesError:
    found = "a file that cannot be opened: damaged, cut off or locked with a password"
    return CasesError([Problem(path.name, "", found, f"a whole {path.suffix} file")])


def _wrong(path: Path, workbook: CalamineWorkbook, found: Survey) -> Iterator[Problem]:
    sheets = workbook.sheets_metadata
    hidden = [place for place, sheet in enumerate(sheets, 1) if sheet.visible != SheetVisibleEnum.Visible]
    if len(sheets) > 1:
        seen = f", {len(hidden)} of them hidden ({listed(hidden, len(hidden), word='sheet')})" if hidden else ""
        said, expected = f"{len(sheets)} sheets{seen}", "one sheet, with the records and nothing else"
        expected += "; copy them to a new file" if hidden else ""
        yield Problem(path.name, "", said, expected)
    if found.formulas:
        expected = "values only: copy the sheet and paste it as values"
        yield Problem(path.name, _rows(found.formulas), "a formula", expected)
    if found.longest * found.values > MOST_CHARACTERS:
        said = f"a text of {found.longest:,} characters in a sheet of {found.values:,} filled cells"
        yield Problem(path.name, "", said, "codes and short words; an extract without free text")


def _unseen(path: Path, workbook: CalamineWorkbook, found: Survey) -> Iterator[Problem]:
    """Yield what nobody sees who looks at the sheet, and the reader would count."""
    count = f'; to count what nobody sees as well, write hidden = "{COUNT}" in the column map'
    shown = f"all of it shown, with no filter, or a copy without it{count}"
    if len(workbook.sheets_metadata) == 1 and workbook.sheets_metadata[0].visible != SheetVisibleEnum.Visible:
        yield Problem(path.name, "", "a hidden sheet", shown)
    if rows := found.hidden_rows:
        yield Problem(path.name, _rows(rows), f"{len(rows):,} hidden or filtered row{'s' * (len(rows) > 1)}", shown)
    if columns := found.hidden_columns:
        where = listed(columns, len(columns), word="column")
        yield Problem(path.name, where, f"{len(columns):,} hidden column{'s' * (len(columns) > 1)}", shown)
    if covered := found.covered:
        said = f"{len(covered):,} value{'s' * (len(covered) > 1)} under merged cells"
        yield Problem(path.name, _rows(covered), said, f"cells that are not merged{count}")


def _rows(numbers: list[int]) -> str:
    rows = sorted({*numbers})
    return listed(rows, len(rows), word="row")
