"""The meeting view: a briefing as a page of full-screen steps, which needs no script to be read and printed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from components import store
from components.briefing_request import Asked, read_briefing
from components.language import language_of
from components.plain_page import plain_page
from components.shell import first_numbers
from components.text import text
from data.load import PublishedDataError
from geo.shapes import ShapesError


def answer(parameters: Mapping[str, str], *, accepted: str) -> tuple[bytes, int]:
    """Return the meeting view that an address asks for and its HTTP status."""
    try:
        return meeting_page(read_briefing(store.dataset(), parameters, accepted=accepted)), 200
    except (PublishedDataError, ShapesError):
        words = text(language_of(parameters.get("lang", ""), accepted))
        content = (
            f"<h1>{escape(words('site.problem.title'))}</h1><p>{escape(words('site.problem.words'))}</p>"
            f"{first_numbers(words)}"
        )
        return plain_page(words("site.problem.title"), content, words, kind="plain"), 503


def meeting_page(asked: Asked) -> bytes:
    """Return the steps of a briefing as a whole HTML page, UTF-8."""
    words, cover = asked.texts[0], asked.covers()[0]
    steps = "".join(f"<section><h2>{escape(step.title)}</h2></section>" for step in asked.briefings()[0])
    return plain_page(cover.title, f"<h1>{escape(cover.title)}</h1>{steps}", words, kind="meeting")
