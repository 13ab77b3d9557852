"""The search on the signs page: it works in the browser alone (``assets/find.js``); nothing typed is sent. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from components.guidance import general_signs, places, settings
from components.icons import icon
from components.text import Text

# Longer texts are cut: nobody types them, and the answer stays immediate.
LONGEST = 200


def finder(text: Text) -> str:
    """Return the box to type in, the choice of a place, and where the answer is said."""
    chips = "".join(
        f'<label><input type="radio" name="place" value="{place.id}">{icon(place.id)}'
        f"<span>{escape(place.title[text.language])}</span></label>"
        for place in places()
    )
    anywhere = (
        f'<label><input type="radio" name="place" value="" checked>'
        f"<span>{escape(text('signs.find.anywhere'))}</span></label>"
    )
    most = len(settings()) + len(general_signs())
    counts = [text("signs.find.none")] + [
        text.plural("signs.find.found", count, count=count) for count in range(1, most + 1)
    ]
    said = escape(json.dumps(counts, ensure_ascii=False), quote=True)
    return (
        f'<form class="finder" role="search" data-find autocomplete="off">'
        f'<label class="words">{escape(text("signs.find.words"))}'
        f'<input type="search" name="words" maxlength="{LONGEST}" spellcheck="false"></label>'
        f'<p class="quiet">{escape(text("signs.find.private"))}</p>'
        f'<fieldset class="chips"><legend>{escape(text("signs.find.place"))}</legend>{anywhere}{chips}</fieldset>'
        f'<p class="found" role="status" tabindex="-1" data-counts="{said}" '
        f'data-some="{escape(text("signs.find.some"))}"></p>'
        f'<button type="reset" hidden>{escape(text("signs.find.clear"))}</button></form>'
    )


def found_by(words: str, *, places: Iterable[str] = ()) -> str:
    """Return the attributes by which a part of the page is found: further words, and where it may be noticed."""
    return f' data-words="{escape(words, quote=True)}" data-places="{" ".join(places)}"'
