"""The slides of a briefing: a PPTX file whose charts, tables and map can be edited and hold the published values.

python-pptx is loaded only when somebody asks for slides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.shapetree import SlideShapes

from components.briefing.request import BriefingRequest
from components.briefing.slides.body import columns
from components.briefing.slides.fit import Box, Line, fitted, high
from components.briefing.slides.page import EDGE, INNER, WIDTH, Page, in_place, put, rgb, title_of, write
from components.briefing.step import Cover, Listed, Step
from components.briefing.steps import OFFENCES, REFERRALS
from components.charts import change_over_time
from components.charts.people import LOCAL
from components.drawing import theme
from components.drawing.table import mark_meanings
from components.wording.attribution import attribution
from components.wording.sources import release_words, with_release

GROUND = Box(0, 0, WIDTH, 4.6)
TITLE, AREA, BELOW = Box(EDGE, 0.8, INNER, 2.4), Box(EDGE, 3.4, INNER, 0.9), Box(EDGE, 5.0, INNER, 1.5)
TITLE_SIZES = (48, 44, 40, 36, 32, 28, 24, 20, 18, 16)
AREA_SIZES, SIZES = (30, 28, 26, 24, 22, 20, 18, 16, 14, 12), (22, 20, 18, 16, 14, 12)


def cover_page(asked: BriefingRequest) -> Page:
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
    title = title_of(shapes)
    title.left, title.top, title.width, title.height = in_place(TITLE)
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
    ground = shapes.add_shape(MSO_SHAPE.RECTANGLE, *in_place(GROUND))
    for style in ground._element.xpath("./p:style"):
        ground._element.remove(style)
    ground.name = "Ground"
    ground.fill.solid()
    ground.fill.fore_color.rgb = rgb(theme.STRONG)
    ground.line.fill.background()
    shapes._spTree.remove(ground._element)
    shapes._spTree.insert(2, ground._element)


KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def slides(asked: BriefingRequest, *, base: str) -> bytes:
    """Return the PPTX file of a briefing; the same request gives the same bytes.

    Parameters
    ----------
    asked : Asked
    base : str
        Scheme and host of this site.
    """
    from components.briefing.slides.page import add
    from components.briefing.slides.steps import step_pages
    from components.briefing.slides.template import described, opened, saved
    from components.wording.format import LANGUAGE_TAGS

    prs, covers, briefings = opened(), asked.covers(), asked.briefings()
    described(
        prs,
        title=" / ".join(dict.fromkeys(f"{cover.title}: {cover.area}" for cover in covers)),
        subject=" / ".join(cover.when for cover in covers),
        author=" / ".join(cover.owner for cover in covers),
        language=LANGUAGE_TAGS[asked.language],
        release=asked.dataset.release,
    )
    add(prs, _cover(asked))
    for same in (*zip(*briefings, strict=True), about(asked, base)):
        for page in step_pages(same, asked):
            add(prs, page)
    return saved(prs)


def about(asked: BriefingRequest, base: str) -> tuple[Step, ...]:
    """Return the last slide as a step in each language: what the figures are not, marks, sources, licence, address."""
    found, reason = [], change_over_time.newest(asked.dataset, asked.area).reason
    for text, steps in zip(asked.texts, asked.briefings(), strict=True):
        charts = [chart for step in steps for chart in step.charts]
        marks = {mark: said for chart in charts for mark, said in mark_meanings(chart.table, text).items()}
        indicators = [OFFENCES, REFERRALS, *([LOCAL] if "cases" in asked.steps else [])]
        meanings = [text(f"indicator.{name}.meaning") for name in indicators]
        sources = dict.fromkeys(chart.table.source for chart in charts)
        credit = [attribution(text)] if "map" in asked.steps else []
        lists = (
            Listed(text("slides.not"), (text(f"course.reason.{reason}.words"), *meanings)),
            Listed(text("slides.marks"), tuple(f"{mark} {said}" for mark, said in marks.items())),
            Listed(text("show.source_heading"), (*sources, *credit, text("take.licence"))),
            Listed(text("slides.address"), (f"{base}/briefing?{_query(asked, text.language)}",)),
        )
        found.append(
            Step(
                "about",
                text("slides.about"),
                lists=tuple(each for each in lists if each.lines),
                sources=(text("take.licence"),),
            )
        )
    return tuple(found)


def _query(asked: BriefingRequest, language: str) -> str:
    return asked.query().replace(f"lang={asked.language}", f"lang={language}", 1)


def _cover(asked: BriefingRequest) -> Page:
    pass

    return cover_page(asked)
