"""The areas as SVG: outlines to be chosen on the page, and maps that are painted once and stay as they are.

On the page the outlines travel once: ``assets/twin.js`` paints them with the symbols of the view, so that another year,
another measure or another area costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from components.drawing import theme
from components.drawing.letters import Pen, written
from components.drawing.map.classes import Classes, RateClasses
from components.drawing.map.figure import Box
from components.drawing.map.inset import area_path, frame, inset_in
from components.drawing.map.legend import FONT, legend_bar
from geo.areas import areas
from geo.shapes import Inset, Shapes

# The width of the whole map in units of its sheet: patterns, lines and letters are drawn for it.
WHOLE_WIDTH = 414
PLACE_SIZE = 8.8
# Names that stand a line lower than their middle, or they would touch the one beside them.
MIDDLE = 'text-anchor="middle"'
LOWERED = {"W06000006"}


def overview_map(classes: RateClasses, shapes: Shapes, *, chosen: str, language: str, about: str) -> str:
    """Return the whole map as one SVG: areas, the chosen one outlined, and the legend with its breaks below."""
    left, top, width, height = (float(part) for part in shapes.viewbox.split())
    drawn = "".join(_painted(classes, code, area_path(shapes, code, inset=shapes.inset)) for code in shapes.paths)
    legend = (
        f'<g transform="translate({left + 4} {top + height + 8})">{legend_bar(classes, language, chosen=chosen)}</g>'
    )
    ground = f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height + 58:g}" fill="{theme.GROUND}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height + 58:g}">'
        f"<desc>{escape(about)}</desc>{theme.PATTERNS}{ground}<g {FONT}>{frame(shapes.inset, language)}</g>{drawn}"
        f"{outline(shapes, chosen, shapes.inset)}{legend}</svg>"
    )


# Puts the drawing of an area, by its code, into what it is to be part of: a link.
Around = Callable[[str, str], str]


def alone(_code: str, drawn: str) -> str:
    """Return the drawing of an area as it is."""
    return drawn


def painted_map(
    classes: Classes,
    shapes: Shapes,
    *,
    codes: Iterable[str],
    box: Box,
    marked: tuple[str, str],
    around: Around = alone,
) -> str:
    """Return the part of the map in ``box``, the areas ``codes`` painted and the others pale.

    Parameters
    ----------
    classes : RateClasses or ChangeClasses
    shapes : Shapes
    codes : iterable of str
    box : (float, float, float, float)
        Left, top, width and height on the sheet.
    marked : (str, str)
        Codes of the chosen area and of the one it is compared with.
    around : callable
        Puts each painted area into what it is part of.
    """
    scale, shown = box[2] / WHOLE_WIDTH, set(codes)
    inset = inset_in(shapes, shown, box)
    paths = {code: area_path(shapes, code, inset=inset) for code in shapes.paths}
    pale = "".join(_pale(path) for code, path in paths.items() if code not in shown)
    painted = {code: _painted(classes, code, path, scale) for code, path in paths.items() if code in shown}
    drawn = "".join(around(*each) for each in painted.items())
    chosen, compared = marked
    lines = outline(shapes, compared, inset, scale, is_compared=True) + outline(shapes, chosen, inset, scale)
    return f"{_pale(shapes.context_path)}{pale}{drawn}{lines}"


def inner_lines(shapes: Shapes, colour: str, scale: float, language: str, *, is_named: bool) -> str:
    """Return the borders of the local authorities within the area that has them, and their names if there is room."""
    lines = (
        f'<path d="{shapes.local_authority_lines}" fill="none" stroke="{colour}" stroke-width="{0.8 * scale:.2f}" '
        f'stroke-dasharray="{2 * scale:.2f} {2 * scale:.2f}"/>'
    )
    names = "".join(
        _written_place(shapes, code, language, PLACE_SIZE * scale) for code in shapes.local_authority_centres
    )
    return lines + names if is_named else lines


def area_map(shapes: Shapes, language: str, *, about: str) -> str:
    """Return the outlines as an SVG list box, each area an option in the order of its name, to be chosen by any means.

    Parameters
    ----------
    shapes : Shapes
    language : str
    about : str
        Where the shapes come from; it stays in the file wherever it is copied to.
    """
    lines = "".join(
        f'<path class="inner" data-of="{code}" d="{shapes.local_authority_lines}" fill="none" display="none"/>'
        for code in divided(shapes)
    )
    names = "".join(
        _place(shapes, code, language, f'class="inner" data-of="{areas()[code].parent}" display="none" {MIDDLE}')
        for code in shapes.local_authority_centres
    )
    code = shapes.inset.code if shapes.inset else ""
    inset = f'<g class="inset" data-code-of="{code}">{frame(shapes.inset, language)}</g>' if code else ""
    top = f'<path class="top" data-top="{code}" d="" fill="none"/>' if code else ""
    options = "".join(_option(shapes, code) for code in by_name(shapes.paths, language))
    return list_box(
        f"{_pale(shapes.context_path)}{inset}{options}{top}{lines}",
        viewbox=shapes.viewbox,
        about=about,
        above=names,
    )


def by_name(codes: Iterable[str], language: str) -> list[str]:
    """Return codes of areas in the order of their names."""
    return sorted(codes, key=lambda code: areas()[code].name(language))


def option(code: str, centre: tuple[float, float], path: str, *, part: str = "") -> str:
    """Return an area as an option of a list box: pale and without a figure until it is painted.

    ``part`` is its path where a part of the drawing is shown, if that is another.
    """
    other = f' data-part="{part}"' if part not in ("", path) else ""
    return (
        f'<path role="option" aria-selected="false" tabindex="-1" data-code="{code}" data-x="{centre[0]:g}" '
        f'data-y="{centre[1]:g}"{other} d="{path}" fill="{theme.CONTEXT_LAND}"/>'
    )


def list_box(content: str, *, viewbox: str, about: str, above: str = "") -> str:
    """Return an SVG whose ``option`` paths can be chosen; ``components/assets/twin.js`` brings it to life.

    ``above`` is drawn over the outlines of the chosen areas: names, or a line would run through them.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{viewbox}" role="listbox" '
        f'font-family="Source Sans,Arial,Helvetica,sans-serif">'
        f"<desc>{escape(about)}</desc>{theme.ALL_PATTERNS}{content}"
        f'<path class="compared"/><path class="chosen"/><path class="focused"/>{above}</svg>'
    )


