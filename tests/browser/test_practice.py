"""The stories by keyboard alone: choose, read what fits, go on; nothing leaves the browser and nothing stays in it.

``answer_two`` presses keys and looks at what has the focus: any browser with ``press`` and ``evaluate`` can run it.
"""

import io

import pikepdf
import pytest

from components.content.practice import fitting
from components.guidance.scenarios import answer, choices, scenarios
from components.wording.text import wording

from .chromium import Tab
from .keyboard import FOCUSED, KEPT, tab_to

FIRST, SECOND = scenarios()[:2]
SHOWN = "document.querySelector('.practice-story:not([hidden])')"
RADIO = "document.activeElement.matches('.practice input') && document.activeElement.value"


def button(words):
    return f"document.activeElement.tagName === 'BUTTON' && {FOCUSED} === {words!r}"


def outcome(browser):
    return browser.evaluate(f"{SHOWN}.querySelector('[role=status]').textContent")


def answer_two(browser, language):
    """Answer the first story as fits, the second first not at all and then as does not fit; assert what is said."""
    text = wording(language)
    tab_to(browser, RADIO)
    browser.press("ArrowDown")
    assert browser.evaluate(RADIO) == "101"
    browser.press("Enter")
    assert browser.evaluate(FOCUSED) == text("practice.fits")
    said = outcome(browser)
    for expected in (answer(FIRST, choices()[1]).words, FIRST.counts, FIRST.explained, fitting(FIRST)[1].title):
        assert expected[language] in said

    tab_to(browser, button(text("practice.next")))
    browser.press("Enter")
    step = text("practice.step", number=2, total=len(scenarios()))
    assert browser.evaluate(FOCUSED) == f"{step}: {SECOND.title[language]}"
    tab_to(browser, button(text("practice.show")))
    browser.press("Enter")
    assert outcome(browser) == text("practice.choose_first")
    assert browser.evaluate(RADIO) == "999"
    browser.press("Space")
    assert outcome(browser) == ""
    tab_to(browser, button(text("practice.show")))
    browser.press("Space")
    assert browser.evaluate(FOCUSED) == text("practice.other")
    assert answer(SECOND, choices()[0]).words[language] in outcome(browser)


def start_again(browser, language):
    """Go on to the last story and from there to the first; nothing is answered there any more."""
    text = wording(language)
    for _ in scenarios()[2:]:
        tab_to(browser, button(text("practice.next")))
        browser.press("Enter")
    tab_to(browser, button(text("practice.again")))
    browser.press("Enter")
    assert FIRST.title[language] in browser.evaluate(FOCUSED)
    assert browser.evaluate("document.querySelectorAll('.practice input:checked').length") == 0
    assert browser.evaluate("document.querySelectorAll('.practice [role=status] *').length") == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_stories_are_answered_by_keyboard_and_nothing_leaves_the_browser(open_page, language):
    page = open_page("/robots.txt", wait=False)
    sent, sockets = [], []

    def listen(socket):
        sockets.append(socket)
        socket.on("framesent", lambda frame: sent.append(frame))

    page.on("websocket", listen)
    page.goto(page.url.replace("/robots.txt", f"/practice?lang={language}"))
    page.wait_for_selector(".practice-ways [data-go=again]", state="hidden")
    page.wait_for_selector("#root footer.site-footer")
    page.wait_for_selector("#waiting", state="detached")
    page.wait_for_timeout(1000)
    page.on("request", lambda request: sent.append(request.url))
    browser, kept, cookies = Tab(page), page.evaluate(KEPT), page.context.cookies()
    assert sockets
    sent.clear()
    answer_two(browser, language)
    start_again(browser, language)
    page.wait_for_timeout(500)
    assert sent == []
    assert page.evaluate(KEPT) == kept
    assert page.context.cookies() == cookies


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_stories_are_answered_by_keyboard_in_firefox(open_in_firefox, language):
    tab = open_in_firefox(f"/practice?lang={language}")
    tab.wait_for(f"{SHOWN} && document.querySelector('.practice-ways [data-go=again]').hidden")
    kept, cookies, asked = tab.evaluate(KEPT), tab.cookies(), len(tab.requests)
    answer_two(tab, language)
    # Firefox reports what stands in the page itself, such as a font of Streamlit, as asked for too.
    assert [url for url in tab.requests[asked:] if not url.startswith("data:")] == []
    assert (tab.evaluate(KEPT), tab.cookies()) == (kept, cookies)


def test_on_paper_every_story_stands_with_its_choices_and_without_an_answer(open_page):
    page = open_page("/practice?lang=cy")
    page.locator(".practice input").first.check()
    page.locator("[data-go=show]").first.click()
    page.emulate_media(media="print")
    assert page.locator(".practice-story:visible").count() == len(scenarios())
    assert page.locator(".practice label:visible").count() == len(scenarios()) * len(choices())
    assert page.locator(".practice-outcome:visible, .practice button:visible").count() == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_notes_for_a_briefing_need_no_script_and_print_each_story_on_its_own_sheet(open_page, language):
    page = open_page(f"/practice-notes?lang={language}", wait=False, width=320, java_script_enabled=False)
    assert page.get_attribute("html", "lang") == language
    assert page.locator("section.story:visible").count() == len(scenarios())
    assert page.locator("#exit").is_visible()
    assert page.watch.errors == []
    sheets = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 2 + len(scenarios())
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]
