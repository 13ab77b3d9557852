"""Leaving, in Chromium and Firefox: from everywhere, at any moment, and nothing of the page comes back in this tab.

The exit leads where ``site.toml`` says, to a site played on this machine that can be slow to answer. What a browser
test cannot prove: what the browser's own list of visited pages shows, and a tab opened again after it was closed.
"""

import time
from contextlib import suppress
from urllib.parse import quote

import pytest

from components.guidance.registry import advice

from . import chromium as in_chromium
from .firefox import FirefoxError, launched
from .leaving import CLOCK, LEADS_AWAY, LOADED, addresses, leave, look, nothing_is_seen, wait_until_back
from .sites import NEUTRAL, FramingSite, RelayedSite


@pytest.fixture(autouse=True)
def the_neutral_site_answers(neutral):
    yield
    neutral.answer()


@pytest.fixture(scope="module")
def relay(server):
    with RelayedSite(server) as site:
        yield site


@pytest.fixture(scope="module")
def host():
    with FramingSite() as site:
        yield site


def test_every_page_leads_away_in_both_languages_also_where_streamlit_never_loads(new_tab, relay):
    relay.loses_scripts = True
    tab = new_tab()
    # Chromium opens each page in both languages, Firefox every third of them, in turn: it is the same script and link.
    step = 1 if isinstance(tab, in_chromium.Tab) else 3
    for address in addresses()[::step]:
        tab.go(f"http://127.0.0.1:{relay.port}{address}", wait="none")
        tab.wait_for("document.getElementById('exit')")
        leave(tab)
        tab.wait_for(LEADS_AWAY)
    relay.loses_scripts = False


@pytest.mark.parametrize("way", ["Shift", "keyboard"])
def test_a_loaded_page_is_left_without_a_mouse(new_tab, server, way):
    tab = new_tab()
    tab.go(f"{server}/signs?lang=cy")
    tab.wait_for(LOADED)
    leave(tab, way)
    tab.wait_for(LEADS_AWAY)


def test_shift_twice_stays_and_says_how_many_are_left_and_another_key_starts_again(new_tab, server):
    tab = new_tab()
    tab.go(f"{server}/take-away?chart=people.type&lang=en")
    for _ in range(2):
        tab.press("Shift", times=2)
        assert tab.evaluate("document.getElementById('exit-status').textContent") == "Press Shift: 1 more to leave."
        tab.press("a")
    assert "/take-away" in look(tab)["url"]


@pytest.mark.parametrize("way", ["click", "Shift"])
def test_in_the_middle_of_loading_the_page_empties_and_what_arrives_later_does_not_fill_it(
    new_tab, relay, neutral, way
):
    relay.hang()
    neutral.hang()
    tab = new_tab()
    tab.go(f"http://127.0.0.1:{relay.port}/report?lang=en", wait="none")
    tab.wait_for("document.getElementById('exit')")
    tab.click("#call-now p")  # Firefox hands keys to a page it is still loading only if the reader is in it
    leave(tab, way)
    assert nothing_is_seen(tab)
    relay.answer()
    time.sleep(1)
    assert nothing_is_seen(tab)
    neutral.answer()
    tab.wait_for(LEADS_AWAY)


def test_words_name_and_picture_are_gone_within_a_tenth_of_a_second_and_stay_gone_while_the_other_site_is_slow(
    new_tab, server, neutral
):
    neutral.hang()
    tab = new_tab()
    tab.go(f"{server}/people?lang=en")
    tab.wait_for(LOADED)
    tab.evaluate(CLOCK)
    leave(tab)
    for _ in range(3):
        assert nothing_is_seen(tab)
        time.sleep(0.5)
    assert look(tab)["words"] == "Leaving this page."
    assert look(tab)["picture"] == "data:,"
    took = [float(error) for error in tab.errors if error.replace(".", "").isdigit()]
    assert took and took[0] < 100
    # A page that leads away at once ends its own reload.
    with suppress(FirefoxError):
        tab.reload()
    time.sleep(0.5)
    assert nothing_is_seen(tab)
    neutral.answer()
    tab.wait_for(LEADS_AWAY)


def test_back_forward_and_reload_do_not_show_a_page_of_the_visit_again(new_tab, server, neutral):
    tab = new_tab()
    tab.go(f"{server}/?lang=en")
    tab.wait_for(LOADED)
    tab.wait_for("document.querySelector('.st-key-menu a[href*=signs]')")
    # By script, since the menu still moves as its letters arrive: how the visitor came here is not what is tested.
    tab.evaluate("document.querySelector('.st-key-menu a[href*=signs]').click()")
    tab.wait_for("location.pathname === '/signs'")
    tab.go(f"{server}/take-away?chart=people.type&lang=en")
    leave(tab, "Shift")
    tab.wait_for(LEADS_AWAY)
    for _ in range(2):
        neutral.hang()
        tab.back()
        wait_until_back(tab)
        assert nothing_is_seen(tab)
        neutral.answer()
        tab.wait_for(LEADS_AWAY)
    for move in (tab.forward, tab.forward, tab.reload):
        move()
        time.sleep(0.3)
        tab.wait_for(LEADS_AWAY)


def keep_a_page_in_memory(tab, server):
    """Open two pages, the first of which the browser keeps whole, as it does once the page has come to rest."""
    for _ in range(5):
        tab.go(f"{server}/take-away?chart=people.type&lang=en")
        time.sleep(0.5)
        tab.evaluate("window.isKept = true")
        tab.evaluate("addEventListener('pagehide', event => { localStorage.setItem('kept', event.persisted) }), true")
        tab.go(f"{server}/take-away?chart=people.type&lang=cy")
        if tab.evaluate("localStorage.getItem('kept')") == "true":
            return
    raise AssertionError("the browser keeps no page in its memory: nothing would be proven")


