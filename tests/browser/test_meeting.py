"""The meeting view as it is presented: by keys, remote control and buttons, on the screens that offices have."""

import io
from urllib.parse import unquote

import pikepdf
import pytest
from playwright.sync_api import expect

from components.briefing.steps import STEPS
from components.wording.text import wording
from data.site import LANGUAGES

from .accessible import axe

AREAS = ("W15000001", "E23000034", "K04000001")
WAYS = ("lang=en", "lang=cy", "lang=cy&words=both")
NOW = "document.querySelector('.screen.now').id"
IDS = "[...document.querySelectorAll('.screen')].map((screen) => screen.id)"
# What does not stand wholly on a screen, asked of every screen in turn at the size of the window.
OVERFLOWING = """async () => {
  const found = []
  dispatchEvent(new KeyboardEvent("keydown", { key: "Home" }))
  for (const _ of document.querySelectorAll(".screen")) {
    const screen = document.querySelector(".screen.now"), foot = screen.querySelector(".foot").getBoundingClientRect()
    const parts = [screen, ...screen.querySelectorAll(".side, .words, .visual, .listed, .number")]
    for (const part of parts) {
      const more = [part.scrollHeight - part.clientHeight, part.scrollWidth - part.clientWidth]
      if (more.some((each) => each > 2)) found.push(`${screen.id} ${part.className} ${more}`)
    }
    for (const part of screen.querySelectorAll(".sides:first-child :is(p, li, h2, h3, svg)")) {
      if (part.closest("details")) continue
      const box = part.getBoundingClientRect()
      const isOut = box.height && (box.bottom > foot.top + 2 || box.right > innerWidth)
      if (isOut) found.push(`${screen.id} ${part.outerHTML.slice(0, 90)}`)
    }
    const letters = parseFloat(getComputedStyle(screen).fontSize)
    if (letters < 15) found.push(`${screen.id}: letters of ${letters}`)
    if (foot.bottom > innerHeight + 1) found.push(`${screen.id}: the foot is at ${foot.bottom}`)
    dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown" }))
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("sideways")
  return found
}"""


# With the notes open: what lies under them, and which of their own lines lie on one another, asked of every screen.
UNDER_NOTES = """async () => {
  const found = [], box = (part) => part.getBoundingClientRect()
  dispatchEvent(new KeyboardEvent("keydown", { key: "Home" }))
  for (const _ of document.querySelectorAll(".screen")) {
    const screen = document.querySelector(".screen.now"), notes = screen.querySelector(".notes")
    const say = (what, part) => found.push(`${screen.id} ${what} ${part.outerHTML.slice(0, 90)}`)
    if (notes) {
      const { top, bottom, height } = box(notes)
      if (bottom > innerHeight + 1 || height < 60) say(`from ${top} to ${bottom}`, notes)
      for (const part of screen.querySelectorAll(":is(.sides, .foot) :is(p, li, h2, h3, svg)")) {
        if (!part.closest("details") && box(part).height && box(part).bottom > top + 1) say("below the notes", part)
      }
      for (const part of [screen, ...screen.querySelectorAll(".sides .side, .words, .visual, .listed, .number")]) {
        if (part.scrollHeight > part.clientHeight + 2) say("too long", part)
      }
      for (const side of notes.querySelectorAll(".side")) {
        const lines = [...side.querySelectorAll("h3, li, .source")]
        if (lines.length < 2) say("no notes", side)
        lines.slice(1).forEach((line, at) => { if (box(line).top < box(lines[at]).bottom - 1) say("on another", line) })
      }
      notes.scrollTop = notes.scrollHeight
      const last = [...notes.querySelectorAll(".source")].at(-1)
      if (box(last).bottom > bottom + 1) say("out of reach", last)
    }
    dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown" }))
  }
  return found
}"""


@pytest.fixture
def meeting(open_page):
    """Return a function that opens a meeting view."""

    def opening(query, **options):
        page = open_page(f"/meeting?{query}", wait=False, **{"height": 720, **options})
        page.wait_for_selector(".screen.now")
        return page

    return opening


