"""The slides of a briefing: a PPTX file whose charts, tables and map can be edited and hold the published values.

python-pptx is loaded only when somebody asks for slides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import course
from components.attribution import attribution
from components.briefing import OFFENCES, REFERRALS
from components.briefing_request import Asked
from components.briefing_step import Listed, Step
from components.people import LOCAL
from components.tables import mark_meanings

if TYPE_CHECKING:
    from components.slides_page import Page

KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def slides(asked: Asked, *, base: str) -> bytes:
    """Return the PPTX file of a briefing; the same request gives the same bytes.

    Parameters
    ----------
    asked : Asked
    base : str
        Scheme and host of this site.
    """
    from components.slides_page import LANGUAGE_TAGS, add
    from components.slides_steps import step_pages
    from components.slides_template import described, opened, saved

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


def about(asked: Asked, base: str) -> tuple[Step, ...]:
    """Return the last slide as a step in each language: what the figures are not, marks, sources, licence, address."""
    found, reason = [], course.newest(asked.dataset, asked.area).reason
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


def _query(asked: Asked, language: str) -> str:
    return asked.query().replace(f"lang={asked.language}", f"lang={language}", 1)


def _cover(asked: Asked) -> Page:
    from components.slides_cover import cover_page

    return cover_page(asked)
