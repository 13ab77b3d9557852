"""The search and the helper by keyboard alone, in both languages and both browsers; and how far it is to a number."""

import json

import pytest

from components.guidance import registry
from components.guidance.questions import outcome_for
from components.wording.text import wording

from .chromium import Tab
from .keyboard import FOCUSED, KEPT, tab_to

BOX = "document.activeElement.matches('#root [data-find] [type=search]')"
SHOWN = "[...document.querySelectorAll('#root [data-words]:not([hidden])')].map(part => part.id)"
SAID = "document.querySelector('#root .found').textContent"
OUTCOME = (
    "[...document.querySelectorAll('.outcome h2')].filter(each => each.offsetParent).map(each => each.textContent)"
)
TYPED = {"en": ("wash", ["car_washes"]), "cy": ("olchi", ["car_washes"])}


def type_in(browser, words):
    for letter in words:
        browser.press("Space" if letter == " " else letter)


def search(browser, language):
    """Find a setting by a word, go to its number, and clear the search again; assert what is shown and said."""
    text = wording(language)
    typed, found = TYPED[language]
    browser.wait_for("document.querySelector('#root footer.site-footer') && !document.getElementById('waiting')")
    tab_to(browser, BOX)
    type_in(browser, typed)
    assert browser.evaluate(SHOWN) == found
    assert browser.evaluate(SAID) == text.plural("signs.find.found", 1, count=1)
    browser.press("Enter")
    assert browser.evaluate(FOCUSED) == browser.evaluate(SAID)
    tab_to(browser, "document.activeElement.matches('#car_washes a.dial')", most=8)
    tab_to(browser, BOX, key="Shift+Tab", most=30)
    browser.press("End")
    type_in(browser, " zzqx")
    assert browser.evaluate(SHOWN) == found
    assert text("signs.find.some") in browser.evaluate(SAID)
    tab_to(browser, "document.activeElement.matches('[data-find] [type=reset]')")
    browser.press("Enter")
    browser.wait_for(f"({SHOWN}).length === {len(registry.settings()) + len(registry.general_signs())}")
    assert browser.evaluate(BOX)


def ask(browser, language):
    """Answer the four questions for a child at a school; assert each step, the outcome and what can be read out."""
    text = wording(language)
    browser.wait_for("document.querySelector('#root footer.site-footer') && document.querySelector('form.helper')")
    tab_to(browser, "document.activeElement.matches('[name=where]')")
    for _ in range(len(registry.places()) - 1):
        browser.press("ArrowDown")
    place = browser.evaluate("document.querySelector('[name=where]:checked').value")
    assert place == registry.places()[-1].id
    browser.press("Enter")
    browser.wait_for(f"{FOCUSED}.endsWith({json.dumps(text('seen.noticed'))})")
    offered = browser.evaluate(
        "[...document.querySelectorAll('.ticks [data-places]')]"
        ".filter(each => each.offsetParent).map(each => each.control.value)"
    )
    assert offered == [setting.id for setting in registry.settings() if place in setting.places]
    tab_to(browser, "document.activeElement.value === 'county_lines'")
    browser.press("Space")
    browser.press("Enter")
    tab_to(browser, "document.activeElement.matches('[name=who]')")
    browser.press("ArrowDown")
    assert browser.evaluate("document.querySelector('[name=who]:checked').value") == "child"
    browser.press("Enter")
    tab_to(browser, "document.activeElement.matches('.helper [type=submit]')")
    browser.press("Enter")
    outcome = outcome_for("child", "unsure")
    browser.wait_for(f"{FOCUSED} === {json.dumps(outcome.title[language])}")
    assert browser.evaluate(OUTCOME) == [outcome.title[language]]
    said = browser.evaluate("document.querySelector('.notes').innerText")
    for entry in (registry.settings()[9], registry.places()[-1]):
        assert entry.title[language] in said
    browser.press("Tab")
    assert browser.evaluate("document.activeElement.getAttribute('href')") == "tel:101"


