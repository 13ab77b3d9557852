"""Which chart of PowerPoint's own shows a figure: its numbers can be edited there. Loads python-pptx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from components.briefing.slides.body import Draw
from components.briefing.slides.charts import ChartWords, bar_chart, column_chart, line_chart
from components.briefing.slides.fit import joined
from components.briefing.slides.funnel import funnel_chart
from components.briefing.slides.map import draw_map
from components.briefing.slides.plot import counts, lines, rates
from components.drawing.bars import Bars, Halves
from components.drawing.chart import Chart, Nothing
from components.drawing.map.classes import RateClasses
from components.drawing.map.figure import Legend, MapFigure
from components.drawing.map.local import LocalMap
from components.drawing.map.operable import HostedMap, Operable, ZoomableMap
from components.drawing.plot.figure import FunnelNumbers, Intervals, Lines, Numbers, Plot
from components.drawing.sparkline import RateBeside, Sparkline
from components.wording.text import Text
from geo.shapes import shapes as published_shapes


def native(charts: Sequence[Chart], texts: Sequence[Text], area: str) -> Draw:
    """Return what draws a visual; nothing where it has no drawing.

    Parameters
    ----------
    charts : sequence of Chart
        The same chart in each language.
    texts : sequence of Text
        In the same order.
    area : str
        Code of the chosen area.

    Raises
    ------
    TypeError
        If slides have no such visual.
    """
    figure = charts[0].figure
    if not charts[0].is_drawn:
        return lambda shapes, box: None
    said = _words(charts, texts)
    match figure:
        case MapFigure(shape="areas", classes=RateClasses() as classes):
            drawn = (published_shapes(), classes, area)
            return lambda shapes, box: draw_map(shapes, box, charts, texts, drawn)
        case Plot(numbers=numbers):
            return _plot(numbers, charts, texts, area)
        case Bars() | Halves() | LocalMap():
            bars = counts(charts, texts)
            return lambda shapes, box: bar_chart(shapes, box, bars, said)
        case MapFigure() | Legend() | Sparkline() | RateBeside() | HostedMap() | Operable() | ZoomableMap():
            raise TypeError(f"slides have no {type(figure).__name__}")
        case Nothing() | None:
            return lambda shapes, box: None
        case _:
            assert_never(figure)


def columns(charts: Sequence[Chart], texts: Sequence[Text]) -> Draw:
    """Return what draws the counts of a long table as columns."""
    drawn, said = counts(charts, texts, is_short=True), _words(charts, texts)
    return lambda shapes, box: column_chart(shapes, box, drawn, said)


def _plot(numbers: Numbers, charts: Sequence[Chart], texts: Sequence[Text], area: str) -> Draw:
    said = _words(charts, texts)
    match numbers:
        case FunnelNumbers():
            return lambda shapes, box: funnel_chart(shapes, box, charts, texts, (numbers, area))
        case Lines():
            series = lines(numbers, charts, texts)
            return lambda shapes, box: line_chart(shapes, box, series, said)
        case Intervals():
            bars = rates(numbers, charts, texts)
            return lambda shapes, box: bar_chart(shapes, box, bars, said)
        case _:
            assert_never(numbers)


def _words(charts: Sequence[Chart], texts: Sequence[Text]) -> ChartWords:
    return ChartWords(
        joined(chart.table.caption for chart in charts),
        " ".join(chart.alt for chart in charts),
        [text.language for text in texts],
    )
