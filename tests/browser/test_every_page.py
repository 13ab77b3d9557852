"""Every page in both languages: no other host, nothing in the console, nothing that shuts people out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from components.registry import PAGES

VIEWS = [(page.path, language) for page in PAGES for language in ("en", "cy")]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# What is Streamlit's own and cannot be mended from here; each is in the accessibility statement.
STREAMLITS_OWN: dict[str, str] = {}


def serious(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return {
        each["id"]: [node["html"][:200] for node in each["nodes"]]
        for each in found
        if each["impact"] in ("serious", "critical") and each["id"] not in STREAMLITS_OWN
    }


def sideways(page):
    return page.evaluate("() => { const m = document.querySelector('.stMain'); return m.scrollWidth - m.clientWidth }")


@pytest.mark.parametrize(("path", "language"), VIEWS)
def test_a_page_keeps_to_itself_and_axe_finds_nothing_serious(open_page, server, path, language):
    page = open_page(f"{path}?lang={language}")
    page.wait_for_timeout(1500)
    assert page.watch.hosts <= {server.split("/")[2], ""}
    assert page.watch.errors == []
    assert page.get_attribute("html", "lang") == language
    assert page.locator("main h1").count() == 1
    assert serious(page) == {}


@pytest.mark.parametrize(("path", "language"), VIEWS)
def test_a_page_fits_320_pixels_without_scrolling_sideways(open_page, path, language):
    page = open_page(f"{path}?lang={language}", width=320, height=640)
    assert sideways(page) <= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("#exit").bounding_box()["x"] >= 0


@pytest.mark.parametrize("page_id", ["/", "/signs", "/report"])
def test_a_page_fits_when_text_is_twice_as_large(open_page, page_id):
    page = open_page(f"{page_id}?lang=cy", width=1280)
    page.add_style_tag(content="html { font-size: 200% !important }")
    page.wait_for_timeout(300)
    assert sideways(page) <= 0


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_the_first_tab_skips_and_the_second_leaves(open_page, path):
    page = open_page(f"{path}?lang=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "exit"


def test_the_skip_link_leads_past_the_menu(open_page):
    page = open_page("/?lang=en")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_the_focus_can_be_seen_on_the_menu(open_page):
    page = open_page("/?lang=en")
    page.locator(".st-key-menu a").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2


def test_the_phone_shows_where_what_a_card_and_the_exit_on_the_first_screen(open_page):
    page = open_page("/?lang=cy", width=390, height=844)
    for selector in (".st-key-place input", "main h1", ".card .big", "#exit"):
        box = page.locator(selector).first.bounding_box()
        assert box["y"] + box["height"] <= 844, selector


def test_the_light_pages_load_no_chart_library(open_page):
    for path in ("/", "/signs", "/report"):
        page = open_page(f"{path}?lang=en", wait=False)
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.reload()
        page.wait_for_selector("footer.site-footer")
        assert len(asked) > 20
        assert not [url for url in asked if "DeckGl" in url or "Plotly" in url]


@pytest.mark.parametrize("path", ["/", "/signs", "/report"])
def test_print_hides_the_menu_and_the_exit_and_keeps_the_words(open_page, path):
    page = open_page(f"{path}?lang=cy")
    page.emulate_media(media="print")
    assert not page.is_visible("#exit")
    assert not page.is_visible(".st-key-menu")
    assert page.is_visible("main h1")


def test_a_number_to_call_can_be_tapped(open_page):
    page = open_page("/report?lang=en", width=390, height=844)
    assert page.locator('main a[href="tel:+448000121700"]').first.is_visible()
    assert page.locator('main a[href="tel:999"]').first.bounding_box()["height"] >= 44


def test_a_place_named_in_the_address_is_shown(open_page):
    page = open_page("/signs?lang=en#car_washes")
    page.wait_for_timeout(500)
    box = page.locator("#car_washes").bounding_box()
    assert -5 <= box["y"] <= 200


def test_the_menu_is_a_landmark_with_a_name(open_page):
    page = open_page("/?lang=cy")
    menu = page.get_by_role("navigation", name="Tudalennau")
    assert menu.get_by_role("link").count() == len(PAGES) - 1


def test_a_choice_in_the_menu_moves_the_focus_to_the_new_heading(open_page):
    page = open_page("/?lang=en")
    page.locator(".st-key-menu a", has_text="Signs").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("main h1:focus")
    assert page.evaluate("document.activeElement.textContent") == "Signs to look for"
