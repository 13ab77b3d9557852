"""What is said of each setting: complete, short, with the right service, and never a thing that adds to the risk."""

import re

import pytest

from components.guidance import registry
from components.guidance.registry import PLACES
from data.site import LANGUAGES

SHORT_NUMBERS = {"999", "101"}
FORBIDDING = {"en": "Do not ", "cy": "Peidiwch "}
NOT_INNOCENT = re.compile(
    r"\b(victims?|exploit\w*|traffick\w*|slavery|suspects?|criminals?|offenders?)\b", re.IGNORECASE
)
SETTINGS = pytest.mark.parametrize("setting", registry.settings(), ids=lambda setting: setting.id)


def sentences(setting, language):
    return [*setting.mistaken[language], *setting.do[language], *setting.never[language]]


@SETTINGS
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_list_of_a_setting_is_read_at_a_glance(setting, language):
    assert 2 <= len(setting.mistaken[language]) <= 3
    assert 2 <= len(setting.do[language]) <= 4
    assert 2 <= len(setting.never[language]) <= 3
    assert len(set(sentences(setting, language))) == len(sentences(setting, language))


@SETTINGS
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_a_setting_is_short_and_ends_with_a_stop(setting, language):
    for sentence in sentences(setting, language):
        assert sentence[0].isupper() and sentence.endswith("."), sentence
        longest = max(len(part.split()) for part in re.split(r"(?<=[.?!:]) ", sentence))
        assert longest <= 20 + 4 * (language == "cy"), sentence


@SETTINGS
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_setting_names_a_service_and_leaves_its_number_to_the_registry(setting, language):
    numbers = re.findall(r"\d+", " ".join([*setting.signs[language], *sentences(setting, language)]))
    assert set(numbers) <= SHORT_NUMBERS


@SETTINGS
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_never_to_do_forbids(setting, language):
    assert [each for each in setting.never[language] if not each.startswith(FORBIDDING[language])] == []


@SETTINGS
def test_what_it_can_be_mistaken_for_is_innocent(setting):
    assert [each for each in setting.mistaken["en"] if NOT_INNOCENT.search(each)] == []


@SETTINGS
def test_both_languages_name_the_same_short_numbers(setting):
    numbers = [[re.findall(r"\d+", each) for each in setting.do[language]] for language in LANGUAGES]
    assert numbers[0] == numbers[1]


@SETTINGS
def test_the_first_number_of_a_setting_is_certain_and_not_for_an_emergency(setting):
    first = registry.contact(setting.contact)
    assert first.is_confirmed
    assert first.role != "emergency"


@SETTINGS
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_to_find_a_setting_by_are_plain_words(setting, language):
    found_by = setting.search[language].split(" ")
    assert 5 <= len(found_by) <= 40
    assert len(set(found_by)) == len(found_by)
    assert [word for word in found_by if not re.fullmatch(r"[^\W\d_A-Z]+(-[^\W\d_A-Z]+)*", word)] == []


@SETTINGS
def test_what_is_general_knowledge_is_named_for_the_owner(setting):
    assert "mistaken" in setting.unconfirmed
    assert set(setting.unconfirmed) <= {"signs", "mistaken", "do", "never"}
    assert "signs" not in setting.unconfirmed or setting.doubt


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_child_may_be_concerned_childrens_services_are_told(language):
    service = {"en": "children’s social services", "cy": "gwasanaethau cymdeithasol i blant"}[language]
    for id in ("county_lines", "sexual", "begging", "debt"):
        (setting,) = (each for each in registry.settings() if each.id == id)
        advice = " ".join(setting.do[language])
        assert service in advice
        assert set(re.findall(r"\d+", advice)) == SHORT_NUMBERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_home_people_are_told_to_call_from_a_safe_place(language):
    (domestic,) = (each for each in registry.settings() if each.id == "domestic")
    assert {"en": "a safe place", "cy": "le diogel"}[language] in domestic.do[language][0]


def test_every_place_has_words_and_a_setting():
    assert tuple(place.id for place in registry.places()) == PLACES
    assert {place for setting in registry.settings() for place in setting.places} == set(PLACES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_a_short_answer(language):
    titles = [place.title[language] for place in registry.places()]
    assert len(set(titles)) == len(PLACES)
    assert max(len(title) for title in titles) <= 40
