"""The drawings of a briefing for paper: SVG with the letters of the typesetter, as wide as the letters need."""

from __future__ import annotations

from dataclasses import dataclass, replace

from components.drawing.bars import Bars
from components.drawing.chart import Figure
from components.drawing.letters import FAMILY
from components.drawing.map.figure import MapFigure
from components.drawing.map.sheet import MAP_WIDTH, map_svg
from components.drawing.picture import drawing
from components.drawing.svg import Svg

# The typesetter has these letters and no others.
FONT = "Source Sans Pro"
# How far a legend stands from a map that is narrower than in a picture.
MAP_GAP = 16


@dataclass(frozen=True)
class Room:
    """Pixels to draw in: drawn on paper at one width, fewer pixels have larger letters."""

    plot: int
    bars: int
    map: int = MAP_WIDTH


def print_svg(figure: Figure, language: str, room: Room) -> Svg:
    """Return the drawing of a figure for the typesetter; TypeError if there is none of such a figure."""
    drawn = _drawn(figure, language, room)
    ours, theirs = f'font-family="{FAMILY}"', f'font-family="{FONT}"'
    look = drawn.look.replace(ours, theirs) if drawn.look else f" {theirs}"
    return replace(drawn, content=drawn.content.replace(ours, theirs), look=look)


def _drawn(figure: Figure, language: str, room: Room) -> Svg:
    if isinstance(figure, MapFigure) and room.map != MAP_WIDTH:
        return map_svg(figure, language, map_width=room.map, gap=MAP_GAP)
    return drawing(figure, language, width=room.bars if isinstance(figure, Bars) else room.plot)
