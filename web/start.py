"""What is done when the server starts: everything is loaded once, and the first views are drawn in the background.

The site answers as soon as it listens; ``/healthz`` says 503 until the pages of the home area are drawn, so that who
stands in front can send the crowd elsewhere meanwhile.
"""

from __future__ import annotations

import gc
import importlib
import logging
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pyarrow

from components.address.pages import PAGES
from components.charts.map.files import PAINTED, map_file
from components.charts.views import INDICATORS
from components.content import overview
from components.content.overview import overview_cards_html
from components.content.request import PageRequest
from components.guidance.registry import contacts_to_confirm
from components.opendata import bundle_store
from components.wording.text import wording
from data import current, renewal, shown
from data.current import LOG, state
from data.languages import languages
from data.load import Dataset, PublishedDataError
from data.site import LANGUAGES, settings_missing, site
from data.views import latest_view
from geo.areas import forces
from web.documents import load_templates
from web.health import READINESS
from web.page.kept import VIEWS
from web.page.view import View

# Loaded before the first visitor, so that the collector can be told to leave them alone.
PRELOADED = (
    "pydeck",
    "streamlit.components.v2.bidi_component",
    "streamlit.elements.deck_gl_json_chart",
    "streamlit.elements.html",
    "streamlit.elements.markdown",
    "streamlit.elements.widgets.button",
    "streamlit.elements.widgets.checkbox",
    "streamlit.elements.widgets.selectbox",
)


class WithoutQuery(logging.Filter):
    """Keep what a visitor looked at out of the access log: an address is logged without its query."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the query out of a line of the log; the line stays."""
        if isinstance(record.args, tuple):
            record.args = tuple(arg.split("?", 1)[0] if isinstance(arg, str) else arg for arg in record.args)
        return True


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Load everything, then freeze it: Streamlit collects all generations after every run of a page."""
    for name in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).addFilter(WithoutQuery())
    # Arrow's own allocator keeps what it has let go: 21 MB of the 240 after a visit to each page.
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    for module in PRELOADED:
        importlib.import_module(module)
    warm()
    gc.collect()
    gc.freeze()
    in_background()
    yield
    bundle_store.BUNDLES.remove()


def warm() -> None:
    """Load everything before the first visitor; say in the log what cannot be loaded."""
    for language in LANGUAGES:
        wording(language)
    load_templates()
    if shown.SHOWN.is_trial:
        LOG.warning("%s is shown, a trial that is not published; every page and every file says so", shown.SHOWN.name)
    problem = state().problem
    if problem:
        LOG.error("%s", problem)
    if missing := settings_missing():
        LOG.warning(
            "not set in site.toml: %s; links, codes on paper and code for embedding lead to whatever address a visitor "
            "came by",
            ", ".join(missing),
        )
    if drafts := [code for code, language in languages().items() if not language.is_complete]:
        LOG.warning("not translated whole: %s; the default language stands in for what is missing", ", ".join(drafts))
    if unconfirmed := contacts_to_confirm():
        LOG.warning("nobody has confirmed these entries of locales/guidance/contacts.toml: %s", ", ".join(unconfirmed))


def home() -> None:
    """Draw the pages of the home area, so that no crowd at the door waits for them; from then on the site is ready.

    They are kept for the public address; where ``site.toml`` has none, what they are made of is.
    """
    try:
        for page in PAGES:
            for language in LANGUAGES:
                view = View(page, PageRequest({"lang": language}, origin=site().address))
                VIEWS.answer(view.key, view.answer)
    finally:
        READINESS.is_ready = True


PAUSE = 0.03  # seconds between two areas, so that visitors come first


def in_background() -> None:
    """Start drawing, and draw again whenever another release is shown; the server ends without waiting for it."""
    renewal.AFTERWARDS[:] = [VIEWS.forget, home, lambda: every_area()]
    threading.Thread(target=_first, name="warm", daemon=True).start()


def _first() -> None:
    home()
    every_area()


def every_area() -> None:
    """Draw what the first screen keeps for each area and language; nothing where the figures cannot be read."""
    try:
        dataset = current.dataset()
        for area in forces():
            for language in LANGUAGES:
                text = wording(language)
                overview.headline_html(dataset, area.code, text)
                overview_cards_html(dataset, area.code, text)
                time.sleep(PAUSE)
        _maps(dataset)
    except PublishedDataError:
        return
    # What was drawn stays: the collection after every run need not look at it again (52 ms with it, 0.03 without).
    gc.collect()
    gc.freeze()


def _maps(dataset: Dataset) -> None:
    """Make what every period of the maps looks like: what the play then only has to name."""
    for indicator in INDICATORS:
        for language in LANGUAGES:
            for name in PAINTED:
                map_file(name, dataset, latest_view(dataset, indicator), wording(language))
                time.sleep(PAUSE)
