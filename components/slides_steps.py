"""The slides of each step of a briefing, in one language or in both: which there are, and what stands on each.

Loads python-pptx.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

from pptx.shapes.shapetree import SlideShapes

from components import slides_body as body
from components import theme
from components.briefing import OFFENCES
from components.briefing_request import Asked
from components.briefing_step import Exhibited, Listed, Step
from components.chart import Chart
from components.slides_charts import bar_chart, column_chart, line_chart
from components.slides_figures import bars, lines
from components.slides_fit import Box, Line, joined, pages
from components.slides_funnel import funnel_chart
from components.slides_map import draw_map
from components.slides_page import BODY, Page
from components.text import Text
from data.register import register
from geo.shapes import shapes as published_shapes

# A table of more rows than this is drawn as a chart, and one of bars of fewer than this shares its slide.
MOST_ROWS, FEW_BARS = 12, 4
SAID_HEIGHT = 1.1
# The lists whose lines begin with what they are about.
LED = ("signs", "act")
LONGEST_LEAD = 40
Same = Sequence[Step]


def step_pages(same: Same, asked: Asked) -> list[Page]:
    """Return the slides of a step.

    Parameters
    ----------
    same : sequence of Step
        The step in each language.
    asked : Asked
    """
    texts = asked.texts
    if same[0].cards:
        drawn = [(partial(_cards, same, texts), None), *_tables(same, texts)]
    elif same[0].shown:
        drawn = _visuals(same, asked)
    else:
        drawn = [(draw, None) for draw in _lists(same, texts)]
    return [_page(same, asked, draw, charts, (place, len(drawn))) for place, (draw, charts) in enumerate(drawn, 1)]


def _page(same: Same, asked: Asked, draw: object, charts: object, place: tuple[int, int]) -> Page:
    texts = asked.texts
    of = f" ({place[0]}/{place[1]})" if place[1] > 1 else ""
    released = [text("take.release", release=asked.dataset.release) for text in texts]
    sources = [step.sources for step in same]
    if charts:
        sources = [tuple(dict.fromkeys(chart.table.source for chart in part)) for part in charts]
    return Page(
        tuple(text.language for text in texts),
        tuple(step.title + of for step in same),
        tuple(" ".join((*part, release)) for part, release in zip(sources, released, strict=True)),
        tuple(notes(step, release) for step, release in zip(same, released, strict=True)),
        draw,
    )


def notes(step: Step, release: str) -> tuple[str, ...]:
    """Return everything that is to be said of a step, each thing once."""
    cards = (f"{card.title}: {f'{card.big} {card.unit}'.strip()}. {card.chart.sentence}" for card in step.cards)
    shown = (f"{each.chart.table.caption}. {each.chart.sentence}" for each in step.shown if len(step.shown) > 1)
    said = (*step.said, *cards, *shown, *step.notes, *step.sources, release)
    return tuple(dict.fromkeys(said))


def _cards(same: Same, texts: Sequence[Text], shapes: SlideShapes) -> None:
    said = [step.said for step in same]
    bottom = body.draw_said(shapes, said, texts, BODY._replace(height=SAID_HEIGHT)) + 0.25
    box = BODY._replace(top=bottom, height=BODY.bottom - bottom)
    body.draw_cards(shapes, [step.cards for step in same], texts, box)


def _tables(same: Same, texts: Sequence[Text]) -> list[tuple]:
    """Return a slide for each table of the cards: as a native table, or as a chart where it has many rows."""
    seen, drawn = set(), []
    for cards in zip(*(step.cards for step in same), strict=True):
        charts = [card.chart for card in cards]
        known = (charts[0].table.caption, len(charts[0].table.data))
        if known in seen or not len(charts[0].table.data):
            continue
        seen.add(known)
        few = len(charts[0].table.data) <= MOST_ROWS
        draw = partial(_table, charts, texts) if few else partial(_columns, charts, texts)
        drawn.append((draw, [[chart] for chart in charts]))
    return drawn


def _table(charts: Sequence[Chart], texts: Sequence[Text], shapes: SlideShapes) -> None:
    body.draw_table(shapes, charts, texts, BODY)


def _columns(charts: Sequence[Chart], texts: Sequence[Text], shapes: SlideShapes) -> None:
    body.draw_visual(shapes, charts, texts, _drawer("columns", charts, texts))


def _visuals(same: Same, asked: Asked) -> list[tuple]:
    """Return a slide for each visual; two small ones share one."""
    waiting = [list(each) for each in zip(*(step.shown for step in same), strict=True)]
    drawn = []
    while waiting:
        group = [waiting.pop(0)]
        if waiting and _is_small(group[0][0]) and _is_small(waiting[0][0]):
            group.append(waiting.pop(0))
        charts = [[each.chart for each in one] for one in group]
        by_language = [list(each) for each in zip(*charts, strict=True)]
        drawn.append((partial(_group, [one[0].name for one in group], charts, asked), by_language))
    return drawn


def _is_small(exhibited: Exhibited) -> bool:
    return exhibited.name.startswith("people.") and len(exhibited.chart.table.data) < FEW_BARS


def _group(names: Sequence[str], charts: Sequence[Sequence[Chart]], asked: Asked, shapes: SlideShapes) -> None:
    texts = asked.texts
    draws = [_drawer(name, each, texts, asked.area) for name, each in zip(names, charts, strict=True)]
    if len(charts) == 1:
        body.draw_visual(shapes, charts[0], texts, draws[0])
    else:
        body.draw_beside(shapes, charts, texts, draws)


def _drawer(name: str, charts: Sequence[Chart], texts: Sequence[Text], area: str = "") -> body.Draw:
    """Return what draws a visual by its name."""
    if name == "map.areas":
        drawn = (published_shapes(), register()[OFFENCES].map_breaks, area)
        return lambda shapes, box: draw_map(shapes, box, charts, texts, drawn)
    if name == "compare.funnel":
        return lambda shapes, box: funnel_chart(shapes, box, charts, texts, area)
    said = {
        "name": joined(chart.table.caption for chart in charts),
        "alt": " ".join(chart.alt for chart in charts),
        "languages": [text.language for text in texts],
    }
    if name == "trends.series":
        return lambda shapes, box: line_chart(shapes, box, lines(charts, texts), **said)
    draw = column_chart if name == "columns" else bar_chart
    plot = bars(charts, texts, measure="rate" if name == "compare.side" else "count")
    return lambda shapes, box: draw(shapes, box, plot, **said)


def _lists(same: Same, texts: Sequence[Text]) -> list[object]:
    """Return the slides of a step that is words: what is said first, then its lists."""
    rows = [
        [
            _lines(line, text, is_led=same[0].id in LED, is_first=place == 0)
            for line, text in zip(each, texts, strict=True)
        ]
        for listed in zip_longest(*(step.lists for step in same), fillvalue=Listed("", ()))
        for place, each in enumerate(_aligned(listed))
    ]
    said = [step.said for step in same]
    room = BODY._replace(top=BODY.top + SAID_HEIGHT, height=BODY.height - SAID_HEIGHT)
    width = body.columns(len(texts))[0].width
    found = pages(rows, room._replace(width=width)) or [(0, 0)]
    return [partial(_list, said, rows[start:end], texts) for start, end in found]


def _aligned(listed: Sequence[Listed]) -> list[list[tuple[str, str]]]:
    """Return what stands in each row: a title, where it begins a list, and a line, in each language."""
    rows = list(zip_longest(*(each.lines for each in listed), fillvalue=""))
    return [
        [(each.title if place == 0 else "", line) for each, line in zip(listed, row, strict=True)]
        for place, row in enumerate(rows)
    ]


def _lines(row: tuple[str, str], text: Text, *, is_led: bool, is_first: bool) -> list[Line]:
    title, words = row
    heading = [Line(title, text.language, is_bold=True, colour=theme.STRONG, before=0.9)] if title else []
    lead, colon, rest = words.partition(": ")
    if is_led and colon and len(lead) <= LONGEST_LEAD:
        return [*heading, Line(rest, text.language, lead=f"{lead}:", before=0.35, bullet=True)]
    return [*heading, Line(words, text.language, before=0.35, bullet=True)] if words else heading


def _list(said: Sequence, rows: Sequence, texts: Sequence[Text], shapes: SlideShapes) -> None:
    top = BODY.top
    if any(said):
        top = body.draw_said(shapes, said, texts, BODY._replace(height=SAID_HEIGHT)) + 0.3
    if rows:
        body.draw_list(shapes, rows, Box(BODY.left, top, BODY.width, BODY.bottom - top))
