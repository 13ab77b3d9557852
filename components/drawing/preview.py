"""The picture shown with a link: a title, a figure in large letters, its drawing, and whose figures they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from components.drawing import theme
from components.drawing.chart import Figure
from components.drawing.letters import BOLD_SLACK, FAMILY, SLACK, Pen, wrapped, written
from components.drawing.line import Line, line_svg
from components.drawing.map.classes import SYMBOLS
from components.drawing.map.figure import Legend, MapFigure
from components.drawing.map.legend import legend_bar
from components.drawing.map.sheet import map_parts
from components.drawing.picture import drawing
from components.drawing.plot.figure import Plot
from components.drawing.svg import Svg

# What every chat application and social network shows uncut.
WIDTH, HEIGHT = 1200, 630
MARGIN, BAND, FOOT = 56, 72, 84
# The column of the words, and the place of the drawing beside it.
COLUMN, LEFT = 520, 624
TOP, BOTTOM = BAND + 34, HEIGHT - FOOT - 22
SITE, ABOUT, UNIT, KEY = 28, 23, 26, 20
SOURCES = (19, 17, 15.5, 14, 13)
# A figure, and the mark of why there is none.
BIG, MARK = 96, 52
# Sizes of the title, the largest first: the first that fits into so many lines is taken.
TITLES = ((44, 3), (38, 4), (33, 5), (29, 7))
# How much smaller all words are, where they have no room.
SMALLER = (1, 0.94, 0.88, 0.82, 0.76)
# A plot and bars are laid out this wide and drawn larger, and their letters with them.
PLOTTED, BARS = 380, 430


@dataclass(frozen=True, eq=False)
class Preview:
    """What is in the picture, in words of one language.

    Parameters
    ----------
    site : str
        What the site is called.
    about : str
        Which figures these are.
    title : str
    big, unit : str
        The figure and what it is of.
    figure : Line or Figure or None
    source : str
    """

    site: str
    about: str
    title: str
    big: str
    unit: str
    figure: Line | Figure | None
    source: str


def preview_svg(preview: Preview, language: str) -> str:
    """Return the picture as SVG, 1200 by 630."""
    drawn = "" if preview.figure is None or preview.figure.is_empty else _drawn(preview.figure, language)
    column = COLUMN if drawn else WIDTH - 2 * MARGIN
    words = _words(preview, column, _key(preview.figure, language))
    rule = HEIGHT - FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}"><title>{escape(preview.title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.GROUND}"/>{theme.ALL_PATTERNS}'
        f'<rect width="{WIDTH}" height="{BAND}" fill="{theme.STRONG}"/>'
        f"{written(preview.site, MARGIN, 47, Pen(SITE, theme.GROUND, is_bold=True))}{words}{drawn}"
        f'<path d="M{MARGIN} {rule}H{WIDTH - MARGIN}" stroke="{theme.LINE}" stroke-width="2"/>'
        f"{_source(preview.source)}</svg>"
    )


def _words(preview: Preview, column: float, key: Svg | None) -> str:
    """Return the column of words as large as there is room for, and the key of a map at its foot."""
    room = BOTTOM - (key.height + 22 if key else 0)
    drawn = ""
    for factor in SMALLER:
        drawn, end = _column(preview, column, factor)
        if end <= room:
            break
    if key:
        place = f'x="{MARGIN}" y="{BOTTOM + 8 - key.height:.0f}" width="{key.width:g}" height="{key.height:g}"'
        drawn += key.inside(place)
    return drawn


def _column(preview: Preview, column: float, factor: float) -> tuple[str, float]:
    """Return the words from the top down, and where they end: which figures, the heading, the figure, its words."""
    about, top = _lines(preview.about, TOP - 6, Pen(ABOUT * factor, theme.QUIET_INK), column)
    size = next((size for size, most in TITLES if _count(preview.title, size, column) <= most), TITLES[-1][0])
    title, top = _lines(preview.title, top + 10, Pen(size * factor, is_bold=True), column)
    large = BIG if any(sign.isdigit() for sign in preview.big) else MARK
    big, top = _lines(preview.big, top + 4, Pen(large * factor, theme.STRONG, is_bold=True), column, leading=1.08)
    unit, top = _lines(preview.unit, top + 14, Pen(UNIT * factor), column)
    return about + title + big + unit, top


def _count(words: str, size: float, column: float) -> int:
    return len(wrapped(words, size, column * BOLD_SLACK, bold=True))


def _lines(words: str, top: float, pen: Pen, column: float, *, leading: float = 1.22) -> tuple[str, float]:
    """Return words in lines below a place, and where they end; in our own letters, so that no line needs more room."""
    slack = BOLD_SLACK if pen.is_bold else SLACK
    drawn = ""
    for line in wrapped(words, pen.size, column * slack, bold=pen.is_bold):
        top += pen.size * leading
        drawn += written(line, MARGIN, top, pen)
    return drawn, top


def _source(words: str) -> str:
    """Return whose figures and shapes they are, at the foot, in letters small enough for all of it."""
    for size in SOURCES:
        lines = wrapped(words, size, (WIDTH - 2 * MARGIN) * SLACK)
        if len(lines) * size * 1.24 <= FOOT - 14:
            break
    top = HEIGHT - FOOT + 6.0
    return "".join(
        written(line, MARGIN, top + size * 1.24 * (i + 1), Pen(size, theme.QUIET_INK)) for i, line in enumerate(lines)
    )


def _key(figure: Line | Figure | None, language: str) -> Svg | None:
    """Return what the colours of a map mean; None of any other drawing."""
    if not isinstance(figure, MapFigure):
        return None
    legend: Legend = figure.legend
    if legend.classes is None:
        painted = {figure.classes.symbol(code).name for code in figure.codes}
        there = {name: said for name, said in legend.meanings.items() if SYMBOLS[name].name in painted}
        return Svg(COLUMN, 30.0 * ((len(there) + 1) // 2), _symbols(there), f' font-family="{FAMILY}"')
    bar = legend_bar(legend.classes, language, chosen=figure.marked[0])
    title = written(figure.title, 0, 18, Pen(KEY, theme.QUIET_INK))
    content = f'{title}<g transform="translate(0 26) scale(1.4)">{bar}</g>'
    return Svg(COLUMN, 96, content, f' font-family="{FAMILY}"')


def _symbols(meanings: Mapping[str, str]) -> str:
    """Return each verdict in words beside its symbol, in two columns."""
    return "".join(
        f'<rect x="{260 * (i % 2) + 1}" y="{30 * (i // 2) + 4}" width="38" height="18" fill="{SYMBOLS[name].fill}" '
        f'stroke="{theme.HIDDEN_HATCH}"/>' + written(said, 260 * (i % 2) + 48, 30 * (i // 2) + 20, Pen(KEY))
        for i, (name, said) in enumerate(meanings.items())
    )


def _drawn(figure: Line | Figure, language: str) -> str:
    """Return the drawing at the right, as large as its place."""
    wide, high = WIDTH - MARGIN - LEFT, BOTTOM - TOP
    if isinstance(figure, Line):
        svg = line_svg(figure)
    elif isinstance(figure, MapFigure):
        svg = map_parts(figure, language)[0]
    elif isinstance(figure, Plot):
        layout = {**figure.spec["layout"], "height": PLOTTED * high / wide}
        svg = drawing(replace(figure, spec={**figure.spec, "layout": layout}), language, width=PLOTTED)
    else:
        svg = drawing(figure, language, width=BARS)
    scale = min(wide / svg.width, high / svg.height)
    across, down = svg.width * scale, svg.height * scale
    x, y = LEFT + (wide - across) / 2, TOP + (high - down) / 2
    return svg.inside(f'x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{down:.1f}"')
