"""How old the figures are, as a visitor reads it on the pages and an owner by /healthz."""

from datetime import date

import pytest

from components import overview, store
from components.age import age_line
from components.registry import PAGES
from components.text import text
from data import calendar
from data.register import register
from tests.app.test_pages import html_of, visit

WITH_FIGURES = [page for page in PAGES if page.figures]


def on(day, monkeypatch):
    monkeypatch.setattr(store, "ages", lambda: calendar.ages(store.dataset(), day))


@pytest.mark.parametrize("page", WITH_FIGURES, ids=lambda page: page.id)
def test_a_page_with_figures_says_their_age_once(page, monkeypatch):
    on(date(2026, 11, 24), monkeypatch)
    words, html = text("cy"), html_of(visit(page, lang="cy"))
    assert html.count(age_line(store.ages(), page.figures, words)) == 1


@pytest.mark.parametrize(("day", "times"), [(date(2024, 1, 27), 0), (date(2024, 1, 28), 1), (date(2024, 6, 29), 2)])
def test_the_first_page_says_it_of_each_indicator_from_its_day_and_never_twice(monkeypatch, day, times):
    on(day, monkeypatch)
    words, html = text("en"), html_of(visit(PAGES[0], lang="en"))
    for line in (overview.newest(store.ages(), words), age_line(store.ages(), PAGES[0].figures, words)):
        assert html.count(line) == 1
    assert html.count("newer edition") == times


def test_a_page_of_guidance_says_nothing_of_figures():
    signs = next(page for page in PAGES if page.id == "signs")
    html = html_of(visit(signs, lang="en"))
    assert "newer edition" not in html and "Newest figures" not in html


def test_the_health_check_names_the_newest_periods_and_what_is_due(client, monkeypatch):
    on(date(2024, 3, 1), monkeypatch)
    said = client.get("/healthz").json()
    assert said["newest"] == {
        "recorded_offences": "2023-Q2",
        **dict.fromkeys(("nrm_referrals", "uk_referrals", "uk_decisions"), "2023-Q4"),
    }
    assert said["newest"].keys() <= register().keys()
    assert said["editions_due"] == ["recorded_offences"]
    assert {"status", "release", "problem", "contacts_to_confirm"} <= said.keys()


def test_the_health_check_without_figures_names_none(client, monkeypatch, tmp_path):
    store.dataset.cache_clear()
    monkeypatch.setattr(store, "PUBLISHED", tmp_path)
    try:
        said = client.get("/healthz").json()
    finally:
        store.dataset.cache_clear()
    assert said["status"] == "degraded"
    assert (said["newest"], said["editions_due"]) == ({}, [])
