"""The funnel as a native scatter chart: every force a point, the limits as lines. Loads python-pptx.

The points are the numbers of the table, the lines those of the drawing on the page: nothing is worked out again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from lxml import etree
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Inches, Pt

from components import theme
from components.chart import Chart
from components.slides_charts import LETTERS, label, speak, titled
from components.slides_figures import names_by_code
from components.slides_fit import Box, joined
from components.slides_page import describe, rgb
from components.text import Text

# More names than this would lie upon each other.
MOST_NAMES = 8
QUIET = theme.HIDDEN_HATCH
Point = tuple[float, float]


def funnel_chart(shapes: SlideShapes, box: Box, charts: Sequence[Chart], texts: Sequence[Text], chosen: str) -> None:
    """Add the funnel of a chart, the same one in each language.

    Parameters
    ----------
    shapes : SlideShapes
    box : Box
    charts : sequence of Chart
    texts : sequence of Text
        In the same order.
    chosen : str
        Code of the area that is a series of its own, if it is a force with a rate.
    """
    points, names = _points(charts[0], texts[0]), names_by_code(charts)
    data = XyChartData(number_format="#,##0.0")
    limits = _limits(charts[0].figure, texts)
    for name, line in limits:
        _series(data, name, line)
    others = {code: point for code, point in points.items() if code != chosen}
    if others:
        _series(data, joined(text("slides.forces") for text in texts), others.values())
    if chosen in points:
        _series(data, names[chosen], [points[chosen]])
    frame = shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *map(Inches, box), data)
    describe(frame, joined(chart.table.caption for chart in charts), " ".join(chart.alt for chart in charts))
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(LETTERS), rgb(theme.INK)
    series = [*chart.plots[0].series]
    for place, drawn in enumerate(series[: len(limits)]):
        _as_line(drawn, is_middle=place == 0, is_outer=place > 2)
    for drawn in series[len(limits) :]:
        _as_points(drawn, is_chosen=chosen in points and drawn is series[-1])
    if others:
        _name(series[len(limits)]._element, list(others), names, _outside(charts[0], texts[0]))
    _legend(chart, limits)
    _axes(chart, points, texts)
    speak(chart, texts[0].language)


def _points(chart: Chart, text: Text) -> dict[str, Point]:
    """Return residents and rate of each force that has a rate."""
    frame = chart.table.data
    rated = frame[frame[text("show.rate")].notna()]
    rows = zip(rated.iloc[:, 0], rated[text("compare.people")], rated[text("show.rate")], strict=True)
    return {str(code): (int(people), float(rate)) for code, people, rate in rows}


def _outside(chart: Chart, text: Text) -> set[str]:
    """Return the forces that do not lie within the limits."""
    frame, within = chart.table.data, text("compare.position.within")
    position = frame[text("compare.position")].astype(str)
    return set(frame.iloc[:, 0][(position != within) & (position != "")])


def _limits(figure: object, texts: Sequence[Text]) -> list[tuple[str, list[Point]]]:
    """Return the lines of the drawing with their names: the rate of all, the inner limits, the outer ones.

    The drawing has its residents as powers of ten.
    """
    lines = [trace for trace in figure["data"] if trace.get("mode") == "lines" and trace.get("fill", "none") == "none"]
    kinds: dict[str, list[list[Point]]] = {"all": [], "inner": [], "outer": []}
    for trace in lines:
        parts = _parts(trace)
        kind = "outer" if trace["line"].get("dash") == "dash" else "inner" if len(parts) > 1 else "all"
        kinds[kind] += parts
    names = {
        "all": joined(text("slides.all_forces") for text in texts),
        **{kind: joined(text(f"compare.funnel.{kind}") for text in texts) for kind in ("inner", "outer")},
    }
    return [(names[kind], part) for kind, parts in kinds.items() for part in parts]


def _parts(trace: dict) -> list[list[Point]]:
    parts: list[list[Point]] = [[]]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            parts.append([])
        else:
            parts[-1].append((10**x, y))
    return [part for part in parts if part]


def _series(data: XyChartData, name: str, points: Sequence[Point]) -> None:
    series = data.add_series(name)
    for x, y in points:
        series.add_data_point(x, y)


def _as_line(series: object, *, is_middle: bool, is_outer: bool) -> None:
    series.marker.style = XL_MARKER_STYLE.NONE
    line = series.format.line
    line.color.rgb, line.width = rgb(theme.INK if is_middle else theme.QUIET_INK), Pt(2 if is_middle else 1.5)
    line.dash_style = MSO_LINE.DASH if is_outer else MSO_LINE.SOLID
    series._element.get_or_add_smooth().val = False


def _as_points(series: object, *, is_chosen: bool) -> None:
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = (XL_MARKER_STYLE.DIAMOND, 15) if is_chosen else (XL_MARKER_STYLE.CIRCLE, 7)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(theme.STRONG if is_chosen else QUIET)
    marker.format.line.color.rgb = rgb(theme.GROUND)
    if is_chosen:
        label(series._element, 0, at="t", is_bold=True)


def _name(series: etree._Element, codes: Sequence[str], names: dict[str, str], marked: set[str]) -> None:
    """Write the names of the forces outside the limits at their points, where they are few."""
    places = [place for place, code in enumerate(codes) if code in marked]
    if len(places) <= MOST_NAMES:
        for place in places:
            label(series, place, words=names[codes[place]], at="r")


def _legend(chart: object, limits: Sequence[tuple[str, list[Point]]]) -> None:
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


def _axes(chart: object, points: dict[str, Point], texts: Sequence[Text]) -> None:
    """Set residents on a ratio scale: most forces would stand in one corner of a scale of equal steps."""
    people, rates = chart.category_axis, chart.value_axis
    sizes = [size for size, _ in points.values()] or [100_000, 1_000_000]
    people.minimum_scale = 10 ** math.floor(math.log10(min(sizes)))
    people.maximum_scale = 10 ** math.ceil(math.log10(max(sizes)))
    people._element.find(qn("c:scaling")).insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
    people.has_major_gridlines = False
    rates.minimum_scale = 0
    rates.major_gridlines.format.line.color.rgb = rgb(theme.LINE)
    for axis, key, form in ((people, "compare.people", "#,##0"), (rates, "show.rate", "0")):
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
        axis.format.line.color.rgb = rgb(theme.HIDDEN_HATCH)
        titled(axis, [text(key) for text in texts], [text.language for text in texts])
