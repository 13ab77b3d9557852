"""A workbook before it has a format: a cover, its contents, what the marks mean, then one table on each sheet.

Set after the Analysis Function's guidance on spreadsheets: a title in the first cell, no merged and no blank cell
inside a table, a mark where there is no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from pandas.api.typing import NAType

from components.wording.format import MARKS
from components.wording.text import Text, wording
from data.statuses import WITHOUT_VALUE

Cell = str | int | float | None
# What no spreadsheet takes in the name of a sheet, and how long that may be.
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST_NAME, LONGEST_HEAD = 31, 255
NARROWEST, WIDEST, LINE_WIDTH = 9, 44, 90
NO_FIGURE = tuple(MARKS[status] for status in WITHOUT_VALUE)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table on a sheet of its own.

    Parameters
    ----------
    name : str
        On the tab.
    title : str
        What the rows are.
    notes : tuple of str
        What has to be said before the table is read.
    frame : DataFrame of shape (n, m)
        Column labels in the reader's language.
    marks : str
        Label of the column of marks: where a number is missing, the mark stands in its place. The last column of
        words unless given.
    figures : tuple of str
        Labels of the columns that the marks are of; all that hold numbers unless given.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    frame: pd.DataFrame
    marks: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cover:
    """What the workbook is: its title, sources, release, licence, what else is to be said, and the marks in it.

    ``marks`` has the meaning of each mark; ``language`` is that of all the words.
    """

    title: str
    sources: tuple[str, ...]
    release: str
    licence: str
    about: tuple[str, ...]
    marks: dict[str, str]
    language: str


@dataclass(frozen=True)
class Leaf:
    """A sheet as it is written: lines of words, the first a heading, then a table if it has ``heads``.

    ``is_contents`` says that the first cell of each row names another sheet.
    """

    name: str
    lines: tuple[str, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    is_contents: bool = False

    @property
    def numeric(self) -> frozenset[int]:
        """The columns that hold numbers: a mark in one stands where its number would."""
        return frozenset(place for row in self.rows for place, cell in enumerate(row) if isinstance(cell, (int, float)))


def widths(leaf: Leaf) -> list[float]:
    """Return how wide each column has to be for what stands in it, in signs; heads may wrap."""
    if not leaf.heads:
        return [LINE_WIDTH]
    longest = [max(map(len, head.split()), default=0) for head in leaf.heads]
    for row in leaf.rows:
        for place, cell in enumerate(row):
            shown = f"{cell:,.1f}" if isinstance(cell, float) else "" if cell is None else str(cell)
            longest[place] = max(longest[place], len(shown))
    # What a sheet holds or a mark means is a sentence, and the last thing in its row.
    most = LINE_WIDTH if len(leaf.heads) == 2 else WIDEST
    return [min(max(width * 1.15 + 3, NARROWEST), most) for width in longest]


def leaves(sheets: Sequence[Sheet], cover: Cover) -> tuple[Leaf, ...]:
    """Return the whole workbook: cover, contents, marks, and the sheets in their order."""
    text = wording(cover.language)
    names = _names(sheets, text)
    about = (
        cover.title,
        *cover.about,
        *cover.sources,
        text("bundle.release", release=cover.release),
        cover.licence,
    )
    marks = _marks(names[2], cover, text)
    held = tuple(zip(names[2:], (text("bundle.marks.title"), *(sheet.title for sheet in sheets)), strict=True))
    return (
        Leaf(names[0], tuple(dict.fromkeys(about))),
        Leaf(names[1], (text("bundle.contents.title"),), _heads(text, "sheet", "holds"), held, is_contents=True),
        marks,
        *(_leaf(sheet, name, marks, text) for sheet, name in zip(sheets, names[3:], strict=True)),
    )


def filled(sheet: Sheet) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table, a mark in the place of each number that is missing."""
    if sheet.frame.empty:
        return ()
    none, marks = [""] * len(sheet.frame), [_why(said) for said in _marks_of(sheet)]
    columns = [
        [
            _number(cell, mark)
            for cell, mark in zip(
                column.tolist(), marks if not sheet.figures or name in sheet.figures else none, strict=True
            )
        ]
        if pd.api.types.is_numeric_dtype(column)
        else ["" if pd.isna(cell) else str(cell) for cell in column.tolist()]
        for name, column in sheet.frame.items()
    ]
    return tuple(zip(*columns, strict=True))


def _marks_of(sheet: Sheet) -> list[str]:
    """Return the marks of each row; none where the table has no column of them."""
    column = sheet.frame[sheet.marks] if sheet.marks else sheet.frame.iloc[:, -1]
    is_number = pd.api.types.is_numeric_dtype(column)
    return [""] * len(column) if is_number else ["" if pd.isna(said) else str(said) for said in column]


def _number(cell: int | float | NAType, mark: str) -> Cell:
    return (mark or None) if pd.isna(cell) else cell


def _why(said: object) -> str:
    """Return those marks of a row that stand for a figure that is not shown."""
    return " ".join(each for each in str(said).split() if each in NO_FIGURE)


def _leaf(sheet: Sheet, name: str, marks: Leaf, text: Text) -> Leaf:
    found = " ".join(_marks_of(sheet)).split()
    meanings = [f"{mark} {meaning}" for mark, meaning in marks.rows if mark in found]
    said = [text("bundle.marks.here", meanings="; ".join(meanings))] if meanings else []
    lines = (sheet.title, *sheet.notes, *said, text("bundle.one_table", sheet=marks.name))
    heads = _unlike([str(head) for head in sheet.frame.columns], LONGEST_HEAD)
    return Leaf(name, lines, heads, filled(sheet))


def _marks(name: str, cover: Cover, text: Text) -> Leaf:
    if not cover.marks:
        return Leaf(name, (text("bundle.marks.title"), text("bundle.marks.none")))
    heads = _heads(text, "mark", "meaning")
    return Leaf(name, (text("bundle.marks.title"), text("bundle.marks.words")), heads, tuple(cover.marks.items()))


def _heads(text: Text, *names: str) -> tuple[str, ...]:
    return tuple(text(f"bundle.head.{name}") for name in names)


def _names(sheets: Sequence[Sheet], text: Text) -> tuple[str, ...]:
    """Return the names on the tabs: such as a spreadsheet takes, no two the same."""
    wanted = [text(f"bundle.sheet.{name}") for name in ("cover", "contents", "marks")]
    wanted += [sheet.name for sheet in sheets]
    return _unlike([" ".join(name.translate(NOT_IN_NAMES).split()) for name in wanted], LONGEST_NAME)


def _unlike(wanted: Sequence[str], longest: int) -> tuple[str, ...]:
    """Return names of which no two are the same to a spreadsheet, which does not tell capitals apart."""
    names: dict[str, str] = {}
    for name in wanted:
        plain = unique = name[:longest].strip() or "-"
        number = 1
        while unique.casefold() in names:
            number += 1
            unique = f"{plain[: longest - 4].strip()} {number}"
        names[unique.casefold()] = unique
    return tuple(names.values())
