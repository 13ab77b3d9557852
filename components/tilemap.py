"""The tile map as SVG: 43 equal squares, so that a small area counts as much to the eye as a large one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from components import theme
from components.maps import Faces, Label, list_box, option
from geo.shapes import Shapes

SIZE, GAP = 60, 3
# The longest line of a name that still fits a square.
LONGEST_LINE = 11
SPLIT_ENDINGS = ("shire", "ford", "side")


def tile_map(faces: Faces, shapes: Shapes, labels: Mapping[str, Label], *, name: str, about: str) -> str:
    """Return the tiles as an SVG list box, in the order of ``labels``; parameters as :func:`maps.area_map`."""
    columns, rows = (1 + max(place[axis] for place in shapes.tiles.values()) for axis in (0, 1))
    tiles = "".join(_tile(faces, code, label, shapes.tiles[code]) for code, label in labels.items())
    viewbox = f"-2 -2 {columns * SIZE + 4} {rows * SIZE + 4}"
    return list_box(tiles, viewbox=viewbox, name=name, about=about)


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


def _tile(faces: Faces, code: str, label: Label, place: tuple[int, int]) -> str:
    x, y = (SIZE * step for step in place)
    side = SIZE - GAP
    middle = (x + side / 2, y + side / 2)
    paint = f'fill="{faces.fill(code)}" stroke="{faces.boundary(code)}" stroke-width=".7"'
    square = option(code, label, middle, f'd="M{x} {y}h{side}v{side}h-{side}z" {paint}')
    written = lines(label.name)
    full = "".join(
        f'<tspan x="{middle[0]:g}" y="{middle[1] + 4 + 12 * (i - (len(written) - 1) / 2):g}">{escape(line)}</tspan>'
        for i, line in enumerate(written)
    )
    # On a pattern the letters need a ground of their own.
    halo = f' stroke="{theme.GROUND}" stroke-width="4" paint-order="stroke"' if faces.pattern(code) else ""
    ink = theme.INK if faces.pattern(code) else theme.ink_on(faces.colour(code))
    style = f'aria-hidden="true" text-anchor="middle" fill="{ink}"{halo}'
    short, base = escape(short_name(label.name)), middle[1] + 6
    return (
        f'{square}<text class="full" font-size="9.2" {style}>{full}</text>'
        f'<text class="short" font-size="17" display="none" {style} x="{middle[0]:g}" y="{base:g}">{short}</text>'
    )
