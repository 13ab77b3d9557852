"""The map in a real browser: arrows and Enter, a touch, the focus that stays, and a page that can be scrolled."""

import time

import pytest

TWIN = ".st-key-map-twin [data-testid=stBidiComponentIsolated]"
TILES = ".st-key-map-tiles [data-testid=stBidiComponentIsolated]"
KENT = "area=E23000032"


def heard(page, drawing=TWIN):
    """Return what is heard of a drawing: the chosen area and the one that has the focus."""
    return page.evaluate(
        """(drawing) => {
            const root = document.querySelector(drawing).shadowRoot
            const named = (area) => area?.getAttribute('aria-label').split(':')[0] ?? ''
            return [named(root.querySelector('[aria-selected=true]')), named(root.activeElement)]
        }""",
        drawing,
    )


def until(page, claim):
    """Wait without evaluating text in the page, which its policy forbids."""
    end = time.monotonic() + 20
    while not claim():
        assert time.monotonic() < end, page.url
        page.wait_for_timeout(50)


@pytest.fixture
def opened(open_page):
    def opening(query="", **options):
        page = open_page(f"/map?lang=en{query}", **options)
        page.wait_for_selector(f"{TWIN} [role=option]", timeout=30_000)
        page.wait_for_selector(f"{TILES} [role=option]", timeout=30_000)
        return page

    return opening


def test_arrows_move_and_enter_chooses_and_the_focus_stays(opened):
    page = opened()
    page.locator(f"{TWIN} [tabindex='0']").focus()
    assert heard(page) == ["North Wales", "North Wales"]
    page.keyboard.press("ArrowDown")
    assert heard(page) == ["North Wales", "Dyfed-Powys"]
    page.keyboard.press("Enter")
    until(page, lambda: page.inner_text(".area-words h2") == "Dyfed-Powys")
    assert "area=W15000004" in page.url
    until(page, lambda: heard(page, TILES)[0] == "Dyfed-Powys")
    assert heard(page) == ["Dyfed-Powys", "Dyfed-Powys"]
    assert page.input_value(".st-key-place input") == "Dyfed-Powys"


def test_home_end_a_letter_and_space_work_as_in_any_list(opened):
    page = opened()
    page.locator(f"{TILES} [tabindex='0']").focus()
    for key, name in (("Home", "Avon and Somerset"), ("End", "Wiltshire"), ("k", "Kent")):
        page.keyboard.press(key)
        assert heard(page, TILES)[1] == name
    page.keyboard.press(" ")
    until(page, lambda: KENT in page.url)


def test_a_drawing_is_one_stop_for_tab(opened):
    page = opened()
    assert page.locator(f"{TWIN} [tabindex='0']").count() == 1
    page.locator(f"{TWIN} [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert heard(page)[1] == ""
    assert page.locator(f"{TWIN} [tabindex='0']").count() == 1


def test_a_touch_chooses_an_area(opened):
    page = opened(width=390, height=844, has_touch=True, is_mobile=True)
    page.locator(f"{TILES} [data-code=E23000032]").tap()
    until(page, lambda: KENT in page.url and page.inner_text(".area-words h2") == "Kent")


def test_another_area_is_chosen_without_fetching_anything(opened):
    page = opened()
    page.wait_for_timeout(3000)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(f"{TILES} [data-code=E23000032]").click()
    until(page, lambda: page.inner_text(".area-words h2") == "Kent")
    page.wait_for_timeout(500)
    assert [url for url in asked if ".svg" in url] == []


def test_one_finger_scrolls_the_page_over_the_large_map(opened):
    page = opened(width=390, height=844, has_touch=True, is_mobile=True)
    page.wait_for_selector(".st-key-map-deck .deck-events-root")
    for part in (".deck-events-root", "canvas"):
        element = page.locator(f".st-key-map-deck {part}").first
        assert element.evaluate("each => getComputedStyle(each).touchAction") == "pan-y"


def test_the_city_can_be_touched_although_it_is_small(opened):
    page = opened(width=390, height=844)
    box = page.locator(f"{TWIN} [data-code=E23000034]").bounding_box()
    assert min(box["width"], box["height"]) >= 5
    page.locator(f"{TWIN} [data-code=E23000034]").click(force=True)
    until(page, lambda: page.inner_text(".area-words h2") == "City of London")
