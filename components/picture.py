"""A visual as one picture that can stand alone: title, sentence, drawing, marks, source and release inside it. Pure.

SVG is written here; PNG is made from it by resvg, a library without a browser, a display or a network.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from components import theme
from components.bars import Bars, Halves
from components.bars_svg import bars_svg, halves_svg
from components.chart import Chart
from components.format import MARKS
from components.plot_svg import plot_svg
from components.tables import mark_meanings
from components.text import Text

WIDTH, MARGIN = 900, 28
INNER = WIDTH - 2 * MARGIN
# A drawing is enlarged no more than this, and is no higher than this many pixels.
LARGEST_SCALE, TALLEST = 2.0, 860
TITLE, BODY, SMALL = 26, 18, 14.5
# The fonts that stand in for ours on other machines are wider by up to this.
SLACK = 1.09
FONTS = "Source Sans,Source Sans Pro,Arial,Helvetica,sans-serif"
PNG_SCALE = 2


@dataclass(frozen=True)
class Placed:
    """Something drawn from the top down, and how high it is."""

    markup: str
    height: float


def picture_svg(chart: Chart, text: Text, *, about: Sequence[str]) -> str:
    """Return a chart as a picture.

    Parameters
    ----------
    chart : Chart
        Its figure is SVG markup, bars or a Plotly figure as a dict.
    text : Text
    about : sequence of str
        What stands at its foot: what the figures are not, source, release, address.

    Raises
    ------
    TypeError
        If the figure is of a kind that there is no picture of.
    """
    parts = [
        _paragraphs([chart.table.caption], TITLE, bold=True),
        _paragraphs([chart.sentence], BODY),
        _drawing(drawing(chart, text.language)),
        _marks(mark_meanings(chart.table, text)),
        _paragraphs(about, SMALL, colour=theme.QUIET_INK),
    ]
    top, placed = MARGIN, []
    for part in parts:
        if part.height:
            placed.append(f'<g transform="translate({MARGIN} {top:.1f})">{part.markup}</g>')
            top += part.height + 14
    height = top + MARGIN - 14
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{text.language}" xml:lang="{text.language}" width="{WIDTH}" '
        f'height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}" role="img" font-family="{FONTS}">'
        f"<title>{escape(chart.table.caption)}</title><desc>{escape(f'{chart.sentence} {chart.alt}')}</desc>"
        f'<rect width="100%" height="100%" fill="{theme.GROUND}"/>{theme.PATTERNS}{"".join(placed)}</svg>'
    )


def drawing(chart: Chart, language: str, *, width: int = INNER) -> str:
    """Return the drawing of a chart alone, as SVG; TypeError if there is none of such a figure.

    A plot and bars are laid out for ``width``: drawn larger, a narrower one has larger letters.
    """
    figure = chart.figure
    if isinstance(figure, str) and figure.startswith("<svg"):
        return figure
    if isinstance(figure, Bars):
        return bars_svg(figure, language, width=width)
    if isinstance(figure, Halves):
        return halves_svg(figure, language)
    if isinstance(figure, dict):
        return plot_svg(figure, width=width)
    raise TypeError(f"there is no picture of {type(figure).__name__}")


def picture_png(svg: str, *, said: dict[str, str]) -> bytes:
    """Return a picture as PNG, twice as large, with words about it that travel in the file.

    Parameters
    ----------
    svg : str
    said : dict of str to str
        By the PNG specification's keywords: ``Title``, ``Description``, ``Source``.
    """
    import resvg_py

    regular, bold = fonts()
    content = bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=PNG_SCALE,
            skip_system_fonts=True,
            font_files=[regular, bold],
            font_family="Source Sans Pro",
            sans_serif_family="Source Sans Pro",
        )
    )
    end = content.rindex(b"IEND") - 4
    return content[:end] + b"".join(_chunk(name, words) for name, words in said.items()) + content[end:]


@cache
def fonts() -> tuple[str, str]:
    """Return the files of the regular and the bold letters."""
    from font_source_sans_pro import font_files_ttf

    return font_files_ttf["SourceSansPro"], font_files_ttf["SourceSansProBold"]


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return text in lines that fit ``width`` pixels at ``size``; a longer word stands alone."""
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, bold=bold) * size * SLACK > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def width_of(words: str, *, bold: bool) -> float:
    """Return how wide text is beside how high its letters are."""
    return _measure(bold).getlength(words) / 100


@cache
def _measure(bold: bool) -> object:
    from PIL import ImageFont

    return ImageFont.truetype(fonts()[bold], 100)


def _paragraphs(paragraphs: Iterable[str], size: float, *, bold: bool = False, colour: str = theme.INK) -> Placed:
    lines = [line for words in paragraphs if words for line in wrapped(words, size, INNER, bold=bold)]
    weight = ' font-weight="700"' if bold else ""
    rows = "".join(
        f'<text y="{size * (0.95 + 1.35 * i):.1f}" font-size="{size:g}" fill="{colour}"{weight}>'
        f"{escape(line, quote=False)}</text>"
        for i, line in enumerate(lines)
    )
    return Placed(rows, size * 1.35 * len(lines))


def _marks(marks: dict[str, str]) -> Placed:
    """Return what the marks mean, each beside its pattern where it has one."""
    status = {mark: status for status, mark in MARKS.items()}
    rows = []
    for i, (mark, meaning) in enumerate(marks.items()):
        has_pattern = status.get(mark) in theme.PATTERN
        square = (
            f'<rect x=".5" y="{24 * i + 2}" width="30" height="15" fill="url(#{status[mark]})" ' if has_pattern else ""
        )
        rows.append(
            (f'{square}stroke="{theme.HIDDEN_HATCH}"/>' if square else "")
            + f'<text x="{40 if square else 0}" y="{24 * i + 15}" font-size="{SMALL}" fill="{theme.INK}">'
            f"{escape(f'{mark} {meaning}')}</text>"
        )
    return Placed("".join(rows), 24 * len(rows))


def _drawing(svg: str) -> Placed:
    """Return a drawing in the space there is for it, as a picture within the picture."""
    found = re.search(r'viewBox="([^"]+)"', svg)
    width, height = (float(part) for part in found[1].split()[2:])
    scale = min(INNER / width, LARGEST_SCALE, TALLEST / height)
    opening = re.match(r"<svg[^>]*>", svg)[0]
    kept = re.sub(r' (width|height|role|aria-\w+|xmlns|x|y)="[^"]*"', "", opening)
    size = f'x="0" y="0" width="{width * scale:.1f}" height="{height * scale:.1f}"'
    return Placed(svg.replace(opening, kept.replace("<svg", f"<svg {size}", 1), 1), height * scale)


def _chunk(keyword: str, words: str) -> bytes:
    """Return international text as a chunk of a PNG file (iTXt, not compressed)."""
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + words.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
