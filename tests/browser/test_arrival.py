"""What arrives first: the right page, language and view on a server that has just started; a real 404 otherwise."""

import re

import pytest

from tests.browser.conftest import serving


def test_a_deep_link_on_a_fresh_server_opens_that_view_in_welsh(open_page):
    with serving() as address:
        page = open_page("/map?lang=cy&area=W15000002", base=address)
        assert page.response.status == 200
        assert '<html lang="cy">' in page.response.text()
        assert page.get_attribute("html", "lang") == "cy"
        assert page.input_value(".st-key-place input") == "Gwent"
        assert page.title() == "Map, Gwent – Dangosfwrdd Gogledd Cymru"


def test_the_toggle_keeps_the_view(open_page):
    page = open_page("/map?lang=cy&area=W15000002&indicator=nrm_referrals&period=2023")
    page.click("a.twin")
    page.wait_for_selector('html[lang="en"]', state="attached")
    page.wait_for_selector(".st-key-place input")
    for part in ("lang=en", "area=W15000002", "indicator=nrm_referrals", "period=2023"):
        assert part in page.url
    assert page.input_value(".st-key-place input") == "Gwent"


def test_the_menu_keeps_language_and_area(open_page):
    page = open_page("/?lang=cy&area=E23000032")
    page.click(".st-key-menu a >> text=Arwyddion")
    page.wait_for_url(re.compile(r"/signs\?"))
    assert "lang=cy" in page.url
    assert "area=E23000032" in page.url


def test_choosing_an_area_writes_the_address(open_page):
    page = open_page("/?lang=en")
    page.click(".st-key-place input")
    page.fill(".st-key-place input", "Kent")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("area=E23000032"))
    assert page.input_value(".st-key-place input") == "Kent"


@pytest.mark.parametrize("path", ["/nonsense", "/map/more", "/_stcore/metrics", "/pages", "/static/none.txt"])
def test_an_unknown_page_is_a_404_in_both_languages(open_page, path):
    page = open_page(path, wait=False)
    assert page.response.status == 404
    if not path.startswith("/static"):
        assert "Page not found" in page.inner_text("body")
        assert "Heb ddod o hyd i’r dudalen" in page.inner_text("body")
        assert page.is_visible("#exit")


def test_the_first_page_answers_at_the_root_only_and_keeps_the_query(open_page):
    page = open_page("/overview?lang=cy&area=W15000002")
    assert re.search(r":\d+/\?", page.url)
    assert "lang=cy" in page.url
    assert page.input_value(".st-key-place input") == "Gwent"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("area=nonsense", "names an area we do not know"),
        ("area=<script>alert(1)</script>", "names an area we do not know"),
        ("indicator=nonsense", "names an indicator we do not know"),
        ("period=1066", "Asked for: 1066. This page does not show it."),
        ("lang=xx", "a language this site does not have"),
        ("area[]=1&area=&period=%00", "Part of the address is not understood"),
    ],
)
def test_an_address_that_is_wrong_gets_the_nearest_view_and_a_plain_line(open_page, query, words):
    page = open_page(f"/map?{query}")
    assert page.response.status == 200
    assert words in page.inner_text("main")
    assert "Traceback" not in page.inner_text("body")


def test_without_javascript_the_way_out_and_the_numbers_are_there(open_page):
    page = open_page("/?lang=cy", wait=False, java_script_enabled=False)
    assert page.get_attribute("#exit", "href") == "https://www.bbc.co.uk/weather"
    assert page.locator('a[href="tel:+448000121700"]').first.is_visible()
    assert page.locator("h1.headline").is_visible()


def test_every_answer_carries_the_policy(server, chromium):
    context = chromium.new_context()
    for path in ("/", "/nonsense", "/healthz", "/open-data/", "/assets/exit.js"):
        headers = context.request.get(f"{server}{path}").headers
        assert "connect-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    context.close()


@pytest.mark.parametrize("path", ["/?lang=en", "/trends?lang=cy"])
def test_a_page_that_streamlit_has_drawn_still_declares_that_it_is_made_for_light_alone(open_page, path):
    """A browser that darkens pages goes by what is declared at the root, and Streamlit declares something there too."""
    page = open_page(path)
    page.wait_for_selector("#root footer.site-footer")
    declared = "getComputedStyle(document.querySelector('{}')).colorScheme"
    for place in (":root", ".stApp"):
        assert set(page.evaluate(declared.format(place)).split()) == {"only", "light"}, place
