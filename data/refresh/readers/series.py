"""A table of a long series: years and quarters down, age groups with their parts across, totals of both checked.

Above the quarters of each year stands a row with the year alone, which is their total. Each age group has a column for
each part and one for its total; the last column is the total of all.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from data.build.problems import Problem
from data.refresh.readers.columns import Column, read_columns
from data.refresh.readers.figures import stop_on
from data.refresh.readers.quarters import quarter_after, quarter_number
from data.refresh.readers.tables import Header, fold
from data.refresh.readers.workbook import Sheet, cell, plain, quoted


@dataclass(frozen=True)
class _Row:
    """One row: a quarter such as ``2023Q4``, or the total of a year, ``2023``; its numbers in the order of columns."""

    number: int
    period: str
    counts: tuple[int, ...]


@dataclass
class Series:
    """The figures of a table: ``counts`` by period, age group and part; ``totals`` by year, as published."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: list[_Row] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def counts(self) -> dict[tuple[str, str, str], int]:
        """Return each figure by quarter, age group and part, in the order of the table."""
        return {
            (row.period, column.age, column.part): count
            for row in self.rows
            if "Q" in row.period
            for column, count in zip(self.columns, row.counts, strict=True)
            if column.part
        }

    @property
    def totals(self) -> list[tuple[list[str], int]]:
        """Return the quarters and the published total of each year."""
        quarters = [row.period for row in self.rows if "Q" in row.period]
        years = [row for row in self.rows if "Q" not in row.period]
        return [([at for at in quarters if at.startswith(year.period)], year.counts[-1]) for year in years]

    @property
    def notes(self) -> tuple[str, ...]:
        """Return how many figures carry a mark that says something of them."""
        said = (f"{number} with [{status}]" for status, number in sorted(self.statuses.items()))
        return (f"Sheet {self.sheet.name} marks figures: {', '.join(said)}.",) if self.statuses else ()


def read_series(sheet: Sheet, header: Header, source: str, part: Callable[[str], str | None]) -> Series:
    """Return the figures of a long series; ``part`` gives the source's name for the header of a part, None if unknown.

    Raises
    ------
    SourceError
        If a column, a period or a number is not what it should be, or a total differs from what it adds up.
    """
    columns, below = read_columns(sheet, header, source, part)
    found = Series(sheet, columns)
    problems = [*_read_rows(found, header, below)]
    stop_on(problems or [*_wrong_periods(found)] or [*_wrong_totals(found)])
    return found


def _read_rows(found: Series, header: Header, below: int) -> Iterator[Problem]:
    """Add the rows below the header; yield what is wrong with those that cannot be read."""
    year = ""
    for number, values in found.sheet.rows():
        if number < below or not any(map(plain, values)):
            continue
        said, quarter = (plain(values[header.columns[key]]) for key in ("year", "quarter"))
        if not _has_figures(found, values):
            continue
        year = said or year
        is_total = fold(quarter) in ("", "total", "all", "all quarters")
        which = None if is_total else quarter_number(quarter)
        if not re.fullmatch(r"\d{4}", year) or not (is_total or which):
            yield found.sheet.problem(number, f"the year {said!r} and quarter {quarter!r}", "such as 2023 and Q1")
            continue
        try:
            counts = tuple(_count(found, values[column.place], column) for column in found.columns)
        except ValueError as error:
            yield found.sheet.problem(number, str(error), "a whole number, 0 or more")
            continue
        found.rows.append(_Row(number, year if is_total else f"{year}Q{which}", counts))


def _has_figures(found: Series, values: list[Any]) -> bool:
    return any(plain(values[column.place]) for column in found.columns)


def _count(found: Series, value: object, column: Column) -> int:
    said = cell(value)
    if said.number is None or said.number < 0:
        raise ValueError(f"{quoted(value)} for {column}")
    found.statuses.update(status for status in said.statuses if not status.casefold().startswith("note"))
    return said.number


def _wrong_periods(found: Series) -> Iterator[Problem]:
    """Yield each period that is there twice or out of order: a year misprinted shows as that."""
    met: dict[str, int] = {}
    for row in found.rows:
        if row.period in met:
            yield found.sheet.problem(row.number, f"{row.period} again, as in row {met[row.period]}", "it once")
        met.setdefault(row.period, row.number)
    quarters = [row for row in found.rows if "Q" in row.period]
    for before, row in pairwise(quarters):
        expected = quarter_after(before.period)
        if row.period != expected and met[row.period] == row.number:
            yield found.sheet.problem(row.number, f"{row.period} below {before.period}", expected)
    for year in dict.fromkeys(row.period[:4] for row in quarters):
        if year not in met:
            yield found.sheet.problem(None, f"no total row of {year}", "a row with the year and no quarter")
    for year in met.keys() - {row.period[:4] for row in quarters}:
        if "Q" not in year:
            yield found.sheet.problem(met[year], f"a total of {year} without its quarters", "them below it")
    if not quarters:
        yield found.sheet.problem(None, "no quarter below the header", "some")


def _wrong_totals(found: Series) -> Iterator[Problem]:
    """Yield each total across or down that differs from the sum of its parts."""
    places = {column: place for place, column in enumerate(found.columns)}
    for row in found.rows:
        for total, parts in _parts(found.columns):
            expected = sum(row.counts[places[part]] for part in parts)
            if (count := row.counts[places[total]]) != expected:
                yield found.sheet.problem(row.number, f"{count} for {total}", f"{expected}, the sum of its columns")
    quarters = [row for row in found.rows if "Q" in row.period]
    for year in (row for row in found.rows if "Q" not in row.period):
        within = [row for row in quarters if row.period.startswith(year.period)]
        for place, column in enumerate(found.columns):
            expected = sum(row.counts[place] for row in within)
            if year.counts[place] != expected:
                said = f"{year.counts[place]} for {column} in the total of {year.period}"
                yield found.sheet.problem(year.number, said, f"{expected}, the sum of its quarters")


def _parts(columns: tuple[Column, ...]) -> Iterator[tuple[Column, list[Column]]]:
    """Yield each total column with the columns it adds up."""
    for total in columns:
        if not total.part and total.age:
            yield total, [column for column in columns if column.age == total.age and column.part]
        elif not total.part:
            yield total, [column for column in columns if not column.part and column.age]
