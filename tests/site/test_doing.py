"""What the owner says is being done: written whole, in both languages and with its day, or not at all."""

import re
import tomllib
from dataclasses import replace

import pytest

from components.briefing import guidance_steps
from components.wording.format import day
from components.wording.text import wording
from data.site import ASPECTS, LANGUAGES, SITE_FILE, Doing, SiteError, read_site

STATEMENT = {
    "resources": ("Two officers work on this full time.", "Mae dau swyddog yn gweithio ar hyn yn llawn amser."),
    "safeguarding": ("Every referral is followed up.", "Mae pob atgyfeiriad yn cael ei ddilyn."),
    "training": ("All call handlers are trained.", "Mae pawb sy’n ateb galwadau wedi’u hyfforddi."),
    "partners": ("We meet the councils each quarter.", "Rydym yn cwrdd â’r cynghorau bob chwarter."),
}


@pytest.fixture
def stated(tmp_path):
    """Return a function that reads site.toml with a day and a statement of the aspects that are given."""

    def read(on, said):
        block = f"[doing]\ndate = {on}\n"
        for aspect in ASPECTS:
            english, welsh = said.get(aspect, ("", ""))
            block += f'\n[doing.{aspect}]\nen = "{english}"\ncy = "{welsh}"\n'
        rest = re.sub(r"^\[doing\].*?(?=^\[(?!doing)|\Z)", "", SITE_FILE.read_text(encoding="utf-8"), flags=re.M | re.S)
        file = tmp_path / "site.toml"
        file.write_text(f"{rest}\n{block}", encoding="utf-8")
        assert [*tomllib.loads(block)["doing"]] == ["date", *ASPECTS]
        return read_site(file)

    return read


def test_an_empty_statement_is_none(stated):
    assert stated('""', {}).doing is None


def test_spaces_are_no_statement(stated):
    assert stated('""', {"training": ("  ", " ")}).doing is None


def test_a_full_statement_is_read_by_language_and_aspect(stated):
    doing = stated('"2026-11-24"', STATEMENT).doing
    assert doing == Doing(
        "2026-11-24",
        {
            "en": {aspect: said[0] for aspect, said in STATEMENT.items()},
            "cy": {aspect: said[1] for aspect, said in STATEMENT.items()},
        },
    )


def test_one_aspect_is_a_statement(stated):
    doing = stated('"2026-11-24"', {"partners": STATEMENT["partners"]}).doing
    assert doing.words["cy"] == {**dict.fromkeys(ASPECTS, ""), "partners": STATEMENT["partners"][1]}


def test_a_day_without_its_quotation_marks_is_a_day(stated):
    assert stated("2026-11-24", STATEMENT).doing.date == "2026-11-24"


@pytest.mark.parametrize("on", ["", "24 November 2026", "24/11/2026", "2026-02-30", "soon"])
def test_a_statement_without_a_day_that_is_one_is_refused(stated, on):
    with pytest.raises(SiteError, match=f"doing.date is '{on}'; write the day of the statement"):
        stated(f'"{on}"', STATEMENT)


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_one_language_only_are_refused_by_name(stated, aspect, language):
    one = tuple(words if each == language else "" for each, words in zip(LANGUAGES, STATEMENT[aspect], strict=True))
    with pytest.raises(SiteError, match=f"doing.{aspect} is not in every language"):
        stated('"2026-11-24"', {**STATEMENT, aspect: one})


def test_a_day_without_words_is_refused(stated):
    with pytest.raises(SiteError, match="doing.date is set, but nothing is said"):
        stated('"2026-11-24"', {})


@pytest.mark.parametrize("missing", ["date", *ASPECTS])
def test_a_part_of_the_block_that_is_missing_is_named(tmp_path, missing):
    text = SITE_FILE.read_text(encoding="utf-8")
    old = re.search(r"^\[doing\][^\n]*\ndate", text, re.M)[0] if missing == "date" else f"[doing.{missing}]"
    assert text.count(old) == 1
    file = tmp_path / "site.toml"
    file.write_text(text.replace(old, f"{old}_of_old" if missing == "date" else "[doing.other]"), encoding="utf-8")
    with pytest.raises(SiteError, match=f"has no setting '{missing}'"):
        read_site(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_step_of_a_briefing_shows_the_statement_as_the_owners_of_its_day(stated, monkeypatch, language):
    ours, text = stated('"2026-11-24"', STATEMENT), wording(language)
    monkeypatch.setattr(guidance_steps, "site", lambda: ours)
    step = guidance_steps.doing(text)
    (said,) = step.said
    assert ours.owner.name[language] in said
    assert day("2026-11-24", language) in said
    assert step.sources == step.said
    assert [(each.title, each.lines) for each in step.lists] == [
        (text(f"briefing.doing.{aspect}"), (ours.doing.words[language][aspect],)) for aspect in ASPECTS
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_step_leaves_out_what_the_owner_says_nothing_of(stated, monkeypatch, language):
    ours, text = stated('"2026-11-24"', {"partners": STATEMENT["partners"]}), wording(language)
    monkeypatch.setattr(guidance_steps, "site", lambda: ours)
    assert [each.title for each in guidance_steps.doing(text).lists] == [text("briefing.doing.partners")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_statement_the_step_says_that_it_tells_of_the_past(monkeypatch, language):
    ours, text = replace(read_site(SITE_FILE), doing=None), wording(language)
    monkeypatch.setattr(guidance_steps, "site", lambda: ours)
    step = guidance_steps.doing(text)
    assert step.said == (text("briefing.doing.past"),)
    assert text("briefing.doing.unwritten") in step.notes
    assert all(re.search(r"\([^()]*(19|20)\d\d[^()]*\)$", line) for each in step.lists for line in each.lines)
