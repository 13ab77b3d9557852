"""The meeting view: a briefing as full-screen steps. It can be read, scrolled and printed without any script.

``assets/meeting.js`` shows one screen at a time and listens to the keys; nothing is asked of the server after that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import escape

from components.address.assets import asset
from components.address.pages import in_tab, page_of
from components.address.visit import read_text
from components.briefing.request import BriefingRequest, read_briefing
from components.content.briefing import MEETING, keys_html
from components.guidance.blocks import first_numbers
from components.wording.text import Text, wording
from data import current
from data.load import PublishedDataError
from data.site import LANGUAGES
from geo.shapes import ShapesError
from web.first_response import STREAMLIT
from web.meeting.markup import cover_html, screen_html
from web.meeting.screens import screens
from web.plain_page import plain_page

# The buttons of the bar: what they do, and the key that does the same.
BUTTONS = {"notes": "N", "blank": "B", "full": "F", "help": "?"}


def answer(parameters: Mapping[str, str], *, accepted: str) -> tuple[bytes, int]:
    """Return the meeting view that an address asks for and its HTTP status."""
    try:
        asked = read_briefing(current.dataset(), parameters, accepted=accepted)
        return meeting_page(asked), 200
    except (PublishedDataError, ShapesError):
        text = read_text(parameters, accepted)
        content = (
            f"<h1>{escape(text('site.problem.title'))}</h1><p>{escape(text('site.problem.words'))}</p>"
            f"{first_numbers(text)}"
        )
        return plain_page(text("site.problem.title"), content, text, kind="plain"), 503


def meeting_page(asked: BriefingRequest) -> bytes:
    """Return the steps of a briefing as a whole HTML page, UTF-8."""
    texts, covers = asked.texts, asked.covers()
    text, all_screens = texts[0], screens(asked.briefings())
    total = len(all_screens) + 1
    places = [text("meeting.step", step=number, steps=total) for number in range(1, total + 1)]
    shown = "".join(
        screen_html(screen, covers, texts, place=place) for screen, place in zip(all_screens, places[1:], strict=True)
    )
    content = (
        f"{_font()}"
        f'<link rel="stylesheet" href="{asset("meeting.css")[1]}">'
        f'<script src="{asset("meeting.js")[1]}" defer></script>'
        f"{_bar(asked, text, total)}"
        f'<div class="deck {asked.words}">{cover_html(covers, texts, place=places[0])}{shown}</div>'
        f'<p class="hint" hidden>{escape(text("meeting.hint"))}</p>{_help(asked, text)}'
        f'<div class="blanked" hidden><p class="hidden-words">{escape(text("meeting.blanked"))}</p></div>'
    )
    return plain_page(in_tab(text("briefing.menu"), text), content, text, kind=f"meeting {asked.words}")


def _bar(asked: BriefingRequest, text: Text, total: int) -> str:
    """Return the buttons for all that the keys do, how far the meeting has come, and the way back."""
    back = f"{page_of('briefing').path}?{asked.query()}"
    more = "".join(
        f'<button type="button" data-do="{name}" aria-keyshortcuts="{key}" title="{key}"{_opens(name)}>'
        f"{escape(text(f'meeting.{name}'))}</button>"
        for name, key in BUTTONS.items()
    )
    return (
        f'<nav class="bar" aria-label="{escape(text("meeting.nav"))}">'
        f'<button type="button" data-do="previous"><span aria-hidden="true">‹ </span>'
        f"{escape(text('meeting.previous'))}</button>"
        f'<span class="at" role="status">{escape(text("meeting.step", step=1, steps=total))}</span>'
        f'<button type="button" data-do="next">{escape(text("meeting.next"))}'
        f'<span aria-hidden="true"> ›</span></button>'
        f'<span class="more">{more}<a class="back" href="{escape(back)}">{escape(text("meeting.back"))}</a></span>'
        f'<span class="progress" aria-hidden="true"><span></span></span></nav>'
    )


@cache
def _font() -> str:
    """Return the letters of the other pages, which Streamlit brings; without them a page has those of the machine."""
    found = next((STREAMLIT / "static" / "media").glob("SourceSansVF-Upright*.woff2"), None)
    if found is None:
        return ""
    address = f"/{found.relative_to(STREAMLIT).as_posix()}"
    return (
        f'<style>@font-face {{ font-family: "Source Sans"; font-weight: 200 900; font-display: swap; '
        f'src: url("{address}") format("woff2"); }}</style>'
    )


def _opens(name: str) -> str:
    return ' aria-expanded="false"' if name in ("notes", "help") else ""


def _help(asked: BriefingRequest, text: Text) -> str:
    """Return the panel of the keys, in which the letters can be switched off and the languages changed."""
    languages = "".join(
        f'<li><a href="{MEETING}?{escape(replace(asked, language=language, words=kind).query())}" lang="{language}" '
        f'hreflang="{language}">{escape(wording(language)(f"meeting.words.{kind}"))}</a></li>'
        for language, kind in (*((language, "one") for language in LANGUAGES), (text.language, "both"))
    )
    return (
        f'<div class="help" role="dialog" aria-labelledby="help-title" hidden><h2 id="help-title" tabindex="-1">'
        f"{escape(text('meeting.keys'))}</h2>{keys_html(text)}"
        f'<p><label><input type="checkbox" name="letters" checked> {escape(text("meeting.letters"))}</label></p>'
        f'<ul class="languages">{languages}</ul>'
        f'<p><button type="button" data-do="help">{escape(text("meeting.close"))}</button></p></div>'
    )
