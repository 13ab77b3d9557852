"""The visit of this run of a page: what Streamlit knows of its address, and how a choice changes the address.

A choice on the page writes the address; each run reads the view from it. So every view has an address that reproduces
it, and nothing has to be kept in step.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from components.address.pages import Page, address, page_of
from components.address.visit import Visit, read_text, read_visit
from components.guidance.terms import joined
from components.wording.text import Text
from data import current
from data.site import site


def current_text() -> Text:
    """Return the wording in the language of the address, or of the browser where the address has none."""
    return read_text(st.query_params, _accepted())


def _accepted() -> str:
    return st.context.headers.get("Accept-Language", "")


def current_visit() -> Visit:
    """Return the visit of this run of a page; see :func:`read_visit`.

    Raises
    ------
    data.load.PublishedDataError
        If the published figures cannot be read.
    """
    # Read once: each look into Streamlit's own parameters takes a lock.
    return read_visit(st.query_params.to_dict(), _accepted(), current.dataset())


def go_to(**parameters: str) -> None:
    """Change the address within the page, for example after a click on a map."""
    for name, value in parameters.items():
        st.query_params[name] = value


def origin() -> str:
    """Return scheme and host of this site: its public address, else that of the visit; empty if neither is known."""
    visited = urlsplit(st.context.url or "")
    return site().address or (f"{visited.scheme}://{visited.netloc}" if visited.netloc else "")


def link_to(page_id: str, text: Text) -> str:
    """Return the address of the page ``page_id`` in this language, keeping the area of the visit."""
    return link(page_of(page_id), text)


def explained(html: Markup, text: Text) -> Markup:
    """Return HTML in which the first of each word of the glossary leads to what it means."""
    return joined(html, text.language, link=link_to("glossary", text))


def link(page: Page, text: Text, /, **parameters: str) -> str:
    """Return the address of ``page`` in this language, keeping the area of the visit."""
    return address(page, **{"lang": text.language, "area": st.query_params.get("area", ""), **parameters})
