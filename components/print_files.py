"""Posters and cards as tagged PDF, made when they are asked for and kept; the text for the phone; what else is asked.

``components/typeset.py`` sets them from the templates in ``components/print``. The wording goes in as JSON that the
templates show and never run.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Mapping
from functools import lru_cache

from components.answers import BASE, Found
from components.language import language_of
from components.phone_script import phone_script
from components.plain_page import instead_of_a_file
from components.print_sheets import GENERAL, Sheet, sheets, wording
from components.text import text
from components.typeset import TypesetError, typeset_apart

LOG = logging.getLogger("dashboard")
KINDS = {
    **{f"{form}.pdf": "application/pdf" for form in ("poster", "large", "card")},
    "poster.png": "image/png",
    "text.txt": "text/plain; charset=utf-8",
}
COLOURS = 32  # of the preview
BACK = ("/posters", "posters.title")


def answer(name: str, parameters: Mapping[str, str], *, base: str, accepted: str) -> Found:
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
    language = language_of(parameters.get("lang", ""), accepted)
    if name not in KINDS or sheet is None or not BASE.fullmatch(base):
        return instead_of_a_file(language, 404, "posters.missing.title", "posters.missing.words", back=BACK)
    headers = {
        "cache-control": "no-cache",
        "content-disposition": f'inline; filename="{_file_name(name, sheet)}"',
        "vary": "Accept-Language",
    }
    if name == "text.txt":
        content = phone_script(sheet, text(language), base=base).encode()
        return Found(content, KINDS[name], {**headers, "content-language": language})
    form, _, kind = name.partition(".")
    try:
        content = printed(form, sheet, base=base, kind=kind)
    except TypesetError as error:
        LOG.error("%s", error)
        return instead_of_a_file(language, 503, "posters.title", "site.failed", back=BACK)
    return Found(content, KINDS[name], {**headers, "content-language": "cy, en"})


def printed(form: str, sheet: Sheet, *, base: str, kind: str = "pdf") -> bytes:
    """Return a form of a sheet as a file; the same bytes each time for the same wording."""
    return _set(form, json.dumps(wording(sheet, base=base), ensure_ascii=False, sort_keys=True), kind)


@lru_cache(maxsize=64)
def _set(form: str, data: str, kind: str) -> bytes:
    """Return what a template makes of the data; what is kept is found by all that goes in."""
    made = typeset_apart(form, data, kind)
    return _lighter(made) if kind == "png" else made


def _lighter(picture: bytes) -> bytes:
    """Return a picture of few colours as PNG of a quarter of the size."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(out, "png", optimize=True)
    return out.getvalue()


def _file_name(name: str, sheet: Sheet) -> str:
    """Return the name of the file on the visitor's device: not what it is about, which others could read there."""
    form, _, kind = name.partition(".")
    return f"cards.{kind}" if form == "card" else f"{form}-{[*sheets()].index(sheet.id) + 1}.{kind}"
