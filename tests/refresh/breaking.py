"""Official files gone wrong: each function returns the sheets with one thing changed, the others as they were."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from data.build.problems import SourceError

Sheets = dict[str, list[list]]


def row_with(rows: list[list], *cells: object) -> int:
    """Return the place of the first row that holds all these cells."""
    return next(place for place, row in enumerate(rows) if all(cell in row for cell in cells))


def without_sheet(sheets: Sheets, name: str) -> Sheets:
    """Return the sheets without one."""
    return {key: rows for key, rows in sheets.items() if key != name}


def with_sheet_named(sheets: Sheets, old: str, new: str) -> Sheets:
    """Return the sheets with one under another name, in its place."""
    return {new if key == old else key: rows for key, rows in sheets.items()}


def with_cells(sheets: Sheets, name: str, old: object, new: object) -> Sheets:
    """Return the sheets with every cell that is ``old`` made ``new`` in one of them: a renamed column, another name."""
    return sheets | {name: [[new if cell == old else cell for cell in row] for row in sheets[name]]}


def with_cell(sheets: Sheets, name: str, cells: tuple, column: int, *, value: object) -> Sheets:
    """Return the sheets with one cell changed: in the first row that holds all of ``cells``, at ``column``."""
    rows = deepcopy(sheets[name])
    rows[row_with(rows, *cells)][column] = value
    return sheets | {name: rows}


def off_by_one(sheets: Sheets, name: str, *cells: object) -> Sheets:
    """Return the sheets with 1 more in the last cell of the first row that holds all of ``cells``."""
    number = sheets[name][row_with(sheets[name], *cells)][-1]
    return with_cell(sheets, name, cells, -1, value=number + 1)


def without_rows(sheets: Sheets, name: str, *cells: object) -> Sheets:
    """Return the sheets without the rows of one that hold all of ``cells``: a missing force, a missing quarter."""
    return sheets | {name: [row for row in sheets[name] if not all(cell in row for cell in cells)]}


def with_row_twice(sheets: Sheets, name: str, *cells: object) -> Sheets:
    """Return the sheets with the first row that holds all of ``cells`` repeated below itself."""
    rows = list(sheets[name])
    place = row_with(rows, *cells)
    return sheets | {name: [*rows[: place + 1], list(rows[place]), *rows[place + 1 :]]}


def with_column(sheets: Sheets, name: str, header: str, *, before: str, value: object = 0) -> Sheets:
    """Return the sheets with one more column, before the one called ``before``: a nationality not met so far."""
    rows = sheets[name]
    top = row_with(rows, before)
    column = rows[top].index(before)
    filled = [
        row if place < top or not row else [*row[:column], header if place == top else value, *row[column:]]
        for place, row in enumerate(rows)
    ]
    return sheets | {name: filled}


def problems(read: Callable[[Path], object], path: Path) -> list[str]:
    """Return what a reader says is wrong with a file; fail if it says nothing."""
    with pytest.raises(SourceError) as caught:
        read(path)
    return [str(problem) for problem in caught.value.problems]
