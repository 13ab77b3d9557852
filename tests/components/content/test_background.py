"""The background page as HTML: notes lead to sources, pages and words of the glossary keep the visit."""

import re

import pytest

from components.content.background import page_html
from components.guidance.background import sources, statements
from components.guidance.entries import GuidanceError
from components.guidance.registry import GUIDANCE
from components.wording.text import wording


def page(language="en"):
    return page_html(wording(language), link=lambda to: f"/{to}?lang={language}&area=X")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_statement_has_the_number_of_its_source(language):
    html = page(language)
    listed = dict(re.findall(r'<li id="source-(\d+)">(.*?)</li>', html))
    assert list(listed) == [str(number) for number in range(1, len(sources()) + 1)]
    assert len(re.findall(r'<sup><a href="#source-\d+">', html)) == len(statements())
    for number in re.findall(r'href="#source-(\d+)"', html):
        assert number in listed


@pytest.mark.parametrize(
    ("end", "source"),
    [("11 recommendations.", "Stolen freedom"), ("then sent in 5.", "question 64264"), ("show 7.", "Home Office")],
)
def test_a_statement_leads_to_the_source_it_rests_on(end, source):
    html = page()
    number = re.search(rf'{re.escape(end)}<sup><a href="#source-(\d+)"', html)[1]
    assert source in re.search(rf'<li id="source-{number}">(.*?)</li>', html)[1]


def test_a_source_of_the_press_says_so():
    assert "Cambrian News, from tables of the Home Office, 2024. <span" in page()
    assert page().count("Reported by the press") == 3


def test_the_title_of_a_report_is_marked_as_english():
    assert '<cite lang="en">Stolen freedom' in page("cy")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_links_keep_the_language_and_the_area(language):
    html = page(language)
    assert "page:" not in html
    for to in ("/trends", "/methods", "/signs", "/report", "/glossary"):
        assert f'href="{to}?lang={language}&amp;area=X' in html


def test_a_word_is_joined_whole_to_the_glossary():
    assert "#human_trafficking" in page() and ">human trafficking</a>" in page()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('source = "press"', 'source = "presss"', "'ten': source is 'presss'; it can be stolen_freedom, press"),
        ('section = "training"', 'section = "trainings"', "'packages': section is 'trainings'"),
        ('source = "site"\n', "", "'which' has no source"),
        ('kind = "report"', 'kind = "rumour"', "'stolen_freedom': kind is 'rumour'"),
        ('when.cy = "2024"\n', "", "'cambrian_news': when has no wording in 'cy'"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, old, new, message):
    content = (GUIDANCE / "background.toml").read_text(encoding="utf-8")
    assert old in content
    (tmp_path / "background.toml").write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GuidanceError, match=f"background.toml: .*{message}"):
        statements(tmp_path)
