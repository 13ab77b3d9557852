"""The guidance as it stands in the first response: to be read and tapped before any script has run, or without any.

Streamlit's page takes its place once it is drawn (``assets/arrival.js``). Pure.
"""

from __future__ import annotations

from functools import lru_cache

from components import reporting, signs
from components.guidance_blocks import Link
from components.registry import page_of
from components.shell import address, shell
from components.text import Text, text


@lru_cache(maxsize=80)
def first_response(page_id: str, language: str, base: str = "") -> bytes:
    """Return the HTML that arrives first for the page ``page_id`` in ``language``, UTF-8.

    ``base`` are scheme, host and port of this site as the visitor has them; empty where they are not known.
    """
    words = text(language)

    def link(page: str) -> str:
        return address(page_of(page), lang=words.language)

    return shell(page_id, language, early_page(page_id, words, link=link), base=base)


def early_page(page_id: str, text: Text, *, link: Link) -> str:
    """Return the page ``page_id`` as HTML without its figures; empty for a page that is nothing without them."""
    if page_id == "signs":
        settings = signs.by_setting(text, link=link)
        return "".join((signs.opening(text, link=link), signs.general(text), settings, signs.acting(text, link=link)))
    return reporting.whole(text, link=link) if page_id == "report" else ""
