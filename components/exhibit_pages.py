"""The two pages of an exhibit: what can be taken away of it, and how it stands in somebody else's page. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from components.embed import embed_page
from components.exhibit_request import read_request
from components.exhibits import NoExhibitError
from components.language import language_of
from components.notices import not_understood
from components.take_away import nothing_page, take_away_page
from components.text import text
from data.load import PublishedDataError
from geo.shapes import ShapesError


def answer(path: str, parameters: Mapping[str, str], *, base: str, accepted: str) -> tuple[bytes, int]:
    """Return the page an address asks for and its HTTP status: 404 where it names nothing to show."""
    try:
        asked = read_request(parameters)
        if path == "/embed":
            return embed_page(asked), 200
        said = (not_understood(asked.unknown, asked.shown, asked.text), asked.instead)
        return take_away_page(asked, " ".join(filter(None, said)), base), 200
    except (NoExhibitError, PublishedDataError, ShapesError):
        return nothing_page(text(language_of(parameters.get("lang", ""), accepted))), 404
