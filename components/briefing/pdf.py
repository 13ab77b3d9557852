"""What stands in the pack and on the summary, as plain values for the templates of ``components/drawing/templates``.

All of it comes from the steps of the briefing; here it is only put in the order of the paper.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from components.address.links import shown_address
from components.briefing.pdf_drawings import Room, print_svg
from components.briefing.request import BriefingRequest
from components.briefing.step import Cover, Step
from components.charts.overview import Card
from components.drawing.bars import Bars
from components.drawing.chart import Chart, Table
from components.drawing.qr import code_svg
from components.drawing.table import cells, numeric
from components.drawing.typst import typeset_apart
from components.wording import trial
from components.wording.format import REGIONS
from components.wording.text import Text
from data.site import site

# By the number of languages: a drawing has a page beside its sentence, or one of two columns.
PACK_ROOM = {1: Room(plot=700, bars=600), 2: Room(plot=600, bars=600, map=400)}
SUMMARY_ROOM = Room(plot=844, bars=844)
SUMMARY_CARDS = 4
SUMMARY_STEPS = ("stand", "trend", "act")
# A table of so few rows stands below its drawing too.
FEW_ROWS = 4
# Letters of a cell that count for the width of its column, what its edges take, and how much wider bold letters are.
LONGEST_CELL, CELL_EDGES, BOLD = 24, 2.5, 1.15


def pack_words(asked: BriefingRequest, *, base: str) -> dict[str, object]:
    """Return all that the pack shows.

    Parameters
    ----------
    asked : Asked
    base : str
        Scheme and host of this site.
    """
    briefings = asked.briefings()
    room = PACK_ROOM[len(asked.texts)]
    steps = [
        {
            "id": together[0].id,
            "columns": [_step(step, words, room) for step, words in zip(together, asked.texts, strict=True)],
        }
        for together in zip(*briefings, strict=True)
    ]
    document, columns = _document(asked, base)
    return {**document, "columns": columns, "steps": steps, "tables": _tables(briefings, asked.texts)}


def summary_words(asked: BriefingRequest, *, base: str) -> dict[str, object]:
    """Return all that the one-page summary shows; the arguments are those of ``pack_words``."""
    asked = replace(asked, steps=SUMMARY_STEPS, since="")
    document, columns = _document(asked, base)
    summaries = (
        _summary(steps, words, is_alone=len(asked.texts) == 1)
        for steps, words in zip(asked.briefings(), asked.texts, strict=True)
    )
    return {**document, "columns": [{**each, **own} for each, own in zip(columns, summaries, strict=True)]}


def overview_address(asked: BriefingRequest, *, base: str) -> str:
    """Return the address of the first page of the site for the area of a briefing."""
    return f"{base}/?{urlencode({'area': asked.area, 'lang': asked.language})}"


def _document(asked: BriefingRequest, base: str) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return what the whole document says of itself, and in each language what it is about."""
    covers, address = asked.covers(), overview_address(asked, base=base)
    said = [f"{cover.title}. {cover.area}" for cover in covers]
    document: dict[str, object] = {
        "title": " / ".join(dict.fromkeys(said)),
        "owner": " / ".join(dict.fromkeys(cover.owner for cover in covers)),
        "lang": asked.language,
        "regions": REGIONS,
        "release": covers[0].release,
        "trial": trial.said_in_both(),
        "date": dict(zip(("year", "month", "day"), map(int, covers[0].release[:10].split("-")), strict=True)),
        "code": code_svg(address),
        "code_alt": " / ".join(words("posters.code_alt", address=address) for words in asked.texts),
    }
    return document, [_cover(cover, words, address) for cover, words in zip(covers, asked.texts, strict=True)]


def _cover(cover: Cover, text: Text, address: str) -> dict[str, object]:
    draft = [] if site().owner.confirmed else [text("site.footer.draft")]
    return {
        "lang": text.language,
        "title": cover.title,
        "area": cover.area,
        "when": cover.when,
        "release": f"{text('bundle.release', release=cover.release)} {trial.said(text)}".strip(),
        "owner": " ".join([f"{text('site.footer.owner', owner=cover.owner)}.", *draft]),
        "address": shown_address(address),
        "licence": text("take.licence"),
        "contents": text("pack.contents"),
        "notes": text("pack.notes"),
        "tables": text("pack.tables"),
    }


