"""What surrounds every page: its name and menu above, the choice of area, and what the figures rest on below."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page as Script

from components.address.pages import MENU, Page, page_of
from components.address.visit import Visit, instead_html, not_understood
from components.content import frame
from components.content.choices import area_choice
from components.content.request import PageRequest
from components.guidance.blocks import call_box
from components.screen.controls import show_choice
from components.screen.markup import html
from components.screen.visit import current_request
from components.wording import trial
from components.wording.text import Text

LOG = logging.getLogger("dashboard")


def header(page: Page, scripts: Mapping[Page, Script], request: PageRequest) -> None:
    """Show the name of the site, the same view in the other language, and the menu; above them, that a trial is one."""
    text, link, given = request.text, request.link, request.parameters
    if trial.is_trial():
        html(trial.bar(text))
    with st.container(key="masthead", horizontal=True, gap="small"):
        html(frame.brand_html(text, link))
        html(frame.language_html(page, given, text))
        with st.container(key="menu", horizontal=True, gap="small"):
            kept = {name: given[name] for name in frame.KEPT if name in given}
            for entry in MENU:
                _menu_entry(entry, None if entry is page else scripts[entry], text, kept)
    if page.parent:
        html(frame.way_up_html(page_of(page.parent), text, link))


def run(page: Page, script: Script, request: PageRequest) -> None:
    """Run the page; where its figures cannot be read, say so and offer what works without them."""
    try:
        if page.area:
            _area_and_notes(request.visit)
        script.run()
    except frame.UNREADABLE as error:
        html(frame.problem_html(error, request.text, request.link))


def footer(page: Page, request: PageRequest) -> None:
    """Show how new the figures are, where they come from, and who answers for the site."""
    html(frame.footer_html(page, request.text, request.link))


def apologise(error: Exception) -> bool:
    """Say in the page's language that something failed, and in the log what; no trace reaches a visitor."""
    LOG.error("a page failed", exc_info=error)
    text = current_request().text
    html(Markup('<p class="notice" role="alert">{}</p>{}').format(text("site.failed"), call_box(text)))
    return True


def _menu_entry(entry: Page, script: Script | None, text: Text, kept: Mapping[str, str]) -> None:
    """Show one page of the menu; it has no script where it is the one that is open."""
    label = text(f"{entry.id}.menu")
    if script is None:
        html(Markup('<span class="here" aria-current="page">{}</span>').format(label))
        return
    st.page_link(script, label=label, query_params=kept or None)


def _area_and_notes(visit: Visit) -> None:
    text = visit.text
    if visit.nameless:
        # Of when its figures are, only a page itself can say.
        line = not_understood(visit.nameless, visit.view, text, parts=("area", "indicator"))
        html(instead_html(line))
    with st.container(key="place"):
        show_choice(area_choice(visit.view.area, text))
