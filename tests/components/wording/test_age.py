"""The calm line on how new the figures are: what it names, when it says that a newer edition is due, and where."""

import logging
from datetime import date
from html import unescape

import pytest

from components.address.pages import PAGES
from components.content.methods import method_parts
from components.wording.describe import age_line, due_line
from components.wording.text import wording
from data import current
from data.calendar import Age, ages
from data.register import register
from data.site import LANGUAGES
from web.open_data.index import index

BOTH = ("recorded_offences", "nrm_referrals")


def age(indicator, newest, *, due):
    return Age(indicator, newest, date(2024, 1, 28), due)


def held(*, offences_due, referrals_due):
    return (
        age("recorded_offences", "2023-Q2", due=offences_due),
        age("nrm_referrals", "2023-Q4", due=referrals_due),
    )


def test_all_due_is_said_once_after_the_newest_periods(english):
    assert age_line(held(offences_due=True, referrals_due=True), BOTH, english) == (
        "Newest figures held: recorded offences, April to June 2023; people referred by the force, October to "
        "December 2023. A newer edition should be available."
    )


def test_only_what_is_due_is_named(english):
    said = age_line(held(offences_due=False, referrals_due=True), BOTH, english)
    assert said.endswith("December 2023. A newer edition should be available: people referred by the force.")


def test_what_is_not_on_the_page_is_not_said(english):
    ages = held(offences_due=True, referrals_due=False)
    assert due_line(ages, ("nrm_referrals",), english) == ""
    assert "offences" not in age_line(ages, ("nrm_referrals",), english)


def test_nothing_due_leaves_the_newest_periods_alone(words):
    said = age_line(held(offences_due=False, referrals_due=False), BOTH, words)
    assert "2023" in said
    assert words("site.age.due").rstrip(".") not in said


def test_welsh_has_the_line_too():
    said = age_line(held(offences_due=True, referrals_due=True), BOTH, wording("cy"))
    assert said == (
        "Y ffigurau diweddaraf sydd gennym: troseddau a gofnodwyd, Ebrill i Fehefin 2023; pobl a atgyfeiriwyd gan yr "
        "heddlu, Hydref i Ragfyr 2023. Dylai rhifyn mwy newydd fod ar gael."
    )


def test_a_page_whose_figures_are_missing_says_nothing(words):
    assert age_line((), BOTH, words) == due_line((), BOTH, words) == ""


def test_every_indicator_has_a_short_name(words):
    for name in register():
        assert words(f"indicator.{name}.short") in age_line((age(name, "2023", due=False),), (name,), words)


def test_every_page_with_a_choice_of_area_says_which_indicators_it_shows():
    for page in PAGES:
        assert bool(page.figures) == page.area, page.id
        assert set(page.figures) <= register().keys(), page.id


def test_the_page_of_the_open_data_says_it_in_both_languages():
    ages = held(offences_due=False, referrals_due=True)
    html = unescape(index({"observations.csv": 1}, ages).decode())
    for language in LANGUAGES:
        assert age_line(ages, BOTH, wording(language)) in html


def test_the_page_of_the_open_data_says_nothing_where_there_is_nothing_to_trust(english):
    assert english("site.age.due") not in index({}, ()).decode()


@pytest.mark.parametrize("is_due", [True, False])
def test_the_methods_say_that_a_newer_edition_is_due_only_when_it_is(words, monkeypatch, is_due):
    monkeypatch.setattr(current, "ages", lambda: held(offences_due=is_due, referrals_due=is_due))
    assert method_parts(words)["due"] == (words("site.age.due") if is_due else "")


def test_the_owner_reads_once_a_day_what_is_due(caplog):
    current._ages.cache_clear()
    with caplog.at_level(logging.WARNING, "dashboard"):
        for _ in range(3):
            current._ages(current.dataset(), date(2026, 11, 24))
    assert caplog.text.count("a newer edition should be available") == 1
    offences = ages(current.dataset(), date(2026, 11, 24))[0]
    assert f"recorded_offences (newest held: {offences.newest}, next by {offences.expected})" in caplog.text


def test_the_owner_reads_nothing_while_nothing_is_due(caplog):
    current._ages.cache_clear()
    with caplog.at_level(logging.WARNING, "dashboard"):
        current._ages(current.dataset(), date(2023, 12, 1))
    assert caplog.text == ""
