"""The map in a real browser: keyboard and touch, everything in step, outlines that travel once, a play that ends."""

import io
import time

import pytest
from PIL import Image, ImageChops

from components.charts.change_over_time import newest_view
from components.charts.views import map_periods
from components.wording.format import period
from components.wording.text import wording
from data import current

TWIN = ".st-key-twin [data-testid=stBidiComponentIsolated]"
TILES = ".st-key-tiles [data-testid=stBidiComponentIsolated]"
SLIDER = ".st-key-timeline input[type=range]"
PLAY = ".st-key-timeline button"
KENT = "area=E23000032"


def slider_periods(like=None):
    """Return the periods of the slider, of the release: those of the same kind as ``like``, or the newest years."""
    view = newest_view(current.dataset(), "W15000001")
    return map_periods(current.dataset(), view.indicator, like or view.period)


def called(code):
    return period(code, wording("en"))


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


def listed(page, drawing=TWIN):
    """Return what the list of a drawing is called, and the fill and the words of each of its areas."""
    return page.evaluate(
        """(drawing) => {
            const box = document.querySelector(drawing).shadowRoot.querySelector('[role=listbox]')
            const areas = [...box.querySelectorAll('[role=option]')]
            return [box.getAttribute('aria-label'), Object.fromEntries(areas.map((area) =>
                [area.dataset.code, [area.getAttribute('fill'), area.getAttribute('aria-label')]]))]
        }""",
        drawing,
    )


def until(page, claim):
    """Wait without evaluating text in the page, which its policy forbids."""
    end = time.monotonic() + 60
    while not claim():
        assert time.monotonic() < end, page.url
        page.wait_for_timeout(50)


def picture(page):
    """Return what the large map has drawn, once it draws nothing more."""
    canvas = page.locator(".st-key-deck canvas").first
    canvas.scroll_into_view_if_needed()
    last = None
    for _ in range(40):
        page.wait_for_timeout(250)
        seen = Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")
        if (
            last is not None
            and ImageChops.difference(seen, last).getbbox() is None
            and len(seen.getcolors(1 << 24)) > 20
        ):
            return seen
        last = seen
    raise AssertionError("the large map was never still")


def share_that_differs(one, other):
    light = ImageChops.difference(one, other).convert("L").histogram()
    return sum(light[25:]) / sum(light)


@pytest.fixture
def opened(open_page):
    def opening(query="", **options):
        page = open_page(f"/map?lang=en{query}", **options)
        for drawing in (TWIN, TILES):
            page.wait_for_selector(f"{drawing} [role=option][aria-label]", timeout=30_000)
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


