"""The guidance in the first response: whole, in the page's language, and the same as the page that follows."""

import re
from urllib.parse import urlsplit

import pytest

from components.address.assets import inline
from components.address.pages import PAGES
from components.guidance import registry
from components.wording.text import wording
from data.site import LANGUAGES
from tests.web.views import first
from web.errors import PAGES as ERROR_PAGES
from web.errors import error_page
from web.first_response import INLINE
from web.plain_page import plain_page


def words(page, language):
    return first(page, language).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_can_be_read_before_any_script(language):
    html = words("signs", language)
    for entry in (*registry.general_signs(), *registry.settings()):
        assert f'id="{entry.id}"' in html
        assert all(sign.replace("’", "’") in html for sign in entry.signs[language])
    assert html.index('id="early"') < html.index('<div id="root">')


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_can_be_tapped_before_any_script(language):
    html = words("report", language)
    assert all(f'href="tel:{entry.tel}"' in html for entry in registry.contacts())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_links_of_the_first_response_keep_the_language(page):
    early_part = words(page.id, "cy").split('id="early"')[1].split('<div id="root">')[0]
    spoken = {each.path for each in PAGES} | {"/take-away", "/meeting", "/practice-notes"}
    links = re.findall(r'<a(?: [^>]*)? href="([^"]*)"([^>]*)>', early_part)
    to_pages = [to for to, more in links if urlsplit(to).path in spoken and to[0] == "/" and "hreflang" not in more]
    assert to_pages
    assert [to for to in to_pages if "lang=cy" not in to] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_no_id_is_there_twice(page):
    ids = re.findall(r'\bid="([^"]+)"', words(page.id, "en"))
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    "html",
    [
        *(first(page.id, "cy") for page in PAGES),
        *map(error_page, ERROR_PAGES.values()),
        plain_page("nothing.html", "x", wording("cy"), kind="embed", site_title=""),
    ],
)
def test_the_exit_runs_before_the_tab_has_a_name_and_before_any_stylesheet_holds_it_up(html):
    words = html.decode()
    assert words.count(inline("exit.js")) == 1
    before, after = words.split(inline("exit.js"))
    assert "<title" not in before and 'rel="stylesheet"' not in before
    assert "<title>" in after and 'rel="stylesheet"' in after


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_no_script_of_ours_in_the_page_waits_for_a_stylesheet(page):
    before = words(page.id, "en").split('rel="stylesheet"')[0]
    assert all(inline(name) in before for name in INLINE)
