"""A visit to the guidance leaves nothing behind: not on the network, not in the browser, not in the server's log."""

import re

import pytest

from . import chromium as in_chromium
from .conftest import serving

SECRET = "golchfa"
AGENT = "Mozilla/5.0 (Visitor 4711)"
READY = "document.querySelector('#root main h1') && !document.getElementById('waiting')"
# Where a visitor types or chooses something that is nobody's business, on the page of that address.
PRIVATE = {
    "/signs": "#root [data-find] [type=search]",
    "/seen": "#root form[data-helper] label",
    "/practice": ".practice-story:not([hidden]) label",
}
WALK = ["/", "/signs", "/seen", "/practice", "/report"]
STORES = """Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()])
.then(found => [localStorage.length, found.map(each => each.length)].flat(2))"""


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="module")
def own_server(log):
    with serving(log_file=log) as address:
        yield address


@pytest.fixture(params=["chromium", "firefox"])
def tab(request):
    """A tab of each browser in a fresh profile; Chromium gives a name that the log could be found to hold."""
    if request.param == "firefox":
        firefox = request.getfixturevalue("firefox")
        yield firefox.open("about:blank")
        firefox.close_tabs()
        return
    context = request.getfixturevalue("chromium").new_context(user_agent=AGENT)
    yield in_chromium.Tab(context.new_page())
    context.close()


def settle(tab):
    """Wait until the tab has asked for nothing new for half a second, and return how much it has asked for."""
    asked = -1
    while asked != len(tab.requests):
        asked = len(tab.requests)
        tab.evaluate("new Promise(done => setTimeout(done, 500))")
    return asked


def test_a_walk_through_the_guidance_leaves_nothing_behind(tab, own_server, log):
    for path in WALK:
        tab.go(f"{own_server}{path}?lang=cy&area=W15000001")
        tab.wait_for(READY)
        if path in PRIVATE:
            before, address = settle(tab), tab.evaluate("location.href")
            tab.click(PRIVATE[path])
            for letter in SECRET if path == "/signs" else "":
                tab.press(letter)
            assert settle(tab) == before, tab.requests[before:]
            assert tab.evaluate("location.href") == address
    assert tab.hosts() == {own_server.split("/")[2]}
    assert tab.cookies() <= {"_streamlit_xsrf"}
    tab.go(f"{own_server}/robots.txt")
    assert tab.evaluate(STORES) == [0, 0, 0, 0]
    assert tab.evaluate("sessionStorage.length") == 0
    written = log.read_text()
    assert own_server in written, "the server has written nothing, not even where it listens"
    assert set(re.findall(r"\d+\.\d+\.\d+\.\d+", written)) == {"127.0.0.1"}
    for trace in ("?", "lang=", "W15000001", SECRET, "Mozilla", "4711", *(path for path in WALK if path != "/")):
        assert trace not in written
