"""Taking a visual away in a real browser: in place, by keyboard, without scripts, on a fresh server, and in a frame."""

import re
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from .conftest import free_port, serving
from .test_every_page import serious, sideways

PEOPLE = "/people?area=W15000001&period=2023&lang="


def panels(page):
    return page.locator(".take-panel")


def test_the_panel_costs_nothing_until_it_is_opened_and_then_opens_in_place(open_page):
    page = open_page(PEOPLE + "en")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(500)
    assert asked == [] and panels(page).count() == 0
    link = page.locator("a[data-take]").first
    link.focus()
    page.keyboard.press("Enter")
    panels(page).wait_for()
    assert "/take-away?" in asked[0]
    assert page.evaluate("document.activeElement.textContent") == "Take this away"
    assert link.get_attribute("aria-expanded") == "true"
    link.click()
    assert panels(page).count() == 0
    assert page.watch.errors == []


@pytest.mark.parametrize(("language", "copy", "copied"), [("en", "Copy", "Copied"), ("cy", "Copïo", "Wedi’i gopïo")])
def test_the_sentence_is_copied_by_keyboard(open_page, language, copy, copied):
    page = open_page(PEOPLE + language, permissions=["clipboard-read", "clipboard-write"])
    sentence = page.locator("section.block .sentence").first.inner_text()
    page.locator("a[data-take]").first.click()
    panels(page).wait_for()
    button = panels(page).get_by_role("button", name=copy).first
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=copied).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == sentence


@pytest.mark.parametrize("language", ["en", "cy"])
def test_axe_finds_nothing_serious_in_the_panel_its_page_and_the_embedded_view(open_page, server, language):
    page = open_page(PEOPLE + language)
    page.locator("a[data-take]").first.click()
    panels(page).wait_for()
    assert serious(page) == {}
    for path in ("take-away", "embed"):
        page = open_page(f"/{path}?chart=people.type&area=W15000001&lang={language}", wait=False, width=320)
        page.wait_for_load_state("networkidle")
        assert serious(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.watch.hosts <= {server.split("/")[2], ""} and page.watch.errors == []


def test_the_panel_fits_a_phone(open_page):
    page = open_page(PEOPLE + "cy", width=320, height=640)
    page.locator("a[data-take]").first.click()
    panels(page).wait_for()
    assert sideways(page) <= 0


def test_without_scripts_the_panel_is_a_page(open_page):
    page = open_page("/take-away?chart=people.type&area=W15000001&lang=cy", wait=False, java_script_enabled=False)
    assert page.locator(".take-panel h3").count() == 5
    assert page.locator("a", has_text="PNG").get_attribute("download") is not None
    assert page.locator("#exit").is_visible()


@pytest.mark.parametrize("way", ["click", "Shift three times"])
def test_the_embedded_view_leads_out(open_page, way):
    page = open_page("/embed?chart=people.type&lang=en", wait=False)
    page.route("**/www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    if way == "click":
        page.locator("#exit").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(re.compile("bbc.co.uk"))


def test_out_of_a_frame_the_way_out_leads_the_whole_window(open_page):
    page = open_page("/take-away?chart=people.type&area=W15000001&lang=en", wait=False)
    page.route("**/www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.locator("summary", has_text="embedded").click()
    page.frame_locator("iframe").locator("#exit").click(timeout=5000)
    page.wait_for_url(re.compile("bbc.co.uk"))


def test_a_permalink_on_a_fresh_server_in_the_other_language_shows_the_same_view(open_page):
    page = open_page("/people?area=E23000001&period=2023&lang=en")
    figures = page.locator(".bars b").all_inner_texts()
    page.locator("a[data-take]").first.click()
    panels(page).wait_for()
    address = page.locator("#take-cy + .copied p").inner_text()
    with serving() as fresh:
        twin = open_page("/" + address.split("/", 3)[3], base=fresh)
        assert twin.get_attribute("html", "lang") == "cy"
        numbers = [re.sub(r"\D", "", said) for said in twin.locator(".bars b").all_inner_texts()]
        assert numbers == [re.sub(r"\D", "", said) for said in figures]
        assert "period=2023" in twin.url and "area=E23000001" in twin.url


class _Host(BaseHTTPRequestHandler):
    """A page of somebody else with a frame."""

    def __init__(self, framed, *rest):
        self.framed = framed
        super().__init__(*rest)

    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{self.framed}" width="600" height="600"></iframe>'.encode())

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("path", ["/embed?chart=people.type", "/take-away?chart=people.type", "/"])
def test_a_frame_of_a_host_that_is_not_allowed_is_refused_by_the_browser(open_page, server, path):
    port = free_port()
    host = ThreadingHTTPServer(("127.0.0.1", port), partial(_Host, server + path))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        page = open_page("/", base=f"http://127.0.0.1:{port}", wait=False)
        page.wait_for_timeout(1500)
        frame = page.frames[1]
        assert frame.url.startswith("chrome-error:") or "people" not in frame.content()
        assert any("frame-ancestors" in error or "X-Frame-Options" in error for error in page.watch.errors)
    finally:
        host.shutdown()
        host.server_close()


def test_this_site_may_show_its_own_embedded_view_as_a_preview(open_page):
    page = open_page("/take-away?chart=people.type&area=W15000001&lang=en", wait=False)
    page.locator("summary", has_text="embedded").click()
    frame = page.frame_locator("iframe")
    frame.locator("h1").wait_for()
    assert "Largest group" in frame.locator(".sentence").inner_text()
    assert page.watch.errors == []
