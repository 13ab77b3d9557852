"""Posters and cards as tagged PDF, made when they are asked for and kept; the text for the phone; what else is asked.

``components/drawing/typst.py`` sets them from its templates. The wording goes in as JSON that the templates show and
never run.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from components.address.links import BASE
from components.address.visit import read_text
from components.drawing.typst import TypesetError
from components.guidance.posters import GENERAL, KINDS, ON_PAPER, phone_script, poster_file_name, printed, sheets
from components.wording.text import wording
from web.answer import Answer
from web.plain_page import instead_of_a_file

LOG = logging.getLogger("dashboard")
BACK = ("/posters", "posters.title")


def answer(name: str, parameters: Mapping[str, str], *, base: str, accepted: str) -> Answer:
    """Return a file to print or to read out, or the page that says that there is none.

    Parameters
    ----------
    name : str
        A form and the ending of its file, as in ``KINDS``.
    parameters : mapping of str to str
        ``setting``, the general sheet where it is left out; ``lang`` of the text for the phone.
    base : str
        Scheme and host of this site, which the code on the paper leads to.
    accepted : str
        The ``Accept-Language`` header of the browser.
    """
    sheet = sheets().get(parameters.get("setting", GENERAL))
    language = read_text(parameters, accepted).language
    if name not in KINDS or sheet is None or not BASE.fullmatch(base):
        return instead_of_a_file(language, 404, "posters.missing.title", "posters.missing.words", back=BACK)
    headers = {
        "cache-control": "no-cache",
        "content-disposition": f'inline; filename="{poster_file_name(name, sheet)}"',
        "vary": "Accept-Language",
    }
    if name == "text.txt":
        content = phone_script(sheet, wording(language), base=base).encode()
        return Answer(content, KINDS[name], {**headers, "content-language": language})
    form, _, kind = name.partition(".")
    try:
        content = printed(form, sheet, base=base, kind=kind)
    except TypesetError as error:
        LOG.error("%s", error)
        return instead_of_a_file(language, 503, "posters.title", "site.failed", back=BACK)
    return Answer(content, KINDS[name], {**headers, "content-language": ", ".join(ON_PAPER)})
