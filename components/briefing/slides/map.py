"""The map as shapes that can be edited: each area a freeform with its name, painted as on the page.

Loads python-pptx.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, repeat

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.autoshape import Shape
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Inches, Pt

from components.briefing.slides.fit import Box, Line, fitted, high, joined
from components.briefing.slides.page import describe, in_place, newest, put, rgb, write
from components.briefing.slides.plot import names_by_code
from components.drawing import theme
from components.drawing.chart import Chart
from components.drawing.map.classes import SYMBOLS, RateClasses, Symbol
from components.drawing.map.inset import area_path, inset_words
from components.drawing.map.legend import break_value
from components.wording.attribution import attribution
from components.wording.format import MEANINGS, number
from components.wording.text import Text
from geo.shapes import Inset, Shapes

PATTERNS = {
    "hidden": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "not_available": MSO_PATTERN.PERCENT_25,
    "not_applicable": MSO_PATTERN.OUTLINED_DIAMOND,
}
STEP = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
LEGEND_WIDTH, SWATCH, ROW, LETTERS = 2.95, 0.24, 0.36, 12
CREDIT_SIZES = (10, 9)
# How far the words below the inset reach beyond its frame, in inches, and their letters.
INSET_WORDS, INSET_LETTERS = 0.9, 9


def draw_map(
    shapes: SlideShapes,
    box: Box,
    charts: Sequence[Chart],
    texts: Sequence[Text],
    drawn: tuple[Shapes, RateClasses, str],
) -> None:
    """Add the map of a chart and its legend, each a group.

    Parameters
    ----------
    shapes : SlideShapes
    box : Box
    charts : sequence of Chart
        The same map in each language.
    texts : sequence of Text
        In the same order.
    drawn : (Shapes, RateClasses, str)
        The published shapes, how each area looks by its rate, and the code of the chosen area.
    """
    outlines, classes, chosen = drawn
    names, figures = names_by_code(charts), _figures(charts[0], classes, texts[0])
    sheet = [float(each) for each in outlines.viewbox.split()]
    scale = min((box.width - LEGEND_WIDTH - 0.2) / sheet[2], box.height / sheet[3])
    left = box.left + (box.width - LEGEND_WIDTH - 0.2 - scale * sheet[2]) / 2
    group = shapes.add_group_shape()
    if outlines.inset:
        _inset(group, outlines.inset, (left, box.top, scale), texts)
    # The chosen area is drawn last, or its outline would be half hidden by its neighbours.
    for code in sorted(outlines.paths, key=lambda each: each == chosen):
        shape = _area(group, contours(outlines, code), (left, box.top, scale))
        paint(shape, classes.symbol(code), is_chosen=code == chosen)
        describe(shape, names.get(code, code), f"{names.get(code, code)}: {figures.get(code, '')}")
    group._element.recalculate_extents()
    describe(group, joined(chart.table.caption for chart in charts), " ".join(chart.alt for chart in charts))
    place = Box(box.left + box.width - LEGEND_WIDTH, box.top + 0.1, LEGEND_WIDTH, box.height)
    bottom = _legend(shapes, place, classes, texts, names.get(chosen, "") if chosen in outlines.paths else "")
    credit = [Line(attribution(text), text.language, colour=theme.QUIET_INK, before=0.4) for text in texts]
    shown, size = fitted(credit, place._replace(height=box.bottom - bottom), CREDIT_SIZES)
    height = high(shown, size, place.width)
    put(shapes, place._replace(top=box.bottom - height, height=height), shown, size, name=shown[0].said)


def contours(outlines: Shapes, code: str) -> list[list[tuple[float, float]]]:
    """Return the closed lines of an area on the sheet, those of its inset too where it is too small to see."""
    lines = []
    for part in filter(None, area_path(outlines, code, inset=outlines.inset).split("M")):
        steps = [float(each) for each in STEP.findall(part)]
        x = y = 0.0
        line = []
        for across, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + across, y + down
            line.append((x, y))
        lines.append(line)
    return lines


def paint(shape: Shape, symbol: Symbol, *, is_chosen: bool = False) -> None:
    """Give a shape the face of its figure: a colour, or a pattern where there is no figure."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)
    if symbol.pattern:
        shape.fill.patterned()
        shape.fill.pattern = PATTERNS.get(symbol.pattern, MSO_PATTERN.PERCENT_25)
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(theme.HIDDEN_HATCH), rgb(theme.GROUND)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(symbol.colour)
    shape.line.color.rgb = rgb(theme.CHOSEN_OUTLINE if is_chosen else symbol.line)
    shape.line.width = Pt(2.5 if is_chosen else 0.6)


def _figures(chart: Chart, classes: RateClasses, text: Text) -> dict[str, str]:
    """Return the rate of each area in figures, or its mark."""
    marks = zip(chart.table.data["code"], chart.table.marks, strict=True)
    rates = classes.values
    return {
        code: f"{'' if rates[code] is None else number(rates[code], text.language, decimals=1)} {mark}".strip()
        for code, mark in marks
    }


