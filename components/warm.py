"""The first screen of every area, drawn before anybody asks: in the background, a little at a time."""

from __future__ import annotations

import gc
import threading
import time

from components import overview, store, taking_up
from components.cards import overview_cards_html
from components.map_figures import INDICATORS
from components.map_files import PAINTED, map_file
from components.text import LANGUAGES, text
from data.load import Dataset, PublishedDataError
from data.views import latest_view
from geo.areas import forces

PAUSE = 0.03  # seconds between two areas, so that visitors come first


def in_background() -> None:
    """Start drawing, and draw again whenever another release is shown; the server ends without waiting for it."""
    taking_up.AFTERWARDS[:] = [every_area]
    threading.Thread(target=every_area, name="warm", daemon=True).start()


def every_area() -> None:
    """Draw what the first screen keeps for each area and language; nothing where the figures cannot be read."""
    try:
        dataset = store.dataset()
        for area in forces():
            for language in LANGUAGES:
                words = text(language)
                overview.headline_html(dataset, area.code, words)
                overview_cards_html(dataset, area.code, words)
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
                map_file(name, dataset, latest_view(dataset, indicator), text(language))
                time.sleep(PAUSE)
