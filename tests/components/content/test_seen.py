"""The helper "What did you see?": every answer leads somewhere, and the page can say nothing else."""

import re
from itertools import product

import pytest

from components.content import seen as asking
from components.guidance import questions as seen
from components.guidance import registry
from components.guidance.entries import GuidanceError
from components.guidance.questions import answers, outcome_for, outcomes, questions
from components.guidance.registry import GUIDANCE
from components.wording.text import wording
from data.site import LANGUAGES

WHO = [answer.id for answer in answers("who")]
DANGER = [answer.id for answer in answers("danger")]


def html(language="en"):
    return asking.form(wording(language), link=lambda page: f"/{page}")


@pytest.mark.parametrize(("who", "danger"), [*product(WHO, DANGER)])
def test_any_two_answers_have_one_outcome(who, danger):
    assert [entry.id for entry in outcomes() if who in entry.who and danger in entry.danger] == [
        outcome_for(who, danger).id
    ]


@pytest.mark.parametrize("who", WHO)
def test_whoever_is_in_danger_now_the_first_number_is_999(who):
    assert outcome_for(who, "yes").contacts[0] == "999"


@pytest.mark.parametrize(("who", "danger"), [*product(WHO, ["no", "unsure"])])
def test_without_danger_the_first_number_is_certain_and_999_is_named_for_later(who, danger):
    outcome = outcome_for(who, danger)
    assert registry.contact(outcome.contacts[0]).is_confirmed
    for language in LANGUAGES:
        assert "999" in " ".join((outcome.title[language], *outcome.words[language]))


def test_a_child_leads_to_childrens_services():
    assert "social services" in outcome_for("child", "no").title["en"]
    assert "gwasanaethau cymdeithasol i blant" in outcome_for("child", "no").title["cy"]


def test_what_is_not_answered_counts_as_not_known():
    unknown = {question.id: question.unknown for question in questions()}
    assert unknown == {"who": "someone", "danger": "unsure"}
    assert 'data-who="someone" data-danger="unsure"' in html()


def test_answers_that_nobody_asked_for_are_an_error():
    with pytest.raises(GuidanceError, match="no outcome for 'nobody'"):
        outcome_for("nobody", "yes")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('contacts = ["999"]', 'contacts = ["998"]', "contacts is '998'"),
        ('who = ["myself"]\ndanger = ["yes"]', 'who = ["child"]\ndanger = ["yes"]', "both answer child and yes"),
        ('question = "danger"', 'question = "risk"', "question is 'risk'"),
        ('follows = ["note"', 'follows = ["notes"', "follows is 'notes'"),
        ('title.cy = "Oedolyn"', "", "no wording in 'cy'"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, old, new, message):
    for file in ("contacts.toml", "report.toml", "seen.toml"):
        content = (GUIDANCE / file).read_text(encoding="utf-8")
        assert file != "seen.toml" or old in content
        (tmp_path / file).write_text(content.replace(old, new) if file == "seen.toml" else content, encoding="utf-8")
    with pytest.raises(GuidanceError, match=re.escape(message)):
        seen.outcomes(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_sign_answer_and_number_is_offered(language):
    page = html(language)
    for place in registry.places():
        assert f'name="where" value="{place.id}"' in page
    for entry in (*registry.general_signs(), *registry.settings()):
        assert f'name="noticed" value="{entry.id}"' in page
    for outcome in outcomes():
        assert all(f'href="tel:{registry.contact(each).tel}"' in page for each in outcome.contacts)


def test_the_form_has_nowhere_to_send_anything():
    assert not re.search(r"\b(action|method|formaction|name=\"lang\")\b", html())
    assert 'autocomplete="off"' in html()


@pytest.mark.parametrize("danger", DANGER)
def test_whoever_asks_for_themselves_is_not_told_what_a_bystander_is(danger):
    """Noting the number of a vehicle, or not filming anyone, is advice for somebody who looks on."""
    assert not {"note", "do_not", "do", "signs"} & set(outcome_for("myself", danger).follows)
    for who in set(WHO) - {"myself"}:
        assert {"note", "do_not", "signs"} <= set(outcome_for(who, danger).follows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_follows_an_outcome_is_on_the_page_once(language):
    page = html(language)
    for name in {each for outcome in outcomes() for each in outcome.follows}:
        assert page.count(f'data-follows="{name}"') == 1
    for outcome in outcomes():
        assert f'data-then="{" ".join(outcome.follows)}"' in page


@pytest.mark.parametrize("outcome", outcomes(), ids=lambda outcome: outcome.id)
def test_a_call_begins_with_a_sentence_that_one_can_say(outcome):
    """Neither a choice between two things nor a sign to point somewhere can be said over a telephone."""
    assert not re.search(r",? or |\bthis is (what|where)\b|\bhere\b|[/…\[\]()]", outcome.say["en"], re.IGNORECASE)
    assert not re.search(r"\bneu\b|\b[Dd]yma\b|[/…\[\]()]", outcome.say["cy"])
    assert len(outcome.say["en"].split()) <= 25
