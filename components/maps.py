"""Maps as SVG: areas in fixed classes, and a face of its own for every figure that is not there. Pure.

A value's class is fixed for all periods by the register. Hidden is a hatch, not available is dots, not applicable
is a cross: never a colour of the ramp, never colour alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from components import theme
from components.format import number
from geo.areas import areas
from geo.shapes import Shapes

FONT = f'font-family="Arial,Helvetica,sans-serif" fill="{theme.INK}"'
# A dot this large can be seen, and with the area around it touched, at the width of a phone.
DOT_RADIUS = 3.5


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

    def pattern(self, code: str) -> str:
        """Return the pattern of an area without a value: the name of its status; empty where there is a value."""
        return self.statuses.get(code, "not_available") if self.values.get(code) is None else ""

    def colour(self, code: str) -> str:
        """Return the colour of an area: of its class, or of the lines of its pattern."""
        value = self.values.get(code)
        if value is None:
            return theme.HIDDEN_HATCH
        if value == 0:
            return theme.ZERO_GROUND
        return theme.ramp(len(self.breaks) + 1)[bisect_right(self.breaks, value)]

    def fill(self, code: str) -> str:
        """Return the colour or the pattern of an area, as SVG has it."""
        pattern = self.pattern(code)
        return f"url(#{pattern})" if pattern else self.colour(code)

    def boundary(self, code: str) -> str:
        """Return the colour of an area's outline; a white line would be lost on the white of a pattern or of a zero."""
        return theme.BOUNDARY if self.values.get(code) else theme.HIDDEN_HATCH


@dataclass(frozen=True)
class Label:
    """What an area is called, the language of that name, and its figure in words."""

    name: str
    language: str
    figure: str


def faces_of(rows: pd.DataFrame, breaks: Sequence[float]) -> Faces:
    """Return the faces of a view of all areas.

    Parameters
    ----------
    rows : DataFrame of shape (n, m)
        From ``data.views.by_area``.
    breaks : sequence of float
        From the register.
    """
    values = [None if pd.isna(rate) else float(rate) for rate in rows["rate"]]
    return Faces(
        dict(zip(rows["area_code"], values, strict=True)),
        dict(zip(rows["area_code"], rows["rate_status"], strict=True)),
        tuple(breaks),
    )


def overview_map(faces: Faces, shapes: Shapes, *, chosen: str, language: str) -> str:
    """Return the whole map as one SVG: areas, the chosen one outlined, and the legend with its breaks below."""
    left, top, width, height = (float(part) for part in shapes.viewbox.split())
    drawn = "".join(f'<path d="{area_path(shapes, code)}" {_paint(faces, code)}/>' for code in shapes.paths)
    outline = (
        f'<path d="{area_path(shapes, chosen)}" fill="none" stroke="{theme.CHOSEN_OUTLINE}" stroke-width="2.6" '
        f'stroke-linejoin="round"/>'
        if chosen in shapes.paths
        else ""
    )
    legend = f'<g transform="translate({left + 4} {top + height + 8})">{legend_bar(faces, language, chosen=chosen)}</g>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height + 58:g}">'
        f"{theme.PATTERNS}{drawn}{outline}{legend}</svg>"
    )


def area_map(faces: Faces, shapes: Shapes, labels: Mapping[str, Label], *, name: str, about: str) -> str:
    """Return the map as an SVG list box: each area an option, in the order of ``labels``, to be chosen by any means.

    Parameters
    ----------
    faces : Faces
    shapes : Shapes
    labels : mapping of str to Label
        By the code of the area.
    name : str
        What the list is, for those who hear it.
    about : str
        Source and caveat; they stay in the file wherever it is copied to.
    """
    inner = "".join(
        f'<path class="inner" d="{shapes.local_authority_lines}" data-of="{code}" fill="none" display="none" '
        f'stroke="{theme.ink_on(faces.colour(code))}" stroke-width=".8" stroke-dasharray="2 2"/>'
        for code in divided(shapes)
    )
    context = f'<path d="{shapes.context_path}" fill="{theme.CONTEXT_LAND}"/>'
    options = "".join(
        option(code, label, shapes.centres[code], f'd="{area_path(shapes, code)}" {_paint(faces, code)}')
        for code, label in labels.items()
    )
    return list_box(f"{context}{options}{inner}", viewbox=shapes.viewbox, name=name, about=about)