def test_a_page_kept_whole_in_the_memory_of_the_browser_does_not_come_back_after_leaving(new_tab, server, neutral):
    tab = new_tab()
    keep_a_page_in_memory(tab, server)
    leave(tab)
    tab.wait_for(LEADS_AWAY)
    neutral.hang()
    tab.back()
    wait_until_back(tab)
    assert nothing_is_seen(tab)


def test_a_page_kept_in_memory_is_shown_again_to_whoever_has_not_left(new_tab, server):
    tab = new_tab()
    # What a browser means to keep it may give up again for want of memory.
    for _ in range(5):
        keep_a_page_in_memory(tab, server)
        tab.back()
        time.sleep(1)
        if tab.evaluate("Boolean(window.isKept)"):
            break
    else:
        pytest.skip("this browser gave up each page it had kept, and loaded it anew: nothing would be proven")
    assert look(tab)["isShown"] and "Take this away" in look(tab)["words"]


def test_whoever_comes_back_by_the_address_is_not_locked_out(new_tab, server):
    tab = new_tab()
    address = f"{server}/take-away?chart=people.type&lang=en"
    tab.go(address)
    leave(tab)
    tab.wait_for(LEADS_AWAY)
    tab.go(address)
    tab.reload()
    time.sleep(0.3)
    tab.wait_for("document.querySelector('.take-panel')")


def test_leaving_in_one_tab_leaves_in_the_other_tabs_of_the_site(new_tab, server):
    one = new_tab()
    one.go(f"{server}/take-away?chart=people.type&lang=en")
    two = new_tab(beside=one)
    two.go(f"{server}/take-away?chart=people.type&lang=cy")
    leave(two)
    two.wait_for(LEADS_AWAY)
    one.wait_for(LEADS_AWAY)


@pytest.mark.parametrize("way", ["click", "Shift"])
@pytest.mark.parametrize(
    ("sandbox", "leaves"),
    [
        ("", "window"),
        ("sandbox='allow-scripts allow-top-navigation-by-user-activation'", "window"),
        ("sandbox='allow-scripts'", "frame"),
    ],
)
def test_out_of_a_frame_of_another_site_the_window_leaves_or_where_that_is_forbidden_the_frame(
    new_tab, relay, host, sandbox, leaves, way
):
    relay.answer()
    frame = f"<iframe src='http://127.0.0.1:{relay.port}/embed?chart=people.type&lang=en' {sandbox}></iframe>"
    tab = new_tab()
    tab.go(f"http://localhost:{host.port}/?{quote(frame)}")
    inside = tab.frames()[0]
    inside.wait_for("document.getElementById('exit')")
    if way == "Shift":
        inside.click("h1")
    leave(inside, way)
    if leaves == "window":
        tab.wait_for(LEADS_AWAY)
    else:
        tab.frames()[0].wait_for(LEADS_AWAY)
        assert tab.evaluate("document.title") == "Host"


def test_with_scripts_off_the_plain_link_leads_away(leaving_chromium, server):
    context = leaving_chromium.new_context(ignore_https_errors=True, java_script_enabled=False)
    page = context.new_page()
    for path in ("/signs?lang=cy", "/take-away?chart=people.type&lang=en"):
        page.goto(server + path)
        page.click("#exit")
        page.wait_for_url(f"https://{NEUTRAL}/**")
    context.close()


def test_with_scripts_off_the_plain_link_leads_away_in_firefox(firefox, server, neutral):
    with launched(preferences=neutral.firefox_preferences | {"javascript.enabled": False}) as without_scripts:
        tab = without_scripts.open(f"{server}/report?lang=en")
        leave(tab)
        end = time.monotonic() + 10
        while NEUTRAL not in tab.url:
            assert time.monotonic() < end, tab.url
            time.sleep(0.1)


@pytest.mark.parametrize("path", ["/", "/report", "/take-away?chart=people.type", "/no-such-page"])
def test_on_a_phone_the_exit_is_large_lies_above_all_and_answers_to_a_finger(leaving_chromium, server, path):
    context = leaving_chromium.new_context(
        ignore_https_errors=True, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    for language in ("en", "cy"):
        page.goto(f"{server}{path}{'&' if '?' in path else '?'}lang={language}")
        page.wait_for_selector("main h1, main h2")
        box = page.locator("#exit").bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
        for across in (0.05, 0.5, 0.95):
            x, y = box["x"] + box["width"] * across, box["y"] + box["height"] / 2
            assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('#exit') !== null", [x, y])
        page.touchscreen.tap(x, y)
        page.wait_for_url(f"https://{NEUTRAL}/**")
    context.close()


@pytest.mark.parametrize("way", ["leaving", "closing"])
def test_no_note_of_the_pages_stays_in_the_browser(new_tab, server, way):
    tab = new_tab()
    tab.go(f"{server}/report?lang=en")
    tab.wait_for(LOADED)
    if way == "leaving":
        leave(tab)
        tab.wait_for(LEADS_AWAY)
    tab.go(f"{server}/robots.txt")
    assert tab.evaluate("Object.keys(localStorage)") == []
    assert set(tab.evaluate("Object.keys(sessionStorage)")) <= {"left"}
    assert tab.cookies() <= {"_streamlit_xsrf"}


def test_the_report_page_says_in_both_languages_what_leaving_cannot_do():
    said = advice("device").items
    assert any("does not clear the history" in line for line in said["en"])
    assert any("Nid yw gadael yn clirio’r hanes" in line for line in said["cy"])