def _step(step: Step, text: Text, room: Room) -> dict[str, object]:
    """Return a step in one language; each visual has the sentence that is its own."""
    return {
        "lang": text.language,
        "title": step.title,
        "said": list(step.said),
        "cards": [_card(card, text, room) for card in step.cards],
        "shown": [_drawn(each.chart, text, room) for each in step.shown],
        "lists": [{"title": each.title, "lines": list(each.lines)} for each in step.lists],
        "notes": list(step.notes),
        "sources": list(step.sources),
    }


def _card(card: Card, text: Text, room: Room) -> dict[str, object]:
    return {"title": card.title, "big": card.big, "unit": card.unit, **_drawn(card.chart, text, room)}


def _drawn(chart: Chart, text: Text, room: Room) -> dict[str, object]:
    """Return the drawing of a visual with its words; a drawing that has none is not made."""
    svg = print_svg(chart.figure, text.language, room) if chart.figure is not None and chart.is_drawn else None
    return {
        "caption": chart.table.caption,
        "sentence": _tidy(chart.sentence),
        "alt": _tidy(chart.alt or chart.sentence),
        "svg": str(svg) if svg else "",
        "ratio": svg.ratio if svg else 0,
        "is_bars": isinstance(chart.figure, Bars),
        "table": _table(chart.table, text) if len(chart.table.data) <= FEW_ROWS else {},
    }


def _tables(briefings: Sequence[Sequence[Step]], texts: Sequence[Text]) -> list[dict[str, object]]:
    """Return every table of the steps once, in each of the languages, in the order of the steps."""
    tables = ([chart.table for step in steps for chart in step.charts] for steps in briefings)
    found = [
        [_table(table, words) for table, words in zip(together, texts, strict=True)]
        for together in zip(*tables, strict=True)
    ]
    # Two visuals of the same figures share one.
    return [{"columns": columns} for i, columns in enumerate(found) if columns not in found[:i]]


def _table(table: Table, text: Text) -> dict[str, object]:
    rows = [[*table.heads.values()], *cells(table, text)]
    return {
        "lang": text.language,
        "caption": table.caption,
        "rows": rows,
        "widths": _widths(rows),
        "numeric": numeric(table.frame),
        "source": " ".join((table.source, *table.notes)),
    }


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return how wide each column is beside the others: as its longest cell, or the longest word above it."""
    head, *body = rows
    heads = [BOLD * max(map(len, name.split())) for name in head]
    cells_of = [max((len(row[at]) for row in body), default=0) for at in range(len(head))]
    return [max(above, min(below, LONGEST_CELL)) + CELL_EDGES for above, below in zip(heads, cells_of, strict=True)]


def _summary(steps: Sequence[Step], text: Text, *, is_alone: bool) -> dict[str, object]:
    """Return what the summary says in one language, taken from the steps; a narrow column has the smallest drawing."""
    by_id = {step.id: step for step in steps}
    stand, trend, act = by_id["stand"], by_id["trend"], by_id["act"]
    shown = trend if is_alone else stand
    return {
        "said": list(stand.said),
        "cards": [{**_card(card, text, SUMMARY_ROOM), "svg": ""} for card in stand.cards[:SUMMARY_CARDS]],
        "shown": [_drawn(chart, text, SUMMARY_ROOM) for chart in shown.charts[:1]],
        "not_title": text("pack.not"),
        "not": [note for note in stand.notes if note not in stand.marks],
        "marks": list(dict.fromkeys(note for step in (stand, shown) for note in step.marks)),
        "call_title": act.title,
        "call": list(act.said),
        "numbers": list(act.lists[0].lines),
        "sources": list(stand.sources),
    }


def _tidy(sentence: str) -> str:
    return " ".join(sentence.split())


def pack_pdf(asked: BriefingRequest, *, base: str) -> bytes:
    """Return a briefing as PDF; the same bytes each time for the same briefing.

    Parameters
    ----------
    asked : Asked
    base : str
        Scheme and host of this site.

    Raises
    ------
    TypesetError
        If it fails or takes too long.
    """
    return _set("pack", pack_words(asked, base=base))


def summary_pdf(asked: BriefingRequest, *, base: str) -> bytes:
    """Return the summary of an area on one page; arguments and errors are those of ``pack_pdf``."""
    return _set("summary", summary_words(asked, base=base))


def _set(form: str, words: Mapping[str, object]) -> bytes:
    return typeset_apart(form, json.dumps(words, ensure_ascii=False, sort_keys=True), "pdf")
