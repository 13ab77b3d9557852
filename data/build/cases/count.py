"""Count the home force's own records: from a source to a frame of counts, ready for protection."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ibis.expr.types as ir
import pandas as pd

from data.build.cases.column_map import ColumnMap, read_map
from data.build.cases.days import STRANGE_DAYS
from data.build.cases.engine import Records, Rows, open_records
from data.build.cases.expressions import coded, counted, known_texts, matching, shapes, texts, unusable
from data.build.cases.header import Placement, place
from data.build.cases.personal import MOST_WORDS, SHAPES
from data.build.cases.problems import SHOWN_ROWS, CasesError, listed
from data.build.cases.schema import CODED, FIELDS, Schema, schema
from data.build.problems import Problem


@dataclass(frozen=True)
class CaseCounts:
    """Counted cases.

    Attributes
    ----------
    counts : DataFrame
        Columns ``FIELDS`` and ``count``: one row for each combination that has a case, in the order of the
        schema; the coded fields are categoricals with all their codes. A combination without a row has none.
    covers : tuple of str
        First and last quarter: those of the column map, or else of the records.
    rejected : int
        Rows left out because they could not be used.
    problems : tuple of Problem
        What is wrong with those.
    said : tuple of str
        What was counted although nobody sees it, as the column map says.
    """

    counts: pd.DataFrame
    covers: tuple[str, str]
    rejected: int
    problems: tuple[Problem, ...]
    said: tuple[str, ...] = ()

    def csv(self) -> bytes:
        """Return the counts as CSV; the same records give the same bytes, wherever they were."""
        return self.counts.to_csv(index=False, lineterminator="\n").encode("utf-8")


def count_cases(
    source: str,
    *,
    home_area: str,
    table: str | None = None,
    map_file: Path | None = None,
    allow_rejected: int = 0,
    today: date | None = None,
) -> CaseCounts:
    """Return how many cases there are of each kind, counted where the records are.

    Parameters
    ----------
    source : str
        Path of a CSV, Parquet, XLSX or ODS file, or a database URL; ``data/cases/dictionary.md`` says what
        it must hold.
    home_area : str
        Code of the police force area whose records these are.
    table : str, optional
        Name of the table, with a database URL.
    map_file : Path, optional
        A column map, where columns or values have names of their own.
    allow_rejected : int
        How many rows may be left out because they cannot be used.
    today : date, optional
        The day after which no case can be; the current day by default.

    Raises
    ------
    CasesError
        With everything that is wrong. No message quotes a cell.
    """
    known = schema(home_area, today=today or date.today())
    column_map = read_map(map_file, known) if map_file else ColumnMap()
    with open_records(source, table, column_map) as records:
        placement = place(records.header, column_map)
        rows = records.rows()
        refuse_personal(records, rows.table, placement, known_texts(known, column_map))
        codes = coded(texts(rows.table, placement.fields, column_map.date_format), known, column_map)
        counts = records.fetch(counted(codes))
        is_bad = (counts["quarter"] == "") | (counts[[*CODED]] == -1).any(axis=1)
        rejected = int(counts.loc[is_bad, "count"].sum())
        problems = tuple(_bad_rows(records, rows, codes, counts, _expected(known, column_map)))
        if (counts["quarter"] == "").any():
            problems += tuple(_strange_days(records, rows, placement, column_map.date_format))
    total = int(counts["count"].sum())
    if rejected > allow_rejected:
        raise CasesError([*problems, _too_many(records, rows, rejected, total)])
    if rejected == total:
        raise CasesError([*problems, Problem(records.header.label, "", "no case", "at least one")])
    counts = _tidy(counts[~is_bad], known)
    covers = column_map.covers or (counts["quarter"].iloc[0], counts["quarter"].iloc[-1])
    return CaseCounts(counts, (covers[0], covers[1]), rejected, problems, records.said)


def refuse_personal(records: Records, table: ir.Table, placement: Placement, known: dict[str, dict[str, str]]) -> None:
    """Raise CasesError if a column holds what its name does not say: postcodes, names, free text and the like."""
    looked_at = {position: [*known[field]] for field, position in placement.fields.items() if field in CODED}
    looked_at |= {position: [] for position in placement.left_out}
    found = records.fetch(shapes(table, looked_at)).fillna(0).iloc[0]
    problems = [*_zoned(records, table, placement)]
    for position in looked_at:
        kinds = [
            kind
            for number, kind in enumerate(SHAPES)
            if found[f"{number}_{position}"] * 2 >= max(found[f"filled_{position}"], 1)
        ]
        if found[f"words_{position}"] > MOST_WORDS:
            kinds.append("names")
        where = f"column {position + 1}, {records.header.names[position]!r}"
        expected = "an extract without it, or, for a field, its values under values in the column map"
        problems += [Problem(records.header.label, where, f"what looks like {kind}", expected) for kind in kinds[:1]]
    if problems:
        raise CasesError(problems)


def _zoned(records: Records, table: ir.Table, placement: Placement) -> Iterator[Problem]:
    """Yield the date if it has a time zone: near midnight its day, and so its quarter, depends on the reader's."""
    position = placement.fields.get("date")
    if position is None:
        return
    kind = table[table.columns[position]].type()
    if kind.is_timestamp() and kind.timezone:
        where = f"column {position + 1}, {records.header.names[position]!r}"
        yield Problem(records.header.label, where, "times in a time zone", "days, or local times without a zone")


