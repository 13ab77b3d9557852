"""Rows of figures as they travel in a file: each says by itself of what, when and where it is, and whose.

A file is copied, cut and renamed, and a row of it pasted elsewhere, so what is the same in every row stands in each.
The columns are ids here; a file has them as headings in its language. ``locales/*/file.po`` says what each means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pandas as pd

from components.address.visit import part_words
from components.charts.categories import named
from components.drawing.chart import Table
from components.wording import trial
from components.wording.format import MEANINGS, mark, period
from components.wording.text import Text
from data.register import register
from geo.areas import areas

DECIMALS = 4
# Statuses whose words say already that they are of a rate.
OF_A_RATE = ("not_applicable", "unreliable")


class Column(NamedTuple):
    """A column of a file: its id, its type in a Table Schema, and the key of its heading."""

    id: str
    kind: str
    heading: str


def _columns(kind: str, *ids: str, **headings: str) -> Iterator[Column]:
    for each in ids:
        yield Column(each, kind, f"file.column.{each}")
    for each, heading in headings.items():
        yield Column(each, kind, heading)


COLUMNS = {
    column.id: column
    for column in (
        *_columns("string", "area_code", "area", "indicator_code", "indicator", "period_code", "period"),
        *_columns("string", "breakdown_code", "breakdown", "category_code", "category"),
        *_columns("integer", number="show.count"),
        *_columns("string", "unit"),
        *_columns("number", rate="show.rate", lower="show.lower", upper="show.upper"),
        *_columns("string", mark="show.mark"),
        *_columns("string", "mark_words"),
        *_columns("string", "before_code", "before"),
        *_columns("integer", "before_number"),
        *_columns("number", "ratio_lower", "ratio_upper", ratio="map.change.ratio"),
        *_columns("string", change="map.change.verdict"),
        *_columns("string", "marked_code", "marked"),
        *_columns("number", "marked_rate"),
        *_columns("string", "marked_change", "compared_code", "compared"),
        *_columns("number", "compared_rate"),
        *_columns("string", "compared_change"),
        *_columns("string", pair="compare.side.verdict"),
        *_columns("number", "usual_mean", "usual_lower", "usual_upper"),
        *_columns("integer", residents="compare.people"),
        *_columns("number", "together", "low", "lower_95", "higher_95", "high"),
        *_columns("string", position="compare.position"),
        *_columns("integer", rank="compare.places.rank", first="compare.places.first", last="compare.places.last"),
        *_columns("string", "source", "edition", "release", "note"),
    )
}
# In every file; the others are what a drawing compares its rows with.
ALWAYS = (
    *("area_code", "area", "indicator_code", "indicator", "period_code", "period"),
    *("breakdown_code", "breakdown", "category_code", "category"),
    *("number", "unit", "rate", "lower", "upper", "mark", "mark_words", "source", "edition", "release", "note"),
)
# Where a number of these is missing, the mark of the row says why.
MARKED = ("number", "rate", "lower", "upper", "before_number", "ratio", "ratio_lower", "ratio_upper")


@dataclass(frozen=True, eq=False)
class FileRows:
    """Figures with all that has to be said of each in a file; made into a table when somebody asks for one.

    Parameters
    ----------
    frame : DataFrame of shape (n, m)
        From ``data.views``, in the order of the table on the page.
    indicator : str
    release : str
    origin : mapping of str to str
        ``source`` and ``edition``: the publisher's, in words.
    expected : str
        From when a newer edition should be available, in words.
    text : Text
    marks : sequence of str
        The marks of each row.
    extra : mapping of str to sequence
        What the drawing compares each row with, by ids of ``COLUMNS``.
    """

    frame: pd.DataFrame
    indicator: str
    release: str
    origin: Mapping[str, str]
    expected: str
    text: Text
    marks: Sequence[str]
    extra: Mapping[str, str | Sequence[object]] = field(default_factory=dict)

    def table(self, *, meanings: Mapping[str, str], notes: Sequence[str]) -> pd.DataFrame:
        """Return the rows with ids as columns, in the order of ``COLUMNS``.

        Parameters
        ----------
        meanings : mapping of str to str
            What a mark means here, where more is to be said of it than everywhere.
        notes : sequence of str
            What has to be said of the rows, in each of them.
        """
        frame, text = self.frame, self.text
        called = [named(*pair, text) for pair in zip(frame["breakdown"], frame["category"], strict=True)]
        columns: dict[str, str | Iterable[object]] = {
            "area_code": frame["area_code"],
            "area": [areas()[code].name(text.language) for code in frame["area_code"]],
            "indicator_code": self.indicator,
            "indicator": text(f"indicator.{self.indicator}.name"),
            "period_code": frame["period"],
            "period": [period(code, text) for code in frame["period"]],
            "breakdown_code": frame["breakdown"],
            "breakdown": [breakdown for breakdown, _ in called],
            "category_code": frame["category"],
            "category": [category for _, category in called],
            "number": frame["value"],
            "unit": text(f"file.unit.{register()[self.indicator].unit}"),
            **{name: frame[name] for name in ("rate", "lower", "upper")},
            "mark": [*self.marks],
            "mark_words": self._in_words(meanings),
            **self.extra,
            **self.origin,
            "release": self.release,
            "note": " ".join(filter(None, (trial.said(text), *notes, self.expected))),
        }
        return pd.DataFrame({name: _typed(name, columns[name], len(frame)) for name in COLUMNS if name in columns})

    def compared(self, extra: Mapping[str, str | Sequence[object]]) -> FileRows:
        """Return the same rows with what a drawing compares each with, by ids of ``COLUMNS``, beside ``extra``."""
        return replace(self, extra={**self.extra, **extra})

    def codes(self, part: str) -> tuple[str, ...]:
        """Return the codes of the ``area``, ``indicator`` or ``period`` that the rows have or are compared with."""
        if part == "indicator":
            return (self.indicator,)
        beside = {"area": ("marked_code", "compared_code"), "period": ("before_code",)}[part]
        more = [code for name in beside if isinstance(code := self.extra.get(name), str)]
        return tuple(dict.fromkeys([*self.frame["area_code" if part == "area" else part], *more]))

    def _in_words(self, meanings: Mapping[str, str]) -> list[str]:
        """Return the marks of each row in words; of one that is of the rate alone, that it is."""
        statuses = self.frame["status"] if "status" in self.frame else [""] * len(self.frame)
        return [
            "; ".join(self._meaning(each, status, meanings) for each in marks.split())
            for marks, status in zip(self.marks, statuses, strict=True)
        ]

    def _meaning(self, sign: str, status: str, meanings: Mapping[str, str]) -> str:
        said = meanings.get(sign) or self.text(f"status.{MEANINGS[sign]}")
        is_of_rate = status and sign != mark(status) and sign not in meanings and MEANINGS[sign] not in OF_A_RATE
        return self.text("file.of_rate", meaning=said) if is_of_rate else said


def _typed(name: str, cells: str | Iterable[object], count: int) -> pd.Series:
    kind = {"integer": "Int64", "number": "Float64"}.get(COLUMNS[name].kind, "string")
    every = [cells] * count if isinstance(cells, str) else [*cells]
    return pd.Series(every, dtype=kind)


def file_rows(table: Table) -> FileRows:
    """Return the rows of a table with all that has to be said of each; TypeError where it has none."""
    if not isinstance(table.rows, FileRows):
        raise TypeError(f"{table.caption!r} has no rows for a file")
    return table.rows


FEW_ENOUGH_TO_NAME = 4


def not_among(asked: Sequence[tuple[str, str]], rows: FileRows) -> str:
    """Return what figures are not of, although an address asks for it; empty where they have all of it.

    Parameters
    ----------
    asked : sequence of (str, str)
        From :func:`asked_for`.
    rows : FileRows
        The figures that it is answered with.
    """
    said = []
    for part, code in asked:
        found = rows.codes(part)
        if code not in found:
            many = ".many" if part == "area" and len(found) > FEW_ENOUGH_TO_NAME else ""
            some = found[-1:] if part == "period" else found
            shown = ", ".join(part_words(part, each, rows.text) for each in some)
            said.append(rows.text(f"file.instead.{part}{many}", asked=part_words(part, code, rows.text), shown=shown))
    return " ".join(said)
