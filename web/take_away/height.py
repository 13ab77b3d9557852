"""How high a frame has to be, so that all of an embedded view is in it at every width of a column."""

from __future__ import annotations

import math

from components.drawing.bars import Bars, Halves
from components.drawing.letters import wrapped
from components.drawing.map.figure import MapFigure
from components.drawing.map.sheet import map_parts
from components.drawing.picture import drawing
from components.drawing.plot.figure import Plot
from web.take_away.files import about
from web.take_away.request import ExhibitRequest

# The columns that a view has to fit, and from which on its wide drawing is shown.
COLUMNS, WIDE_FROM = (300, 340, 400, 480, 575, 576, 640, 700, 844), 576
NARROW_PLOT, MOST_NARROW, MOST_WIDE, MOST_LEGEND, MOST_CARD = 340, 400, 832, 304, 480
CLOSER = 1.12
PADDING = 36
# Pixels: the way out, the line of the table, and what stands between the parts; and of each line of words.
FIXED, SENTENCE, SOURCE, ROW = 130, 24, 23, 58


def embed_height(asked: ExhibitRequest) -> int:
    """Return the height in pixels that is enough for the view of an exhibit in a column of 300 pixels or more."""
    ratios = _ratios(asked)
    return 10 * math.ceil(max(_height(asked, width, ratios) for width in COLUMNS) / 10)


def _ratios(asked: ExhibitRequest) -> tuple[float, ...]:
    """Return how high beside its width the drawing is, of a map also that of its key; nothing for bars."""
    chart = asked.chart
    if not chart.is_drawn or isinstance(chart.figure, (Bars, Halves)):
        return ()
    if isinstance(chart.figure, MapFigure):
        return tuple(part.ratio for part in map_parts(chart.figure, asked.text.language))
    return (drawing(chart.figure, asked.text.language).ratio,)


def _height(asked: ExhibitRequest, width: float, ratios: tuple[float, ...]) -> float:
    chart, inner = asked.chart, width - PADDING
    # Here the letters are ours, or hardly wider.
    room = inner * CLOSER
    words = FIXED + 31 * len(wrapped(chart.table.caption, 24 if width > WIDE_FROM else 20, room, bold=True))
    words += SENTENCE * len(wrapped(chart.sentence, 16, room))
    open_here = asked.text("take.open", site="x" * 40)
    words += sum(SOURCE * len(wrapped(line, 15.2, room)) + 16 for line in (*about(asked), open_here))
    return words + (_drawn_height(asked, inner, ratios, is_wide=width >= WIDE_FROM) if chart.is_drawn else 0)


def _drawn_height(asked: ExhibitRequest, inner: float, ratios: tuple[float, ...], *, is_wide: bool) -> float:
    figure = asked.chart.figure
    if isinstance(figure, (Bars, Halves)):
        rows = figure.bars if isinstance(figure, Bars) else figure.pairs
        room = 1 + 0.25 * (inner < NARROW_PLOT) + 0.3 * isinstance(figure, Halves)
        return 60 + ROW * len(rows) * room
    if isinstance(figure, MapFigure):
        beside = is_wide and inner > 540
        return ratios[0] * min(inner, 520) + (0 if beside else 12 + ratios[1] * min(inner, MOST_LEGEND))
    if not isinstance(asked.narrow_figure, Plot):
        return ratios[0] * min(inner, MOST_CARD)
    if is_wide:
        return ratios[0] * min(inner, MOST_WIDE)
    return asked.narrow_figure.height / NARROW_PLOT * min(inner, MOST_NARROW)
