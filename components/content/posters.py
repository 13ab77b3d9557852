"""The page of the posters as HTML: for each kind of place what there is to print and to read out."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from components.address.assets import style
from components.address.visit import stays_html
from components.content.block import Block, Html
from components.content.request import PageRequest
from components.content.snippets import heading, jumps
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
    return Html(style("posters.css")), Html(opening(text)), Html(by_setting(text)), Html(call_box(text))


def opening(text: Text) -> Markup:
    """Return the heading, the general poster with a picture of it, and what to know before printing."""
    width, height = PREVIEW_SIZE
    general = sheets()[GENERAL]
    title, preview = general.title[text.language], text("posters.preview")
    return Markup(
        '{heading}<div class="poster-first"><img class="poster-preview" src="{address}" alt="{preview}" '
        'width="{width}" height="{height}" loading="lazy"><div><h2 id="{general}">{title}</h2>{files}'
        "<h2>{cards}</h2><p>{cards_words}</p>{stays}</div></div>"
    ).format(
        heading=heading("posters", text),
        address=PREVIEW,
        preview=preview,
        width=width,
        height=height,
        general=GENERAL,
        title=title,
        files=_files(general, text),
        cards=text("posters.cards"),
        cards_words=text("posters.cards_words"),
        stays=stays_html(text),
    )


def by_setting(text: Text) -> Markup:
    """Return the way to each kind of place, and what there is for it."""
    shown = [sheet for sheet in sheets().values() if sheet.id != GENERAL]
    title = text("posters.settings")
    ways = jumps(((sheet.id, sheet.title[text.language]) for sheet in shown), label=title)
    return Markup('<section><h2 id="settings">{}</h2>{}<div class="poster-grid">{}</div></section>').format(
        title, ways, Markup().join(_entry(sheet, text) for sheet in shown)
    )


def file_address(form: str, sheet_id: str, language: str) -> str:
    """Return the address of a form of a sheet; only the text for the phone is in one language."""
    parameters = {"setting": sheet_id, **({"lang": language} if form == "text" else {})}
    return f"/print/{FILES[form]}?{urlencode(parameters)}"


def _entry(sheet: Poster, text: Text) -> Markup:
    title = sheet.title[text.language]
    return Markup('<section class="poster" id="{id}">{icon}<h3>{title}</h3>{files}</section>').format(
        id=sheet.id, icon=icon(sheet.id), title=title, files=_files(sheet, text)
    )


def _files(sheet: Poster, text: Text) -> Markup:
    """Return the links to every form; each says what it is of to a reader who hears links alone."""
    about = Markup('<span class="hidden-words">: {}</span>').format(sheet.title[text.language])
    links = Markup().join(
        Markup('<li><a href="{}" download>{}{}</a></li>').format(
            file_address(form, sheet.id, text.language), text(f"posters.form.{form}"), about
        )
        for form in FILES
    )
    return Markup('<ul class="poster-files">{}</ul>').format(links)
