"""Every page in both languages keeps to itself and shuts nobody out, but where the accessibility statement says so.

One page is opened once and looked at in every way: wide, narrow, large, spaced, with the keyboard, by ear, in forced
colours, without movement, on paper.
"""

import pytest
from playwright.sync_api import expect

from components.address.pages import PAGES
from components.guidance.accessibility import shortfalls
from data.site import LANGUAGES
from tests.text.welsh_only import english_left

from . import accessible
from .accessible import ask, axe
from .chromium import SETTLED
from .conftest import Watch
from .welsh import options, welsh_on

VIEWS = [(page.id, page.path, language) for page in PAGES for language in LANGUAGES]
EXHIBIT = "chart=people.type&area=W15000001"
ALONE = (f"/embed?{EXHIBIT}", f"/take-away?{EXHIBIT}", "/practice-notes?")
PLAIN = [(address, language) for address in ALONE for language in LANGUAGES]
# On these two the area is carried on to files and screens; nothing that is read on the page changes with it.
WITH_A_CHOICE = [page.path for page in PAGES if page.area and page.id not in ("downloads", "briefing")]


@pytest.fixture
def opened(server, profile):
    """Return a function that opens an address of the site and waits until its heading and its foot are there."""
    page = profile.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.watch = Watch(page)

    def opening(address, *, foot=".site-footer"):
        page.goto(f"{server}{address}", wait_until="domcontentloaded")
        page.wait_for_selector("main h1", timeout=30_000)
        page.wait_for_selector(foot, timeout=30_000)
        page.wait_for_function(SETTLED)
        page.evaluate(accessible.SCRIPT)
        page.evaluate("accessible.settled(700, 5000)")
        return page

    yield opening
    page.close()


def stated(page_id, language):
    """Return what the statement says that the checks find on a page."""
    listed = (each for each in shortfalls() if page_id in each.pages and language in each.languages)
    return {(each.found_by, each.finding) for each in listed}


def order_of(page):
    """Return what has to come one after the other on a page of the site: role and name."""
    names = page.evaluate(
        """() => ["#skip", "#exit", ".brand", ".twin", "main h1", "footer.site-footer a"]
            .map((each) => document.querySelector(each)?.textContent.trim() ?? "")"""
    )
    skip, exit_, brand, twin, heading, foot = names
    menu = page.evaluate("document.getElementById('skip').dataset.menu")
    links = [("link", name) for name in (skip, exit_, brand, twin)]
    return [*links, ("navigation", menu), ("heading", heading), ("link", foot)]


