"""What the glossary says: plain, complete, the marks the pages show, Welsh forms that are Welsh."""

import re

import pytest

from components.guidance.terms import joined, terms
from components.wording.format import MARKS, UNRELIABLE
from components.wording.text import LOCALES
from data.site import LANGUAGES
from tests.text.test_guidance import SENSATIONAL
from tests.text.test_welsh_spelling import is_known, words

EVERY = pytest.mark.parametrize("term", terms(), ids=lambda term: term.id)
# The types of exploitation the figures show, and what the people of the subject say.
PROMISED = """modern_slavery human_trafficking servitude domestic_servitude forced_labour exploitation
labour_exploitation criminal_exploitation sexual_exploitation organ_removal debt_bondage county_lines cuckooing nrm
referral potential_victim first_responder duty_to_notify reasonable_grounds conclusive_grounds""".split()


def sentences(wording):
    return re.split(r"(?<=[.?!]) ", wording)


def test_the_words_of_the_subject_are_there():
    assert {*PROMISED} <= {term.id for term in terms()}


@EVERY
def test_a_meaning_is_one_to_three_short_sentences(term):
    for language in LANGUAGES:
        found = sentences(term.meaning[language])
        assert 1 <= len(found) <= 3
        assert all(len(sentence.split()) <= (24 if language == "en" else 28) for sentence in found), found


@EVERY
def test_english_is_calm(term):
    assert not SENSATIONAL.search(f"{term.term['en']} {term.meaning['en']}")


@EVERY
def test_a_term_that_is_not_settled_is_marked_for_review(term):
    assert term.is_settled or term.review, "say under review what a Welsh speaker should look at"


def test_every_mark_beside_a_number_is_explained_once():
    assert sorted(term.mark for term in terms() if term.mark) == sorted(filter(None, (*MARKS.values(), UNRELIABLE)))


@EVERY
def test_a_welsh_form_or_other_name_is_spelt_right(term):
    assert [word for each in (*term.forms["cy"], *term.also["cy"]) for word in words(each) if not is_known(word)] == []


@EVERY
def test_a_term_that_is_joined_in_one_language_is_joined_in_the_other(term):
    # One word of Welsh may be several of English: arwydd is a sign and a signal, safle a rank and a site.
    assert bool(term.forms["en"]) == bool(term.forms["cy"]) or term.id == "rank"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_methods_lead_to_the_glossary(language):
    html = joined((LOCALES / language / "methods.md").read_text(encoding="utf-8"), language, link="")
    found = {*re.findall(r'<a class="term" href="#(\w+)">', html)}
    assert {"nrm", "first_responder", "potential_victim", "rate", "confidence_interval", "financial_year"} <= found