def test_the_keyboard_alone_chooses_an_area_reads_its_value_and_reaches_the_figures_to_download(opened):
    page = opened()
    page.locator(SLIDER).focus()

    def tab_to(is_there, most=40):
        for _ in range(most):
            page.keyboard.press("Tab")
            if is_there():
                return
        raise AssertionError("Tab never got there")

    focused = "(drawing) => document.querySelector(drawing).shadowRoot.activeElement !== null"
    tab_to(lambda: page.evaluate(focused, TWIN))
    page.keyboard.press("k")
    assert page.locator(f"{TWIN} .readout").inner_text().startswith("Kent: ")
    page.keyboard.press("Enter")
    until(page, lambda: page.inner_text(".area-words h2") == "Kent")
    tab_to(lambda: page.evaluate("document.activeElement.tagName") == "SUMMARY")
    page.keyboard.press("Enter")
    tab_to(lambda: page.evaluate("document.activeElement.hasAttribute('download')"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def test_a_touch_chooses_an_area(opened):
    page = opened(width=390, height=844, has_touch=True, is_mobile=True)
    page.locator(f"{TILES} [data-code=E23000032]").tap()
    until(page, lambda: KENT in page.url and page.inner_text(".area-words h2") == "Kent")


def test_another_period_paints_every_drawing_and_no_outline_travels_again(opened):
    page = opened("&large=on")
    before, tiles = listed(page), listed(page, TILES)
    assert before[1] == tiles[1]
    picture(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowLeft")
    earlier = slider_periods()[-2]
    name = called(earlier)
    until(page, lambda: name in page.inner_text("main h2 >> nth=1"))
    until(page, lambda: listed(page)[0].endswith(name) and listed(page, TILES)[0].endswith(name))
    after = listed(page)
    assert after[1] == listed(page, TILES)[1]
    changed = [code for code in after[1] if after[1][code][0] != before[1][code][0]]
    assert len(changed) > 5
    assert f"period={earlier}" in page.url
    page.wait_for_timeout(500)
    assert [url for url in asked if "/open-data/" in url] == []


def test_the_large_map_is_really_painted_anew_from_patterns_to_colours(opened):
    first, second = slider_periods("2022-23")[:2]
    page = opened(f"&large=on&measure=change&period={first}")
    old = picture(page)
    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowRight")
    until(page, lambda: listed(page)[0].endswith(called(second)))
    stepped = picture(page)
    assert share_that_differs(old, stepped) > 0.1
    assert share_that_differs(stepped, picture(opened(f"&large=on&measure=change&period={second}"))) < 0.002


def watched(page):
    """Have the page remember every period its slider says."""
    page.evaluate(
        """() => {
            const box = document.querySelector('.st-key-timeline [data-testid=stBidiComponentIsolated]').shadowRoot
            const slider = box.querySelector('input')
            window.said = []
            const note = () => {
                const words = slider.getAttribute('aria-valuetext')
                if (window.said.at(-1) !== words) window.said.push(words)
            }
            new MutationObserver(note).observe(slider, { attributes: true })
        }"""
    )


def test_the_play_shows_every_period_once_and_stops_at_the_end(opened):
    codes = slider_periods("2022-23")
    page = opened(f"&measure=change&period={codes[-1]}")
    button = page.locator(PLAY)
    assert button.bounding_box()["height"] >= 44
    watched(page)
    button.click()
    until(page, lambda: len(page.evaluate("window.said")) == len(codes))
    until(page, lambda: button.inner_text() == "Play")
    said = page.evaluate("window.said")
    assert [words.split(":")[0] for words in said] == [called(code) for code in codes]
    assert said[0] == f"{called(codes[0])}: [x] not available"  # no year before it
    until(page, lambda: listed(page)[0].endswith(called(codes[-1])))
    assert f"period={codes[-1]}" in page.url


def test_any_touch_stops_the_play(opened):
    page = opened()
    watched(page)
    page.locator(PLAY).click()
    until(page, lambda: page.evaluate("window.said"))
    page.mouse.click(700, 160)
    until(page, lambda: page.locator(PLAY).inner_text() == "Play")
    page.wait_for_timeout(500)
    said = page.evaluate("window.said")
    page.wait_for_timeout(700)
    assert page.evaluate("window.said") == said
    codes = slider_periods()
    assert said[0] == called(codes[0]) and called(codes[-1]) not in said


def test_a_part_of_the_map_has_only_its_areas_to_choose_from(opened):
    page = opened("&scope=around&against=E23000006")
    for drawing in (TWIN, TILES):
        assert len(listed(page, drawing)[1]) == 7
    outside = page.locator(f"{TWIN} [data-code=E23000032]")
    assert outside.get_attribute("role") is None and outside.get_attribute("aria-label") is None
    assert page.locator(f"{TWIN} text.inner >> visible=true").count() == 6
    page.locator(f"{TWIN} [tabindex='0']").focus()
    page.keyboard.press("End")
    assert heard(page)[1] == "West Mercia"


def test_one_finger_scrolls_the_page_over_the_large_map(opened):
    page = opened("&large=on", width=390, height=844, has_touch=True, is_mobile=True)
    page.wait_for_selector(".st-key-deck .deck-events-root")
    for part in (".deck-events-root", "canvas"):
        element = page.locator(f".st-key-deck {part}").first
        assert element.evaluate("each => getComputedStyle(each).touchAction") == "pan-y"


def test_the_city_can_be_touched_although_it_is_small(opened):
    page = opened(width=390, height=844)
    frame = page.locator(f"{TWIN} .inset rect")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, lambda: page.inner_text(".area-words h2") == "City of London")


def test_the_city_is_enlarged_on_the_whole_map_and_a_dot_on_a_part_of_it(opened):
    city, frame = f"{TWIN} [data-code=E23000034]", f"{TWIN} .inset"
    page = opened("&area=E23000034")
    assert page.locator(frame).is_visible()
    assert "a3.5" not in page.locator(city).get_attribute("d")
    assert page.locator(f"{TWIN} .chosen").get_attribute("d") == page.locator(city).get_attribute("d")
    page = opened("&area=E23000034&scope=around")
    assert not page.locator(frame).is_visible()
    dot = page.locator(f"{TWIN} .top")
    assert "a3.5" in dot.get_attribute("d")
    for name in ("d", "fill"):
        assert dot.get_attribute(name) == page.locator(city).get_attribute(name)
    page.locator(f"{TWIN} [data-code=E23000001]").dispatch_event("click")
    until(page, lambda: page.inner_text(".area-words h2") == "Metropolitan Police")
    dot.click()
    until(page, lambda: page.inner_text(".area-words h2") == "City of London")
