"""Spreadsheets, XLSX and ODS: the one sheet there is, as columns of text.

The library parses a sheet as a whole, in memory of its own; only the header comes to Python before every
column has been accepted.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.parsers import expat

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from data.build.cases.problems import CasesError, listed
from data.build.problems import Problem

# Where each format keeps its cells, and the element or attribute that makes one a formula.
_SHEETS = {".xlsx": re.compile(r"xl/worksheets/[^/]+\.xml"), ".ods": re.compile(r"content\.xml")}


def sheet_of(path: Path) -> CalamineSheet:
    """Return the only sheet of a spreadsheet.

    Raises
    ------
    CasesError
        If the file is damaged, has several sheets, a formula, or no header in its first row.
    """
    try:
        formulas = [*_formula_rows(path)]
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = len(workbook.sheet_names)
            sheet = workbook.get_sheet_by_index(0)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, expat.ExpatError, CalamineError):
        found = "a file that cannot be opened: damaged, cut off or locked with a password"
        raise CasesError([Problem(path.name, "", found, f"a whole {path.suffix} file")]) from None
    if sheets > 1:
        raise CasesError([Problem(path.name, "", f"{sheets} sheets", "one sheet, with the records and nothing else")])
    if formulas:
        expected = "values only: copy the sheet and paste it as values"
        rows = listed(dict.fromkeys(formulas), len({*formulas}), word="row")
        raise CasesError([Problem(path.name, rows, "a formula", expected)])
    if sheet.start != (0, 0):
        raise CasesError([Problem(path.name, "row 1", "no header from its first cell on", "the names of the columns")])
    return sheet


def header_of(sheet: CalamineSheet) -> tuple[str, ...]:
    """Return the texts of the first row."""
    return tuple(_text(cell) or "" for cell in sheet.to_python(nrows=1)[0])


def columns_of(sheet: CalamineSheet) -> pa.Table:
    """Return the rows below the header as columns of text, named ``c0``, ``c1`` and so on; empty cells are null."""
    rows = sheet.iter_rows()
    columns: list[list[str | None]] = [[] for _ in next(rows)]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            column.append(_text(cell))
    return pa.table({f"c{number}": pa.array(column, pa.string()) for number, column in enumerate(columns)})


def _text(cell: object) -> str | None:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) if cell != "" else None


def _formula_rows(path: Path) -> Iterator[int]:
    """Yield the row of each cell that holds a formula: the library that reads the cells shows results only."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if _SHEETS[path.suffix.lower()].fullmatch(name):
                found: list[int] = []
                parser = expat.ParserCreate(namespace_separator=" ")
                parser.StartElementHandler = _Formulas(found)
                with archive.open(name) as content:
                    parser.ParseFile(content)
                yield from found


class _Formulas:
    """Follows the elements of a sheet and notes the row of each formula."""

    def __init__(self, found: list[int]):
        self.found = found
        self.row = 0
        self.repeated = 1

    def __call__(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, kind = name.rpartition(" ")
        if kind == "row":
            self.row = int(attributes.get("r", self.row + 1))
        elif kind == "table":
            self.row, self.repeated = 0, 1
        elif kind == "table-row":
            # OpenDocument writes a run of equal rows once.
            self.row += self.repeated
            self.repeated = int(attributes.get(f"{namespace} number-rows-repeated", 1))
        elif (kind == "f" and "spreadsheetml" in namespace) or f"{namespace} formula" in attributes:
            self.found.append(self.row)