def _bad_rows(
    records: Records, rows: Rows, codes: ir.Table, counts: pd.DataFrame, expected: dict[str, str]
) -> Iterator[Problem]:
    """Yield one problem for each field: its rows and what it may hold, never what it does hold."""
    for field in FIELDS:
        total = int(counts.loc[counts[field] == ("" if field == "quarter" else -1), "count"].sum())
        if total:
            numbers = rows.numbers(records.fetch(unusable(codes, field, most=SHOWN_ROWS))["row"])
            where = f"{field}, {listed(numbers, total, word=rows.word)}"
            yield Problem(records.header.label, where, "what cannot be used", expected[field])


def _expected(known: Schema, column_map: ColumnMap) -> dict[str, str]:
    """Return what each field may hold."""
    first, last = column_map.covers or known.quarters
    expected = {field: f"one of {', '.join(known.codes[field])}, or a text of the column map" for field in CODED}
    day = f"a day ({column_map.date_format}) or a quarter (2023-Q2), from {first} to {last}"
    return expected | {"quarter": day}


def _strange_days(records: Records, rows: Rows, placement: Placement, date_format: str) -> Iterator[Problem]:
    """Yield how days are written that are not written as the column map says, where that can be told."""
    if (
        "date" not in placement.fields
        or not rows.table[rows.table.columns[placement.fields["date"]]].type().is_string()
    ):
        return
    strange = STRANGE_DAYS[date_format]
    found = records.fetch(matching(rows.table, placement.fields["date"], [day.pattern for day in strange]))
    for total, day in zip(found.fillna(0).iloc[0].astype(int), strange, strict=True):
        if total:
            yield Problem(
                records.header.label, "date", f"{total:,} {rows.word}{'s' * (total > 1)} with {day.found}", day.expected
            )


def _too_many(records: Records, rows: Rows, rejected: int, total: int) -> Problem:
    found = f"{rejected:,} of {total:,} {'record' if rows.word == 'line' else rows.word}s that cannot be used"
    return Problem(records.header.label, "", found, f"none; to leave them out, add --allow-rejected {rejected}")


def _tidy(counts: pd.DataFrame, known: Schema) -> pd.DataFrame:
    coded = {
        field: pd.Categorical.from_codes(counts[field].to_numpy(), pd.Index(known.codes[field]), ordered=True)
        for field in CODED
    }
    tidy = counts.assign(**coded)[[*FIELDS, "count"]].astype({"count": "int64"})
    return tidy.sort_values([*FIELDS], ignore_index=True)
