"""CSV as this site writes it: no cell can be taken for a formula, and spreadsheets read the Welsh."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pandas as pd

from components.charts.rows import COLUMNS, DECIMALS
from components.opendata.sheets import Cell
from components.wording.text import Text

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def headed(rows: pd.DataFrame, text: Text) -> pd.DataFrame:
    """Return rows with headings in a language, numbers with no more decimals than a file needs."""
    names = [*map(str, rows)]
    floats = [name for name in names if pd.api.types.is_float_dtype(rows[name].dtype)]
    shown = rows.assign(**{name: rows[name].round(DECIMALS) for name in floats})
    return shown.rename(columns={name: text(COLUMNS[name].heading) for name in names})


def rows_csv(rows: pd.DataFrame, text: Text) -> bytes:
    """Return rows as CSV in a language; no cell can be taken for a formula.

    UTF-8 with a byte order mark, so that spreadsheets read the Welsh.
    """
    shown, out = headed(rows, text), io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([neutral(str(name)) for name in shown.columns])
    for row in shown.itertuples(index=False):
        writer.writerow(["" if pd.isna(cell) else neutral(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def csv_of(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Return rows of cells as CSV, UTF-8 with a byte order mark."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(["" if pd.isna(cell) else neutral(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
