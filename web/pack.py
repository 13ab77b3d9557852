"""A briefing as files to take along, made when they are asked for and kept: slides, the same as PDF, one page.

The names of the files are made of our codes; what an address says that we do not have is met with the nearest briefing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from components.address.links import BASE
from components.address.visit import read_text
from components.briefing.request import KINDS, WORDS, BriefingRequest, file_name, read_briefing
from components.briefing.steps import USUAL
from data import current
from data.history import HistoryError
from data.load import PublishedDataError
from geo.shapes import ShapesError
from web.answer import Answer
from web.plain_page import instead_of_a_file

LOG = logging.getLogger("dashboard")
KEPT = 16
BACK = ("/briefing", "briefing.title")


def answer(name: str, parameters: Mapping[str, str], *, base: str, accepted: str) -> Answer:
    """Return a file of ``KINDS``, or the page that says in every language why there is none.

    Parameters
    ----------
    name : str
        Name of the file in the address.
    parameters : mapping of str to str
        As ``request.read_briefing`` has them; the summary is in both languages unless ``words`` is ``one``.
    base : str
        Scheme and host of this site.
    accepted : str
        The ``Accept-Language`` header of the browser.
    """
    language = read_text(parameters, accepted).language
    if name not in KINDS or not BASE.fullmatch(base):
        return instead_of_a_file(language, 404, "pack.missing.title", "pack.missing.words", back=BACK)
    try:
        asked = _asked(name, parameters, accepted)
        content = _made(name, asked, base)
    except (PublishedDataError, ShapesError, HistoryError) as error:
        LOG.error("%s could not be made: %s", name, error)
        return instead_of_a_file(language, 503, "site.problem.title", "site.problem.words", back=BACK)
    except Exception:
        # Three libraries write these files: whatever stops one of them, the visitor gets a page and the log the reason.
        LOG.exception("%s could not be made", name)
        return instead_of_a_file(language, 503, "briefing.title", "site.failed", back=BACK)
    headers = {
        "cache-control": "no-cache",
        "content-disposition": f'attachment; filename="{file_name(name, asked)}"',
        "content-language": ", ".join(words.language for words in asked.texts),
        "vary": "Accept-Language",
    }
    return Answer(content, KINDS[name], headers)


def _asked(name: str, parameters: Mapping[str, str], accepted: str) -> BriefingRequest:
    """Return what goes into a file and nothing else, so that the same file is made once."""
    asked = replace(read_briefing(current.dataset(), parameters, accepted=accepted), unknown=())
    if name != "summary.pdf":
        return asked
    words = "one" if parameters.get("words") == WORDS[0] else "both"
    return replace(asked, steps=USUAL, since="", words=words)


@lru_cache(maxsize=KEPT)
def _made(name: str, asked: BriefingRequest, base: str) -> bytes:
    """Return a file; what is kept is found by all that goes in."""
    return _maker(name)(asked, base=base)


def _maker(name: str) -> Callable[..., bytes]:
    """Return what makes a file; loaded when the first one is asked for."""
    if name == "briefing.pptx":
        from components.briefing.slides.presentation import slides

        return slides
    from components.briefing import pdf

    return pdf.pack_pdf if name == "briefing.pdf" else pdf.summary_pdf
