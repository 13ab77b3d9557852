"""Posters and cards as tagged PDF, made when they are asked for and kept; the text for the phone; what else is asked.

Typst sets them from the templates in ``components/print``, each checked against PDF/UA-1 while it is made. The
wording goes in as JSON that the templates show and never run, and the templates can read no other folder.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from components.answers import Found
from components.guidance_blocks import call_box
from components.language import language_of
from components.phone_script import phone_script
from components.picture import fonts as letters
from components.plain_page import plain_page
from components.print_sheets import GENERAL, READING_ORDER, Sheet, date_written, sheets, wording
from components.text import text

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "print"
FORMS = ("poster", "large", "card", "text")
KINDS = {
    **{f"{form}.pdf": "application/pdf" for form in ("poster", "large", "card")},
    "poster.png": "image/png",
    "text.txt": "text/plain; charset=utf-8",
}
PREVIEW_PPI, COLOURS = 60, 32
# What a server calls itself comes from the visitor where site.toml does not say it.
BASE = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,200}")


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
        return Found(_missing_page(language), "text/html; charset=utf-8", {"cache-control": "no-store"}, 404)
    headers = {
        "cache-control": "no-cache",
        "content-disposition": f'inline; filename="{_file_name(name, sheet)}"',
        "vary": "Accept-Language",
    }
    if name == "text.txt":
        content = phone_script(sheet, text(language), base=base).encode()
        return Found(content, KINDS[name], {**headers, "content-language": language})
    form, _, kind = name.partition(".")
    return Found(printed(form, sheet, base=base, kind=kind), KINDS[name], {**headers, "content-language": "cy, en"})


def printed(form: str, sheet: Sheet, *, base: str, kind: str = "pdf") -> bytes:
    """Return a form of a sheet as a file; the same bytes each time for the same wording."""
    return _set(form, json.dumps(wording(sheet, base=base), ensure_ascii=False, sort_keys=True), kind)


@lru_cache(maxsize=64)
def _set(form: str, data: str, kind: str) -> bytes:
    """Return what a template makes of the data; what is kept is found by all that goes in."""
    # Loaded when a poster is asked for: most processes never need it.
    import typst

    made = typst.compile(
        TEMPLATES / f"{form}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        format=kind,
        ppi=PREVIEW_PPI,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"] if kind == "pdf" else [],
        # Of the wording and not of the clock, so that the same poster is the same file.
        timestamp=datetime.fromisoformat(date_written()).replace(tzinfo=UTC),
    )
    return _lighter(made) if kind == "png" else made


def _lighter(picture: bytes) -> bytes:
    """Return a picture of few colours as PNG of a quarter of the size."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(out, "png", optimize=True)
    return out.getvalue()


@cache
def _fonts() -> typst.Fonts:
    """Return the letters of the site and no others: neither those of the machine nor those inside Typst."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(letters()[0]).parent])


def _file_name(name: str, sheet: Sheet) -> str:
    """Return the name of the file on the visitor's device; that of the cards tells nothing about their owner."""
    form, _, kind = name.partition(".")
    return f"cards.{kind}" if form == "card" else f"{form}-{sheet.id.replace('_', '-')}.{kind}"


def _missing_page(language: str) -> bytes:
    """Return the page for a poster there is not, in every language at once, that of the visitor in its head."""
    sections = "".join(_missing(each) for each in READING_ORDER)
    title = " / ".join(text(each)("posters.missing.title") for each in READING_ORDER)
    return plain_page(title, sections, text(language), kind="plain")


def _missing(language: str) -> str:
    words = text(language)
    link = f'<a href="/posters?lang={language}">{escape(words("posters.title"))}</a>'
    return (
        f'<section lang="{language}"><h1>{escape(words("posters.missing.title"))}</h1>'
        f"<p>{escape(words('posters.missing.words'))} {link}</p>{call_box(words)}</section>"
    )
