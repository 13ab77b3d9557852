"""The stories to practise on: complete in both languages, short, calm, invented, and an answer to every choice."""

import re
import shutil

import pytest

from components.content import practice
from components.guidance import registry, scenarios
from components.guidance.entries import GuidanceError
from components.guidance.registry import GUIDANCE
from components.wording.text import wording
from data.site import LANGUAGES
from tests.text.test_guidance import PHONE, SENSATIONAL
from web import practice_notes

STORIES = scenarios.scenarios()
BY_NAME = {"ids": lambda entry: entry.id}
# The stories tell of nobody from anywhere: no country, no people, no language.
ORIGINS = re.compile(
    r"\b(Albania|Vietnam|Romania|Poland|Polish|Bulgaria|Ukrain|Lithuania|Latvia|China|Chinese|India|Pakistan|Nigeria"
    r"|Eritrea|Sudan|Afghan|Iraq|Iran|foreign|migrant|immigrant|asylum|ethnic)\w*\b",
    re.IGNORECASE,
)


def wordings(entry, language):
    """Yield every wording of an entry in a language, each item of a list by itself."""
    for name, value in vars(entry).items():
        if name != "statuses" and hasattr(value, "keys") and language in value:
            yield from [value[language]] if isinstance(value[language], str) else value[language]


def all_wordings(language):
    for entry in (*scenarios.choices(), *STORIES, *scenarios.answers(), *scenarios.briefing()):
        yield from wordings(entry, language)


def test_there_are_eight_stories_each_in_a_setting_of_its_own():
    assert len({story.setting for story in STORIES}) == len(STORIES) == 8


def test_the_settings_asked_for_are_there():
    known = {story.setting for story in STORIES}
    assert known >= {"nail_bars", "car_washes", "construction", "care", "domestic", "county_lines", "cuckooing"}


def test_in_one_story_someone_is_in_danger_now_and_in_one_there_is_nothing_to_report_yet():
    assert [story.id for story in STORIES if story.fits == ("999",)] == ["home"]
    assert [story.id for story in STORIES if "nothing" in story.fits] == ["farm"]


def test_no_story_is_for_looking_into_it_oneself():
    assert [story.id for story in STORIES if "watch" in story.fits] == []


def test_every_way_to_report_fits_some_story():
    ways = {choice.id for choice in scenarios.choices() if choice.contact}
    assert ways == {"999", "101", "helpline", "crimestoppers"}
    assert ways <= {id for story in STORIES for id in story.fits}


@pytest.mark.parametrize("story", STORIES, **BY_NAME)
def test_a_story_is_told_in_three_to_five_lines(story):
    assert 3 <= len(story.story["en"]) <= 5
    assert 1 <= len(story.fits) <= 2
    assert len(story.ask["en"]) >= 2
    assert story.draw_out["en"]


def test_a_sentence_of_the_stories_is_short():
    for each in all_wordings("en"):
        for sentence in re.split(r"(?<=[.?!:]) ", each):
            assert len(sentence.split()) <= 20, sentence


def test_the_stories_are_calm_and_name_nobody_and_no_number():
    for each in all_wordings("en"):
        assert not SENSATIONAL.search(each), each
        assert not ORIGINS.search(each), each
    for language in LANGUAGES:
        assert [each for each in all_wordings(language) if PHONE.search(each)] == []
        assert [each for each in all_wordings(language) if "'" in each] == []


def test_no_answer_is_said_twice():
    for language in LANGUAGES:
        said = [answer.words[language] for answer in scenarios.answers()]
        assert len(set(said)) == len(said)


@pytest.fixture
def broken(tmp_path):
    """Return a function that copies the guidance with one text of the stories replaced."""

    def change(old, new):
        folder = shutil.copytree(GUIDANCE, tmp_path / "guidance")
        content = (folder / "scenarios.toml").read_text(encoding="utf-8")
        assert old in content
        (folder / "scenarios.toml").write_text(content.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('setting = "nail_bars"', 'setting = "nails"', "scenario 'nail_bar': setting is 'nails'; it can be nail_bars"),
        ('fits = ["999"]', 'fits = ["112"]', "scenario 'home': fits is '112'; it can be 999, 101"),
        ('fits = ["999"]', "fits = []", r"scenario 'home': fits is \[\]"),
        ('fits = ["999"]', 'fits = ["999", "101", "helpline"]', "scenario 'home': fits names more than 2 choices"),
        ('contact = "helpline"', 'contact = "helpine"', "choice 'helpline': contact is 'helpine'; it can be 999"),
        ('id = "farm.watch"', 'id = "farm.wait"', "answer 'farm.wait': id is 'farm.wait'; it can be nail_bar.999"),
        ('id = "farm.watch"', 'id = "farm.999"', "answer 'farm.999' is there twice"),
    ],
)
def test_a_wrong_story_is_named(broken, old, new, message):
    with pytest.raises(GuidanceError, match=f"scenarios.toml: {message}"):
        scenarios.answers(broken(old, new))


def test_a_missing_answer_is_named(broken):
    folder = broken('[[answer]]\nid = "farm.999"', '[[passed]]\nid = "farm.999"')
    with pytest.raises(GuidanceError, match="scenarios.toml has no answer 'farm.999'"):
        scenarios.answers(folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_every_answer_and_nothing_that_could_be_sent(language):
    html = practice.stories(wording(language))
    assert html.count("<template data-of=") == 8 * (len(scenarios.choices()) + 2)
    assert html.count("<fieldset><legend>") == 8
    assert html.count(" hidden>") == 7
    assert not re.search(r"<form|<input type=\"submit|href=|<button(?! type=\"button\")", html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_hold_every_wording_of_the_stories_and_whom_to_call(language):
    page = practice_notes.notes_page(wording(language)).decode()
    plain = page.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    assert [wording for wording in all_wordings(language) if wording not in plain] == []
    assert f'<html lang="{language}">' in page
    assert [id for id in ("999", "101", "helpline", "crimestoppers") if registry.contact(id).tel not in page] == []
    assert 'id="exit"' in page


@pytest.mark.parametrize(("language", "other"), [("en", "cy"), ("cy", "en")])
def test_the_notes_lead_to_the_other_language_and_back_to_the_page(language, other):
    page = practice_notes.notes_page(wording(language)).decode()
    assert f'<a href="/practice-notes?lang={other}" lang="{other}" hreflang="{other}">' in page
    assert f'<a href="/practice?lang={language}">' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_mark_exactly_the_choices_that_fit(language):
    page = practice_notes.notes_page(wording(language)).decode()
    for story in STORIES:
        section = page.split(f'id="{story.id}">')[1].split("</section>")[0]
        marked = re.findall(r'<dt>([^<]+) <b class="fits">', section)
        titles = [choice.title[language] for choice in scenarios.choices() if choice.id in story.fits]
        assert [each.replace("&#x27;", "'") for each in marked] == titles
