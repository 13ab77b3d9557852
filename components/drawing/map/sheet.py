"""A map beside its legend as SVG: together at any width, or each for itself where they are to stand apart."""

from __future__ import annotations

from functools import lru_cache

from components.drawing import theme
from components.drawing.letters import FAMILY, Pen, written
from components.drawing.map import outlines
from components.drawing.map.figure import Box, MapFigure
from components.drawing.map.inset import frame, inset_in
from components.drawing.map.legend import legend_svg
from components.drawing.map.tiles import painted_tiles
from components.drawing.svg import NAMESPACE, Svg
from geo.shapes import shapes

MAP_WIDTH, LEGEND_WIDTH, GAP = 520, 300, 24
TALLEST = 620
# White around the legend, in pixels.
EDGE = 4


@lru_cache(maxsize=64)
def map_svg(figure: MapFigure, language: str, *, map_width: int = MAP_WIDTH, gap: int = GAP) -> Svg:
    """Return a map ``map_width`` wide, and ``gap`` beside it its legend: as high as the higher of them."""
    left = map_width + gap
    areas, legend = _areas(figure, language, map_width), _legend(figure, language, left)
    width, height = left + LEGEND_WIDTH, round(max(_height(figure, map_width), legend.height + 6))
    return Svg(width, height, areas + legend.content)


def map_parts(figure: MapFigure, language: str) -> tuple[Svg, Svg]:
    """Return the map, and its legend with a left edge of 4 pixels, each in a frame of its own."""
    left = MAP_WIDTH + GAP
    whole, legend = map_svg(figure, language), _legend(figure, language, left)
    return Svg(MAP_WIDTH, whole.height, _areas(figure, language, MAP_WIDTH)), legend


def linked_map(figure: MapFigure, language: str, around: outlines.Around) -> Svg:
    """Return a map without its legend, each area put by ``around`` into what it is part of: a link."""
    height = MAP_WIDTH * figure.box[3] / figure.box[2]
    return Svg(MAP_WIDTH, height, _framed(figure, _drawn(figure, language, around), MAP_WIDTH, height))


def _height(figure: MapFigure, width: float) -> float:
    return min(TALLEST, MAP_WIDTH * figure.box[3] / figure.box[2]) * width / MAP_WIDTH


@lru_cache(maxsize=64)
def _areas(figure: MapFigure, language: str, width: int) -> str:
    return _framed(figure, _drawn(figure, language, outlines.alone), width, _height(figure, width))


def _drawn(figure: MapFigure, language: str, around: outlines.Around) -> str:
    return (_map if figure.shape == "areas" else _tiles)(figure, language, around)


def _framed(figure: MapFigure, drawn: str, width: float, height: float) -> str:
    """Return the part of a map that is shown, as large as there is room for it."""
    box = " ".join(f"{each:.2f}" for each in figure.box)
    size = f'x="0" y="0" width="{width}" height="{height:.1f}" viewBox="{box}"'
    return f'<svg {size} font-family="{FAMILY}">{_window(drawn, figure.box)}</svg>'


def _map(figure: MapFigure, language: str, around: outlines.Around) -> str:
    """Return the painted areas with their patterns."""
    sheet, box = shapes(), figure.box
    scale = box[2] / outlines.WHOLE_WIDTH
    drawn = frame(inset_in(sheet, figure.codes, box), language, scale)
    drawn += outlines.painted_map(
        figure.classes, sheet, codes=figure.codes, box=box, marked=figure.marked, around=around
    )
    if figure.inner in figure.codes:
        ink = figure.classes.symbol(figure.inner).ink
        drawn += outlines.inner_lines(sheet, ink, scale, language, is_named=figure.is_named)
    return outlines.scaled(theme.ALL_PATTERNS, scale) + drawn


def _tiles(figure: MapFigure, language: str, around: outlines.Around) -> str:
    """Return the painted tiles with their patterns."""
    is_short = figure.shape == "short_tiles"
    return theme.ALL_PATTERNS + painted_tiles(
        figure.classes, shapes(), language, codes=figure.codes, marked=figure.marked, is_short=is_short, around=around
    )


def _legend(figure: MapFigure, language: str, left: float) -> Svg:
    """Return the legend with what the classes are of above it, on white."""
    drawn, top, unit = legend_svg(figure.legend, language), 6, ""
    if figure.title:
        unit = f'<g font-family="{FAMILY}">{written(figure.title, left, 18, Pen(14, is_bold=True))}</g>'
        top = 30
    high = top + drawn.height
    ground = f'<rect x="{left - EDGE}" y="0" width="{LEGEND_WIDTH + EDGE}" height="{high:g}" fill="{theme.GROUND}"/>'
    place = f'x="{left}" y="{top}" width="{LEGEND_WIDTH}" height="{drawn.height:g}" {NAMESPACE}'
    content = f"{ground}{unit}{_apart(drawn.inside(place))}"
    return Svg(LEGEND_WIDTH + EDGE, high, content, left=left - EDGE)


def _window(drawn: str, box: Box) -> str:
    """Return the part of a drawing that is shown: not every program cuts off what lies outside of an inner picture."""
    left, top, width, height = box
    place = f'x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}"'
    ground = f'<rect {place} fill="{theme.GROUND}"/>'
    return f'<clipPath id="window"><rect {place}/></clipPath>{ground}<g clip-path="url(#window)">{drawn}</g>'


def _apart(drawing: str) -> str:
    """Return the legend with names of its own for its patterns, because those of the map may have another size."""
    return drawing.replace('<pattern id="', '<pattern id="legend-').replace("url(#", "url(#legend-")
