"""What the guidance says of the law of 2026: that it was made, and that it was not found whether it is in force."""

import re

import pytest

from components.guidance.background import sources, statements
from components.guidance.registry import advice, settings
from components.guidance.scenarios import scenarios
from components.guidance.terms import terms
from data.site import LANGUAGES
from locales.wordings import ROOT

ACT = {"en": re.compile(r"\bAct\b.*\b2026|2026\b.*\bAct\b"), "cy": re.compile(r"\bDd?eddf\b")}
OPEN = {
    "en": re.compile(r"in force yet was not found when this was written"),
    "cy": re.compile(r"[Nn]i chafwyd hyd i wybodaeth, pan ysgrifennwyd hyn.*mewn grym eto"),
}
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def said(language):
    """Return what is said of the Act of 2026, by where it is said."""
    law = {f"setting {each.id}": each.law[language] for each in settings() if each.law}
    words = {
        each.id: each.meaning[language] for each in terms() if each.id in ("cuckooing", "child_criminal_exploitation")
    }
    stories = {each.id: " ".join(each.draw_out[language]) for each in scenarios() if each.id in ("flat", "youth_club")}
    page = " ".join(each.words[language] for each in statements() if each.id in ("act_2026", "act_in_force"))
    return {**law, **words, **stories, "background": page}


@LANGUAGE
def test_signs_words_stories_and_background_speak_of_the_act(language):
    assert said(language).keys() == {
        "setting county_lines",
        "setting cuckooing",
        "cuckooing",
        "child_criminal_exploitation",
        "flat",
        "youth_club",
        "background",
    }


@LANGUAGE
def test_wherever_the_act_is_named_it_is_said_that_its_force_was_not_found(language):
    for where, words in said(language).items():
        assert ACT[language].search(words), where
        assert "2026" in words, where
        assert OPEN[language].search(words), where


def test_nothing_says_that_it_is_in_force():
    for file in (ROOT / "locales").rglob("*"):
        if file.suffix in {".po", ".toml", ".md"}:
            flat = re.sub(r"\s+\\?\s*", " ", file.read_text(encoding="utf-8"))
            for found in re.finditer(r"[^.]*\b(?:in force|mewn grym)\b[^.]*", flat):
                is_old = "section 52" in found[0] or "review =" in found[0]
                assert is_old or re.search("not found|[Nn]i chafwyd", found[0]), f"{file.name}: {found[0]}"


def test_what_is_a_crime_of_its_own_can_be_told_all_the_same():
    for setting in settings():
        if setting.law:
            assert setting.law["en"].endswith("You can report it either way.")


@LANGUAGE
def test_the_hours_of_the_helpline_are_those_of_a_year(language):
    lead = advice("helpline_call").lead[language]
    assert re.search(r"\b2024\b", lead)
    for sentence in re.split(r"(?<=[.]) ", lead):
        assert not re.search("hours|bob awr", sentence) or "2024" in sentence


@LANGUAGE
def test_the_guidance_of_the_government_is_named_with_its_version_and_its_date(language):
    lead = advice("after_call").lead[language]
    assert "3.8" in lead and "2024" in lead


def test_every_version_of_the_guidance_is_cited_with_its_date():
    for name in ("glossary.toml", "report.toml"):
        content = (ROOT / "locales/guidance" / name).read_text(encoding="utf-8")
        cited = re.findall(r"3\.8[^;\"]*", content)
        assert cited and all("2024" in each or each.startswith("3.8)") for each in cited), cited


@LANGUAGE
def test_no_figure_of_the_united_kingdom_stands_without_its_years(language):
    words = next(each.words[language] for each in statements() if each.id == "uk_referred")
    assert re.findall(r"\d+(?:,\d+)?", words) == ["19,125", "2024", "23,411", "2025"]


def test_the_end_of_the_commissioners_is_said_and_what_follows_in_wales_is_open():
    words = {each.id: each.words for each in statements()}
    assert "May 2028" in words["commissioners_end"]["en"] and "Mai 2028" in words["commissioners_end"]["cy"]
    assert "still open in January 2026" in words["commissioners_wales"]["en"]


def test_what_others_reported_of_a_law_says_who_and_when():
    for id in ("crime_act", "bill_report"):
        source = next(each for each in sources() if each.id == id)
        assert source.kind == "others"
        assert all("2026" in source.when[language] for language in LANGUAGES)
