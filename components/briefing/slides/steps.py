"""The slides of each step of a briefing, in one language or in both: which there are, and what stands on each.

Loads python-pptx.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from pptx.shapes.shapetree import SlideShapes

from components.briefing.request import BriefingRequest
from components.briefing.slides import body
from components.briefing.slides.lists import list_slides
from components.briefing.slides.native import columns, native
from components.briefing.slides.page import BODY, Page
from components.briefing.step import Step
from components.charts.overview import Card
from components.drawing.bars import Bars
from components.drawing.chart import Chart
from components.drawing.map.figure import MapFigure
from components.drawing.map.local import LocalMap
from components.wording.sources import release_words, with_release
from components.wording.text import Text

# A table of more rows than this is drawn as a chart, and one of bars of fewer than this shares its slide.
MOST_ROWS, FEWEST_ROWS, FEW_BARS = 14, 3, 4
SAID_HEIGHT = 1.1
Same = Sequence[Step]
# What draws a slide, and the charts on it by language: the sources in its foot are theirs.
Drawn = tuple[Callable[[SlideShapes], None], Sequence[Sequence[Chart]]]


def step_pages(same: Same, asked: BriefingRequest) -> list[Page]:
    """Return the slides of a step.

    Parameters
    ----------
    same : sequence of Step
        The step in each language.
    asked : BriefingRequest
    """
    texts = asked.texts
    drawn: list[Drawn]
    if same[0].cards:
        drawn = [(partial(_cards, same, texts), ()), *_tables(same, texts)]
    elif same[0].shown:
        drawn = _visuals(same, asked)
    else:
        drawn = [(draw, ()) for draw in list_slides(same, texts)]
    return [_page(same, asked, each, (place, len(drawn))) for place, each in enumerate(drawn, 1)]


def _page(same: Same, asked: BriefingRequest, drawn: Drawn, place: tuple[int, int]) -> Page:
    (draw, charts), texts = drawn, asked.texts
    of = f" ({place[0]}/{place[1]})" if place[1] > 1 else ""
    release = asked.dataset.release
    released = [release_words(release, text) for text in texts]
    shown = charts or [step.charts for step in same]
    sources = [
        tuple(dict.fromkeys(chart.table.cited or chart.table.source for chart in part)) or step.sources
        for part, step in zip(shown, same, strict=True)
    ]
    return Page(
        tuple(text.language for text in texts),
        tuple(step.title + of for step in same),
        tuple(with_release(part, release, text) for part, text in zip(sources, texts, strict=True)),
        tuple(notes(step, said) for step, said in zip(same, released, strict=True)),
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
    bottom = body.draw_said(shapes, said, texts, BODY._replace(height=SAID_HEIGHT / len(texts) + 0.1)) + 0.2
    box = BODY._replace(top=bottom, height=BODY.bottom - bottom)
    body.draw_cards(shapes, [step.cards for step in same], texts, box)


def _tables(same: Same, texts: Sequence[Text]) -> list[Drawn]:
    """Return a slide for each table of the cards, as a chart where it has many rows; a short one is in its card."""
    known: set[tuple[str, int]] = set()
    few: list[list[Chart]] = []
    many: list[list[Chart]] = []
    for cards in zip(*(step.cards for step in same), strict=True):
        charts = [replace(card.chart, sentence=card_sentence(card)) for card in cards]
        table = charts[0].table
        if (table.caption, len(table.data)) not in known and len(table.data) >= FEWEST_ROWS:
            known.add((table.caption, len(table.data)))
            (few if len(table.data) <= MOST_ROWS else many).append(charts)
    short = [part for charts in few for part in body.table_parts(charts, texts)]
    drawn: list[Drawn] = [(partial(_native, charts, texts), _by_language([charts])) for charts in short]
    for charts in many:
        draw = partial(_wide, charts, texts, columns(charts, texts))
        drawn.append((draw, _by_language([charts])))
    return drawn


def card_sentence(card: Card) -> str:
    """Return what a card says with its large number, without which its sentence would be missed."""
    return f"{card.title}: {f'{card.big} {card.unit}'.strip()}. {card.chart.sentence}".strip()


def _native(charts: Sequence[Chart], texts: Sequence[Text], shapes: SlideShapes) -> None:
    body.draw_table(shapes, charts, texts)


def _wide(charts: Sequence[Chart], texts: Sequence[Text], draw: body.Draw, shapes: SlideShapes) -> None:
    body.draw_wide(shapes, charts, texts, draw)


def _by_language(visuals: Sequence[Sequence[Chart]]) -> list[list[Chart]]:
    return [list(each) for each in zip(*visuals, strict=True)]


def _visuals(same: Same, asked: BriefingRequest) -> list[Drawn]:
    """Return a slide for each visual; two small ones share one."""
    waiting = [list(each) for each in zip(*(step.shown for step in same), strict=True)]
    drawn: list[Drawn] = []
    while waiting:
        group = [waiting.pop(0)]
        if waiting and _is_small(group[0][0].chart) and _is_small(waiting[0][0].chart):
            group.append(waiting.pop(0))
        charts = [[each.chart for each in one] for one in group]
        drawn.append((partial(_group, charts, asked), _by_language(charts)))
    return drawn


def _is_small(chart: Chart) -> bool:
    return isinstance(chart.figure, Bars | LocalMap) and len(chart.table.data) < FEW_BARS


def _group(charts: Sequence[Sequence[Chart]], asked: BriefingRequest, shapes: SlideShapes) -> None:
    texts = asked.texts
    draws = [native(each, texts, asked.area) for each in charts]
    if len(charts) == 1:
        # The legend of a map says what its marks mean.
        body.draw_visual(shapes, charts[0], texts, draws[0], has_key=not isinstance(charts[0][0].figure, MapFigure))
    else:
        body.draw_beside(shapes, charts, texts, draws)