def again(browser, language):
    """Start again; nothing is answered any more."""
    tab_to(browser, "document.activeElement.matches('.helper [type=reset]')")
    browser.press("Enter")
    browser.wait_for("document.querySelector('form.helper').dataset.at === '0'")
    browser.wait_for(f"{FOCUSED}.endsWith({json.dumps(wording(language)('seen.where'))})")
    assert browser.evaluate("document.querySelectorAll('.helper :checked').length") == 0


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(("path", "steps"), [("/signs", (search,)), ("/seen", (ask, again))], ids=["search", "helper"])
def test_by_keyboard_alone_in_chromium_and_nothing_leaves_the_browser(open_page, path, steps, language):
    page = open_page("/robots.txt", wait=False)
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.goto(page.url.replace("/robots.txt", f"{path}?lang={language}"))
    page.wait_for_selector("#root footer.site-footer")
    page.wait_for_selector("#waiting", state="detached")
    page.wait_for_timeout(1000)
    browser = Tab(page)
    page.watch.errors.clear()
    kept, cookies = page.evaluate(KEPT), page.context.cookies()
    assert sent
    sent.clear()
    page.on("request", lambda request: sent.append(request.url))
    for step in steps:
        step(browser, language)
    page.wait_for_timeout(300)
    assert sent == []
    assert (page.evaluate(KEPT), page.context.cookies()) == (kept, cookies)
    assert page.watch.errors == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_by_keyboard_alone_in_firefox_and_nothing_leaves_the_browser(open_in_firefox, language):
    for path, steps in (("/signs", (search,)), ("/seen", (ask, again))):
        tab = open_in_firefox(f"{path}?lang={language}")
        tab.wait_for("document.querySelector('#root footer.site-footer') && !document.getElementById('waiting')")
        kept, cookies, asked = tab.evaluate(KEPT), tab.cookies(), len(tab.requests)
        for step in steps:
            step(tab, language)
        # Firefox reports what stands in the page itself as asked for, and looks late for the picture of the tab.
        late = [url for url in tab.requests[asked:] if not url.startswith("data:") and "favicon" not in url]
        assert late == []
        assert (tab.evaluate(KEPT), tab.cookies()) == (kept, cookies)


@pytest.mark.parametrize(
    ("typed", "setting"), [("cogio", "cuckooing"), ("cuckooing", "cuckooing"), ("llinellau sirol", "county_lines")]
)
def test_a_welsh_reader_finds_a_setting_by_the_word_in_use(open_page, typed, setting):
    page = open_page("/signs?lang=cy")
    page.wait_for_selector("#waiting", state="detached")
    page.locator("#root [data-find] [name=words]").fill(typed)
    assert page.evaluate(SHOWN) == [setting]
    assert page.evaluate(SAID) == wording("cy").plural("signs.find.found", 1, count=1)


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "ß漢字🙂" * 100, '"><img src=x onerror=alert(1)>', "a" * 5000]
)
def test_any_text_can_be_searched_for(open_page, typed):
    page = open_page("/signs?lang=en")
    page.wait_for_selector("#waiting", state="detached")
    page.locator("#root [data-find] [name=words]").fill(typed)
    assert page.evaluate(SAID) in (wording("en")("signs.find.none"), page.evaluate(SAID))
    assert len(page.evaluate(SAID)) < 200
    assert page.locator("#root img[src=x]").count() == 0
    assert page.watch.errors == []


def test_a_place_alone_shows_what_may_be_seen_there(open_page):
    page = open_page("/signs?lang=en")
    page.wait_for_selector("#waiting", state="detached")
    page.locator("#root label", has_text="Where people receive care").click()
    assert page.evaluate(SHOWN) == [setting.id for setting in registry.settings() if "care" in setting.places]
    assert page.locator("#root h2#general").is_hidden()