@pytest.mark.parametrize("query", WAYS)
def test_the_keyboard_drives_from_the_first_step_to_the_last_and_back(meeting, query):
    page = meeting(query)
    ids, before = page.evaluate(IDS), page.evaluate("history.length")
    # Streamlit's own, from a page that another test has opened.
    page.context.clear_cookies()
    keys = ("ArrowRight", "ArrowDown", "PageDown", "Space")
    for place, id in enumerate(ids[1:], 1):
        page.keyboard.press(keys[place % len(keys)])
        assert page.evaluate(NOW) == id
        assert page.url.endswith(f"#{id}")
        assert page.evaluate("document.activeElement.closest('.screen')?.id") == id
        assert page.inner_text(".bar .at").startswith(f"{place + 1} ")
    page.keyboard.press("PageDown")
    assert page.evaluate(NOW) == ids[-1]
    keys = ("ArrowLeft", "ArrowUp", "PageUp")
    for place, id in enumerate(reversed(ids[:-1])):
        page.keyboard.press(keys[place % len(keys)])
        assert page.evaluate(NOW) == id
    page.keyboard.press("End")
    assert page.evaluate(NOW) == ids[-1]
    page.keyboard.press("Home")
    assert page.evaluate(NOW) == ids[0]
    assert page.evaluate("history.length") == before
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.watch.errors == []
    assert len(page.watch.hosts) == 1


