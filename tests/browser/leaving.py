"""How the tests of the exit leave a page and look at what is left of it, in either browser."""

import time

from components.address.pages import PAGES

from . import chromium as in_chromium
from .sites import NEUTRAL

PLAIN = [
    *("/take-away?chart=people.type&area=W15000001", "/embed?chart=people.type"),
    *("/practice-notes", "/meeting", "/open-data/", "/no-such-page"),
]
LEADS_AWAY = f"location.host === '{NEUTRAL}' && document.title === 'Weather'"
LOADED = (
    "document.querySelector('main h1') && document.querySelector('footer.site-footer')"
    " && !document.getElementById('waiting')"
)
# How long after the button of the mouse came up the page was found empty, by its own clock, in milliseconds.
CLOCK = """addEventListener("mouseup", event => { window.clicked = event.timeStamp }, true),
new MutationObserver(() => { console.error(performance.now() - window.clicked) })
.observe(document.documentElement, { childList: true }), true"""


def look(tab):
    """Return what can be seen in the tab now, also while another site has not answered."""
    return tab.look() if isinstance(tab, in_chromium.Tab) else tab.evaluate(in_chromium.SEEN)


def nothing_is_seen(tab):
    """Return True if neither words nor a name of our page are to be seen; fail with what is."""
    seen = look(tab)
    assert NEUTRAL not in seen["url"], "the other site has answered: nothing was proven"
    seen["words"] = seen["words"][:100]
    assert not seen["title"].strip() and seen["words"] in ("", "Leaving this page.", "Yn gadael y dudalen hon."), seen
    return True


def wait_until_back(tab):
    """Wait until the tab is at an address of ours; the page there is what Back has brought."""
    end = time.monotonic() + 10
    while NEUTRAL in look(tab)["url"]:
        assert time.monotonic() < end, "Back led nowhere"


def leave(tab, way="click"):
    if way == "click":
        tab.click("#exit")
    elif way == "Shift":
        tab.press("Shift", times=3)
    else:
        tab.press("Tab", times=2)
        tab.press("Enter")


def addresses():
    """Return every page of the site and the pages without Streamlit, in both languages."""
    paths = [page.path for page in PAGES] + PLAIN
    return [f"{path}{'&' if '?' in path else '?'}lang={language}" for path in paths for language in ("en", "cy")]
