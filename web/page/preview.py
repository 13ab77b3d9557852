"""The picture that is shown with a link to a view: its finding in words, its drawing, and whose figures they are."""

from __future__ import annotations

from html import escape

from components.address.pages import Page
from components.content.request import PageRequest
from components.drawing import theme
from components.drawing.bars import Bars
from components.drawing.chart import Chart
from components.drawing.letters import FAMILY, Pen, wrapped, written
from components.drawing.map.figure import MapFigure
from components.drawing.map.sheet import map_parts
from components.drawing.picture import drawing, picture_png
from components.drawing.plot.figure import Plot
from components.wording import trial
from components.wording.sources import release_words
from data.site import site
from web.answer import REVALIDATE, Answer, NoAnswerError
from web.page.head import HEIGHT, WIDTH, previewed, shortened, view_head

MARGIN, BAND = 56, 84
# The column of the words, and the place of the drawing beside it.
COLUMN, GAP = 500, 40
# How wide a plot is laid out: its letters are as large as can be without one touching another.
WIDEST = 660
SITE, TITLE, SAID, SMALL = 30, 42, 26, 20
# A title of more lines is written smaller.
MOST_TITLE = 5


def answer(page: Page, request: PageRequest) -> Answer:
    """Return the picture of a view as PNG.

    Raises
    ------
    web.answer.NoAnswerError
        If there is no drawing of the view.
    """
    chart = previewed(page, request)
    if chart is None:
        raise NoAnswerError("no_figures")
    head = view_head(page, request)
    content = picture_png(
        preview_svg(head.social["og:title"].rpartition(" – ")[0], chart, request),
        said={"Title": head.social["og:title"], "Description": head.description, "Source": chart.table.source},
        scale=1,
    )
    return Answer(content, "image/png", {"cache-control": REVALIDATE, "content-language": request.text.language})


def preview_svg(title: str, chart: Chart, request: PageRequest) -> str:
    """Return the picture as SVG, 1200 by 630: ``title``, and of the chart's sentence as much as there is room for."""
    text = request.text
    words = _words(title, chart.sentence)
    foot = [chart.table.cited or chart.table.source, release_words(request.dataset.release, text)]
    lines = [line for said in foot for line in wrapped(said, SMALL, WIDTH - 2 * MARGIN)][:2]
    below = "".join(
        written(line, MARGIN, HEIGHT - 44 + 26 * at, Pen(SMALL, theme.QUIET_INK)) for at, line in enumerate(lines)
    )
    name = " · ".join(filter(None, (site().title[text.language], trial.said(text))))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{text.language}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.GROUND}"/>'
        f'<rect width="{WIDTH}" height="{BAND}" fill="{theme.STRONG}"/>'
        f"{written(name, MARGIN, 54, Pen(SITE, theme.GROUND, is_bold=True))}{words}"
        f"{_drawn(chart, text.language)}{below}</svg>"
    )


def _words(title: str, sentence: str) -> str:
    top, drawn = BAND + 20.0, ""
    large = wrapped(title, TITLE, COLUMN, bold=True)
    size = TITLE if len(large) <= MOST_TITLE else TITLE * 0.75
    for line in wrapped(title, size, COLUMN, bold=True)[: MOST_TITLE + 2]:
        top += size * 1.2
        drawn += written(line, MARGIN, top, Pen(size, is_bold=True))
    top += 16
    room = int((HEIGHT - 96 - top) // (SAID * 1.3))
    for line in _fitting(sentence, room):
        top += SAID * 1.3
        drawn += written(line, MARGIN, top, Pen(SAID))
    return drawn


def _fitting(sentence: str, most: int) -> list[str]:
    """Return whole sentences in as many lines as there is room for; none where not even the first has room."""
    for length in range(400, 40, -40):
        lines = wrapped(shortened(sentence, length), SAID, COLUMN)
        if len(lines) <= most:
            return lines
    return []


def _drawn(chart: Chart, language: str) -> str:
    """Return the drawing at the right, as large as its place."""
    left, top = MARGIN + COLUMN + GAP, BAND + 28
    wide, high = WIDTH - MARGIN - left, HEIGHT - 90 - top
    if not chart.is_drawn:
        return ""
    figure = chart.figure
    laid_out = WIDEST if isinstance(figure, Plot) else wide
    svg = map_parts(figure, language)[0] if isinstance(figure, MapFigure) else drawing(figure, language, width=laid_out)
    scale = min(wide / svg.width, high / svg.height, 2.4 if not isinstance(figure, Bars) else 1.2)
    across, down = svg.width * scale, svg.height * scale
    x, y = left + (wide - across) / 2, top + (high - down) / 2
    place = f'x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{down:.1f}"'
    return f"{theme.PATTERNS}{svg.inside(place)}"
