"""Native charts that can be edited: lines and bars with exactly the numbers of a table, blank where it has none.

Loads python-pptx.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import cycle
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from pptx.chart.axis import CategoryAxis, ValueAxis
from pptx.chart.chart import Chart as Native
from pptx.chart.data import ChartData, XyChartData
from pptx.chart.plot import BarPlot
from pptx.chart.series import LineSeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from components.briefing.slides.fit import Box
from components.briefing.slides.page import describe, in_place, newest, rgb
from components.briefing.slides.plot import NativePlot, NativeSeries
from components.drawing import theme
from components.drawing.plot.parts import ticks
from components.wording.format import LANGUAGE_TAGS

LETTERS = 12
# Bars as few as these are drawn thinner.
FEW = 4
# On a chart of half a slide the numbers of the scale need more room than they have.
NARROW = 6.5
# Lines differ in colour, in dashes and in the symbols on them.
PENS = (
    (theme.STRONG, MSO_LINE.SOLID, XL_MARKER_STYLE.DIAMOND, 3.25),
    (theme.MAP_CLASSES[3], MSO_LINE.DASH, XL_MARKER_STYLE.CIRCLE, 2.25),
    (theme.QUIET_INK, MSO_LINE.ROUND_DOT, XL_MARKER_STYLE.SQUARE, 2.25),
    (theme.ROSE, MSO_LINE.LONG_DASH, XL_MARKER_STYLE.TRIANGLE, 2.25),
    (theme.FELL, MSO_LINE.DASH_DOT, XL_MARKER_STYLE.X, 2.25),
)


class ChartWords(NamedTuple):
    """What a chart is called, what it shows to those who cannot see it, and the languages of its words."""

    name: str
    alt: str
    languages: Sequence[str]


def line_chart(shapes: SlideShapes, box: Box, plot: NativePlot, said: ChartWords) -> None:
    """Add a line for each series; a gap in it stays a gap."""
    chart = _chart(shapes, box, plot, XL_CHART_TYPE.LINE_MARKERS, said)
    drawn = [*chart.plots[0].series]
    for pen, line in zip(cycle(PENS), drawn, strict=False):
        colour, dash, symbol, width = pen
        line.smooth = False
        line.format.line.color.rgb, line.format.line.width = rgb(colour), Pt(width)
        line.format.line.dash_style = dash
        line.marker.style, line.marker.size = symbol, 9
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.rgb = rgb(colour)
        line.marker.format.line.color.rgb = rgb(theme.GROUND)
    _label_points(drawn, plot)
    _legend(chart, is_shown=len(plot.series) > 1)
    _axes(chart, plot, said.languages)
    speak(chart, said.languages[0])


def bar_chart(shapes: SlideShapes, box: Box, plot: NativePlot, said: ChartWords) -> None:
    """Add a bar for each category, the first one at the top, its number at its end; limits as whiskers."""
    chart = _chart(shapes, box, plot, XL_CHART_TYPE.BAR_CLUSTERED, said)
    series, bars = plot.series[0], chart.plots[0]
    bars.gap_width, bars.vary_by_categories = 45 if len(plot.categories) > FEW else 110, False
    drawn = bars.series[0]
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = rgb(theme.MAP_CLASSES[3] if series.lower else theme.STRONG)
    if series.lower and series.values[0] is not None:
        drawn.points[0].format.fill.solid()
        drawn.points[0].format.fill.fore_color.rgb = rgb(theme.STRONG)
    _label_all(bars, plot, is_inside=bool(series.lower))
    if series.lower:
        _whiskers(drawn._element, series)
    chart.has_legend = False
    chart.category_axis.reverse_order = True
    _axes(chart, plot, said.languages, most=6 if box.width > NARROW else 4)
    # Where the categories run down, the axis of numbers is at the top unless it is told to be at the far end.
    chart.value_axis._element.find(qn("c:crosses")).set("val", "max")
    speak(chart, said.languages[0])


def column_chart(shapes: SlideShapes, box: Box, plot: NativePlot, said: ChartWords) -> None:
    """Add a column for each of many periods."""
    chart = _chart(shapes, box, plot, XL_CHART_TYPE.COLUMN_CLUSTERED, said)
    columns = chart.plots[0]
    columns.gap_width, columns.vary_by_categories = 35, False
    columns.series[0].format.fill.solid()
    columns.series[0].format.fill.fore_color.rgb = rgb(theme.STRONG)
    chart.has_legend = False
    _axes(chart, plot, said.languages)
    letters = chart.category_axis.tick_labels.font
    letters.size = Pt(LETTERS - 1)
    chart.category_axis._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "-5400000")
    speak(chart, said.languages[0])


def _chart(shapes: SlideShapes, box: Box, plot: NativePlot, kind: XL_CHART_TYPE, said: ChartWords) -> Native:
    data = ChartData(number_format=plot.number_format)
    data.categories = plot.categories
    for series in plot.series:
        data.add_series(series.name, series.values)
    return put_chart(shapes, box, kind, data, said)


def put_chart(
    shapes: SlideShapes, box: Box, kind: XL_CHART_TYPE, data: ChartData | XyChartData, said: ChartWords
) -> Native:
    """Add a native chart without a title of its own, its letters ours."""
    # What add_chart says of its types is wrong: it takes data of points too, and returns the frame around the chart.
    shapes.add_chart(kind, *in_place(box), data)  # type: ignore[arg-type]
    frame = newest(shapes, GraphicFrame)
    describe(frame, said.name, said.alt)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(LETTERS), rgb(theme.INK)
    return chart


def _axes(chart: Native, plot: NativePlot, languages: Sequence[str], *, most: int = 6) -> None:
    """Set a quiet grid, a scale from 0 of about ``most`` numbers, and what they are."""
    numbers, names = chart.value_axis, chart.category_axis
    known = [value for each in plot.series for value in (*each.values, *each.upper) if value is not None]
    numbers.minimum_scale = 0
    names.format.line.color.rgb = rgb(theme.HIDDEN_HATCH)
    names.tick_label_position, names.has_major_gridlines = XL_TICK_LABEL_POSITION.LOW, False
    numbers.format.line.fill.background()
    if not known:
        # There is no number, so there is no scale either.
        numbers.maximum_scale, numbers.has_major_gridlines = 1, False
        numbers.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        return
    step = max(ticks(max(known) or 1, most)[1], 1)
    numbers.maximum_scale, numbers.major_unit = step * math.ceil((max(known) or 1) / step), step
    numbers.tick_labels.number_format, numbers.tick_labels.number_format_is_linked = "#,##0", False
    numbers.major_gridlines.format.line.color.rgb = rgb(theme.LINE)
    titled(numbers, plot.unit, languages)


def titled(axis: CategoryAxis | ValueAxis, said: Sequence[str], languages: Sequence[str]) -> None:
    """Write what an axis measures, each language a run of its own."""
    axis.has_title = True
    paragraph = axis.axis_title.text_frame.paragraphs[0]
    for place, (words, code) in enumerate(dict(zip(said, languages, strict=True)).items()):
        run = paragraph.add_run()
        run.text = f" / {words}" if place else words
        run.font.size, run.font.bold = Pt(LETTERS), False
        run._r.get_or_add_rPr().set("lang", LANGUAGE_TAGS[code])


def _label_all(plot: BarPlot, drawn: NativePlot, *, is_inside: bool) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, drawn.number_format, False
    labels.position = XL_LABEL_POSITION.INSIDE_BASE if is_inside else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(LETTERS + 2), True
    labels.font.color.rgb = rgb(theme.GROUND if is_inside else theme.INK)


def _label_points(lines: Sequence[LineSeries], plot: NativePlot) -> None:
    """Write the newest number at the end of each line, and the marks of every figure that has any."""
    for place in range(len(plot.categories)):
        shown = [
            (value, line, series.marks[place])
            for line, series in zip(lines, plot.series, strict=True)
            if (value := series.values[place]) is not None and (place == _newest(series) or series.marks[place])
        ]
        shown.sort(key=lambda each: each[0], reverse=True)
        is_end = place == len(plot.categories) - 1
        for rank, (_, line, marks) in enumerate(shown):
            # The number itself is that of the chart: only the marks are in its format.
            mark = f' "{marks}"' if marks else ""
            is_top = rank == 0 and (is_end or len(shown) > 1)
            at = "t" if is_top else "b" if rank == len(shown) - 1 and is_end else "r"
            label(line._element, place, number_format=plot.number_format + mark, at=at, is_bold=True)


def _newest(series: NativeSeries) -> int:
    return max(place for place, value in enumerate(series.values) if value is not None)


def label(
    series: BaseOxmlElement,
    place: int,
    *,
    number_format: str = "",
    words: str = "",
    at: str = "t",
    is_bold: bool = False,
) -> None:
    """Write at one point its number in a format, or words, or the name of its series if there is neither."""
    shown = "Val" if number_format else "SerName"
    form = f'<c:numFmt formatCode={quoteattr(number_format)} sourceLinked="0"/>' if number_format else ""
    look = f'sz="{LETTERS}00" b="{int(is_bold)}"'
    said = (
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:r><a:rPr {look}/><a:t>{escape(words)}</a:t></a:r></a:p></c:rich>'
        "</c:tx>"
        if words
        else ""
    )
    shows = "".join(
        f'<c:show{name} val="{int(name == shown)}"/>'
        for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    paragraph = f"<a:p><a:pPr><a:defRPr {look}/></a:pPr><a:endParaRPr/></a:p>"
    letters = "" if words else f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/>{paragraph}</c:txPr>'
    made = parse_xml(
        f'<c:dLbl {nsdecls("c", "a")}><c:idx val="{place}"/>{said}{form}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
        f'</c:spPr>{letters}<c:dLblPos val="{at}"/>{shows}</c:dLbl>'
    )
    labels = series.get_or_add_dLbls()
    for each in labels.iter(qn("c:showVal")):
        if each.getparent() is labels:
            each.set("val", "0")
    new = labels._insert_dLbl_in_sequence(place)
    new.getparent().replace(new, made)


def _whiskers(series: BaseOxmlElement, plotted: NativeSeries) -> None:
    """Add the 95% interval of each bar; the programs have no figure of their own in them."""
    ends = {"plus": plotted.upper, "minus": plotted.lower}
    points = {
        name: "".join(
            f'<c:pt idx="{place}"><c:v>{abs(limit - value)!r}</c:v></c:pt>'
            for place, (limit, value) in enumerate(zip(limits, plotted.values, strict=True))
            if limit is not None and value is not None
        )
        for name, limits in ends.items()
    }
    if not any(points.values()):
        return
    sides = "".join(
        f"<c:{name}><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(plotted.values)}"/>{found}</c:numLit></c:{name}>'
        for name, found in points.items()
    )
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f'{sides}<c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{theme.INK[1:].upper()}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    series.find(qn("c:cat")).addprevious(bars)


def _legend(chart: Native, *, is_shown: bool) -> None:
    chart.has_legend = is_shown
    if is_shown:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(LETTERS + 1)


def speak(chart: Native, language: str) -> None:
    """Say which language the words of a chart are in, where they do not say it themselves; leave gaps as gaps."""
    for element in chart._chartSpace.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
        if not element.get("lang"):
            element.set("lang", LANGUAGE_TAGS[language])
    for gaps in chart._chartSpace.iter(qn("c:dispBlanksAs")):
        gaps.set("val", "gap")
