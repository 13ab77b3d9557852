"""A chart's table as HTML: headed rows and columns, a mark where there is no number, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from components.drawing.chart import Chart, Table
from components.wording.format import MEANINGS, UNRELIABLE, number
from components.wording.text import Text


def table_html(table: Table, text: Text) -> Markup:
    """Return the table with its caption, its marks explained, its source and the way to download it."""
    kinds = ["number" if is_number else "words" for is_number in numeric(table.frame)]
    heads = Markup().join(
        Markup('<th scope="col" class="{}">{}</th>').format(kind, head)
        for head, kind in zip(table.heads.values(), kinds, strict=True)
    )
    row = _row(kinds)
    rows = Markup().join(row.format(*each) for each in cells(table, text))
    notes = Markup().join(Markup('<p class="note">{}</p>').format(note) for note in table.notes)
    return Markup(
        '<table class="figures"><caption>{caption}</caption>'
        '<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{marks}{notes}<p class="source">{source} '
        '<a href="{table_download}" download>{show_download}</a> <span class="stays">{short}</span></p>'
    ).format(
        caption=table.caption,
        heads=heads,
        rows=rows,
        marks=_marks(table, text),
        notes=notes,
        source=table.source,
        table_download=table.download,
        show_download=text("show.download"),
        short=text("site.stays.short"),
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


def below_html(chart: Chart, text: Text) -> Markup:
    """Return what stands below every visual: its table, folded away, and the way to take it away."""
    return Markup('<div class="below">{}{}</div>').format(table_details(chart.table, text), take_away_link(chart, text))


def take_away_link(chart: Chart, text: Text) -> Markup:
    """Return the link to what can be taken away; ``assets/take.js`` opens it in place. Empty where there is none."""
    if not chart.take_away:
        return Markup()
    return Markup('<p class="take"><a href="{}" data-take>{}<span class="hidden-words">: {}</span></a></p>').format(
        chart.take_away, text("show.take"), chart.table.caption
    )


def table_details(table: Table, text: Text) -> Markup:
    """Return the table folded away under a line that opens it."""
    return Markup(
        '<details class="table"><summary>{show_table}<span class="hidden-words">: {caption}</span></summary>'
        '<div class="scroll" tabindex="0" role="region" aria-label="{caption}">{table_html}</div></details>'
    ).format(show_table=text("show.table"), caption=table.caption, table_html=table_html(table, text))


def mark_meanings(table: Table, text: Text) -> dict[str, str]:
    """Return what each mark in a table means, with what is to be said of it here."""
    return marks_used(table.marks, text) | dict(table.meanings)


def marks_used(marks: Iterable[str], text: Text) -> dict[str, str]:
    """Return what each of some marks means, in the order of the register of marks."""
    found = " ".join(marks)
    return {mark: text(f"status.{MEANINGS[mark]}") for mark in MEANINGS if mark in found}


def _row(kinds: list[str]) -> Markup:
    """Return a row with a place for each cell, which is quicker to fill than to make."""
    # Most cells are numbers: without a class of their own a table is a third smaller on its way.
    shown = (Markup('<td class="words">{}</td>') if kind == "words" else Markup("<td>{}</td>") for kind in kinds[1:])
    return Markup('<tr><th scope="row">{}</th>') + Markup().join(shown) + Markup("</tr>")


def _marks(table: Table, text: Text) -> Markup:
    items = Markup().join(
        Markup("<li>{} {}</li>").format(mark, meaning) for mark, meaning in mark_meanings(table, text).items()
    )
    return Markup('<ul class="marks">{}</ul>').format(items) if items else Markup()
