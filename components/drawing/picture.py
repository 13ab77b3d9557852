"""A visual as one picture that can stand alone: title, sentence, drawing, marks, source and release inside it.

SVG is written here; PNG is made from it by resvg, a library without a browser, a display or a network.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup

from components.drawing import theme
from components.drawing.bars import Bars, Halves, bars_svg, halves_svg
from components.drawing.chart import Chart, Figure, Nothing
from components.drawing.letters import FAMILY, SLACK, Pen, fonts, wrapped, written
from components.drawing.map.figure import Legend, MapFigure
from components.drawing.map.legend import legend_svg
from components.drawing.map.local import LocalMap, local_map_svg
from components.drawing.map.operable import HostedMap, Operable, ZoomableMap
from components.drawing.map.sheet import map_svg
from components.drawing.plot.figure import Plot
from components.drawing.plot.svg import plot_svg
from components.drawing.sparkline import RateBeside, Sparkline, beside_svg, sparkline_svg
from components.drawing.svg import Svg
from components.drawing.table import mark_meanings
from components.wording.format import MARKS
from components.wording.text import Text

WIDTH, MARGIN = 900, 28
INNER = WIDTH - 2 * MARGIN
# A drawing is enlarged no more than this, and is no higher than this many pixels.
LARGEST_SCALE, TALLEST = 2.0, 860
TITLE, BODY, SMALL = 26, 18, 14.5
PNG_SCALE = 2


@dataclass(frozen=True)
class Placed:
    """Something drawn from the top down, and how high it is."""

    markup: str
    height: float


def picture_svg(chart: Chart, text: Text, *, about: Sequence[str], has_our_letters: bool = False) -> str:
    """Return a chart as a picture.

    Parameters
    ----------
    chart : Chart
        Where nothing is drawn, its sentence says why.
    text : Text
    about : sequence of str
        What stands at its foot: what the figures are not, source, release, address.
    has_our_letters : bool
        Whether it is drawn in our own letters, so that no line needs room for wider ones.

    Raises
    ------
    TypeError
        If the figure is of a kind that there is no picture of.
    """
    inner = INNER * SLACK if has_our_letters else INNER
    parts = [
        _paragraphs([chart.table.caption], Pen(TITLE, is_bold=True), inner),
        _paragraphs([chart.sentence], Pen(BODY), inner),
        _drawing(drawing(chart.figure, text.language)) if chart.is_drawn else Placed("", 0),
        _marks(mark_meanings(chart.table, text), inner),
        _paragraphs(about, Pen(SMALL, theme.QUIET_INK), inner),
    ]
    top, placed = float(MARGIN), []
    for part in parts:
        if part.height:
            placed.append(f'<g transform="translate({MARGIN} {top:.1f})">{part.markup}</g>')
            top += part.height + 14
    height = top + MARGIN - 14
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{text.language}" xml:lang="{text.language}" width="{WIDTH}" '
        f'height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}" role="img" font-family="{FAMILY}">'
        f"<title>{escape(chart.table.caption)}</title><desc>{escape(f'{chart.sentence} {chart.alt}')}</desc>"
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="{theme.GROUND}"/>{theme.PATTERNS}{"".join(placed)}</svg>'
    )


def drawing(figure: Figure | None, language: str, *, width: int = INNER) -> Svg:
    """Return the drawing of a figure alone; TypeError if there is none of such a figure.

    A plot and bars are laid out for ``width``: drawn larger, a narrower one has larger letters.
    """
    match figure:
        case Plot():
            return plot_svg(figure.spec, width=width)
        case Bars():
            return bars_svg(figure, language, width=width)
        case Halves():
            return halves_svg(figure, language)
        case MapFigure():
            return map_svg(figure, language)
        case LocalMap():
            return local_map_svg(figure, language)
        case Legend():
            return legend_svg(figure, language)
        case Sparkline():
            return sparkline_svg(figure)
        case RateBeside():
            return beside_svg(figure)
        case HostedMap() | Operable() | ZoomableMap() | Nothing() | None:
            raise TypeError(f"there is no picture of {type(figure).__name__}")
        case _:
            assert_never(figure)


def image_figure(chart: Chart, language: str) -> Markup:
    """Return a chart as an image with its alternative text and its sentence below it."""
    return Markup('<figure class="drawing">{}<figcaption>{}</figcaption></figure>').format(
        image(chart, language), chart.sentence
    )


def image(chart: Chart, language: str) -> Markup:
    """Return the drawing of a chart as an image with its alternative text."""
    figure = chart.figure
    address = figure.address if isinstance(figure, HostedMap) else svg_address(str(drawing(figure, language)))
    return Markup('<img alt="{}" src="{}">').format(chart.alt, address)


def svg_address(markup: str) -> str:
    """Return SVG markup as an address an image can have, so that no further request is needed."""
    return "data:image/svg+xml," + quote(markup, safe=" =:;,/()'!?-._~*&@$+")


def with_own_names(svg: str, prefix: str) -> str:
    """Return a drawing whose patterns have names of their own.

    Of two patterns of one name a browser takes the first, and paints nothing with one of a drawing that is not shown.
    """
    named = re.sub(r'\bid="([\w-]+)"', rf'id="{prefix}\1"', svg)
    named = re.sub(r"url\(#([\w-]+)\)", rf"url(#{prefix}\1)", named)
    return re.sub(r'href="#([\w-]+)"', rf'href="#{prefix}\1"', named)


def picture_png(svg: str, *, said: dict[str, str], scale: int = PNG_SCALE, colours: int = 0) -> bytes:
    """Return a picture as PNG, ``scale`` times as large, with words about it that travel in the file.

    Parameters
    ----------
    svg : str
    said : dict of str to str
        By the PNG specification's keywords: ``Title``, ``Description``, ``Source``.
    scale : int
    colours : int
        Of how many colours it is at most, for a file of half the size; 0 for as many as it has.
    """
    import resvg_py

    regular, bold = fonts()
    content = bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            skip_system_fonts=True,
            font_files=[regular, bold],
            font_family="Source Sans Pro",
            sans_serif_family="Source Sans Pro",
        )
    )
    if colours:
        content = _of_few_colours(content, colours)
    end = content.rindex(b"IEND") - 4
    return content[:end] + b"".join(_chunk(name, words) for name, words in said.items()) + content[end:]


def _of_few_colours(content: bytes, colours: int) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        few = picture.convert("RGB").quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _paragraphs(paragraphs: Iterable[str], pen: Pen, width: float) -> Placed:
    lines = [line for words in paragraphs if words for line in wrapped(words, pen.size, width, bold=pen.is_bold)]
    rows = "".join(written(line, 0, pen.size * (0.95 + 1.35 * i), pen) for i, line in enumerate(lines))
    return Placed(rows, pen.size * 1.35 * len(lines))


def _marks(marks: dict[str, str], width: float) -> Placed:
    """Return what the marks mean, each beside its pattern where it has one."""
    status = {mark: status for status, mark in MARKS.items()}
    rows, top = [], 0.0
    for mark, meaning in marks.items():
        left = 40 if status.get(mark) in theme.PATTERN else 0
        if left:
            rows.append(
                f'<rect x=".5" y="{top + 2:.1f}" width="30" height="15" fill="url(#{status[mark]})" '
                f'stroke="{theme.HIDDEN_HATCH}"/>'
            )
        for line in wrapped(f"{mark} {meaning}", SMALL, width - left):
            rows.append(written(line, left, top + 15, Pen(SMALL)))
            top += 1.35 * SMALL
        top += 24 - 1.35 * SMALL
    return Placed("".join(rows), top)


def _drawing(svg: Svg) -> Placed:
    """Return a drawing in the space there is for it, as a picture within the picture."""
    scale = min(INNER / svg.width, LARGEST_SCALE, TALLEST / svg.height)
    place = f'x="0" y="0" width="{svg.width * scale:.1f}" height="{svg.height * scale:.1f}"'
    return Placed(svg.inside(place), svg.height * scale)


def _chunk(keyword: str, words: str) -> bytes:
    """Return international text as a chunk of a PNG file (iTXt, not compressed)."""
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + words.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
