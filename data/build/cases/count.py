"""Count the home force's own records: from a source to a frame of counts, ready for protection."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ibis.expr.types as ir
import pandas as pd

from data.build.cases.column_map import ColumnMap, read_map
from data.build.cases.engine import Records, open_records
from data.build.cases.expressions import coded, counted, known_texts, shapes, texts, unusable
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
    """

    counts: pd.DataFrame
    covers: tuple[str, str]
    rejected: int
    problems: tuple[Problem, ...]

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
    with open_records(source, table) as records:
        placement = place(records.header, column_map)
        found = records.table()
        refuse_personal(records, found, placement, known_texts(known, column_map))
        codes = coded(texts(found, placement.fields, column_map.date_format), known, column_map)
        counts = records.fetch(counted(codes))
        is_bad = (counts["quarter"] == "") | (counts[[*CODED]] == -1).any(axis=1)
        rejected = int(counts.loc[is_bad, "count"].sum())
        problems = tuple(_bad_rows(records, codes, counts, known, column_map)) if rejected else ()
    total = int(counts["count"].sum())
    if rejected > allow_rejected:
        raise CasesError([*problems, _too_many(records, rejected, total)])
    if rejected == total:
        raise CasesError([*problems, Problem(records.header.label, "", "no case", "at least one")])
    counts = _tidy(counts[~is_bad], known)
    covers = column_map.covers or (counts["quarter"].iloc[0], counts["quarter"].iloc[-1])
    return CaseCounts(counts, (covers[0], covers[1]), rejected, problems)


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
    kind = table[table.columns[position]].type() if position is not None else None
    if kind is not None and kind.is_timestamp() and kind.timezone:
        where = f"column {position + 1}, {records.header.names[position]!r}"
        yield Problem(records.header.label, where, "times in a time zone", "days, or local times without a zone")


def _bad_rows(
    records: Records, codes: ir.Table, counts: pd.DataFrame, known: Schema, column_map: ColumnMap
) -> Iterator[Problem]:
    """Yield one problem for each field: its rows and what it may hold, never what it does hold."""
    first, last = column_map.covers or known.quarters
    expected = {field: f"one of {', '.join(known.codes[field])}, or a text of the column map" for field in CODED}
    expected["quarter"] = f"a day ({column_map.date_format}) or a quarter (2023-Q2), from {first} to {last}"
    for field in FIELDS:
        total = int(counts.loc[counts[field] == ("" if field == "quarter" else -1), "count"].sum())
        if total:
            rows = records.fetch(unusable(codes, field, most=SHOWN_ROWS))["row"] + records.first_row
            where = f"{field}, {listed(rows, total, word=records.row_word)}"
            yield Problem(records.header.label, where, "what cannot be used", expected[field])


def _too_many(records: Records, rejected: int, total: int) -> Problem:
    found = f"{rejected:,} of {total:,} {records.row_word}s that cannot be used"
    return Problem(records.header.label, "", found, f"none; to leave them out, add --allow-rejected {rejected}")


def _tidy(counts: pd.DataFrame, known: Schema) -> pd.DataFrame:
    coded = {field: pd.Categorical.from_codes(counts[field], known.codes[field], ordered=True) for field in CODED}
    tidy = counts.assign(**coded)[[*FIELDS, "count"]].astype({"count": "int64"})
    return tidy.sort_values([*FIELDS], ignore_index=True)