def test_an_answer_is_gone_when_the_page_is_left_and_opened_again(open_page):
    page = open_page("/seen?lang=en")
    page.wait_for_selector("#root footer.site-footer")
    page.wait_for_selector("#waiting", state="detached")
    page.locator(".helper label", has_text="In the street").click()
    page.locator(".helper [type=submit]").click()
    page.reload()
    page.wait_for_selector("#waiting", state="detached")
    assert page.evaluate("document.querySelectorAll('.helper :checked').length") == 0
    page.locator(".helper label", has_text="In the street").click()
    page.locator(".st-key-menu a", has_text="Report").click()
    page.wait_for_selector(".routes")
    page.go_back()
    page.wait_for_selector("form.helper legend")
    assert page.evaluate("document.querySelectorAll('.helper :checked').length") == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_whoever_asks_for_themselves_reads_nothing_meant_for_a_bystander(open_page, language):
    page = open_page(f"/seen?lang={language}", width=390, height=844, has_touch=True, is_mobile=True)
    page.wait_for_selector("#root footer.site-footer")
    page.wait_for_selector("#waiting", state="detached")
    for _ in range(2):
        page.locator(".helper [type=submit]").tap()
    page.locator(".helper [name=who][value=myself]").check()
    page.locator(".helper [type=submit]").tap()
    page.locator(".helper [name=danger][value=no]").check()
    page.locator(".helper [type=submit]").tap()
    shown = page.locator(".result").inner_text()
    outcome = outcome_for("myself", "no")
    assert shown.startswith(outcome.title[language])
    for entry in map(registry.advice, outcome.follows[:-1]):
        assert all(item in shown for item in entry.items[language])
    for entry in map(registry.advice, ("note", "do_not")):
        assert not [item for item in (entry.title[language], *entry.items[language]) if item in shown]
    assert page.locator(".result [data-follows=report] a").get_attribute("href").endswith("#victim")


@pytest.mark.parametrize(("menu", "language"), [("Report", "en"), ("Rhoi gwybod", "cy")])
def test_on_a_phone_the_right_number_is_two_taps_from_the_first_page(open_page, menu, language):
    page = open_page(f"/?lang={language}", width=390, height=844, has_touch=True, is_mobile=True)
    page.locator(".st-key-menu a", has_text=menu).tap()
    page.wait_for_selector("#root .routes")
    numbers = page.locator("#root .routes a.dial")
    assert [numbers.nth(place).get_attribute("href") for place in range(3)] == [
        "tel:999",
        "tel:101",
        "tel:+448000121700",
    ]
    box = numbers.nth(2).bounding_box()
    assert box["y"] + box["height"] < 3 * 844
    assert min(numbers.nth(place).bounding_box()["height"] for place in range(3)) >= 44


def test_on_a_phone_a_number_stands_in_the_search_result_itself(open_page):
    page = open_page("/signs?lang=en", width=390, height=844, has_touch=True, is_mobile=True)
    page.wait_for_selector("#waiting", state="detached")
    page.locator("#root [data-find] [name=words]").fill("care home")
    first = page.locator("#root [data-words]:not([hidden])").first
    assert first.get_attribute("id") == "care"
    assert first.locator("a.dial").get_attribute("href") == "tel:+448000121700"


@pytest.mark.parametrize("path", ["/signs", "/report"])
def test_the_guidance_can_be_read_and_tapped_without_any_script(open_page, path):
    page = open_page(f"{path}?lang=cy", wait=False, width=390, java_script_enabled=False)
    assert page.locator("#early h1").is_visible()
    assert page.locator("#early a[href^='tel:']").first.is_visible()
    assert page.locator("#exit").is_visible()


def test_what_was_typed_before_streamlit_has_loaded_is_not_lost(open_page):
    page = open_page("/robots.txt", wait=False)
    held, free = [], []
    page.route("**/static/js/**", lambda route: route.continue_() if free else held.append(route))
    page.goto(page.url.replace("/robots.txt", "/signs?lang=en"), wait_until="commit")
    page.wait_for_selector("#early [name=words]")
    page.wait_for_function("document.querySelector('script[src*=find]')")
    page.locator("#early [name=words]").press_sequentially("fish")
    free.append(True)
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    page.wait_for_selector("#waiting", state="detached")
    assert page.locator("#root [data-find] [name=words]").input_value() == "fish"
    assert page.evaluate(SHOWN) == ["fishing"]
    assert page.evaluate(BOX)
