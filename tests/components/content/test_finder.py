"""The search on the signs page: what it offers; what it finds is tried in a browser."""

import json
import re
from html import unescape

import pytest

from components.content import signs as finder
from components.guidance import registry
from components.wording.text import wording
from data.site import LANGUAGES


def counts(language):
    return json.loads(unescape(re.search(r'data-counts="([^"]*)"', finder.finder(wording(language)))[1]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_written_for_every_number_that_can_be_found(language):
    said = counts(language)
    assert len(said) == len(registry.settings()) + len(registry.general_signs()) + 1
    assert all(str(number) in words for number, words in enumerate(said) if number)


def test_the_english_answer_counts_one_and_many():
    assert counts("en")[1:3] == ["1 place or list matches.", "2 places or lists match."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_the_page_can_be_found(language):
    text = wording(language)
    html = finder.general(text) + finder.by_setting(text, link=lambda page: f"/{page}")
    assert html.count("data-words=") == len(registry.settings()) + len(registry.general_signs())
    for setting in registry.settings():
        assert f'data-places="{" ".join(setting.places)}"' in html


@pytest.mark.parametrize(
    ("language", "word", "setting"),
    [
        ("cy", "cogio", "cuckooing"),
        ("cy", "gogio", "cuckooing"),
        ("cy", "meddiannu", "cuckooing"),
        ("cy", "sirol", "county_lines"),
        ("en", "cuckooing", "cuckooing"),
        ("en", "county", "county_lines"),
    ],
)
def test_a_setting_is_found_by_the_words_people_use_for_it(language, word, setting):
    html = finder.by_setting(wording(language), link=lambda page: f"/{page}")
    parts = re.findall(r'<section[^>]* id="(.*?)" data-words="(.*?)"', html)
    assert len(parts) == len(registry.settings())
    assert [id for id, words in parts if word in words.split()] == [setting]


def test_the_box_sends_nothing():
    assert not re.search(r"\b(action|method|formaction)=", finder.finder(wording("en")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_stands_beside_the_signs_it_belongs_to(language):
    figures = {"type.labour": "<p>LABOUR</p>", "setting.care": "<p>CARE</p>", "": "<p>ABOUT</p>"}
    html = finder.by_setting(wording(language), link=lambda page: f"/{page}", figures=figures)
    care = html[html.index('id="care"') :].split("</section>")[0]
    sexual = html[html.index('id="sexual"') :].split("</section>")[0]
    assert "CARE" in care and "LABOUR" in care
    assert "LABOUR" not in sexual
    assert html.count("ABOUT") == 1
