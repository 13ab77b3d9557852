"""The drawings of a briefing for paper: SVG with the letters of the typesetter, as wide as the letters need."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.charts.map.picture import LEGEND_WIDTH, MAP_WIDTH, WIDTH
from components.drawing.bars import Bars
from components.drawing.chart import Chart
from components.drawing.picture import drawing

# The typesetter has these letters and no others.
FONT = "Source Sans Pro"
FAMILY = re.compile(r'font-family="[^"]*"')
BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
# A map beside its legend, as ``map_picture`` puts them together.
MAP = re.compile(rf'(?P<opening><svg [^>]*>)<svg x="0" y="0" width="{MAP_WIDTH}" height="(?P<height>[\d.]+)"')
LEGEND_LEFT, MAP_GAP = f'x="{WIDTH - LEGEND_WIDTH}"', 16


@dataclass(frozen=True)
class Room:
    """Pixels to draw in: drawn on paper at one width, fewer pixels have larger letters."""

    plot: int
    bars: int
    map: int = MAP_WIDTH


def print_svg(chart: Chart, language: str, room: Room) -> str:
    """Return the drawing of a chart for the typesetter; empty where the chart has none."""
    if not chart.is_drawn:
        return ""
    drawn = drawing(chart, language, width=room.bars if isinstance(chart.figure, Bars) else room.plot)
    drawn = FAMILY.sub(f'font-family="{FONT}"', _nearer(drawn, room.map))
    opening = drawn[: drawn.index(">")]
    return drawn if "font-family" in opening else drawn.replace("<svg ", f'<svg font-family="{FONT}" ', 1)


def ratio(svg: str) -> float:
    """Return the height of a drawing by its width."""
    width, height = map(float, BOX.search(svg).groups())
    return height / width


def _nearer(svg: str, map_width: int) -> str:
    """Return a map of another width beside a legend of the same size; any other drawing as it is."""
    found = MAP.match(svg)
    if found is None or map_width == MAP_WIDTH:
        return svg
    high, left = float(found["height"]) * map_width / MAP_WIDTH, map_width + MAP_GAP
    opening = BOX.sub(f'viewBox="0 0 {left + LEGEND_WIDTH} {high:.0f}"', found["opening"])
    begun = f'{opening}<svg x="0" y="0" width="{map_width}" height="{high:.1f}"'
    return begun + svg[found.end() :].replace(LEGEND_LEFT, f'x="{left}"')
