"""Every page stands whole in the first response: words, figures, drawings, and every choice as a link or a field."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from components.address.pages import MENU, PAGES, page_of
from components.content.request import PageRequest
from components.wording.text import wording
from data import current
from data.load import PublishedDataError
from data.site import LANGUAGES
from tests.app.test_take_away import markup, opened
from tests.components.source_figures import HOME
from tests.web.views import first
from web.page.fields import tidy
from web.page.render import page_blocks, page_html

KENT = "E23000032"
VIEWS = [
    ("overview", {}),
    ("map", {"period": "YE-2024-Q4"}),
    ("map", {"measure": "change", "scope": "wales"}),
    ("trends", {"step": "quarter"}),
    ("compare", {"group": "chosen", "beside": KENT, "league": "on"}),
    ("people", {"period": "2022"}),
    *((page.id, {}) for page in PAGES if page.id not in ("overview", "map", "trends", "compare", "people")),
]


class _Words(HTMLParser):
    """The words of a page in their order, without those of drawings, of fields, and of what only scripts can use."""

    LEFT_OUT = ("style", "script", "svg", "select", "template", "label", "button", "form", "noscript")

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.within = [], []

    def handle_starttag(self, tag, attributes):
        if tag in self.LEFT_OUT:
            self.within.append(tag)

    def handle_endtag(self, tag):
        if self.within and self.within[-1] == tag:
            self.within.pop()

    def handle_data(self, words):
        if not self.within and words.strip():
            self.found.append(" ".join(words.split()))


def words_of(html):
    parser = _Words()
    parser.feed(str(html))
    return parser.found


def rendered(page_id, language="en", **parameters):
    return page_html(page_of(page_id), PageRequest({"lang": language, "area": HOME, **parameters}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page_id", "parameters"), VIEWS, ids=lambda part: part if isinstance(part, str) else "")
def test_the_words_are_those_that_streamlit_draws(page_id, parameters, language):
    here = words_of(rendered(page_id, language, **parameters))
    there = words_of(markup(opened(page_of(page_id), lang=language, area=HOME, **parameters)))
    missing = [words for words in there if words not in here]
    assert there and missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_leads_to_every_other_page_and_keeps_the_area(language):
    html = rendered("map", language, area=KENT)
    links = {unescape(link) for link in re.findall(r'stPageLink-NavLink" href="([^"]+)"', html)}
    paths = {urlsplit(link).path for link in links}
    assert paths == {page.path for page in MENU if page.id != "map"}
    assert all(parse_qs(urlsplit(link).query)["area"] == [KENT] for link in links)


def test_each_area_of_the_map_is_a_link_to_the_view_of_it():
    html = rendered("map", indicator="nrm_referrals", period="2023")
    found = re.findall(r'<a href="([^"]+)" rel="nofollow" tabindex="-1" aria-label="([^"]+)">', html)
    by_area = {parse_qs(urlsplit(unescape(href)).query)["area"][0]: (unescape(href), label) for href, label in found}
    assert len(by_area) == 43
    href, label = by_area[KENT]
    assert "indicator=nrm_referrals" in href and "period=2023" in href and "lang=en" in href
    assert label.startswith("Kent: ")


@pytest.mark.parametrize("page_id", ["overview", "map", "trends", "compare", "people", "briefing"])
def test_every_field_belongs_to_the_form_and_is_sent_once(page_id):
    html = rendered(page_id)
    assert html.count('<form id="choices"') == 1
    fields = re.findall(r'<(?:select|input)[^>]*form="choices"[^>]*>', html)
    assert fields
    form = re.search(r'<form id="choices"[^>]*>(.*?)</form>', html)[1]
    hidden = re.findall(r'name="(\w+)"', form)
    assert "lang" in hidden
    names = {re.search(r'name="(\w+)"', field)[1] for field in fields}
    assert not names & {*hidden}
    assert 'form="choices">Show' in html


def test_what_a_form_sends_becomes_a_tidy_address():
    assert tidy([("notes", "off"), ("notes", "on")]) == {"notes": "on"}
    assert tidy([("notes", "off")]) == {"notes": "off"}
    assert tidy([("beside", "E1"), ("beside", "E2"), ("area", ""), ("period", "2023")]) == {
        "beside": "E1,E2",
        "period": "2023",
    }


def test_drawings_stand_in_the_page_with_patterns_of_their_own():
    for page_id in ("map", "trends", "compare"):
        html = rendered(page_id)
        names = re.findall(r'\bid="([^"]+)"', html)
        assert sorted(names) == sorted(set(names))
        assert {*re.findall(r"url\(#([\w-]+)\)", html)} <= {*names}


def test_nothing_says_that_it_is_loading():
    for page in PAGES:
        for language in LANGUAGES:
            said = " ".join(words_of(first(page.id, language).decode()))
            assert not re.search(r"\b[Ll]oading|[Ll]lwytho’r ffigurau", said), page.id


@pytest.mark.parametrize("page_id", ["signs", "report", "map"])
def test_without_figures_the_page_says_so_and_what_still_works(page_id, monkeypatch):
    def broken():
        raise PublishedDataError("published/figures.csv is altered")

    monkeypatch.setattr(current, "dataset", broken)
    html = page_html(page_of(page_id), PageRequest({"lang": "en"}))
    assert wording("en")("site.problem.title") in html if page_id == "map" else "<h1" in html


def test_a_page_is_made_by_the_module_of_its_id():
    for page in PAGES:
        assert page_blocks(page, PageRequest({"lang": "cy"}))
