"""The tile map as SVG: 43 equal squares, so that a small area counts as much to the eye as a large one."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from components.drawing import theme
from components.drawing.letters import Pen, written
from components.drawing.map.classes import Classes
from components.drawing.map.figure import Box
from components.drawing.map.outlines import Around, alone, by_name, list_box, option
from geo.areas import areas
from geo.shapes import Shapes

SIZE, GAP = 60, 3
# The fewest columns and rows a part of the tiles is shown with, so that four tiles do not fill a screen.
FEWEST = (5, 4)
# The longest line of a name that still fits a square.
LONGEST_LINE = 11
SPLIT_ENDINGS = ("shire", "ford", "side")


def tile_map(shapes: Shapes, language: str, *, about: str) -> str:
    """Return the tiles as an SVG list box, in the order of the names; ``about`` as :func:`outlines.area_map`."""
    tiles = "".join(_tile(shapes, code, language) for code in by_name(shapes.tiles, language))
    left, top, width, height = tile_box(shapes, shapes.tiles)
    return list_box(tiles, viewbox=f"{left:g} {top:g} {width:g} {height:g}", about=about)


def tile_box(shapes: Shapes, codes: Iterable[str]) -> Box:
    """Return left, top, width and height of the part of the tile map with some tiles, each in its place."""
    places = [shapes.tiles[code] for code in codes]
    found = []
    for axis, fewest in enumerate(FEWEST):
        first, last = (pick(place[axis] for place in places) for pick in (min, max))
        room = max(0, fewest - (last - first + 1)) / 2
        found.append((SIZE * (first - room) - 2, SIZE * (last - first + 1 + 2 * room) + 4))
    (left, width), (top, height) = found
    return left, top, width, height


def painted_tiles(
    classes: Classes,
    shapes: Shapes,
    language: str,
    *,
    codes: Iterable[str],
    marked: tuple[str, str],
    is_short: bool = False,
    around: Around = alone,
) -> str:
    """Return some tiles painted, with whole or short names, the chosen one and the compared one outlined.

    ``around`` puts each tile into what it is part of.
    """
    shown = list(codes)
    drawn = "".join(around(code, _painted_tile(classes, shapes, code, language, is_short)) for code in shown)
    chosen, compared = (code if code in shown else "" for code in marked)
    lines = [(compared, theme.COMPARED_OUTLINE, ' stroke-dasharray="5 3"'), (chosen, theme.CHOSEN_OUTLINE, "")]
    return drawn + "".join(
        f'<path d="{_square(shapes, code)}" fill="none" stroke="{colour}" stroke-width="2.6"{dashes}/>'
        for code, colour, dashes in lines
        if code
    )


def short_name(name: str) -> str:
    """Return a name in four letters, no two alike: ``Kent``, ``NWal``, ``Nham`` for Northamptonshire."""
    words = name.replace("-", " ").split()
    if len(words) > 1:
        return words[0][0] + words[-1][:3]
    return name[0] + name[4:7] if name.startswith("North") else name[:4]


def lines(name: str) -> tuple[str, ...]:
    """Return a name on one or two lines, each short enough for a square."""
    if len(name) <= LONGEST_LINE and " " not in name:
        return (name,)
    if " " in name:
        words = name.split()
        middle = min(range(1, len(words)), key=lambda cut: abs(len(" ".join(words[:cut])) - len(name) / 2))
        return " ".join(words[:middle]), " ".join(words[middle:])
    ending = next((end for end in SPLIT_ENDINGS if name.endswith(end)), "")
    return (f"{name.removesuffix(ending)}-", ending) if ending else (name,)


def _tile(shapes: Shapes, code: str, language: str) -> str:
    """Return a tile with its name whole and short; which of them is shown depends on the width of the screen."""
    x, y = _middle(shapes, code)
    name = areas()[code].name(language)
    style = f'data-of="{code}" aria-hidden="true" text-anchor="middle"'
    return (
        f'{option(code, (x, y), _square(shapes, code))}<text class="full" font-size="9.2" {style}>{_name(name, x, y)}'
        f'</text><text class="short" font-size="17" display="none" {style} x="{x:g}" y="{y + 6:g}">'
        f"{escape(short_name(name))}</text>"
    )


def _painted_tile(classes: Classes, shapes: Shapes, code: str, language: str, is_short: bool) -> str:
    symbol, (x, y) = classes.symbol(code), _middle(shapes, code)
    # On a pattern the letters need a ground of their own.
    pen = Pen(17 if is_short else 9.2, symbol.ink, is_bold=True, anchor="middle", ground=symbol.halo)
    called = areas()[code].name(language)
    rows = [(short_name(called), y + 6)] if is_short else _rows(called, y)
    name = "".join(written(line, x, at, pen) for line, at in rows)
    return f'<path d="{_square(shapes, code)}" fill="{symbol.fill}" stroke="{symbol.line}" stroke-width=".7"/>{name}'


def _name(name: str, x: float, y: float) -> str:
    return "".join(f'<tspan x="{x:g}" y="{at:g}">{escape(line)}</tspan>' for line, at in _rows(name, y))


def _rows(name: str, y: float) -> list[tuple[str, float]]:
    """Return the lines of a name around ``y``, each with its base."""
    found = lines(name)
    return [(line, y + 4 + 12 * (i - (len(found) - 1) / 2)) for i, line in enumerate(found)]


def _middle(shapes: Shapes, code: str) -> tuple[float, float]:
    x, y = (SIZE * step + (SIZE - GAP) / 2 for step in shapes.tiles[code])
    return x, y


def _square(shapes: Shapes, code: str) -> str:
    x, y = (SIZE * step for step in shapes.tiles[code])
    side = SIZE - GAP
    return f"M{x} {y}h{side}v{side}h-{side}z"
