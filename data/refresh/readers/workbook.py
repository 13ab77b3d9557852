"""A publisher's spreadsheet, ODS or XLSX, as sheets of cells; and what a cell says: a number, a text or a status."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from data.build.problems import Problem, SourceError
from data.build.spreadsheets.archive import LIMITS, Limits, check_archive
from data.build.spreadsheets.blanks import open_tables

_STATUSES = re.compile(r"\s*\[([^\[\]]{1,20})\]")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d+(?:\.0+)?")
TOP = 25
_NOT_AVAILABLE = ("n/a", "na", "not available", "..", ":")


@dataclass(frozen=True)
class Cell:
    """What one cell says: at most one of a number and a text, and the statuses in square brackets behind it.

    ``number`` is a whole number or None; ``statuses`` are without their brackets, such as ``r`` or ``note 1``.
    """

    number: int | None = None
    text: str = ""
    statuses: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether the cell says nothing at all."""
        return self.number is None and not self.text and not self.statuses

    @property
    def is_not_available(self) -> bool:
        """Whether the publisher says there is no figure: ``N/a``, ``[x]`` and the like."""
        return self.number is None and (
            self.text.casefold() in _NOT_AVAILABLE or (not self.text and "x" in self.statuses)
        )


def cell(value: object) -> Cell:
    """Return what the value of a cell says.

    Raises
    ------
    ValueError
        For a fraction, a yes-or-no value, a date or an error value: none of them is a count or a name. The message says
        what was found.
    """
    if value is None:
        return Cell()
    if isinstance(value, bool):
        raise ValueError(f"the yes-or-no value {value}")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise ValueError(f"the date or time {value}")
    if isinstance(value, int | float):
        if value != value or value in (float("inf"), float("-inf")) or value != int(value):
            raise ValueError(f"{value}, which is no whole number")
        return Cell(number=int(value))
    statuses = tuple(_STATUSES.findall(str(value)))
    text = plain(value)
    if _NUMBER.fullmatch(text):
        return Cell(number=int(float(text.replace(",", ""))), statuses=statuses)
    return Cell(text=text, statuses=statuses)


def plain(value: object) -> str:
    """Return the text of a cell on one line, without statuses and notes in square brackets; empty for a blank one."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(_STATUSES.sub("", str(value)).split())


def quoted(value: object) -> str:
    """Return the value of a cell as a message shows it, with its statuses."""
    text = plain(value) if isinstance(value, float) else str(value or "").strip()
    return f"'{text}'" if text else "a blank cell"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows of cells as calamine gives them."""

    file: str
    name: str
    table: python_calamine.CalamineSheet

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield ``(number, cells)`` for every row, numbered as a spreadsheet shows them."""
        return enumerate(self.table.iter_rows(), start=1)

    @cached_property
    def top(self) -> tuple[tuple[int, list[Any]], ...]:
        """Return the first rows: title, notes and header stand there."""
        return tuple(islice(self.rows(), TOP))

    def problem(self, row: int | None, found: str, expected: str) -> Problem:
        """Return what is wrong in a row of this sheet, or with the sheet."""
        place = f", row {row}" if row else ""
        return Problem(self.file, f"sheet {self.name}{place}", found, expected)


@dataclass(frozen=True)
class Workbook:
    """One file: its sheets in their order."""

    file: str
    sheets: tuple[Sheet, ...]


def open_workbook(path: Path, limits: Limits = LIMITS) -> Workbook:
    """Return the sheets of an ODS or XLSX file, after looking whether it can be opened without harm.

    Raises
    ------
    SourceError
        If :func:`data.build.spreadsheets.archive.check_archive` refuses the file, or its tables cannot be read.
    """
    kind = check_archive(path, limits)
    try:
        tables = open_tables(path, kind)
        sheets = [Sheet(path.name, name, tables.get_sheet_by_name(name)) for name in tables.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        found = f"a spreadsheet that cannot be read ({error})"
        advice = "tables; fetch the file again, or open it in a spreadsheet program and save it under a new name"
        raise SourceError([Problem(path.name, "", found, advice)]) from error
    return Workbook(path.name, tuple(sheets))
