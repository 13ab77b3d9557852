"""The area that is too small to see, a second time: enlarged in a frame where the map has no land.

The enlarged shape is part of the path of its area, so that it is painted, marked, pointed at and chosen as the area is.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from components.drawing import theme
from components.wording.text import wording
from geo.areas import areas
from geo.shapes import Inset, Shapes

# A dot this large can be seen, and with the area around it touched, at the width of a phone.
DOT_RADIUS = 3.5
# Letters of the words below the frame, in units of the sheet: they can be read where the map is as wide as a phone.
LETTERS, LINE = 13, 15
Box = tuple[float, float, float, float]


def inset_in(shapes: Shapes, codes: Collection[str], box: Box) -> Inset | None:
    """Return the inset where its area is among those shown and its frame lies within the part that is shown."""
    inset = shapes.inset
    if inset is None or inset.code not in codes:
        return None
    left, top, width, height = inset.frame
    right, bottom = left + width, top + height
    is_inside = box[0] <= left and box[1] <= top and right <= box[0] + box[2] and bottom <= box[1] + box[3]
    return inset if is_inside else None


def area_path(shapes: Shapes, code: str, *, inset: Inset | None) -> str:
    """Return the path of an area: where it is too small to see, with its shape in the inset, or a dot in its place."""
    if code not in shapes.dots:
        return shapes.paths[code]
    if inset and inset.code == code:
        return shapes.paths[code] + inset.path
    x, y = shapes.centres[code]
    arc = f"a{DOT_RADIUS} {DOT_RADIUS} 0 1 0"
    return f"M{x - DOT_RADIUS:.1f} {y}{arc} {2 * DOT_RADIUS} 0{arc} {-2 * DOT_RADIUS} 0z"


def inset_words(inset: Inset, language: str) -> list[str]:
    """Return in two lines which area is enlarged."""
    said = wording(language)("map.inset", area=areas()[inset.code].name(language))
    name, comma, rest = said.rpartition(", ")
    return [f"{name},", rest] if comma else [said]


def frame(inset: Inset | None, language: str, scale: float = 1) -> str:
    """Return the frame of an inset and the words below it; nothing without an inset."""
    if inset is None:
        return ""
    left, top, width, height = inset.frame
    lines = "".join(
        f'<text x="{left + width:g}" y="{top + height + place * LINE:g}">{escape(line)}</text>'
        for place, line in enumerate(inset_words(inset, language), 1)
    )
    return (
        f'<g><rect x="{left:g}" y="{top:g}" width="{width:g}" '
        f'height="{height:g}" fill="{theme.CONTEXT_LAND}" stroke="{theme.QUIET_INK}" stroke-width="{scale:.3g}"/>'
        f'<g font-size="{LETTERS}" text-anchor="end" fill="{theme.INK}">{lines}</g></g>'
    )
