"""The background page: every statement rests on a dated source, what the press reported says so, no more is claimed."""

import re

import pytest

from components.guidance.background import KINDS, sections, sources, statements
from components.wording.text import wording
from data.site import LANGUAGES
from tests.text.test_guidance import SENSATIONAL
from tests.text.test_prose import NUMBER, offences

BY_ID = {source.id: source for source in sources()}
EVERY = pytest.mark.parametrize("statement", statements(), ids=lambda statement: statement.id)
TAG = re.compile(r"<[^>]+>")
PRESS = {"en": re.compile(r"\bthe press\b", re.IGNORECASE), "cy": re.compile(r"\b[yY]?[nr] ?wasg|[yY] wasg\b")}


def plain(wording):
    return TAG.sub("", wording)


def numbers(wording):
    return sorted(NUMBER.findall(plain(wording)))


@EVERY
def test_a_statement_rests_on_a_source_that_has_a_date(statement):
    source = BY_ID[statement.source]
    assert all(re.search(r"\b20\d\d$", source.when[language]) for language in LANGUAGES)


@EVERY
def test_a_statement_says_the_same_numbers_in_both_languages(statement):
    assert numbers(statement.words["en"]) == numbers(statement.words["cy"])


@EVERY
def test_a_statement_says_that_the_press_reported_it_exactly_where_only_the_press_did(statement):
    is_press = BY_ID[statement.source].kind == "press"
    assert all(bool(PRESS[language].search(statement.words[language])) is is_press for language in LANGUAGES)


@EVERY
def test_a_statement_is_calm_and_short(statement):
    said = plain(statement.words["en"])
    assert not SENSATIONAL.search(said)
    assert all(len(sentence.split()) <= 28 for sentence in re.split(r"(?<=[.?!:]) ", said)), said


def test_every_source_is_used_and_dated_alike_in_both_languages():
    assert {statement.source for statement in statements()} == BY_ID.keys()
    assert all(numbers(source.when["en"]) == numbers(source.when["cy"]) for source in sources())


def test_every_section_says_something():
    assert {statement.section for statement in statements()} == {section.id for section in sections()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_source_has_a_name(language):
    assert all(wording(language)(f"background.kind.{kind}") for kind in KINDS)


def test_which_ten_forces_were_inspected_is_said_to_be_unknown_and_named_nowhere():
    naming = [
        statement.id
        for statement in statements()
        if re.search(r"\bten\b.*forces|inspected", statement.words["en"]) and statement.section == "inspection"
    ]
    assert naming == ["ten", "which"]
    words = {statement.id: statement.words["en"] for statement in statements()}
    assert "We do not know which ten forces" in words["which"]
    assert not re.search("Wales|Manchester|Yorkshire|Cumbria|Metropolitan", words["ten"])


def test_how_to_read_a_rise_says_what_a_rise_can_be_and_leads_on():
    said = " ".join(statement.words["en"] for statement in statements() if statement.section == "rise")
    for part in (
        "is not how much modern slavery there is",
        "a rise can be better detection",
        "A fall does not have to",
    ):
        assert part in said
    assert 'href="page:trends"' in said and 'href="page:methods#change"' in said


def test_the_revised_figure_is_the_one_the_source_holds():
    words = {statement.id: statement.words["en"] for statement in statements()}
    assert offences("2015/16") == 7 and "show 7." in words["revised"]
