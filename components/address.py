"""The address and the view it stands for: one source of truth, in codes and never in names.

A choice on the page writes the address; each run reads the view from it. So every view has an address that
reproduces it, and nothing has to be kept in step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from components import store
from components.language import language_of
from components.options import Options, read_options
from components.registry import Page, page_of
from components.shell import address
from components.terms import joined
from components.text import Text, text
from data.load import Dataset
from data.nearest import nearest
from data.site import site
from data.views import View

NAMES = ("area", "indicator", "period")


@dataclass(frozen=True)
class Visit:
    """What one run of a page is about: view, options and wording, and what in the address was not understood."""

    view: View
    options: Options
    text: Text
    unknown: tuple[str, ...]


def read_visit(parameters: Mapping[str, str], accepted: str, dataset: Dataset, *, indicator: str = "") -> Visit:
    """Return what an address asks for; what it names and we do not have becomes the nearest sensible view.

    Parameters
    ----------
    parameters : mapping of str to str
        Of the address, so anything may stand in it.
    accepted : str
        The browser's ``Accept-Language``: its language where the address has none.
    dataset : Dataset
    indicator : str
        What a page is about, whatever indicator the address names.
    """
    asked = {name: parameters.get(name) for name in NAMES}
    asked["indicator"] = indicator or asked["indicator"]
    view, unknown = nearest(dataset, **asked, home=site().home_area)
    options, unclear = read_options(parameters)
    language = parameters.get("lang", "")
    wording = text(language_of(language, accepted))
    wrong_language = ("lang",) if language and language != wording.language else ()
    return Visit(view, options, wording, (*wrong_language, *unknown, *unclear))


def current_text() -> Text:
    """Return the wording in the language of the address, or of the browser where the address has none."""
    return text(language_of(st.query_params.get("lang", ""), _accepted()))


def _accepted() -> str:
    return st.context.headers.get("Accept-Language", "")


def current_visit(indicator: str = "") -> Visit:
    """Return the visit of this run of a page; see :func:`read_visit`.

    Raises
    ------
    data.load.PublishedDataError
        If the published figures cannot be read.
    """
    # Read once: each look into Streamlit's own parameters takes a lock.
    return read_visit(st.query_params.to_dict(), _accepted(), store.dataset(), indicator=indicator)


def go_to(**parameters: str) -> None:
    """Change the address within the page, for example after a click on a map."""
    for name, value in parameters.items():
        st.query_params[name] = value


def origin() -> str:
    """Return scheme and host of this site: its public address, else that of the visit; empty if neither is known."""
    visited = urlsplit(st.context.url or "")
    return site().address or (f"{visited.scheme}://{visited.netloc}" if visited.netloc else "")


def link_to(page_id: str, words: Text) -> str:
    """Return the address of the page ``page_id`` in this language, keeping the area of the visit."""
    return link(page_of(page_id), words)


def explained(html: str, words: Text) -> str:
    """Return HTML in which the first of each word of the glossary leads to what it means."""
    return joined(html, words.language, link=link_to("glossary", words))


def link(page: Page, words: Text, /, **parameters: str) -> str:
    """Return the address of ``page`` in this language, keeping the area of the visit."""
    return address(page, **{"lang": words.language, "area": st.query_params.get("area", ""), **parameters})
