"""What stands on a slide between its title and its foot: cards, lists, tables, words beside a chart. Loads python-pptx.

Where a briefing is in both languages, words stand side by side, or one above the other beside a chart that both share.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from pptx.enum.shapes import MSO_SHAPE
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import SlideShapes

from components.briefing.slides.fit import Box, Line, fitted, high, joined
from components.briefing.slides.page import BODY, describe, in_place, put, put_fitted, rgb
from components.briefing.slides.plot import key
from components.briefing.slides.table import parts, put_table, table_cells
from components.charts.overview import Card
from components.drawing import theme
from components.drawing.bars import Bars
from components.drawing.chart import Chart
from components.wording.text import Text

GAP = 0.35
WORDS_WIDTH, WIDER = 4.1, 4.9
SENTENCE_SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12)
KEY_SIZE, CAPTION_SIZES = 12, (14, 13, 12)
CARD_SIZES, PADDING, NUMBER_HEIGHT = (18, 17, 16, 15, 14, 13, 12, 11), 0.14, 0.75
Value = TypeVar("Value")
Draw = Callable[[SlideShapes, Box], None]


def columns(count: int, box: Box = BODY, gap: float = GAP) -> list[Box]:
    """Return boxes of one width beside each other."""
    width = (box.width - gap * (count - 1)) / count
    return [Box(box.left + place * (width + gap), box.top, width, box.height) for place in range(count)]


def draw_said(
    shapes: SlideShapes, said: Sequence[Sequence[str]], texts: Sequence[Text], box: Box, *, is_bold: bool = True
) -> float:
    """Draw what is said in large letters, a column for each language; return where it ends."""
    lines = [
        [Line(each, text.language, is_bold=is_bold, before=0.3) for each in part] for part, text in _pairs(said, texts)
    ]
    boxes = columns(len(texts), box)
    size = min(fitted(each, place, (24, 22, 20, 18, 16))[1] for each, place in zip(lines, boxes, strict=True))
    ends = [box.top]
    for each, place in zip(lines, boxes, strict=True):
        shown, _ = fitted(each, place, (size,))
        height = high(shown, size, place.width)
        put(shapes, place._replace(height=height), shown, size, name=shown[0].said)
        ends.append(place.top + height)
    return max(ends)


def draw_cards(shapes: SlideShapes, cards: Sequence[Sequence[Card]], texts: Sequence[Text], box: Box) -> None:
    """Draw the cards: title, large number, what it is, its sentence; in one language also what it means."""
    each = list(zip(*cards, strict=True))
    places = columns(len(each), box, 0.22)
    width = places[0].width - 2 * PADDING
    titles = [[Line(card.title, text.language, is_bold=True) for card, text in _pairs(one, texts)] for one in each]
    size = min(fitted(lines, Box(0, 0, width, 1.0), CARD_SIZES[2:])[1] for lines in titles)
    top = max(high(lines, size, width) for lines in titles) + 0.1
    words = [_card_words(one, texts) for one in each]
    room = Box(0, 0, width, box.height - top - NUMBER_HEIGHT - 2 * PADDING)
    letters = min(fitted(lines, room, CARD_SIZES)[1] for lines in words)
    for one, lines, said, place in zip(each, titles, words, places, strict=True):
        group = shapes.add_group_shape()
        _ground(group, place)
        inner = Box(place.left + PADDING, place.top + PADDING, width, top)
        put(group.shapes, inner, lines, size, name=lines[0].said)
        big = [Line(one[0].big, texts[0].language, is_bold=True, colour=theme.STRONG)]
        number = Box(inner.left, inner.bottom, width, NUMBER_HEIGHT)
        put(group.shapes, number, *fitted(big, number, (44, 40, 36, 32, 28, 24, 20)), name=one[0].big)
        under = room._replace(left=inner.left, top=number.bottom)
        shown, _ = fitted(said, under, (letters,))
        put(group.shapes, under, shown, letters, name=shown[0].said)
        describe(group, joined(card.title for card in one), " ".join(card.chart.alt for card in one))


def _ground(group: GroupShape, box: Box) -> None:
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *in_place(box))
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)
    shape.name = "ground"
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(theme.NOT_APPLICABLE_GROUND)
    shape.line.fill.background()


def draw_list(shapes: SlideShapes, parts: Sequence[Sequence[Line]], size: float, box: Box) -> None:
    """Draw the paragraphs of lists, each part a column."""
    for lines, where in zip(parts, columns(len(parts), box), strict=True):
        shown, letters = fitted(lines, where, (size,))
        put(shapes, where, shown, letters, name=shown[0].whole)


def draw_table(shapes: SlideShapes, charts: Sequence[Chart], texts: Sequence[Text]) -> None:
    """Draw the table of a chart as a native table with its caption and what its marks mean."""
    _below_caption(shapes, charts, texts, BODY)
    room, said = _table_room(charts, texts), _key(charts, texts)
    alt = joined(chart.table.caption for chart in charts)
    bottom = room.top + put_table(shapes, table_cells(charts, texts), room, alt=alt)
    if said:
        key_box = Box(room.left, bottom + 0.12, room.width, high(said, KEY_SIZE, room.width))
        put(shapes, key_box, said, KEY_SIZE, name=said[0].said)


def table_parts(charts: Sequence[Chart], texts: Sequence[Text]) -> list[list[Chart]]:
    """Return the table of a chart in each language, in as many parts as it needs slides."""
    rows = parts(table_cells(charts, texts), _table_room(charts, texts))
    return [[_only(chart, each) for chart in charts] for each in rows]


def _only(chart: Chart, rows: slice) -> Chart:
    return replace(chart, table=replace(chart.table, data=chart.table.data.iloc[rows]))


def _table_room(charts: Sequence[Chart], texts: Sequence[Text]) -> Box:
    """Return the space for a table, between its caption and what its marks mean."""
    (_, _, height), said = _caption(charts, texts, BODY), _key(charts, texts)
    top, below = BODY.top + height + 0.1, high(said, KEY_SIZE, BODY.width) if said else 0
    return BODY._replace(top=top, height=BODY.bottom - top - below - 0.15)


def draw_wide(shapes: SlideShapes, charts: Sequence[Chart], texts: Sequence[Text], draw: Draw) -> None:
    """Draw the sentences of a chart above it, which has the whole width."""
    said = [(chart.sentence,) for chart in charts]
    top = draw_said(shapes, said, texts, BODY._replace(height=1.2), is_bold=False) + 0.15
    box = _below_caption(shapes, charts, texts, BODY._replace(top=top, height=BODY.bottom - top))
    _with_key(shapes, charts, texts, draw, box)


def draw_visual(
    shapes: SlideShapes, charts: Sequence[Chart], texts: Sequence[Text], draw: Draw, *, has_key: bool = True
) -> None:
    """Draw the sentences of a chart at the left, and at the right itself and what its marks mean.

    Its caption is above it, or above the sentences where there are two languages, or it would be as high as the chart.
    """
    if not charts[0].is_drawn:
        _only_words(shapes, charts, texts, BODY)
        return
    is_one = len(texts) == 1
    words = BODY._replace(width=WORDS_WIDTH if is_one else WIDER)
    lines = _sentences(charts, texts) if is_one else _captioned(charts, texts)
    put_fitted(shapes, words, lines, SENTENCE_SIZES, name=charts[0].sentence)
    left = words.left + words.width + GAP
    box = Box(left, BODY.top, BODY.width - words.width - GAP, BODY.height)
    if is_one:
        box = _below_caption(shapes, charts, texts, box)
    _with_key(shapes, charts if has_key else [], texts, draw, box)


def draw_beside(
    shapes: SlideShapes, visuals: Sequence[Sequence[Chart]], texts: Sequence[Text], draws: Sequence[Draw]
) -> None:
    """Draw two small charts beside each other, the sentences of each above it."""
    boxes = columns(len(visuals), gap=0.5)
    sentences = [_sentences(charts, texts) for charts in visuals]
    room = Box(0, 0, boxes[0].width, 1.5)
    size = min(fitted(lines, room, (20, 18, 16, 14))[1] for lines in sentences)
    height = max(high(fitted(lines, room, (size,))[0], size, room.width) for lines in sentences)
    for charts, lines, draw, box in zip(visuals, sentences, draws, boxes, strict=True):
        if not charts[0].is_drawn:
            _only_words(shapes, charts, texts, box)
            continue
        put(shapes, box._replace(height=height), fitted(lines, room, (size,))[0], size, name=charts[0].sentence)
        below = box._replace(top=box.top + height + 0.2, height=box.height - height - 0.2)
        _with_key(shapes, charts, texts, draw, _below_caption(shapes, charts, texts, below))


def _only_words(shapes: SlideShapes, charts: Sequence[Chart], texts: Sequence[Text], box: Box) -> None:
    """Write what would be drawn and why it is not: no number of it is shown."""
    put_fitted(shapes, box, _captioned(charts, texts), SENTENCE_SIZES, name=charts[0].sentence)


def _with_key(shapes: SlideShapes, charts: Sequence[Chart], texts: Sequence[Text], draw: Draw, box: Box) -> None:
    """Draw a chart and below it what the marks of ``charts`` mean."""
    said = _key(charts, texts, has_rates=not isinstance(charts[0].figure, Bars)) if charts else []
    height = high(said, KEY_SIZE, box.width) if said else 0
    draw(shapes, box._replace(height=box.height - (height + 0.1 if said else 0)))
    if said:
        put(shapes, Box(box.left, box.bottom - height, box.width, height), said, KEY_SIZE, name=said[0].said)


def _below_caption(shapes: SlideShapes, charts: Sequence[Chart], texts: Sequence[Text], box: Box) -> Box:
    """Write what is drawn; return the space below it."""
    shown, size, height = _caption(charts, texts, box)
    put(shapes, box._replace(height=height), shown, size, name=shown[0].said)
    return box._replace(top=box.top + height + 0.1, height=box.height - height - 0.1)


def _caption(charts: Sequence[Chart], texts: Sequence[Text], box: Box) -> tuple[list[Line], float, float]:
    """Return the lines of a caption, the size of their letters and how high they are."""
    lines = [Line(chart.table.caption, text.language, is_bold=True) for chart, text in _pairs(charts, texts)]
    shown, size = fitted(lines, Box(0, 0, box.width, 1.1), CAPTION_SIZES)
    return shown, size, high(shown, size, box.width)


def _captioned(charts: Sequence[Chart], texts: Sequence[Text]) -> list[Line]:
    """Return in each language what is drawn and what it says."""
    lines = []
    for chart, text in _pairs(charts, texts):
        lines.append(Line(chart.table.caption, text.language, is_bold=True, before=0.9, scale=0.85))
        lines.append(Line(chart.sentence, text.language, before=0.2))
    return lines


def _key(charts: Sequence[Chart], texts: Sequence[Text], *, has_rates: bool = True) -> list[Line]:
    said = zip(key(charts, texts, has_rates=has_rates), texts, strict=True)
    return [Line(words, text.language, colour=theme.QUIET_INK) for words, text in said if words]


def _sentences(charts: Sequence[Chart], texts: Sequence[Text]) -> list[Line]:
    return [Line(chart.sentence, text.language, before=0.8) for chart, text in _pairs(charts, texts)]


def _card_words(cards: Sequence[Card], texts: Sequence[Text]) -> list[Line]:
    lines = []
    for place, (card, text) in enumerate(_pairs(cards, texts)):
        unit = [Line(card.unit, text.language, is_bold=True, before=0.8 if place else 0)] if card.unit else []
        sentence = [Line(card.chart.sentence, text.language, before=0.2)] if card.chart.sentence else []
        lines += unit + sentence
    if len(cards) == 1:
        lines.append(Line(cards[0].why, texts[0].language, colour=theme.QUIET_INK, before=0.5))
    return lines or [Line(card.title, text.language) for card, text in _pairs(cards, texts)]


def _pairs(values: Sequence[Value], texts: Sequence[Text]) -> list[tuple[Value, Text]]:
    return list(zip(values, texts, strict=True))