def outline(shapes: Shapes, code: str, inset: Inset | None, scale: float = 1, *, is_compared: bool = False) -> str:
    """Return the outline of the chosen area, or dashed that of the one it is compared with; nothing for other areas."""
    if code not in shapes.paths:
        return ""
    colour = theme.COMPARED_OUTLINE if is_compared else theme.CHOSEN_OUTLINE
    dashes = f' stroke-dasharray="{5 * scale:.2f} {3 * scale:.2f}"' if is_compared else ""
    return (
        f'<path d="{area_path(shapes, code, inset=inset)}" fill="none" stroke="{colour}" '
        f'stroke-width="{2.6 * scale:.3g}" stroke-linejoin="round"{dashes}/>'
    )


def divided(shapes: Shapes) -> set[str]:
    """Return the codes of the areas whose local authorities there are shapes of."""
    return {areas()[feature["properties"]["code"]].parent for feature in shapes.local_authorities["features"]}


def scaled(patterns: str, scale: float) -> str:
    """Return patterns that are drawn for the whole map so that they look the same on a part of it."""
    larger = re.sub(r'(?<=<pattern )id="([\w-]+)" width="([\d.]+)" height="([\d.]+)"', _size_by(scale), patterns)
    inside = re.sub(r"(<pattern [^>]*>)", rf'\1<g transform="scale({scale:.3g})">', larger)
    return inside.replace("</pattern>", "</g></pattern>")


def _size_by(scale: float) -> Callable[[re.Match[str]], str]:
    """Return what makes the cell of a pattern larger; not every program follows a transform of the whole pattern."""
    return lambda found: f'id="{found[1]}" width="{float(found[2]) * scale:.4g}" height="{float(found[3]) * scale:.4g}"'


def _option(shapes: Shapes, code: str) -> str:
    whole, part = (area_path(shapes, code, inset=inset) for inset in (shapes.inset, None))
    return option(code, shapes.centres[code], whole, part=part)


def _place(shapes: Shapes, code: str, language: str, style: str) -> str:
    """Return the name of a local authority where it belongs."""
    x, y = shapes.local_authority_centres[code]
    lower = ' dy="1em"' if code in LOWERED else ""
    return f'<text x="{x:g}" y="{y:g}"{lower} {style}>{escape(areas()[code].name(language))}</text>'


def _written_place(shapes: Shapes, code: str, language: str, size: float) -> str:
    """Return the same for a drawing that is painted once, readable on whatever lies below it."""
    x, y = shapes.local_authority_centres[code]
    pen = Pen(size, is_bold=True, anchor="middle", ground=theme.GROUND)
    return written(areas()[code].name(language), x, y + size * (code in LOWERED), pen)


def _pale(path: str) -> str:
    return f'<path d="{path}" fill="{theme.CONTEXT_LAND}" stroke="{theme.BOUNDARY}" stroke-width=".4"/>'


def _painted(classes: Classes, code: str, path: str, scale: float = 1) -> str:
    symbol = classes.symbol(code)
    paint = f'fill="{symbol.fill}" stroke="{symbol.line}" stroke-width="{0.7 * scale:.2g}"'
    return f'<path d="{path}" {paint}/>'
