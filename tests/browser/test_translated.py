"""A page that the browser translates, over and over, works through every choice and says what it says otherwise."""

import re
from pathlib import Path

import pytest

from . import test_guidance, test_practice
from .chromium import Tab

TRANSLATOR = Path(__file__).with_name("translator.js").read_text(encoding="utf-8")
RED = ".stAlertContainer, .stException"
AT_REST = ".stApp[data-test-script-state=notRunning]"
WORDS = "main => main.innerText.replace(/\\s+/g, ' ').trim()"
UNTRANSLATED = """() => {
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) {
        const text = walker.currentNode
        if (text.data.trim() && !text.parentElement.closest('font, style, script, textarea, svg')) found.push(text.data)
    }
    return found
}"""


@pytest.fixture
def translated(open_page, chromium):
    """Return a function that opens an address of the site in a browser that translates."""

    def opening(path):
        page = open_page("/robots.txt", wait=False, locale="en-GB")
        page.context.add_init_script(TRANSLATOR)
        page.wait_for_timeout(300)
        page.watch.errors.clear()
        page.goto(page.url.replace("/robots.txt", path))
        page.wait_for_selector("#root footer.site-footer")
        page.wait_for_selector("#waiting", state="detached")
        assert page.locator("main h1 font").count()
        return page

    return opening


def pick(page, key, place):
    """Choose the option at ``place`` of a list and wait for the page; a list that it has closed is opened again."""
    page.wait_for_selector(AT_REST)
    options = page.locator("css:light=[role=option]")
    for _ in range(4):
        page.click(f".st-key-{key} input")
        page.wait_for_timeout(500)
        if options.count():
            break
    options.nth(place).click()
    page.wait_for_url(re.compile(f"[?&]{key.removeprefix('choice-')}="))
    page.wait_for_selector(AT_REST)


def whole(page, open_page):
    """Assert that a translated page says what the same address says untranslated, and that nothing broke."""
    page.wait_for_selector(AT_REST)
    plain = open_page(page.url[page.url.index("/", 8) :])
    expected = plain.locator("main").evaluate(WORDS)
    for _ in range(100):
        if page.locator("main").evaluate(WORDS) == expected:
            break
        page.wait_for_timeout(100)
    assert page.locator("main").evaluate(WORDS) == expected
    assert page.evaluate(UNTRANSLATED) == []
    assert page.locator(RED).count() == 0
    assert page.watch.errors == []
    return expected


def test_every_choice_of_the_figures_takes_effect(translated, open_page):
    page = translated("/trends?lang=en&area=W15000001")
    for key, place in (("choice-area", 1), ("choice-indicator", 1), ("choice-step", 1)):
        pick(page, key, place)
    page.click(".st-key-choice-notes label")
    page.wait_for_url("**notes=off*")
    trends = whole(page, open_page)
    page.click(".st-key-menu a >> text=Compare")
    page.wait_for_url("**/compare?*")
    page.wait_for_selector(".st-key-choice-group")
    for key, place in (("choice-group", 3), ("choice-limits", 1), ("choice-period", 1), ("choice-area", 4)):
        pick(page, key, place)
    assert whole(page, open_page) != trends


def test_what_is_not_chosen_from_a_list_takes_effect(translated, open_page):
    page = translated("/map?lang=en&area=W15000001")
    page.wait_for_selector(AT_REST)
    page.focus(".st-key-timeline input[type=range]")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**period=*")
    page.wait_for_selector(AT_REST)
    page.locator(".st-key-twin [role=option][data-code=E23000032]").click()
    page.wait_for_url("**area=E23000032*")
    for key, place in (("choice-measure", 1), ("choice-scope", 1), ("choice-against", 4)):
        pick(page, key, place)
    whole(page, open_page)
    page.click(".st-key-menu a >> text=People")
    page.wait_for_url("**/people?*")
    pick(page, "choice-period", 1)
    page.locator("a[data-take]").first.click()
    page.locator(".take-panel h2 font").first.wait_for()
    page.locator("a[data-take]").first.click()
    whole(page, open_page)
    page.click(".st-key-menu a >> text=Briefing")
    page.wait_for_url("**/briefing?*")
    page.locator(".briefing-steps li.kept input").first.click()
    page.wait_for_url("**steps=*")
    for name in ("Downloads", "Report", "Overview"):
        page.click(f".st-key-menu a >> text={name}")
        page.wait_for_selector(f".st-key-menu .here >> text={name}")
        whole(page, open_page)


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("/signs", (test_guidance.search,)),
        ("/seen", (test_guidance.ask, test_guidance.again)),
        ("/practice", (test_practice.answer_two, test_practice.start_again)),
    ],
)
def test_the_guidance_is_found_asked_and_practised(translated, path, steps):
    page = translated(f"{path}?lang=en")
    page.wait_for_timeout(1000)
    for step in steps:
        step(Tab(page), "en")
    assert page.locator(RED).count() == 0
    assert page.watch.errors == []
