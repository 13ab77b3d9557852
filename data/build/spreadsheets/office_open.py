"""A worksheet of an XLSX file, followed tag by tag."""

import re
from collections.abc import Iterator

from data.build.spreadsheets.followed import MOST_COLUMNS, FollowedSheet, bits

_CORNERS = re.compile("([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")
# More looks at rows under merged cells than this are no table of records.
_MOST_LOOKS = 5_000_000


class OfficeOpenSheet(FollowedSheet):
    """A worksheet of an XLSX file."""

    is_in_cell = is_row_hidden = False

    def begin_sheet(self) -> None:
        """Forget the sheet before."""
        super().begin_sheet()
        self.merged: list[tuple[int, int, int, int]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a tag that opens."""
        kind = name.rpartition(":")[2]
        if kind == "c":
            self.column = _corners(attributes["r"])[1] if "r" in attributes else self.column + 1
            self.is_in_cell, self.length = True, 0
        elif kind in ("v", "is") and self.is_in_cell:
            self.filled[self.row] = self.filled.get(self.row, 0) | 1 << self.column
        elif kind == "f" and self.is_in_cell:
            self.found.formulas.append(self.row)
        elif kind == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            self.is_row_hidden = _is_true(attributes, "hidden") or _is_none(attributes, "ht")
        elif kind == "col" and (_is_true(attributes, "hidden") or _is_none(attributes, "width")):
            self.hidden_columns |= bits(int(attributes["min"]), min(int(attributes["max"]), MOST_COLUMNS))
        elif kind == "mergeCell":
            self.merged.append(_corners(attributes["ref"]))

    def end(self, name: str) -> None:
        """Take note of a tag that closes."""
        kind = name.rpartition(":")[2]
        if kind == "c":
            self.is_in_cell = False
        elif kind == "row" and self.is_row_hidden and self.row in self.filled:
            self.found.hidden_rows.append(self.row)
        elif kind == "worksheet":
            self.found.covered += self.covered()
            self.finish_sheet()

    def covered(self) -> Iterator[int]:
        """Yield the row of each value under a merged cell."""
        looks = 0
        for top, left, bottom, right in self.merged:
            merged = range(top, bottom + 1)
            rows = merged if len(merged) < len(self.filled) else [row for row in self.filled if row in merged]
            looks += len(rows)
            if looks > _MOST_LOOKS:
                raise ValueError("merged cells without end")
            for row in rows:
                below = self.filled.get(row, 0) & bits(left + (row == top), right)
                yield from [row] * below.bit_count()


def _is_true(attributes: dict[str, str], name: str) -> bool:
    return attributes.get(name, "").strip() in ("1", "true")


def _is_none(attributes: dict[str, str], name: str) -> bool:
    return attributes.get(name, "").strip("0. ") == "" and name in attributes


def _corners(reference: str) -> tuple[int, int, int, int]:
    """Return top, left, bottom and right of a reference such as ``A2:B3`` or ``A2``."""
    match = _CORNERS.fullmatch(reference)
    if not match:
        raise ValueError("a reference that is none")
    left, top, right, bottom = match.groups()
    return int(top), _column(left), int(bottom or top), _column(right or left)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
