"""Numbers, days and periods as each language writes them, and the Welsh form that goes with a number."""

import re

import polib
import pytest
from babel.plural import PluralRule

from components.wording.format import LOCALES, day, number, period, period_end, period_said, short_period, years_of
from components.wording.text import LOCALES as FOLDER
from components.wording.text import wording

# The categories of Welsh in the order of the forms of a catalogue, and a number of each.
WELSH = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": 4}
PLURALS = [
    entry for file in sorted((FOLDER / "cy").glob("*.po")) for entry in polib.pofile(str(file)) if entry.msgid_plural
]


@pytest.mark.parametrize(
    ("iso", "english", "welsh"),
    [
        ("2026-11-24", "24 November 2026", "24 Tachwedd 2026"),
        ("2026-01-01", "1 January 2026", "1 Ionawr 2026"),
        ("2024-02-29", "29 February 2024", "29 Chwefror 2024"),
        ("2026-03-05", "5 March 2026", "5 Mawrth 2026"),
        ("2026-04-05", "5 April 2026", "5 Ebrill 2026"),
        ("2026-05-05", "5 May 2026", "5 Mai 2026"),
        ("2026-06-05", "5 June 2026", "5 Mehefin 2026"),
        ("2026-07-15", "15 July 2026", "15 Gorffennaf 2026"),
        ("2026-08-05", "5 August 2026", "5 Awst 2026"),
        ("2026-09-05", "5 September 2026", "5 Medi 2026"),
        ("2017-10-24", "24 October 2017", "24 Hydref 2017"),
        ("2026-12-25", "25 December 2026", "25 Rhagfyr 2026"),
    ],
)
def test_a_day_is_written_in_full_in_each_language(iso, english, welsh):
    assert (day(iso, "en"), day(iso, "cy")) == (english, welsh)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234, 0, "1,234"),
        (17004, 0, "17,004"),
        (1234567, 0, "1,234,567"),
        (18, 1, "18.0"),
        (16.94, 1, "16.9"),
        (1234.5, 1, "1,234.5"),
        (-3, 0, "-3"),
    ],
)
def test_a_number_has_a_comma_for_thousands_and_a_point_for_decimals(value, decimals, expected, language):
    assert number(value, language, decimals=decimals) == expected


@pytest.mark.parametrize(
    ("code", "english", "welsh"),
    [
        ("2023-Q1", "January to March 2023", "Ionawr i Fawrth 2023"),
        ("2023-Q2", "April to June 2023", "Ebrill i Fehefin 2023"),
        ("2023-Q3", "July to September 2023", "Gorffennaf i Fedi 2023"),
        ("2023-Q4", "October to December 2023", "Hydref i Ragfyr 2023"),
        ("2022-23", "2022/23", "2022/23"),
        ("2023", "2023", "2023"),
    ],
)
def test_a_period_is_in_words_with_the_mutation_after_i(code, english, welsh):
    assert (period(code, wording("en")), period(code, wording("cy"))) == (english, welsh)


@pytest.mark.parametrize(
    ("code", "english", "welsh"),
    [
        ("YE-2025-Q4", "year to December 2025", "blwyddyn hyd at fis Rhagfyr 2025"),
        ("YE-2025-Q1", "year to March 2025", "blwyddyn hyd at fis Mawrth 2025"),
        ("YE-2024-Q2", "year to June 2024", "blwyddyn hyd at fis Mehefin 2024"),
        ("YE-2024-Q3", "year to September 2024", "blwyddyn hyd at fis Medi 2024"),
    ],
)
def test_a_year_is_named_by_the_month_it_ends_in_and_has_its_article_in_a_sentence(code, english, welsh):
    assert (period(code, wording("en")), period(code, wording("cy"))) == (english, welsh)
    assert period_said(code, wording("en")) == f"the {english}"
    assert period_said(code, wording("cy")) == welsh.replace("blwyddyn", "y flwyddyn", 1)


@pytest.mark.parametrize("code", ["2023-Q1", "2022-23", "2023"])
def test_any_other_period_stands_in_a_sentence_as_it_is_called(code):
    for words in map(wording, LOCALES):
        assert period_said(code, words) == period_end(code, words) == period(code, words)


def test_the_end_of_a_run_of_years_is_their_month():
    assert period_end("YE-2025-Q4", wording("en")) == "December 2025"
    assert period_end("YE-2025-Q4", wording("cy")).endswith("Rhagfyr 2025")
    assert "flwyddyn" not in period_end("YE-2025-Q4", wording("cy"))


@pytest.mark.parametrize(
    ("code", "english", "welsh"),
    [
        ("YE-2025-Q4", "Years to December", "Rhagfyr"),
        ("YE-2025-Q1", "Years to March", "Mawrth"),
        ("2024-25", "Financial years", "Blynyddoedd ariannol"),
        ("2023", "Calendar years", "Blynyddoedd calendr"),
    ],
)
def test_years_of_a_kind_have_a_name_without_a_year(code, english, welsh):
    said = [years_of(code, wording(language)) for language in LOCALES]
    assert english in said[0] and welsh in said[1]
    assert not any(character.isdigit() for each in said for character in each)


@pytest.mark.parametrize("language", LOCALES)
def test_the_end_of_an_axis_has_the_year_only(language):
    assert [short_period(code, language) for code in ("2023-Q2", "2022-23", "2023")] == ["2023", "2022/23", "2023"]


def test_the_end_of_an_axis_of_years_to_a_month_has_that_month():
    assert [short_period("YE-2025-Q4", language) for language in LOCALES] == ["Dec 2025", "Rhag 2025"]


def test_a_per_cent_stands_right_behind_its_number_in_both_languages():
    for language in LOCALES:
        for file in (FOLDER / language).glob("*.po"):
            for entry in polib.pofile(str(file)):
                for form in (entry.msgstr, *entry.msgstr_plural.values()):
                    assert " %%" not in form, entry.msgid


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 6, 11, 20, 100, 101, 103])
def test_the_form_is_that_of_the_unicode_rules(count):
    rule = PluralRule({"zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n = 3", "many": "n = 6"})
    expected = list(WELSH).index(rule(count))
    for entry in PLURALS:
        assert wording("cy").plural(entry.msgid, count) == entry.msgstr_plural[expected], entry.msgid


@pytest.mark.parametrize("entry", PLURALS, ids=lambda entry: entry.msgid)
def test_the_forms_differ_only_where_a_number_stands_before_what_it_counts(entry):
    """Behind a label (“Nifer: 3”) nothing mutates; before a noun it does (“tair ardal”, “3 throsedd”)."""
    forms = [entry.msgstr_plural[form] for form in range(6)]
    assert counts_a_noun(forms) == (len(set(forms)) > 1), forms


def counts_a_noun(forms):
    return any(re.search(r"%\((?:count|number)\)s(?:</\w+>)? [^\W\d_]", form) for form in forms)


def test_a_number_before_a_noun_is_noticed():
    assert counts_a_noun(["<b>%(count)s</b> trosedd"])
    assert not counts_a_noun(["Troseddau: <b>%(count)s</b>.", "Mawrth %(year)s: %(count)s. Wedyn"])