def _area(group: GroupShape, lines: list[list[tuple[float, float]]], place: tuple[float, float, float]) -> Shape:
    """Add an area as a freeform, written at once: python-pptx's builder takes seconds for a coast."""
    left, top, scale = place
    at = [[(int(Inches(left + scale * x)), int(Inches(top + scale * y))) for x, y in line] for line in lines]
    across, down = zip(*(point for line in at for point in line), strict=True)
    x, y, wide, tall = min(across), min(down), max(across) - min(across), max(down) - min(down)
    paths = "".join(
        "".join(
            f'<a:{verb}><a:pt x="{point[0] - x}" y="{point[1] - y}"/></a:{verb}>'
            for verb, point in zip(chain(["moveTo"], repeat("lnTo")), line, strict=False)
        )
        + "<a:close/>"
        for line in at
    )
    shape_id = len(group.shapes) + group.shape_id + 1
    group._element.append(
        parse_xml(
            f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{shape_id}" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm><a:custGeom><a:avLst/>'
            f'<a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{tall}">'
            f"{paths}</a:path></a:pathLst></a:custGeom></p:spPr></p:sp>"
        )
    )
    return newest(group.shapes, Shape)


def _inset(group: GroupShape, inset: Inset, place: tuple[float, float, float], texts: Sequence[Text]) -> None:
    """Add the frame of the inset, and below it in each language what is enlarged there."""
    left, top, scale = place
    x, y, wide, tall = inset.frame
    frame = Box(left + scale * x, top + scale * y, scale * wide, scale * tall)
    said = [Line(words, text.language) for text in texts for words in inset_words(inset, text.language)]
    ground = _swatch(group, frame, Symbol("", theme.CONTEXT_LAND, "", theme.QUIET_INK))
    ground.name = " ".join(inset_words(inset, texts[0].language))
    words = Box(frame.left - INSET_WORDS, frame.bottom + 0.04, frame.width + INSET_WORDS, high(said, INSET_LETTERS, 9))
    label = group.shapes.add_textbox(*in_place(words))
    label.name = ground.name
    write(label.text_frame, said, INSET_LETTERS, align="r")


def _legend(shapes: SlideShapes, box: Box, classes: RateClasses, texts: Sequence[Text], chosen: str) -> float:
    """Add the legend of the map and return where it ends."""
    group = shapes.add_group_shape()
    colours, step = theme.ramp(len(classes.breaks) + 1), box.width / (len(classes.breaks) + 1)
    title = [Line(text("show.rate"), text.language, is_bold=True) for text in texts]
    put(group.shapes, Box(box.left, box.top, box.width, 0.24 * len(title)), title, LETTERS, name=title[0].said)
    top = box.top + 0.24 * len(title) + 0.08
    for place, colour in enumerate(colours):
        _swatch(group, Box(box.left + place * step, top, step, 0.26), Symbol("", colour, "", theme.BOUNDARY))
    ends = [break_value(value, texts[0].language) for value in classes.breaks]
    for place, end in enumerate(ends, 1):
        label = group.shapes.add_textbox(*in_place(Box(box.left + place * step - step / 2, top + 0.29, step, 0.22)))
        label.name = end
        write(label.text_frame, [Line(end, texts[0].language)], LETTERS, align="ctr")
    rows = _rows(classes, texts)
    top += 0.72
    for symbol, lines in rows:
        _swatch(group, Box(box.left, top, 0.42, SWATCH), symbol)
        top = _words(group, box, top, lines)
    if chosen:
        outline = _swatch(group, Box(box.left, top, 0.42, SWATCH), Symbol("", theme.GROUND, "", theme.GROUND))
        outline.line.color.rgb, outline.line.width = rgb(theme.CHOSEN_OUTLINE), Pt(2.5)
        top = _words(group, box, top, [Line(chosen, texts[0].language, is_bold=True)])
    said = [*ends, *(line.said for _, lines in rows for line in lines)]
    describe(group, joined(line.said for line in title), f"{joined(line.said for line in title)}: {'; '.join(said)}")
    return top


def _rows(classes: RateClasses, texts: Sequence[Text]) -> list[tuple[Symbol, list[Line]]]:
    """Return what stands on the map beside the classes: only what is there."""
    there = {classes.symbol(code).name for code in classes.values}
    marks = {status: mark for mark, status in MEANINGS.items()}
    rows = []
    for name in ("zero", *PATTERNS):
        if name in there:
            said = [
                text("map.legend.zero") if name == "zero" else f"{marks[name]} {text(f'status.{name}')}"
                for text in texts
            ]
            lines = [Line(words, text.language) for words, text in zip(said, texts, strict=True)]
            rows.append((SYMBOLS[name], lines))
    return rows


def _words(group: GroupShape, box: Box, top: float, lines: Sequence[Line]) -> float:
    """Add words beside a swatch and return where the next row begins."""
    height = max(high(lines, LETTERS, box.width - 0.55), SWATCH)
    put(group.shapes, Box(box.left + 0.55, top, box.width - 0.55, height), lines, LETTERS, name=lines[0].said)
    return top + height + 0.12


def _swatch(group: GroupShape, box: Box, symbol: Symbol) -> Shape:
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *in_place(box))
    shape.name = symbol.name or "class"
    paint(shape, symbol)
    return shape
