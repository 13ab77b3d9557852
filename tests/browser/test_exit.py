"""Leaving: by click and by Shift three times, before and after Streamlit has loaded, and Back does not return."""

import pytest

SAFE = "https://www.bbc.co.uk/weather"


@pytest.fixture
def leaving(open_page):
    """Return a function that opens a page whose way out leads to an empty page, since tests have no internet."""

    def opening(path, *, wait=True, block_streamlit=False):
        page = open_page("/robots.txt", wait=False)
        page.route(f"{SAFE}*", lambda route: route.fulfill(content_type="text/html", body="<title>Weather</title>"))
        if block_streamlit:
            page.route("**/static/js/**", lambda route: route.abort())
        page.goto(page.url.replace("/robots.txt", path), wait_until="domcontentloaded")
        if wait:
            page.wait_for_selector("main h1")
        return page

    return opening


def press_shift(page, times):
    for _ in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("path", ["/", "/signs?lang=cy", "/report"])
def test_a_click_leaves(leaving, path):
    page = leaving(path)
    page.click("#exit")
    page.wait_for_url(f"{SAFE}*")


def test_shift_three_times_leaves(leaving):
    page = leaving("/signs")
    press_shift(page, 3)
    page.wait_for_url(f"{SAFE}*")


def test_shift_twice_stays_and_says_how_many_are_left(leaving):
    page = leaving("/signs")
    press_shift(page, 2)
    assert page.inner_text("#exit-status") == "Press Shift: 1 more to leave."
    page.wait_for_timeout(300)
    assert "/signs" in page.url


def test_another_key_between_starts_the_count_again(leaving):
    page = leaving("/signs")
    press_shift(page, 2)
    page.keyboard.press("a")
    press_shift(page, 2)
    page.wait_for_timeout(300)
    assert "/signs" in page.url


@pytest.mark.parametrize("way", ["click", "shift"])
def test_leaving_works_before_streamlit_has_loaded(leaving, way):
    page = leaving("/report", wait=False, block_streamlit=True)
    if way == "click":
        page.click("#exit")
    else:
        press_shift(page, 3)
    page.wait_for_url(f"{SAFE}*")


def test_back_does_not_return(leaving):
    page = leaving("/")
    page.click(".st-key-menu a >> text=Signs")
    page.wait_for_url("**/signs*")
    page.click("#exit")
    page.wait_for_url(f"{SAFE}*")
    page.evaluate("history.back()")
    page.wait_for_timeout(1500)
    assert "modern slavery" not in page.inner_text("body").lower()
    assert page.url.startswith(SAFE) or page.evaluate("getComputedStyle(document.documentElement).display") == "none"


def test_the_page_is_blanked_before_the_new_one_arrives(leaving):
    page = leaving("/signs")
    leave_and_look = "document.getElementById('exit').click(), getComputedStyle(document.documentElement).display"
    assert page.evaluate(leave_and_look) == "none"


@pytest.mark.parametrize("way", ["leaving", "closing"])
def test_no_note_of_the_pages_stays_in_the_browser(leaving, way):
    page = leaving("/report")
    page.wait_for_timeout(500)
    if way == "leaving":
        page.click("#exit")
        page.wait_for_url(f"{SAFE}*")
    server = page.watch.first.split("/robots.txt")[0]
    page.goto(f"{server}/robots.txt")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"_streamlit_xsrf"}
