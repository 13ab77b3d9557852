"""Wherever a file or a tab is offered, the page says that it stays on the device."""

import re
from html import escape

import pytest

from components.address.pages import PAGES
from components.wording.text import wording
from data.site import LANGUAGES
from tests.app.test_pages import html_of, visit

OFFERED = re.compile(r'<a [^>]*(?:\bdownload\b|target="_blank"|href="/(?:print|pack|practice-notes)\b)[^>]*>')
PLAIN = (
    "/practice-notes?lang={}",
    "/take-away?chart=trends.series&area=W15000001&lang={}",
    "/take-away?chart=map.areas&area=W15000001&lang={}",
)


def says(html, language):
    """Return whether what was written says so in whole or in short."""
    text = wording(language)
    return any(escape(text(key)) in html for key in ("site.stays", "site.stays.short"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_offers_a_file_says_that_it_stays(language):
    pages = {page.id: html_of(visit(page, lang=language)) for page in PAGES}
    offering = {id for id, html in pages.items() if OFFERED.search(html)}
    assert {
        "overview",
        "map",
        "trends",
        "compare",
        "people",
        "downloads",
        "posters",
        "practice",
        "briefing",
    } <= offering
    assert {id for id in offering if not says(pages[id], language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PLAIN)
def test_so_does_a_page_without_streamlit(client, address, language):
    assert says(client.get(address.format(language)).text, language)


def test_so_does_the_page_of_the_open_data_in_both_languages(client):
    html = client.get("/open-data/").text
    assert all(escape(wording(language)("site.stays")) in html for language in LANGUAGES)
