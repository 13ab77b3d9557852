"""The first slide: title, area, release and owner, a column for each language. Loads python-pptx."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pptx.shapes.shapetree import SlideShapes

from components import theme
from components.briefing_request import Asked
from components.briefing_step import Cover
from components.slides_body import columns
from components.slides_fit import Box, Line, fitted
from components.slides_page import BODY, Page, put

AREA_SIZES, SIZES = (54, 48, 44, 40, 36, 32, 28, 24, 20), (24, 22, 20, 18, 16, 14)


def cover_page(asked: Asked) -> Page:
    """Return the first slide."""
    covers, languages = asked.covers(), [text.language for text in asked.texts]
    released = [text("take.release", release=asked.dataset.release) for text in asked.texts]
    return Page(
        tuple(languages),
        tuple(cover.title for cover in covers),
        tuple(f"{cover.owner}. {said}" for cover, said in zip(covers, released, strict=True)),
        tuple((cover.area, cover.when, cover.owner, said) for cover, said in zip(covers, released, strict=True)),
        partial(_draw, covers, languages),
    )


def _draw(covers: Sequence[Cover], languages: Sequence[str], shapes: SlideShapes) -> None:
    places = columns(len(covers), Box(BODY.left, 2.35, BODY.width, 1.9), gap=0.5)
    areas = [
        [Line(cover.area, code, is_bold=True, colour=theme.STRONG)]
        for cover, code in zip(covers, languages, strict=True)
    ]
    size = min(fitted(lines, place, AREA_SIZES)[1] for lines, place in zip(areas, places, strict=True))
    for cover, code, lines, place in zip(covers, languages, areas, places, strict=True):
        put(shapes, place, lines, size, name=cover.area)
        under = Box(place.left, 4.5, place.width, 1.9)
        words = [Line(cover.when, code), Line(cover.owner, code, before=0.5)]
        put(shapes, under, *fitted(words, under, SIZES), name=cover.when)
