"""Words as SVG, in letters that are there wherever a drawing is opened, and readable on any ground."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from components.drawing import theme

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# The letters that stand in for ours elsewhere are wider than ours by up to this, the bold ones by more.
SLACK, BOLD_SLACK = 1.26, 1.36
# Many programs look for the first of these only, so it has to be one that nearly every machine has.
FAMILY = "Arial,Helvetica,Source Sans Pro,Source Sans,sans-serif"
# How broad the ground of letters is, beside how high they are.
HALO = 0.34
COLOUR = re.compile(r"#[0-9a-fA-F]{3,6}|none|url\(#[\w-]+\)")
TRANSLUCENT = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)")


@dataclass(frozen=True)
class Pen:
    """How words are written.

    Parameters
    ----------
    size : float
        In pixels.
    colour : str
    is_bold : bool
    anchor : str
        ``start``, ``middle`` or ``end``: which part of the words stands at their place.
    ground : str
        Colour around the letters, so that they can be read on a pattern or a line; empty for none.
    """

    size: float
    colour: str = theme.INK
    is_bold: bool = False
    anchor: str = "start"
    ground: str = ""


def written(words: str, x: float, y: float, pen: Pen, *, more: str = "") -> str:
    """Return a line of words at a place.

    The ground is an element of its own below the letters, because many programs paint an outline over them; whoever
    has the drawing read out hears the words once.

    Parameters
    ----------
    words : str
    x, y : float
        Where the line begins, has its middle or ends, and its base.
    pen : Pen
    more : str
        Further attributes.
    """
    if not words:
        return ""
    weight = ' font-weight="700"' if pen.is_bold else ""
    anchor = f' text-anchor="{pen.anchor}"' if pen.anchor != "start" else ""
    place = f'x="{x:.1f}" y="{y:.1f}"{anchor} font-size="{pen.size:g}"{weight}{more}'
    said = escape(words, quote=False)
    return f'{_below(said, place, pen)}<text {place} fill="{colour_of(pen.colour)}">{said}</text>'


def colour_of(value: str) -> str:
    """Return a colour as every program reads it in an attribute; ValueError if it is of another kind."""
    if not COLOUR.fullmatch(value):
        raise ValueError(f"not a colour that every program knows: {value}")
    return value


def fonts() -> tuple[str, str]:
    """Return the files of the regular and the bold letters."""
    from font_source_sans_pro import font_files_ttf

    return font_files_ttf["SourceSansPro"], font_files_ttf["SourceSansProBold"]


def width_of(words: str, *, bold: bool) -> float:
    """Return how wide text is beside how high its letters are."""
    return _measure(bold).getlength(words) / 100


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return text in lines that fit ``width`` pixels at ``size``; a longer word stands alone."""
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, bold=bold) * size * (BOLD_SLACK if bold else SLACK) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


@cache
def _measure(bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(fonts()[bold], 100)


def _below(said: str, place: str, pen: Pen) -> str:
    """Return the ground of a line of words: the same words, broad, in its colour."""
    if not pen.ground:
        return ""
    shade, shines = pen.ground, ""
    if found := TRANSLUCENT.fullmatch(pen.ground):
        *parts, share = found.groups()
        shade, shines = "#" + "".join(f"{int(part):02x}" for part in parts), f' opacity="{float(share):g}"'
    edge = f'stroke="{shade}" stroke-width="{HALO * pen.size:.2g}" stroke-linejoin="round"{shines}'
    return f'<text {place} fill="{colour_of(shade)}" {edge} aria-hidden="true">{said}</text>'
