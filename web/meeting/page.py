"""The meeting view: a briefing as full-screen steps. It can be read, scrolled and printed without any script.

``assets/meeting.js`` shows one screen at a time and listens to the keys; nothing is asked of the server after that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from markupsafe import Markup

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
        numbers = Markup(first_numbers(text))
        return plain_page("problem.html", text("site.problem.title"), text, kind="plain", numbers=numbers), 503


def meeting_page(asked: BriefingRequest) -> bytes:
    """Return the steps of a briefing as a whole HTML page, UTF-8."""
    texts, covers = asked.texts, asked.covers()
    text, all_screens = texts[0], screens(asked.briefings())
    total = len(all_screens) + 1
    places = [text("meeting.step", step=number, steps=total) for number in range(1, total + 1)]
    shown = [
        screen_html(screen, covers, texts, place=place) for screen, place in zip(all_screens, places[1:], strict=True)
    ]
    return plain_page(
        "meeting.html",
        in_tab(text("briefing.menu"), text),
        text,
        kind=f"meeting {asked.words}",
        words=asked.words,
        font=_font(),
        place=places[0],
        buttons=[(name, key, text(f"meeting.{name}")) for name, key in BUTTONS.items()],
        back=f"{page_of('briefing').path}?{asked.query()}",
        screens=[cover_html(covers, texts, place=places[0]), *shown],
        keys=Markup(keys_html(text)),
        languages=_languages(asked, text),
    )


@cache
def _font() -> str:
    """Return the address of the letters of the other pages, which Streamlit brings.

    Empty without them: a page then has those of the machine.
    """
    found = next((STREAMLIT / "static" / "media").glob("SourceSansVF-Upright*.woff2"), None)
    return f"/{found.relative_to(STREAMLIT).as_posix()}" if found else ""


def _languages(asked: BriefingRequest, text: Text) -> list[tuple[str, str, str]]:
    """Return the briefing in each language and in both: the language of its name, its address, its name."""
    kinds = (*((language, "one") for language in LANGUAGES), (text.language, "both"))
    return [
        (
            language,
            f"{MEETING}?{replace(asked, language=language, words=kind).query()}",
            wording(language)(f"meeting.words.{kind}"),
        )
        for language, kind in kinds
    ]
