"""Which edition figures are of: the publisher's own day, and nothing made up where a release does not say."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data.calendar import has_fallen_behind, newest_by_force
from data.editions import Note, edition, estimates, stand_ins
from data.load import Dataset, load
from data.periods import period
from data.views import View, by_area, observation

OFFENCES, REFERRALS, HOME = "recorded_offences", "nrm_referrals", "W15000001"


@pytest.fixture(scope="module")
def published():
    return load()


def told(dataset, **said):
    """Return a release that says something else of the file of recorded offences; None takes it out."""
    sources = [
        {name: value for name, value in {**each, **said}.items() if value is not None}
        if each["file"].startswith("recorded")
        else each
        for each in dataset.manifest["sources"]
    ]
    return replace(dataset, manifest={**dataset.manifest, "sources": sources})


def test_an_edition_has_the_publishers_day_and_goes_to_the_end_of_its_newest_period(published):
    (said,) = (each for each in published.manifest["sources"] if each["file"].startswith("recorded"))
    found = edition(published, OFFENCES)
    assert found.published == date.fromisoformat(said["published"])
    assert found.until == period(said["covers"][1]).end
    assert found.published < date.fromisoformat(published.release)
    assert found.expected > found.until


def test_what_an_older_release_does_not_say_is_left_out(published):
    found = edition(told(published, published=None, notes=None), OFFENCES)
    assert (found.published, found.notes) == (None, ())
    assert found.until == edition(published, OFFENCES).until


def test_a_release_that_says_nothing_of_its_sources_has_the_end_of_its_figures(published):
    bare = replace(published, manifest={"release": published.release})
    assert edition(bare, OFFENCES).until == edition(published, OFFENCES).until
    assert edition(bare, OFFENCES).published is None


def test_a_release_without_any_figure_has_no_edition_and_nothing_is_raised(published):
    empty = Dataset(published.observations.iloc[:0], published.population, {"release": "2026-01-01"})
    found = edition(empty, OFFENCES)
    assert (found.published, found.until, found.expected, found.notes) == (None, None, None, ())


def test_single_figures_have_their_notes(published):
    assert edition(published, OFFENCES).notes == (Note("stands_alone", HOME, "2016-Q2"),)
    assert edition(published, REFERRALS).notes == ()


def test_the_estimate_that_stands_in_is_of_the_newest_year_held(published):
    newest = max(published.population["mid_year"])
    rows = by_area(published, View(HOME, OFFENCES, "YE-2025-Q4"))
    without = replace(published, population=published.population[published.population["mid_year"] < 2025])
    assert stand_ins(without, rows) == {2025: min(newest, 2024)}
    assert stand_ins(published, by_area(published, View(HOME, OFFENCES, "2022-23"))) == {}


def test_each_year_of_residents_is_of_one_edition(published):
    years = [year for each in estimates(published).values() for year in each]
    assert sorted(years) == sorted(set(published.population["mid_year"]))
    without = replace(published, population=published.population.drop(columns="edition"))
    assert estimates(without) == {}


@pytest.mark.parametrize(
    ("newest", "is_behind"), [("2024-Q4", True), ("2025-Q1", False), ("2025-Q4", False), ("2026-Q1", False)]
)
def test_figures_by_force_have_fallen_behind_when_they_are_a_year_older_than_offences(newest, is_behind):
    rows = pd.DataFrame(
        [(OFFENCES, "2025-Q4", 3, HOME), (REFERRALS, newest, 5, HOME), (REFERRALS, "2026-Q4", 9, "K02000001")],
        columns=["indicator", "period", "value", "area_code"],
    )
    dataset = Dataset(rows, pd.DataFrame(), {})
    assert newest_by_force(dataset, REFERRALS) == newest
    assert has_fallen_behind(dataset, REFERRALS) is is_behind
    assert not has_fallen_behind(dataset, OFFENCES)


def test_a_year_is_newer_than_its_own_last_quarter_and_a_later_quarter_is_newer_than_a_year():
    def newest(*codes):
        rows = pd.DataFrame(
            [(REFERRALS, code, 5, HOME) for code in codes], columns=["indicator", "period", "value", "area_code"]
        )
        return newest_by_force(Dataset(rows, pd.DataFrame(), {}), REFERRALS)

    assert newest("2023-Q4", "2023") == "2023"
    assert newest("2023", "2024-Q1") == "2024-Q1"
    assert newest() == ""


def test_a_rate_has_all_its_marks(published):
    found = observation(published, View(HOME, OFFENCES, "2022-23"))
    assert found.rate_marks == ""
    assert replace(found, rate_status="provisional").rate_marks == "p"
    assert replace(found, rate_status="provisional", is_unreliable=True).rate_marks == "pu"
