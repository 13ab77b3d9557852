"""The funnel as a native scatter chart: every force a point, the limits as lines. Loads python-pptx.

Points and lines are the numbers of the figure on the page: nothing is worked out again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from pptx.chart.chart import Chart as Native
from pptx.chart.data import XyChartData
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from components.briefing.slides.charts import LETTERS, ChartWords, label, put_chart, speak, titled
from components.briefing.slides.fit import Box, joined
from components.briefing.slides.labels import Limit, Point, span, spots_of
from components.briefing.slides.page import rgb
from components.briefing.slides.plot import names_by_code
from components.drawing import theme
from components.drawing.chart import Chart
from components.drawing.plot.figure import FunnelNumbers
from components.drawing.plot.parts import ticks
from components.wording.text import Text

# Where the axes are within the chart, by the number of languages: left, top, width and height as shares of it; below
# them stand the scale, what it measures and up to three lines of the key, or five of two languages.
INNER = {1: (0.09, 0.02, 0.89, 0.65), 2: (0.12, 0.02, 0.86, 0.6)}
QUIET = theme.HIDDEN_HATCH


def funnel_chart(
    shapes: SlideShapes, box: Box, charts: Sequence[Chart], texts: Sequence[Text], drawn: tuple[FunnelNumbers, str]
) -> None:
    """Add the funnel of a chart, the same one in each language.

    Parameters
    ----------
    shapes : SlideShapes
    box : Box
    charts : sequence of Chart
    texts : sequence of Text
        In the same order.
    drawn : (FunnelNumbers, str)
        Its numbers, and the code of the area that is a series of its own if it is a force with a rate.
    """
    funnel, chosen = drawn
    points, names = funnel.points, names_by_code(charts)
    data = XyChartData(number_format="#,##0.0")
    limits = _lines(funnel, texts)
    for name, line in limits:
        _series(data, name, line)
    others = {code: point for code, point in points.items() if code != chosen}
    if others:
        _series(data, joined(text("slides.forces") for text in texts), [*others.values()])
    if chosen in points:
        _series(data, names[chosen], [points[chosen]])
    said = ChartWords(
        joined(chart.table.caption for chart in charts),
        " ".join(chart.alt for chart in charts),
        [text.language for text in texts],
    )
    chart = put_chart(shapes, box, XL_CHART_TYPE.XY_SCATTER, data, said)
    series = _with_looks(chart, len(limits), has_chosen=chosen in points)
    top = _axes(chart, points, limits, texts)
    named = {
        code: names[code] for code in (chosen, *points) if code in names and (code == chosen or code in funnel.outside)
    }
    shares = INNER[len(texts)]
    spots = spots_of((box.width * shares[2], box.height * shares[3]), points, named, limits, top)
    if others:
        _write_names(series[len(limits)]._element, [*others], names, spots)
    if chosen in points:
        label(series[-1]._element, 0, at=spots.get(chosen, "t"), is_bold=True)
    _legend(chart, limits)
    _place_plot(chart, shares)
    speak(chart, texts[0].language)


def _with_looks(chart: Native, lines: int, *, has_chosen: bool) -> list[XySeries]:
    """Give lines and points their looks; return all series."""
    series = [*chart.plots[0].series]
    for place, drawn in enumerate(series):
        if place < lines:
            _as_line(drawn, is_middle=place == 0, is_outer=place > 2)
        else:
            _as_points(drawn, is_chosen=has_chosen and place == len(series) - 1)
    return series


def _lines(funnel: FunnelNumbers, texts: Sequence[Text]) -> list[Limit]:
    """Return the lines of the funnel with their names: the rate of all, the inner limits, the outer ones."""
    names = {
        "all": joined(text("slides.all_forces") for text in texts),
        **{kind: joined(text(f"compare.funnel.{kind}") for text in texts) for kind in ("inner", "outer")},
    }
    limits = funnel.limits
    return [
        # Some programs do not draw a line of two points on a ratio scale: this one is at every size of the limits.
        (names["all"], [(each.people, funnel.together) for each in limits]),
        (names["inner"], [(each.people, each.higher) for each in limits]),
        (names["inner"], [(each.people, each.lower) for each in limits]),
        (names["outer"], [(each.people, each.high) for each in limits]),
        (names["outer"], [(each.people, each.low) for each in limits]),
    ]


def _series(data: XyChartData, name: str, points: Sequence[Point]) -> None:
    series = data.add_series(name)
    for x, y in points:
        series.add_data_point(x, y)


def _as_line(series: XySeries, *, is_middle: bool, is_outer: bool) -> None:
    series.marker.style = XL_MARKER_STYLE.NONE
    line = series.format.line
    line.color.rgb, line.width = rgb(theme.INK if is_middle else theme.QUIET_INK), Pt(2 if is_middle else 1.5)
    line.dash_style = MSO_LINE.DASH if is_outer else MSO_LINE.SOLID
    series._element.get_or_add_smooth().val = False


def _as_points(series: XySeries, *, is_chosen: bool) -> None:
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = (XL_MARKER_STYLE.DIAMOND, 15) if is_chosen else (XL_MARKER_STYLE.CIRCLE, 7)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(theme.STRONG if is_chosen else QUIET)
    marker.format.line.color.rgb = rgb(theme.GROUND)


def _write_names(series: BaseOxmlElement, codes: Sequence[str], names: dict[str, str], spots: dict[str, str]) -> None:
    for place, code in enumerate(codes):
        if code in spots:
            label(series, place, words=names[code], at=spots[code])


def _legend(chart: Native, limits: Sequence[Limit]) -> None:
    """Show each kind of line once: a limit is two lines, one above and one below."""
    chart.has_legend = True
    legend = chart.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    legend.font.size = Pt(LETTERS)
    seen: set[str] = set()
    for place, (name, _) in enumerate(limits):
        if name in seen:
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
            last = [*legend._element.findall(qn("c:legendEntry")), legend._element.find(qn("c:legendPos"))]
            last[len(last) - 2 if len(last) > 1 else 0].addnext(parse_xml(entry))
        seen.add(name)


def _axes(chart: Native, points: Mapping[str, Point], limits: Sequence[Limit], texts: Sequence[Text]) -> float:
    """Set residents on a ratio scale: most forces would stand in one corner of a scale of equal steps.

    Returns the top of the scale of rates.
    """
    people, rates = chart.category_axis, chart.value_axis
    first, last = span(points)
    # A line that ends beyond the scale is not drawn at all by some programs.
    farthest = max((people_of for _, line in limits for people_of, _ in line), default=0)
    people.minimum_scale, people.maximum_scale = 10**first, max(10**last, 1.05 * farthest)
    people._element.find(qn("c:scaling")).insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
    people.has_major_gridlines = False
    tallest = max(rate for line in (*(line for _, line in limits), points.values()) for _, rate in line)
    step = ticks(tallest, 6)[1]
    top = step * math.ceil(tallest / step)
    rates.minimum_scale, rates.maximum_scale, rates.major_unit = 0, top, step
    rates.major_gridlines.format.line.color.rgb = rgb(theme.LINE)
    for axis, key, form in ((people, "compare.people", "#,##0"), (rates, "show.rate", "0")):
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
        axis.format.line.color.rgb = rgb(theme.HIDDEN_HATCH)
        titled(axis, [text(key) for text in texts], [text.language for text in texts])
    return top


def _place_plot(chart: Native, places_of: Sequence[float]) -> None:
    """Fix where the axes are, so that the names stand in every program where there is room for them."""
    shares = "".join(f'<c:{name} val="{share}"/>' for name, share in zip("xywh", places_of, strict=True))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    layout = parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{shares}</c:manualLayout></c:layout>")
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)
