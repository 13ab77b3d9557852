"""The columns of a long series: which age group and which part of it each is, from one header row or two."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.build.problems import Problem
from data.refresh.readers.categories import category, spellings
from data.refresh.readers.figures import stop_on
from data.refresh.readers.tables import Header, fold
from data.refresh.readers.workbook import Sheet, plain

AGE = "age_at_exploitation"
_JOINT = re.compile(r"\s+[-–—:|]\s+|:\s+")


@dataclass(frozen=True)
class Column:
    """One column: its place, its age group and part; no part for the total of a group, no age for that of all."""

    place: int
    age: str
    part: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.age, self.part or "total")))


def read_columns(
    sheet: Sheet, header: Header, source: str, part: Callable[[str], str | None]
) -> tuple[tuple[Column, ...], int]:
    """Return the columns of figures and the number of the first row below the header.

    Age groups stand in the header row itself ("Child (17 or under) - UK"), in the row above it or in the row below.

    Raises
    ------
    SourceError
        If a column is unknown, there twice or missing.
    """
    rows = {number: [plain(value) for value in row] for number, row in sheet.top}
    keys = set(header.columns.values())
    names, below = rows[header.row], header.row + 1
    under = rows.get(below, [])
    if under and not any(under[place] for place in keys) and not any(re.match(r"\d", text) for text in under):
        groups, names, below = names, under, below + 1
    else:
        groups = rows.get(header.row - 1, [])
    if not any(category(source, AGE, text) for text in groups if text):
        groups = [""] * len(names)
    problems: list[Problem] = []
    columns: list[Column] = []
    for place, group, name in _labels(groups, names, keys):
        age = category(source, AGE, group) if group else ""
        is_total = not name or fold(name).startswith("total") or fold(name) == "all"
        found = "" if is_total else part(name)
        if age is None or found is None or (found and not age):
            said = f"the column {' - '.join(filter(None, (group, name)))!r}"
            problems.append(sheet.problem(header.row, said, "only age groups, their parts and totals"))
        else:
            columns.append(Column(place, age, found))
    problems += _wrong_columns(sheet, header, columns, spellings(source, AGE))
    stop_on(problems)
    return tuple(sorted(columns, key=lambda column: column.place)), below


def _labels(groups: list[str], names: list[str], keys: set[int]) -> Iterator[tuple[int, str, str]]:
    """Yield ``(place, age group, part)`` as headers say; the group is filled to the right up to its total."""
    group = ""
    for place, name in enumerate(names):
        over = groups[place] if place < len(groups) else ""
        if place in keys or not (name or over):
            continue
        if fold(over).startswith("total") or fold(over) in ("all", "grand total"):
            yield place, "", ""
            continue
        group = over or group
        pieces = _JOINT.split(name, maxsplit=1)
        if not group and len(pieces) == 2:
            yield place, pieces[0], pieces[1]
            continue
        yield place, group, name
        if fold(name).startswith("total"):
            group = ""


def _wrong_columns(sheet: Sheet, header: Header, columns: list[Column], ages: tuple[str, ...]) -> Iterator[Problem]:
    met = [(column.age, column.part) for column in columns]
    for column, name in zip(columns, met, strict=True):
        if met.index(name) != columns.index(column):
            yield sheet.problem(header.row, f"two columns for {column}", "one")
    parts = dict.fromkeys(part for _, part in met)
    for age in ages:
        for part in parts:
            if (age, part) not in met:
                said = f"no column for {Column(0, age, part)}"
                yield sheet.problem(header.row, said, "one, as for the other age groups")
    if ("", "") not in met:
        yield sheet.problem(header.row, "no column for the total of all age groups", "one")