def looked_at(page, order, language):
    """Return what every check finds on an open page: name of the check, code, where."""
    met = accessible.heard(page)
    found = {
        "axe": axe(page),
        "reading_order": accessible.reading_order(met, order, page),
        "language": accessible.english(met) if language != "en" else [],
        "pictures": ask(page, "pictures"),
        "map_colours": ask(page, "mapColours"),
        "forced_colours": accessible.in_forced_colours(page),
        "targets": ask(page, "small"),
        "large_text": [*accessible.legible(page, accessible.LARGE), *accessible.legible(page, accessible.SPACING)],
    }
    page.emulate_media(reduced_motion="reduce")
    found["movement"] = ask(page, "moving")
    found["paper"] = accessible.printed(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("accessible.settled(300, 2000)")
    found["large_text"] += accessible.legible(page, accessible.AS_IT_IS)
    found["axe"] += axe(page)
    found["targets"] += ask(page, "small")
    found["forced_colours"] += accessible.in_forced_colours(page)
    found["keyboard"] = accessible.keyboard(page)
    return [(check, *each) for check, findings in found.items() for each in findings]


def assert_nothing_but(expected, found):
    assert [each for each in found if each[:2] not in expected] == []
    assert expected - {each[:2] for each in found} == set(), "no longer found: take it off accessibility.toml"


def keeps_to_itself(page, server, language):
    assert page.watch.hosts <= {server.split("/")[2], ""}
    assert page.watch.errors == []
    assert page.get_attribute("html", "lang") == language


@pytest.mark.parametrize(("page_id", "path", "language"), VIEWS)
def test_a_page_keeps_to_itself_and_only_what_the_statement_lists_falls_short(opened, server, page_id, path, language):
    page = opened(f"{path}?{'large=on&' if page_id == 'map' else ''}lang={language}")
    said = welsh_on(page) if language == "cy" else []
    found = looked_at(page, order_of(page), language)
    assert_nothing_but(stated(page_id, language), found)
    page.set_viewport_size({"width": 1280, "height": 900})
    if language == "cy":
        assert len(said) > 20
        assert english_left([*said, *options(page)]) == []
    keeps_to_itself(page, server, language)


@pytest.mark.parametrize(("address", "language"), PLAIN)
def test_nothing_falls_short_on_a_page_that_stands_alone(opened, server, address, language):
    page = opened(f"{address}&lang={language}", foot="main")
    order = [("link", page.inner_text("#exit")), ("heading", page.inner_text("main h1"))]
    assert_nothing_but(set(), looked_at(page, order, language))
    keeps_to_itself(page, server, language)


@pytest.mark.parametrize("path", WITH_A_CHOICE)
def test_what_a_choice_has_changed_is_said_to_a_screen_reader(opened, path):
    page = opened(f"{path}?lang=cy")
    page.evaluate("accessible.settled(1500, 6000)")
    status = page.locator("#heard")
    assert status.get_attribute("role") == "status"
    assert status.text_content() == ""
    page.locator(".st-key-place input").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(status).not_to_be_empty(timeout=15_000)


# A page on which everything is wrong: each check has to see its own fault.
FAULTY = """<body><main>
<a href="#one" style="outline:none">one</a><h1>Title</h1><h3>Skipped</h3>
<div style="position:relative"><h2 style="position:absolute;top:-120px;left:0">Above</h2></div>
<button style="background:url(x) #123; border:0; width:40px; height:20px"></button>
<p style="width:3rem;overflow:hidden;white-space:nowrap">far too long for its box</p>
<input role="combobox" aria-label="choice" value="a choice that is too long to be seen" style="width:4rem">
<p style="color:#eee">faint</p>
<ul style="font-size:14px"><li><a href="#small">small</a></li></ul><p style="transition:color 2s">moving</p>
<div style="position:relative;height:2rem"><p style="position:absolute;top:0">lines upon</p>
<p style="position:absolute;top:2px">each other</p></div>
<p style="width:200vw">wide</p><canvas width="50" height="50"></canvas><button>Open</button>
<div tabindex="0" onkeydown="event.preventDefault()">trap</div><a href="#two">after the trap</a>
<svg><g fill="#fff"><rect data-code="a" fill="#888"/><rect data-code="b" fill="#999"/></g></svg>
</main></body>"""


def test_each_check_finds_the_fault_it_is_made_for(chromium):
    page = chromium.new_page()
    page.set_content(FAULTY)
    page.evaluate(accessible.SCRIPT)
    found = {(check, code) for check, code, _ in looked_at(page, [("heading", "Title"), ("link", "one")], "cy")}
    page.close()
    assert found >= {
        ("axe", "color-contrast"),
        ("axe", "button-name"),
        ("reading_order", "headings"),
        ("reading_order", "no-name"),
        ("reading_order", "order"),
        ("reading_order", "out-of-order"),
        ("language", "english-control"),
        ("pictures", "canvas"),
        ("map_colours", "neighbours"),
        ("forced_colours", "fading"),
        ("targets", "small-target"),
        ("large_text", "clipped"),
        ("large_text", "cut-choice"),
        ("large_text", "sideways"),
        ("large_text", "overlapping"),
        ("movement", "moving"),
        ("paper", "faint"),
        ("keyboard", "no-focus"),
        ("keyboard", "unreached"),
    }


@pytest.mark.parametrize(
    ("listed", "found"),
    [(set(), [("axe", "label", "input")]), ({("axe", "label")}, []), ({("axe", "label")}, [("axe", "list", "ul")])],
)
def test_what_is_not_listed_and_what_is_no_longer_found_both_fail(listed, found):
    assert_nothing_but(listed, [(*each, "") for each in listed])
    with pytest.raises(AssertionError):
        assert_nothing_but(listed, found)
