"""The first slide: title and area on a dark ground, below them release and owner. Loads python-pptx."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Inches

from components import theme
from components.briefing_request import Asked
from components.briefing_step import Cover
from components.figures import release_words, with_release
from components.slides_body import columns
from components.slides_fit import Box, Line, fitted, high
from components.slides_page import EDGE, INNER, WIDTH, Page, put, rgb, write

GROUND = Box(0, 0, WIDTH, 4.6)
TITLE, AREA, BELOW = Box(EDGE, 0.8, INNER, 2.4), Box(EDGE, 3.4, INNER, 0.9), Box(EDGE, 5.0, INNER, 1.5)
TITLE_SIZES = (48, 44, 40, 36, 32, 28, 24, 20, 18, 16)
AREA_SIZES, SIZES = (30, 28, 26, 24, 22, 20, 18, 16, 14, 12), (22, 20, 18, 16, 14, 12)


def cover_page(asked: Asked) -> Page:
    """Return the first slide."""
    covers, languages = asked.covers(), tuple(text.language for text in asked.texts)
    release = asked.dataset.release
    released = [release_words(release, text) for text in asked.texts]
    sources = [
        dict.fromkeys(chart.table.cited for step in steps for chart in step.charts) for steps in asked.briefings()
    ]
    return Page(
        languages,
        tuple(cover.title for cover in covers),
        tuple(with_release(part, release, text) for part, text in zip(sources, asked.texts, strict=True)),
        tuple(
            (cover.area, cover.when, cover.owner, *part, said)
            for cover, part, said in zip(covers, sources, released, strict=True)
        ),
        partial(_draw, covers, languages),
    )


def _draw(covers: Sequence[Cover], languages: Sequence[str], shapes: SlideShapes) -> None:
    _ground(shapes)
    pairs = list(zip(covers, languages, strict=True))
    title = shapes.title
    title.left, title.top, title.width, title.height = map(Inches, TITLE)
    titles = [Line(cover.title, code, is_bold=True, colour=theme.GROUND, before=0.25) for cover, code in pairs]
    shown, size = fitted(titles, TITLE, TITLE_SIZES)
    write(title.text_frame, shown, size)
    title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    under = AREA._replace(top=TITLE.top + high(shown, size, TITLE.width) + 0.3)
    for (cover, code), area, below in zip(pairs, columns(len(covers), under), columns(len(covers), BELOW), strict=True):
        put(shapes, area, *fitted([Line(cover.area, code, colour=theme.GROUND)], area, AREA_SIZES), name=cover.area)
        words = [Line(cover.when, code, is_bold=True), Line(cover.owner, code, before=0.4)]
        put(shapes, below, *fitted(words, below, SIZES), name=cover.when)


def _ground(shapes: SlideShapes) -> None:
    """Add the dark ground behind the title."""
    ground = shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, GROUND))
    for style in ground._element.xpath("./p:style"):
        ground._element.remove(style)
    ground.name = "Ground"
    ground.fill.solid()
    ground.fill.fore_color.rgb = rgb(theme.STRONG)
    ground.line.fill.background()
    shapes._spTree.remove(ground._element)
    shapes._spTree.insert(2, ground._element)
