"""The English guidance can be read by a child of about 11, and the report on it is up to date."""

import pytest

from locales import plain
from locales.plain import OLDEST, groups, measured, reported, sentences
from locales.review import PLAIN
from locales.wordings import ROOT

GROUPS = groups()


@pytest.mark.parametrize("group", [group for group in GROUPS if group.is_held], ids=lambda group: group.name)
def test_a_part_of_the_guidance_needs_no_older_reader(group):
    assert group.age <= OLDEST, f"{group.name}: shorter sentences and words, please"


def test_the_parts_of_the_guidance_are_measured():
    names = {group.name for group in GROUPS}
    assert {"signs.toml: group", "signs.toml: setting", "report.toml: advice", "scenarios.toml: scenario"} <= names
    assert {"glossary.toml: term", "posters.po", "seen.po"} <= names


def test_long_words_and_sentences_need_an_older_reader():
    plain_words = measured("", ["They look tired.", "They live where they work.", "Someone else holds their phone."])
    office = measured("", ["Individuals demonstrating behavioural indicators necessitate multi-agency safeguarding."])
    assert plain_words.age < OLDEST < office.age


def test_titles_and_markup_are_not_read_as_sentences():
    said = ["Nail bars", "- **Call** [999](page:report).", "Call %(number)s now.", "<b>Report:</b>"]
    assert sentences(said) == ["Call 999.", "Call it now."]


def test_the_report_is_up_to_date_within_rounding():
    held = reported((ROOT / PLAIN).read_text(encoding="utf-8"))
    advice = "run python -m locales.review plain"
    assert held.keys() == {group.name for group in GROUPS}, advice
    for group in GROUPS:
        assert held[group.name].age == pytest.approx(group.age, abs=0.3), f"{group.name}: {advice}"
        assert held[group.name].words == pytest.approx(group.words, rel=0.1), f"{group.name}: {advice}"


def test_a_report_reads_back_as_it_was_written():
    assert set(reported(plain.report()).values()) == set(GROUPS)
