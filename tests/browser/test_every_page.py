"""What surrounds the pages: the way past the menu, the menu, the first screen of a phone, what is not loaded."""

import pytest

from components.address.pages import MENU
from components.charts.views import INDICATORS

from .accessible import axe


def serious(page):
    return dict(axe(page))


def sideways(page):
    return page.evaluate("() => { const m = document.querySelector('.stMain'); return m.scrollWidth - m.clientWidth }")


CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stSelectbox] input')].filter((box) => {
    const pen = document.createElement('canvas').getContext('2d')
    pen.font = getComputedStyle(box).font
    return pen.measureText(box.value).width > box.clientWidth + 1
}).map((box) => box.value)"""


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
        page.wait_for_selector("#root footer.site-footer")
        page.wait_for_selector("#waiting", state="detached")
        assert len(asked) > 20
        assert not [url for url in asked if "DeckGl" in url or "Plotly" in url]


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
    assert menu.get_by_role("link").count() == len(MENU) - 1


def test_a_choice_in_the_menu_moves_the_focus_to_the_new_heading(open_page):
    page = open_page("/?lang=en")
    page.locator(".st-key-menu a", has_text="Signs").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("main h1:focus")
    assert page.evaluate("document.activeElement.textContent") == "Signs to look for"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["map", "trends", "compare"])
def test_the_words_of_a_choice_are_not_cut_off(open_page, name, width):
    for indicator in INDICATORS:
        page = open_page(f"/{name}?lang=cy&indicator={indicator}", width=width)
        assert page.locator("[data-testid=stSelectbox] input").count() > 2
        assert page.evaluate(CUT_OFF) == []
