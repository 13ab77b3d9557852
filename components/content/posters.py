"""The page of the posters as HTML: for each kind of place what there is to print and to read out."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from components.address.visit import stays_html
from components.content.block import Block, Html, style
from components.content.blocks import heading, jumps
from components.content.request import PageRequest
from components.guidance.blocks import call_box, icon
from components.guidance.posters import GENERAL, Poster, sheets
from components.wording.text import Text

# The forms in the order to show, and the file of each.
FILES = {"poster": "poster.pdf", "large": "large.pdf", "card": "card.pdf", "text": "text.txt"}
PREVIEW = f"/print/poster.png?setting={GENERAL}"
PREVIEW_SIZE = (496, 702)  # A4 at the resolution of web/posters.py


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: posters, large print, wallet cards and a text for the phone, for each kind of place."""
    text = request.text
    return style("posters.css"), Html(opening(text)), Html(by_setting(text)), Html(call_box(text))


def opening(text: Text) -> str:
    """Return the heading, the general poster with a picture of it, and what to know before printing."""
    width, height = PREVIEW_SIZE
    general = sheets()[GENERAL]
    title, preview = escape(general.title[text.language]), escape(text("posters.preview"))
    return (
        f"{heading('posters', text)}"
        f'<div class="poster-first"><img class="poster-preview" src="{PREVIEW}" alt="{preview}" '
        f'width="{width}" height="{height}" loading="lazy"><div><h2 id="{GENERAL}">{title}</h2>{_files(general, text)}'
        f"<h2>{escape(text('posters.cards'))}</h2><p>{escape(text('posters.cards_words'))}</p>"
        f"{stays_html(text)}</div></div>"
    )


def by_setting(text: Text) -> str:
    """Return the way to each kind of place, and what there is for it."""
    shown = [sheet for sheet in sheets().values() if sheet.id != GENERAL]
    title = escape(text("posters.settings"))
    ways = jumps(((sheet.id, escape(sheet.title[text.language])) for sheet in shown), label=text("posters.settings"))
    return (
        f'<section><h2 id="settings">{title}</h2>{ways}'
        f'<div class="poster-grid">{"".join(_entry(sheet, text) for sheet in shown)}</div></section>'
    )


def file_address(form: str, sheet_id: str, language: str) -> str:
    """Return the address of a form of a sheet; only the text for the phone is in one language."""
    parameters = {"setting": sheet_id, **({"lang": language} if form == "text" else {})}
    return f"/print/{FILES[form]}?{urlencode(parameters)}"


def _entry(sheet: Poster, text: Text) -> str:
    title = escape(sheet.title[text.language])
    return f'<section class="poster" id="{sheet.id}">{icon(sheet.id)}<h3>{title}</h3>{_files(sheet, text)}</section>'


def _files(sheet: Poster, text: Text) -> str:
    """Return the links to every form; each says what it is of to a reader who hears links alone."""
    about = f'<span class="hidden-words">: {escape(sheet.title[text.language])}</span>'
    links = "".join(
        f'<li><a href="{escape(file_address(form, sheet.id, text.language))}" download>'
        f"{escape(text(f'posters.form.{form}'))}{about}</a></li>"
        for form in FILES
    )
    return f'<ul class="poster-files">{links}</ul>'
