"""What the engine is asked: the code of each field, how many records share them, which rows cannot be counted.

Only operations that every engine has: comparison, regular expressions, substrings. Casting a text to a date is
not one of them, since engines differ in what they take for a date and in what they do with the rest.
"""

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir

from data.build.cases.column_map import BRITISH, ColumnMap
from data.build.cases.personal import SAMPLED, SHAPES, WORD
from data.build.cases.schema import CODED, FIELDS, Schema
from data.periods import quarters_between

_DAYS_OF_MONTHS = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
    "(0[469]|11)-(0[1-9]|[12][0-9]|30)",
    "02-(0[1-9]|1[0-9]|2[0-8])",
)
_LEAP_YEAR = "[0-9]{2}([02468][048]|[13579][26])"
# Exports often add a time, which does not matter here.
DAY = f"^([0-9]{{4}}-({'|'.join(_DAYS_OF_MONTHS)})|{_LEAP_YEAR}-02-29)([ T][0-9:.]*)?$"
BRITISH_DAY = "^[0-9]{2}/[0-9]{2}/[0-9]{4}([ T][0-9:.]*)?$"
NO_QUARTER = "?"


def texts(table: ir.Table, fields: Mapping[str, int], date_format: str) -> ir.Table:
    """Return the quarter and the text of each coded field, and ``row``, counted from 0.

    The quarter is ``NO_QUARTER`` where a day is none, and as given where quarters are given.
    """
    columns = {field: table[table.columns[position]] for field, position in fields.items()}
    found = {field: text(column) for field, column in columns.items()}
    if "date" in found:
        is_british = date_format == BRITISH and columns["date"].type().is_string()
        found = {"quarter": _quarter(found.pop("date"), is_british=is_british), **found}
    rows = table.select(**found, row=ibis.row_number())
    # Spreadsheets leave empty rows behind; nothing in a row is no case.
    return rows.filter(ibis.or_(*(rows[field] != "" for field in found)))


def text(column: ir.Column) -> ir.StringColumn:
    """Return a column as text without spaces around it; empty where there is nothing."""
    kind = column.type()
    if kind.is_date() or kind.is_timestamp():
        return column.strftime("%Y-%m-%d").fill_null("")
    # To PostgreSQL an enumeration, which Ibis takes for a text, is none until it is joined to one.
    return (column.cast("string") + "").strip().fill_null("")


def coded(rows: ir.Table, schema: Schema, column_map: ColumnMap) -> ir.Table:
    """Return the quarter, and the place of each code in the schema; empty and -1 where a text stands for none."""
    quarters = quarters_between(*(column_map.covers or schema.quarters))
    quarter = rows["quarter"].isin(quarters).ifelse(rows["quarter"], "")
    known = known_texts(schema, column_map)
    places = {field: _place(rows[field], schema.codes[field], known[field]) for field in CODED}
    return rows.select("row", quarter=quarter, **places)


def known_texts(schema: Schema, column_map: ColumnMap) -> dict[str, dict[str, str]]:
    """Return the code of every text a field may hold, those of the column map last."""
    return {field: {**schema.texts[field], **column_map.values.get(field, {})} for field in CODED}


def counted(codes: ir.Table) -> ir.Table:
    """Return how many records share the same six fields."""
    return codes.group_by([*FIELDS]).agg(count=lambda cases: cases.count())


def unusable(codes: ir.Table, field: str, *, most: int) -> ir.Table:
    """Return the numbers of the first rows where a field cannot be used."""
    is_bad = codes[field] == ("" if field == "quarter" else -1)
    return codes.filter(is_bad).select("row").order_by("row").limit(most)


def shapes(table: ir.Table, known: Mapping[int, list[str]]) -> ir.Table:
    """Return, in one row, how many of the first cells of each column have a personal shape.

    Parameters
    ----------
    table : Table
    known : dict
        For the position of each column to look at, the texts that are none of this.

    Returns
    -------
    Table
        Column ``filled_<position>``, and one ``<shape>_<position>`` for each shape, counted from 0 in the
        order of ``SHAPES``; last ``words_<position>``, the number of different words.
    """
    sample = table.select(**{str(position): text(table[table.columns[position]]) for position in known}).limit(SAMPLED)
    made = {}
    for position, listed in known.items():
        cell = sample[str(position)]
        strange = (cell != "") & ~cell.isin(listed) if listed else cell != ""
        made[f"filled_{position}"] = (cell != "").sum()
        for number, pattern in enumerate(SHAPES.values()):
            made[f"{number}_{position}"] = (strange & cell.re_search(pattern)).sum()
        made[f"words_{position}"] = cell.nunique(where=strange & cell.re_search(WORD))
    return sample.aggregate(**made)


def matching(table: ir.Table, position: int, patterns: Sequence[str]) -> ir.Table:
    """Return, in one row, how many cells of a column match each pattern."""
    cell = text(table[table.columns[position]])
    return table.aggregate(**{f"matching_{number}": cell.re_search(each).sum() for number, each in enumerate(patterns)})


def _quarter(day: ir.StringColumn, *, is_british: bool) -> ir.StringColumn:
    if is_british:
        turned = day.substr(6, 4) + "-" + day.substr(3, 2) + "-" + day.substr(0, 2)
        day = ibis.cases((day.re_search(BRITISH_DAY), turned), (day == "", ""), else_=NO_QUARTER)
    ends = [("03", "-Q1"), ("06", "-Q2"), ("09", "-Q3"), ("12", "-Q4")]
    quarters = [(day.substr(5, 2) <= last, day.substr(0, 4) + quarter) for last, quarter in ends]
    return ibis.cases((day == "", ""), (~day.re_search(DAY), NO_QUARTER), *quarters, else_=NO_QUARTER)


def _place(cell: ir.StringColumn, codes: tuple[str, ...], known: Mapping[str, str]) -> ir.IntegerColumn:
    meaning = {code: [text for text in known if known[text] == code] for code in codes}
    cases = ((cell.isin(meaning[code]), ibis.literal(place, "int16")) for place, code in enumerate(codes))
    return ibis.cases(*cases, else_=ibis.literal(-1, "int16"))
