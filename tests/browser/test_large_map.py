"""The large map where it cannot be drawn or stops being drawn, and what is left of it when its page is left."""

import pytest

from components.wording.text import wording

from .conftest import ARGUMENTS, CHROMIUM, Watch

MAP = "/map?area=W15000001&large=on&lang="
CANVAS = ".st-key-deck canvas"
# Until then what is pressed may be drawn anew between the press and its end, and a way back may be overtaken.
DRAWN = ".stApp[data-test-script-state=notRunning] footer.site-footer"
# Every WebGL context a page has made, kept as long as the page, to count those that still hold something.
COUNTED = """
    window.made = []
    const getContext = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        const context = getContext.call(this, kind, ...rest)
        if (context && kind.startsWith('webgl') && !window.made.includes(context)) window.made.push(context)
        return context
    }
"""
ALIVE = "window.made.filter((context) => !context.isContextLost()).length"
LOSE = f"document.querySelector('{CANVAS}').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"


@pytest.fixture(scope="module")
def without_webgl(chromium):
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=[*ARGUMENTS[:7], "--disable-gpu", "--disable-3d-apis"]
    )
    yield browser
    browser.close()


def stands_in(page, language):
    """Assert that a line stands in the place of the map, the drawing under it, and no hole between them."""
    page.wait_for_selector("#waiting", state="detached")
    line = page.locator(".no-map")
    line.wait_for()
    assert line.inner_text() == wording(language)("map.deck.undrawn")
    assert not page.locator(".st-key-deck").is_visible()
    boxes = [page.locator(each).bounding_box() for each in (".no-map", ".st-key-twin")]
    assert boxes[1]["y"] - boxes[0]["y"] - boxes[0]["height"] < 60
    assert page.locator(".st-key-twin [role=listbox]").is_visible()
    assert page.locator(".st-key-twin [role=option]").count() == 43


@pytest.mark.parametrize("language", ["en", "cy"])
def test_without_webgl_a_line_and_the_drawing_stand_in_its_place_and_nothing_is_thrown(server, without_webgl, language):
    page = without_webgl.new_page(viewport={"width": 1280, "height": 900})
    page.watch = Watch(page)
    page.goto(server + MAP + language)
    page.wait_for_selector(".st-key-twin [role=option]")
    stands_in(page, language)
    page.wait_for_timeout(500)
    # The map's own script says it too, and nothing else is wrong: whatever it throws has been caught.
    assert all(error.startswith("deck: Failed to create WebGL context") for error in page.watch.errors)
    page.close()


def test_a_map_that_is_lost_gives_way_and_the_next_one_is_drawn(open_page):
    page = open_page(MAP + "cy")
    page.set_default_timeout(60_000)  # without a graphics card each map is drawn by the processor
    page.wait_for_selector(CANVAS)
    page.wait_for_timeout(1500)
    assert not page.locator(".no-map").is_visible()
    page.evaluate(LOSE)
    stands_in(page, "cy")
    page.locator(".st-key-menu a").nth(2).click()
    page.wait_for_selector(CANVAS, state="detached")
    page.wait_for_selector(DRAWN)
    page.go_back()
    page.wait_for_selector(CANVAS)
    assert not page.locator(".no-map").is_visible()
    assert page.watch.errors == []


def test_what_the_map_held_is_given_back_whenever_its_page_is_left(open_page):
    page = open_page("/signs?lang=en")
    page.add_init_script(COUNTED)
    page.goto(page.url)
    page.wait_for_selector("#root footer.site-footer")
    page.wait_for_selector("#waiting", state="detached")
    menu = page.locator(".st-key-menu")
    for _ in range(5):
        menu.get_by_role("link", name="Map", exact=True).click()
        page.locator(".st-key-choice-large label").click()
        page.wait_for_selector(CANVAS)
        page.wait_for_timeout(500)  # the run in which the map was asked for has written the address
        page.wait_for_selector(DRAWN)
        page.wait_for_function("window.made.some((context) => !context.isContextLost())")
        menu.get_by_role("link", name="Signs", exact=False).first.click()
        page.wait_for_selector(CANVAS, state="detached")
        page.wait_for_selector(DRAWN)
    page.wait_for_timeout(1500)
    assert page.evaluate("window.made.length") >= 5
    assert page.evaluate(ALIVE) == 0
    assert page.watch.errors == []
