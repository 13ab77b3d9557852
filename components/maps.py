"""Maps as SVG: areas in fixed classes, and a face of its own for every figure that is not there. Pure.

A value's class is fixed for all periods by the register. Hidden is a hatch, not available is dots, not applicable
is a cross: never a colour of the ramp, never colour alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.shapes import Shapes

from components import theme
from components.format import number

PATTERNS = (
    f'<defs><pattern id="hidden" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="{theme.HIDDEN_GROUND}"/>'
    f'<path d="M0 0V6" stroke="{theme.HIDDEN_HATCH}" stroke-width="3"/></pattern>'
    f'<pattern id="not_available" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="{theme.NOT_AVAILABLE_GROUND}"/>'
    f'<circle cx="3" cy="3" r="1.3" fill="{theme.NOT_AVAILABLE_DOTS}"/></pattern>'
    f'<pattern id="not_applicable" width="7" height="7" patternUnits="userSpaceOnUse">'
    f'<rect width="7" height="7" fill="{theme.NOT_APPLICABLE_GROUND}"/>'
    f'<path d="M0 0L7 7M7 0L0 7" stroke="{theme.HIDDEN_HATCH}" stroke-width=".8"/></pattern></defs>'
)
FONT = f'font-family="Source Sans 3,Source Sans Pro,Arial,sans-serif" fill="{theme.INK}"'


@dataclass(frozen=True)
class Faces:
    """How each area looks.

    Parameters
    ----------
    values : mapping of str to float or None
        The rate of each area by its code; None where there is none.
    statuses : mapping of str to str
        The status of that rate; it chooses the pattern where there is no value.
    breaks : sequence of float
        Lower ends of the classes after the first, the same for all periods.
    """

    values: Mapping[str, float | None]
    statuses: Mapping[str, str]
    breaks: Sequence[float]

    def fill(self, code: str) -> str:
        """Return the colour or the pattern of an area."""
        value = self.values.get(code)
        if value is None:
            return f"url(#{self.statuses.get(code, 'not_available')})"
        return theme.ramp(len(self.breaks) + 1)[bisect_right(self.breaks, value)]


def overview_map(faces: Faces, shapes: Shapes, *, chosen: str, language: str) -> str:
    """Return the whole map as one SVG: areas, the chosen one outlined, and the legend with its breaks below."""
    left, top, width, height = (float(part) for part in shapes.viewbox.split())
    areas = "".join(
        f'<path d="{path}" fill="{faces.fill(code)}" stroke="{theme.BOUNDARY}" stroke-width=".7"/>'
        for code, path in shapes.paths.items()
    )
    outline = (
        f'<path d="{shapes.paths[chosen]}" fill="none" stroke="{theme.CHOSEN_OUTLINE}" stroke-width="2.6" '
        f'stroke-linejoin="round"/>'
        if chosen in shapes.paths
        else ""
    )
    legend = f'<g transform="translate({left + 4} {top + height + 8})">{legend_bar(faces, language, chosen=chosen)}</g>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height + 58:g}">'
        f"{PATTERNS}{areas}{outline}{legend}</svg>"
    )


def legend_bar(faces: Faces, language: str, *, chosen: str) -> str:
    """Return the classes with the break values between them and a marker where the chosen area lies."""
    step, colours = 58, theme.ramp(len(faces.breaks) + 1)
    boxes = "".join(
        f'<rect x="{i * step}" y="14" width="{step}" height="16" fill="{colour}"/>' for i, colour in enumerate(colours)
    )
    ticks = "".join(
        f'<text x="{(i + 1) * step}" y="46" text-anchor="middle" font-size="14" {FONT}>'
        f"{number(value, language, decimals=0 if float(value).is_integer() else 1)}</text>"
        for i, value in enumerate(faces.breaks)
    )
    return boxes + ticks + _marker(faces, chosen, step)


def _marker(faces: Faces, chosen: str, step: int) -> str:
    """Return a triangle over the chosen area's place in its class; nothing where it has no value."""
    value = faces.values.get(chosen)
    if value is None:
        return ""
    index = bisect_right(faces.breaks, value)
    edges = [0.0, *faces.breaks, max(2 * faces.breaks[-1], value)]
    share = (value - edges[index]) / ((edges[index + 1] - edges[index]) or 1)
    x = step * (index + min(max(share, 0.06), 0.94))
    return f'<path d="M{x - 6:.1f} 1h12l-6 10z" fill="{theme.CHOSEN_OUTLINE}"/>'
