"""The glossary, entered as a visitor does: every term in both languages, every letter reachable."""

import re

import pytest

from components.address.pages import page_of
from components.guidance.terms import terms
from tests.app.test_pages import html_of, visit


@pytest.mark.parametrize(("language", "other"), [("en", "cy"), ("cy", "en")])
def test_every_term_stands_there_with_its_twin_marked_as_the_other_language(language, other):
    html = html_of(visit(page_of("glossary"), lang=language))
    for term in terms():
        entry = re.search(rf'<div class="entry"><dt id="{term.id}">.*?</div>', html)[0]
        own, twin = term.name_language(language), term.name_language(other)
        marked = "" if own == language else f' lang="{own}"'
        assert f"<dfn{marked}>{term.term[language]}</dfn>" in entry
        assert f'<span lang="{twin}">{term.term[other]}' in entry


def test_only_the_agency_has_an_english_name_in_welsh():
    assert [term.id for term in terms() if term.name_language("cy") == "en"] == ["fair_work_agency"]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_letter_leads_to_its_words(language):
    html = html_of(visit(page_of("glossary"), lang=language))
    letters = re.findall(r'<li><a href="#(letter-\w+)">', html)
    assert letters == re.findall(r'<section class="letter" id="([\w-]+)">', html)
    assert ("letter-ch" in letters) is (language == "cy")


def test_a_meaning_leads_to_other_entries_and_never_to_its_own():
    html = html_of(visit(page_of("glossary"), lang="en"))
    for id, entry in re.findall(r'<div class="entry"><dt id="(\w+)">(.*?)</div>', html):
        assert f'href="#{id}"' not in entry
    assert '<a class="term" href="#nrm">National Referral Mechanism</a>' in html


def test_a_welsh_term_that_is_not_confirmed_says_so():
    html = html_of(visit(page_of("glossary"), lang="cy"))
    unsettled = sum(not term.is_settled for term in terms())
    assert html.count("(y Gymraeg i’w chadarnhau)") == unsettled


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_methods_lead_to_the_glossary_in_the_same_language(language):
    html = html_of(visit(page_of("methods"), lang=language))
    assert f'<a class="term" href="/glossary?lang={language}#nrm">' in html


@pytest.mark.parametrize(
    ("page", "id"),
    [
        ("people", "potential_victim"),
        ("people", "labour_exploitation"),
        ("trends", "usual_range"),
        ("compare", "funnel"),
    ],
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_page_of_figures_leads_to_the_words_it_uses(page, id, language):
    html = html_of(visit(page_of(page), lang=language, area="W15000001"))
    assert f'<a class="term" href="/glossary?lang={language}&amp;area=W15000001#{id}">' in html


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_background_is_reached_from_the_page_about_the_site_and_from_the_methods(language):
    for page in ("about", "methods"):
        assert f'href="/background?lang={language}"' in html_of(visit(page_of(page), lang=language))
