"""How old the figures are, as a visitor reads it on the pages and an owner by /healthz."""

import re
from datetime import date

import pytest

from components.address.pages import PAGES
from components.content import overview
from components.wording.describe import age_line
from components.wording.text import wording
from data import calendar, current
from data.register import register
from tests.app.test_pages import html_of, visit

WITH_FIGURES = [page for page in PAGES if page.figures]


def on(day, monkeypatch):
    monkeypatch.setattr(current, "ages", lambda: calendar.ages(current.dataset(), day))


@pytest.mark.parametrize("page", WITH_FIGURES, ids=lambda page: page.id)
def test_a_page_with_figures_says_their_age_once(page, monkeypatch):
    on(date(2026, 11, 24), monkeypatch)
    text, html = wording("cy"), html_of(visit(page, lang="cy"))
    assert html.count(age_line(current.ages(), page.figures, text)) == 1


@pytest.mark.parametrize(("day", "times"), [(date(2024, 6, 28), 0), (date(2024, 6, 29), 1), (date(2026, 7, 29), 2)])
def test_the_first_page_says_it_of_each_indicator_from_its_day_and_never_twice(monkeypatch, day, times):
    on(day, monkeypatch)
    text, html = wording("en"), html_of(visit(PAGES[0], lang="en"))
    for line in (overview.newest_html(current.ages(), text), age_line(current.ages(), PAGES[0].figures, text)):
        assert html.count(line) == 1
    # The sources of tables say from which day on; that an edition is due is said of each indicator alone.
    assert len(re.findall(r"newer edition should be available[.:]", html)) == times


def test_a_page_of_guidance_says_nothing_of_figures():
    signs = next(page for page in PAGES if page.id == "signs")
    html = html_of(visit(signs, lang="en"))
    assert "newer edition" not in html and "Newest figures" not in html


def test_the_health_check_names_the_newest_periods_and_what_is_due(client, monkeypatch):
    on(date(2024, 3, 1), monkeypatch)
    said = client.get("/healthz").json()
    held = current.dataset().manifest["newest"]
    assert said["newest"] == {name: newest["quarter"] for name, newest in held.items()}
    assert said["newest"].keys() <= register().keys()
    assert said["editions_due"] == [age.indicator for age in current.ages() if age.is_due]
    assert {"status", "release", "problem", "contacts_to_confirm"} <= said.keys()


def test_the_health_check_without_figures_names_none(client, monkeypatch, tmp_path):
    current.SHOWING.forget()
    monkeypatch.setattr(current, "PUBLISHED", tmp_path)
    try:
        said = client.get("/healthz").json()
    finally:
        current.SHOWING.forget()
    assert said["status"] == "degraded"
    assert (said["newest"], said["editions_due"]) == ({}, [])