def option(code: str, label: Label, centre: tuple[float, float], drawing: str) -> str:
    """Return an area as an option of a list box; ``drawing`` are the attributes of its path."""
    said = escape(f"{label.name}: {label.figure}")
    return (
        f'<path role="option" aria-selected="false" tabindex="-1" data-code="{code}" data-x="{centre[0]:g}" '
        f'data-y="{centre[1]:g}" aria-label="{said}" {drawing}/>'
    )


def list_box(content: str, *, viewbox: str, name: str, about: str) -> str:
    """Return an SVG whose ``option`` paths can be chosen; ``components/assets/twin.js`` brings it to life."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{viewbox}" role="listbox" aria-label="{escape(name)}" '
        f'font-family="Source Sans,Arial,Helvetica,sans-serif">'
        f"<desc>{escape(about)}</desc>{theme.PATTERNS}{content}"
        f'<path class="chosen"/><path class="focused"/></svg>'
    )


def area_path(shapes: Shapes, code: str) -> str:
    """Return the path of an area, with a dot where the area alone is too small to see."""
    if code not in shapes.dots:
        return shapes.paths[code]
    x, y = shapes.centres[code]
    arc = f"a{DOT_RADIUS} {DOT_RADIUS} 0 1 0"
    dot = f"M{x - DOT_RADIUS:.1f} {y}{arc} {2 * DOT_RADIUS} 0{arc} {-2 * DOT_RADIUS} 0z"
    return shapes.paths[code] + dot


def legend_bar(faces: Faces, language: str, *, chosen: str) -> str:
    """Return the classes with the break values between them and a marker where the chosen area lies."""
    step, colours = 58, theme.ramp(len(faces.breaks) + 1)
    boxes = "".join(
        f'<rect x="{i * step}" y="14" width="{step}" height="16" fill="{colour}"/>' for i, colour in enumerate(colours)
    )
    ticks = "".join(
        f'<text x="{(i + 1) * step}" y="46" text-anchor="middle" font-size="14" {FONT}>'
        f"{break_value(value, language)}</text>"
        for i, value in enumerate(faces.breaks)
    )
    return boxes + ticks + _marker(faces, chosen, step)


def legend(faces: Faces, meanings: Mapping[str, str], *, chosen: str, language: str) -> str:
    """Return the legend as an SVG of its own: the classes, the chosen area's marker, a true zero, each pattern.

    Parameters
    ----------
    faces : Faces
    meanings : mapping of str to str
        The words of ``zero`` and of each status without a value, mark included.
    chosen : str
        Code of the chosen area.
    language : str
    """
    fills = {status: theme.ZERO_GROUND if status == "zero" else f"url(#{status})" for status in meanings}
    rows = "".join(
        f'<rect x=".5" y="{62 + 26 * i}" width="36" height="17" fill="{fills[status]}" stroke="{theme.HIDDEN_HATCH}"/>'
        f'<text x="46" y="{75 + 26 * i}" font-size="14" {FONT}>{escape(words)}</text>'
        for i, (status, words) in enumerate(meanings.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 {62 + 26 * len(meanings)}">'
        f"{theme.PATTERNS}{legend_bar(faces, language, chosen=chosen)}{rows}</svg>"
    )


def break_value(value: float, language: str) -> str:
    """Return the end of a class as the language writes it, with a decimal only where it has one."""
    return number(value, language, decimals=0 if float(value).is_integer() else 1)


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


def _paint(faces: Faces, code: str) -> str:
    return f'fill="{faces.fill(code)}" stroke="{faces.boundary(code)}" stroke-width=".7"'


def divided(shapes: Shapes) -> set[str]:
    """Return the codes of the areas whose local authorities there are shapes of."""
    return {areas()[feature["properties"]["code"]].parent for feature in shapes.local_authorities["features"]}
