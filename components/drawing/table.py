"""A chart's table as HTML: headed rows and columns, a mark where there is no number, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from components.drawing.chart import Chart, Table
from components.wording.format import MEANINGS, UNRELIABLE, number
from components.wording.text import Text


def table_html(table: Table, text: Text) -> str:
    """Return the table with its caption, its marks explained, its source and the way to download it."""
    kinds = ["number" if is_number else "words" for is_number in numeric(table.frame)]
    heads = "".join(
        f'<th scope="col" class="{kind}">{escape(head)}</th>'
        for head, kind in zip(table.heads.values(), kinds, strict=True)
    )
    rows = "".join(_row(row, kinds) for row in cells(table, text))
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)
    return (
        f'<table class="figures"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'{_marks(table, text)}{notes}<p class="source">{escape(table.source)} '
        f'<a href="{escape(table.download)}" download>{escape(text("show.download"))}</a> '
        f'<span class="stays">{escape(text("site.stays.short"))}</span></p>'
    )


def cells(table: Table, text: Text) -> list[list[str]]:
    """Return the rows of a table as they are read: numbers as the language writes them, the mark where there is none.

    As many cells a row as the table has heads.
    """
    frame = table.frame
    are_numbers, marks = numeric(frame), table.marks or [""] * len(frame)
    places = [1 if pd.api.types.is_float_dtype(kind) else 0 for kind in frame.dtypes]
    rows = []
    for row, mark in zip(frame.itertuples(index=False), marks, strict=True):
        missing = of_count(mark)
        rows.append(
            [
                str(value)
                if not is_number
                else (missing if pd.isna(value) else number(float(value), text.language, decimals=decimals))
                for value, is_number, decimals in zip(row, are_numbers, places, strict=True)
            ]
        )
    return rows


def numeric(frame: pd.DataFrame) -> list[bool]:
    """Return which columns hold numbers."""
    return [bool(pd.api.types.is_numeric_dtype(kind)) for kind in frame.dtypes]


def of_count(mark: str) -> str:
    """Return those marks that are of a count; that of few events is one of the rate and its interval."""
    return mark.replace(UNRELIABLE, "").strip()


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


def mark_meanings(table: Table, text: Text) -> dict[str, str]:
    """Return what each mark in a table means, with what is to be said of it here."""
    return marks_used(table.marks, text) | dict(table.meanings)


def marks_used(marks: Iterable[str], text: Text) -> dict[str, str]:
    """Return what each of some marks means, in the order of the register of marks."""
    found = " ".join(marks)
    return {mark: text(f"status.{MEANINGS[mark]}") for mark in MEANINGS if mark in found}


def _row(row: list[str], kinds: list[str]) -> str:
    head, *others = map(escape, row)
    # Most cells are numbers: without a class of their own a table is a third smaller on its way.
    shown = (
        f'<td class="words">{cell}</td>' if kind == "words" else f"<td>{cell}</td>"
        for cell, kind in zip(others, kinds[1:], strict=True)
    )
    return f'<tr><th scope="row">{head}</th>{"".join(shown)}</tr>'


def _marks(table: Table, text: Text) -> str:
    items = "".join(f"<li>{mark} {escape(meaning)}</li>" for mark, meaning in mark_meanings(table, text).items())
    return f'<ul class="marks">{items}</ul>' if items else ""