def test_notes_blank_screen_and_keys_open_and_close_and_escape_leads_back(meeting):
    page = meeting("lang=cy&steps=trend,act")
    text = wording("cy")
    page.keyboard.press("PageDown")
    page.keyboard.press("n")
    assert page.locator(".now .notes").is_visible()
    assert page.locator("[data-do=notes]").get_attribute("aria-expanded") == "true"
    page.keyboard.press("PageDown")
    assert page.locator("#act .notes").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#act .notes").is_visible()
    for key in ("b", "."):
        page.keyboard.press(key)
        assert page.locator(".blanked").is_visible()
        assert page.locator("#exit").is_visible()
        page.keyboard.press("PageUp")
        assert not page.locator(".blanked").is_visible()
        assert page.evaluate(NOW) == "act"
    page.keyboard.press("?")
    assert page.evaluate("document.activeElement.textContent") == text("meeting.keys")
    page.get_by_label(text("meeting.letters")).uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert not page.locator(".blanked, .help").first.is_visible()
    page.click("[data-do=blank]")
    assert page.locator(".blanked").is_visible()
    page.mouse.click(300, 300)
    assert not page.locator(".blanked").is_visible()
    page.click("[data-do=previous]")
    assert page.evaluate(NOW) == "trend"
    page.locator(".now summary").press("Enter")
    assert page.evaluate("document.activeElement.matches('.scroll')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('summary')")
    page.keyboard.press("Escape")
    page.wait_for_url("**/briefing?*steps=trend,act*")


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_cut_off_or_overflows_on_the_screens_that_offices_have(meeting, area):
    # One page for each way, at every size: the letters are fitted again when the window changes.
    for query in WAYS:
        page = meeting(f"{query}&area={area}&steps={','.join(STEPS)}")
        page.evaluate("document.fonts.ready")
        for width, height in ((1280, 720), (1024, 768), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            found = page.evaluate(OVERFLOWING)
            assert found == [], (query, width, height)


@pytest.mark.parametrize("query", WAYS)
def test_the_notes_lie_on_nothing_and_can_be_read_to_their_end(meeting, query):
    page = meeting(f"{query}&steps={','.join(STEPS)}")
    page.evaluate("document.fonts.ready")
    page.keyboard.press("n")
    for width, height in ((1024, 768), (1280, 720), (1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(UNDER_NOTES) == [], (query, width, height)


def test_the_hint_of_the_keys_covers_nothing_and_is_not_shown_on_a_telephone(meeting):
    page = meeting("lang=cy", width=320)
    assert not page.is_visible(".hint")
    page.set_viewport_size({"width": 1024, "height": 768})
    assert page.is_visible(".hint")
    top, bottom = page.evaluate(
        "[document.querySelector('.hint').getBoundingClientRect().top,"
        " document.querySelector('.now .foot').getBoundingClientRect().bottom]"
    )
    assert bottom <= top


@pytest.mark.parametrize("query", WAYS)
def test_every_step_is_sound_to_those_who_read_otherwise(meeting, query):
    page = meeting(query)
    page.keyboard.press("PageDown")
    page.keyboard.press("n")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.keyboard.press("Escape")
    for _ in range(4):
        page.keyboard.press("PageDown")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_every_step_stands_below_the_other(open_page, language):
    query = f"lang={language}&words=both"
    page = open_page(f"/meeting?{query}", wait=False, java_script_enabled=False)
    ids = [screen.get_attribute("id") for screen in page.locator(".screen").all()]
    assert page.locator(".screen:visible").count() == len(ids) > 8
    assert page.locator(".notes:visible").count() == len(ids) - 1
    assert page.locator("#exit").is_visible()
    assert not page.locator(".bar").is_visible()


def test_on_paper_each_step_stands_on_a_sheet_of_its_own_with_its_notes(meeting):
    page = meeting("lang=en&steps=stand,trend,act")
    sheets = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 4
    page.emulate_media(media="print")
    assert page.locator(".notes:visible").count() == 3


@pytest.mark.parametrize("query", WAYS)
@pytest.mark.parametrize("area", AREAS)
def test_on_paper_no_step_of_any_area_needs_a_second_sheet_in_one_language_or_in_two(meeting, area, query):
    page = meeting(f"{query}&area={area}&steps={','.join(STEPS)}")
    sheets = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == len(page.evaluate(IDS))


def test_shift_three_times_leaves_from_the_meeting_view(meeting):
    page = meeting("lang=en")
    page.route("**/*", lambda route: route.abort() if "127.0.0.1" not in route.request.url else route.continue_())
    page.keyboard.press("?")
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page.locator(".screen")).to_have_count(0)


def test_steps_are_left_out_and_moved_by_keyboard_and_the_meeting_view_follows(open_page):
    page = open_page("/briefing?lang=cy&area=W15000001")
    page.wait_for_selector(".briefing-steps li.kept")
    up = page.locator("[data-step=act] [data-move='-1']")
    up.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: unquote(url).endswith("act,doing"))
    assert page.evaluate("document.activeElement.closest('li').dataset.step") == "act"
    page.locator("[data-step=map] input").focus()
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: unquote(url).endswith("steps=stand,trend,compare,people,signs,act,doing"))
    page.wait_for_selector(".open-meeting a[href*='stand,trend,compare,people,signs,act,doing']")
    page.click("[data-usual]")
    page.wait_for_url(lambda url: "steps" not in url)
    assert page.watch.errors == []


def test_a_file_says_that_it_is_being_made_and_then_that_it_is_ready(open_page):
    page = open_page("/briefing?lang=en&area=W15000001")
    text = wording("en")
    page.route(
        "**/pack/summary.pdf*",
        lambda route: route.fulfill(body=b"%PDF-", headers={"content-disposition": 'attachment; filename="a_b.pdf"'}),
    )
    page.wait_for_selector(".briefing-steps li.kept")
    with page.expect_download() as saved:
        page.click("a[href^='/pack/summary.pdf']")
    assert saved.value.suggested_filename == "a_b.pdf"
    assert page.inner_text(".pack-status") == text("meeting.made").replace("{name}", "a_b.pdf")
    page.route("**/pack/summary.pdf*", lambda route: route.fulfill(status=503, body=b""))
    page.click("a[href^='/pack/summary.pdf']")
    expect(page.locator(".pack-status")).to_have_text(text("meeting.failed"))
