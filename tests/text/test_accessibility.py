"""The accessibility statement says what the tests say: each test it names is there, and none of its lists is stale."""

import ast
from datetime import date, timedelta

import pytest

from components.guidance import accessibility
from components.guidance.accessibility import accessibility_parts, checked_on, shortfalls
from components.guidance.entries import GuidanceError, find
from components.wording.text import LOCALES, wording
from data.site import LANGUAGES
from tests.text.welsh_only import streamlits_own

ROOT = LOCALES.parent
# Hidden on every page of this site, or shown only where scripts are switched off.
NOT_CONTROLS = ("Streamlit's own skip link", "in Streamlit's own shell")
CHECKS = "tests/browser/test_accessible.py"


def functions(file):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("entry", accessibility.tested(), ids=lambda entry: entry.id)
def test_what_is_said_to_be_tested_is_tested(entry):
    file, _, name = entry.test.partition("::")
    assert name in functions(file)
    assert name.startswith("test_")


def test_a_shortfall_names_a_check_that_is_made():
    made = (ROOT / CHECKS).read_text(encoding="utf-8")
    assert {entry.found_by for entry in shortfalls() if f'"{entry.found_by}"' not in made} == set()


def test_the_statement_was_read_against_the_site_within_a_year():
    assert checked_on() <= date.today() <= checked_on() + timedelta(days=366)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_lists_every_shortfall_with_its_criteria_and_its_pages(language):
    text = wording(language)
    shown = accessibility_parts(text)["shortfalls"]
    assert shown.count("<li>") == len(shortfalls())
    for entry in shortfalls():
        assert entry.words[language] in shown
        assert f"WCAG {', '.join(entry.criteria)}." in shown
        assert all(text(f"{page}.menu") in shown for page in entry.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_quotes_what_streamlits_controls_say_in_english(language):
    words = find(shortfalls(), "english_controls").words[language]
    said = [each.rstrip(":") for each, why in streamlits_own().items() if not why.startswith(NOT_CONTROLS)]
    assert len(said) > 1
    assert [each for each in said if f"“{each}”" not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_has_no_list_written_by_hand(language):
    prose = wording(language).prose("about")
    for name in ("shortfalls", "tested", "checked_on"):
        assert prose.count(f"%({name})s") == 1
    assert "WCAG 2.1.1" not in prose


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('pages = ["map"]', 'pages = ["maps"]', "pages is 'maps'"),
        ('criteria = ["2.1.1"]', 'criteria = ["2.1"]', "criteria is '2.1'"),
        ('finding = "canvas"', "", "no finding"),
        ('languages = ["cy"]', 'languages = ["fr"]', "languages is 'fr'"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, before, after, said):
    good = (LOCALES / "guidance" / "accessibility.toml").read_text(encoding="utf-8")
    assert before in good
    (tmp_path / "accessibility.toml").write_text(good.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(GuidanceError, match=said):
        shortfalls(tmp_path)
