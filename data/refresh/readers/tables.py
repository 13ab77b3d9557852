"""Where a table is: the sheet by what its title says, the columns by what their headers say. Never by position."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data.build.problems import Problem, SourceError
from data.refresh.readers.workbook import Sheet, Workbook, plain

_TITLE_ROWS = 4
_TABLE_NAME = re.compile(r"[\s_.:-]+")


@dataclass(frozen=True)
class Header:
    """Where the header of a table stands: the number of its row, and the place of each wanted column in it."""

    row: int
    columns: dict[str, int]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """A table to look for.

    ``says`` are patterns that one title must all match, ``never`` patterns it must not; ``columns`` gives for each
    wanted column the headers that publishers have used for it; ``described`` is what to call the table in a message.
    """

    described: str
    says: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    never: tuple[str, ...] = ()


def find_table(workbook: Workbook, wanted: Wanted) -> tuple[Sheet, Header]:
    """Return the one sheet that is titled as wanted and has the wanted columns, and its header.

    Raises
    ------
    SourceError
        If no title or more than one fits, or a sheet that does lacks a column.
    """
    listed = _listed_titles(workbook)
    titled = [sheet for sheet in workbook.sheets if _is_titled(sheet, wanted, listed)]
    if not titled:
        names = ", ".join(sheet.name for sheet in workbook.sheets)
        missing = f"no table titled as {wanted.described} (sheets: {names})"
        raise SourceError([Problem(workbook.file, "", missing, "one")])
    headers = [(sheet, find_header(sheet, wanted.columns)) for sheet in titled]
    found = [(sheet, header) for sheet, header in headers if isinstance(header, Header)]
    if not found:
        raise SourceError([header for _, header in headers if isinstance(header, Problem)])
    if len(found) > 1:
        names = " and ".join(sheet.name for sheet, _ in found)
        raise SourceError([Problem(workbook.file, "", f"{wanted.described} in the sheets {names}", "it in only one")])
    return found[0]


def find_header(sheet: Sheet, columns: Mapping[str, tuple[str, ...]]) -> Header | Problem:
    """Return the header among the first rows of a sheet, or what is wrong with the row that is nearest to one."""
    best, nearest = None, -1
    for number, cells in sheet.top:
        names = [fold(value) for value in cells]
        places = {column: _place(names, called) for column, called in columns.items()}
        missing = [column for column, place in places.items() if place is None]
        if not missing:
            return Header(
                number, {column: place for column, place in places.items() if place is not None}, tuple(names)
            )
        if len(columns) - len(missing) > nearest:
            best, nearest = (number, cells, missing), len(columns) - len(missing)
    if best is None or nearest == 0:
        return sheet.problem(None, f"no header row in the first {len(sheet.top)} rows", _called(columns, [*columns]))
    number, cells, missing = best
    among = ", ".join(filter(None, map(plain, cells)))
    return sheet.problem(number, f"no column {', '.join(missing)} among {among}", _called(columns, missing))


def fold(value: object) -> str:
    """Return a text as names are compared: one line, no notes, no case, ``and`` for ``&``."""
    return plain(value).casefold().replace("&", "and").strip(" :*")


def _called(columns: Mapping[str, tuple[str, ...]], missing: list[str]) -> str:
    return "; ".join(" or ".join(repr(name) for name in columns[column]) for column in missing)


def _place(names: list[str], called: tuple[str, ...]) -> int | None:
    return next((names.index(fold(name)) for name in called if fold(name) in names), None)


def _listed_titles(workbook: Workbook) -> dict[str, list[str]]:
    """Return what the contents sheets say of each sheet, by the plain name of the sheet."""
    said: dict[str, list[str]] = {}
    names = {_TABLE_NAME.sub("", sheet.name).casefold() for sheet in workbook.sheets}
    for sheet in workbook.sheets:
        if not re.search(
            "content|index", " ".join([sheet.name, *(fold(cell) for _, row in sheet.top[:1] for cell in row)]), re.I
        ):
            continue
        for _, row in sheet.rows():
            cells = [plain(value) for value in row]
            for named in {_TABLE_NAME.sub("", value).casefold() for value in cells} & names:
                said.setdefault(named, []).append(" ".join(cells))
    return said


def _is_titled(sheet: Sheet, wanted: Wanted, listed: Mapping[str, list[str]]) -> bool:
    titles = [plain(value) for _, row in sheet.top[:_TITLE_ROWS] for value in row if isinstance(value, str) and value]
    titles += listed.get(_TABLE_NAME.sub("", sheet.name).casefold(), [])
    return any(_fits(title, wanted) for title in titles)


def _fits(title: str, wanted: Wanted) -> bool:
    return all(re.search(says, title, re.IGNORECASE) for says in wanted.says) and not any(
        re.search(says, title, re.IGNORECASE) for says in wanted.never
    )
