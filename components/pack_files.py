"""A briefing as files to take along, made when they are asked for and kept: slides, the same as PDF, one page.

The names of the files are made of our codes; what an address says that we do not have is met with the nearest briefing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from components import store
from components.answers import BASE, Found
from components.briefing import USUAL
from components.briefing_request import WORDS, Asked, read_briefing
from components.file_names import plain_name
from components.language import language_of
from components.plain_page import instead_of_a_file
from data.history import HistoryError
from data.load import PublishedDataError
from geo.areas import areas
from geo.shapes import ShapesError

LOG = logging.getLogger("dashboard")
PDF = "application/pdf"
KINDS = {
    "briefing.pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "briefing.pdf": PDF,
    "summary.pdf": PDF,
}
KEPT = 16
BACK = ("/briefing", "briefing.title")


def answer(name: str, parameters: Mapping[str, str], *, base: str, accepted: str) -> Found:
    """Return a file of ``KINDS``, or the page that says in every language why there is none.

    Parameters
    ----------
    name : str
        Name of the file in the address.
    parameters : mapping of str to str
        As ``briefing_request.read_briefing`` has them; the summary is in both languages unless ``words`` is ``one``.
    base : str
        Scheme and host of this site.
    accepted : str
        The ``Accept-Language`` header of the browser.
    """
    language = language_of(parameters.get("lang", ""), accepted)
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
    return Found(content, KINDS[name], headers)


def file_name(name: str, asked: Asked) -> str:
    """Return the name of a file on the visitor's device: what it is and of which area, in its first language."""
    stem, _, kind = name.partition(".")
    words = asked.texts[0]
    place = areas()[asked.area].name(words.language)
    both = [words("file.name.both")] if len(asked.texts) > 1 else []
    return f"{plain_name(words(f'file.name.{stem}'), place, asked.dataset.release, *both)}.{kind}"


def _asked(name: str, parameters: Mapping[str, str], accepted: str) -> Asked:
    """Return what goes into a file and nothing else, so that the same file is made once."""
    asked = replace(read_briefing(store.dataset(), parameters, accepted=accepted), unknown=())
    if name != "summary.pdf":
        return asked
    words = "one" if parameters.get("words") == WORDS[0] else "both"
    return replace(asked, steps=USUAL, since="", words=words)


@lru_cache(maxsize=KEPT)
def _made(name: str, asked: Asked, base: str) -> bytes:
    """Return a file; what is kept is found by all that goes in."""
    return _maker(name)(asked, base=base)


def _maker(name: str) -> Callable[..., bytes]:
    """Return what makes a file; loaded when the first one is asked for."""
    if name == "briefing.pptx":
        from components.slides import slides

        return slides
    from components import pack_pdf

    return pack_pdf.pack_pdf if name == "briefing.pdf" else pack_pdf.summary_pdf
