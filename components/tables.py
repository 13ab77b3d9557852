"""A chart's table as HTML: headed rows and columns, a mark where there is no number, and what the marks mean. Pure."""

from __future__ import annotations

from html import escape

import pandas as pd

from components.chart import Chart, Table
from components.format import MARKS, UNRELIABLE, number
from components.text import Text

MEANINGS = {mark: status for status, mark in MARKS.items()} | {UNRELIABLE: "unreliable"}


def table_html(table: Table, text: Text) -> str:
    """Return the table with its caption, its marks explained, its source and the way to download it."""
    frame = table.frame
    kinds = ["number" if pd.api.types.is_numeric_dtype(dtype) else "words" for dtype in frame.dtypes]
    heads = "".join(
        f'<th scope="col" class="{kind}">{escape(str(name))}</th>'
        for name, kind in zip(frame.columns, kinds, strict=True)
    )
    places = [1 if pd.api.types.is_float_dtype(dtype) else 0 for dtype in frame.dtypes]
    rows = "".join(_row(row, kinds, places, text) for row in frame.itertuples(index=False))
    return (
        f'<table class="figures"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'{_marks(frame, text)}<p class="source">{escape(table.source)} '
        f'<a href="{escape(table.download)}" download>{escape(text("show.download"))}</a></p>'
    )


def below_html(chart: Chart, text: Text) -> str:
    """Return what stands below every visual: its table, folded away, and the way to take it away."""
    return f'<div class="below">{table_details(chart.table, text)}{take_away_link(chart, text)}</div>'


def take_away_link(chart: Chart, text: Text) -> str:
    """Return the link to what can be taken away; ``assets/take.js`` opens it in place. Empty where there is none."""
    if not chart.take_away:
        return ""
    return (
        f'<p class="take"><a href="{escape(chart.take_away)}" data-take>{escape(text("show.take"))}'
        f'<span class="hidden-words">: {escape(chart.table.caption)}</span></a></p>'
    )


def table_details(table: Table, text: Text) -> str:
    """Return the table folded away under a line that opens it."""
    return (
        f'<details class="table"><summary>{escape(text("show.table"))}'
        f'<span class="hidden-words">: {escape(table.caption)}</span></summary>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f"{table_html(table, text)}</div></details>"
    )


def marks_used(frame: pd.DataFrame, text: Text) -> dict[str, str]:
    """Return what each mark in the last column of a table means, in the order of the register of marks."""
    found = " ".join(frame.iloc[:, -1].astype(str)) if len(frame) else ""
    return {mark: text(f"status.{MEANINGS[mark]}") for mark in MEANINGS if mark in found}


def _row(row: tuple, kinds: list[str], places: list[int], text: Text) -> str:
    mark = str(row[-1]) if kinds[-1] == "words" and len(row) > 1 else ""
    cells = [f'<th scope="row">{escape(str(row[0]))}</th>']
    for value, kind, decimals in zip(row[1:], kinds[1:], places[1:], strict=True):
        if kind == "words":
            shown = escape(str(value))
        elif pd.isna(value):
            shown = escape(mark.replace(UNRELIABLE, "").strip())
        else:
            shown = number(float(value), text.language, decimals=decimals)
        # Most cells are numbers: without a class of their own a table is a third smaller on its way.
        cells.append(f'<td class="words">{shown}</td>' if kind == "words" else f"<td>{shown}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _marks(frame: pd.DataFrame, text: Text) -> str:
    items = "".join(f"<li>{mark} {escape(meaning)}</li>" for mark, meaning in marks_used(frame, text).items())
    return f'<ul class="marks">{items}</ul>' if items else ""
