"""Figures that are held back: which they are, and where they are said to come from."""

import json

import pandas as pd
import pytest

from data.build.past import Held, check_held, held_from, is_held, provenance
from data.build.problems import BuildError
from data.build.sources import Sidecar, Source
from data.history import Release, releases
from data.register import register


def rows_of(*periods, indicator="nrm_referrals"):
    return pd.DataFrame({"indicator": indicator, "period": periods})


@pytest.fixture
def old(first_release):
    (found,) = releases(first_release / "releases")
    return found


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("nrm_referrals", Held("nrm_referrals")),
        ("nrm_referrals:2023", Held("nrm_referrals", "2023")),
        ("recorded_offences", Held("recorded_offences")),
    ],
)
def test_what_to_hold_back_is_written_as_it_is_read(text, held):
    assert held_from(text, register()) == held
    assert str(held) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dragons", "'dragons' is no indicator; expected one of recorded_offences, nrm_referrals, "),
        ("dragons:2023", "'dragons' is no indicator"),
        ("", "'' is no indicator"),
        ("nrm_referrals:soon", "'soon' is no period"),
        ("nrm_referrals:2023-Q4", "'2023-Q4' is no year of nrm_referrals; expected one such as 2023"),
        ("nrm_referrals:2022-23", "'2022-23' is no year of nrm_referrals; expected one such as 2023"),
        # Its years overlap: with one year of them held, those that share some quarters with it would not add up.
        (
            "recorded_offences:2022-23",
            "'2022-23' is no year that can be held by itself: years of recorded_offences overlap",
        ),
        ("recorded_offences:YE-2023-Q2", "'YE-2023-Q2' is no year that can be held by itself"),
    ],
)
def test_what_cannot_be_held_back_is_said(text, said):
    with pytest.raises(ValueError, match="is no ") as caught:
        held_from(text, register())
    assert str(caught.value).startswith(said)


def test_a_year_is_held_with_its_quarters_and_nothing_else():
    periods = ["2022", "2022-Q4", "2023", "2023-Q1", "2023-Q4", "2024-Q1", "2022-23"]
    rows = rows_of(*periods)
    held = rows.loc[is_held(rows, [Held("nrm_referrals", "2023")]), "period"]
    assert held.tolist() == ["2023", "2023-Q1", "2023-Q4"]


def test_a_financial_year_is_held_with_its_quarters():
    rows = rows_of("2022-Q1", "2022-Q2", "2023-Q1", "2022-23", "2023")
    assert rows.loc[is_held(rows, [Held("nrm_referrals", "2022-23")]), "period"].tolist() == [
        "2022-Q2", "2023-Q1", "2022-23",
    ]  # fmt: skip


def test_an_indicator_is_held_in_all_years_and_no_other_with_it():
    rows = pd.concat([rows_of("2022", "2023-Q1"), rows_of("2023", indicator="local_cases")])
    assert is_held(rows, [Held("nrm_referrals")]).tolist() == [True, True, False]


def test_nothing_is_held_unless_it_is_asked_for():
    assert is_held(rows_of("2022", "2023"), []).tolist() == [False, False]


@pytest.mark.parametrize("held", [Held("nrm_referrals", "2019"), Held("local_cases")])
def test_what_was_never_published_cannot_be_held_back(old, held):
    with pytest.raises(BuildError) as caught:
        check_held([Held("nrm_referrals"), held], [old])
    assert str(caught.value) == (
        f"--hold-back {held}: the last release, 2099-01-01, has no such figure to leave as it is"
    )


def test_before_the_first_release_nothing_can_be_held_back():
    with pytest.raises(BuildError) as caught:
        check_held([Held("nrm_referrals")], [])
    assert str(caught.value) == "Nothing was published yet, so nothing can be held back: leave out --hold-back"


def source(name, edition):
    sidecar = Sidecar(name, "", "", "", edition, "", "", [], [], "", [], [], {}, {})
    return Source(name, sidecar, pd.DataFrame(), "")


def editions(sources, held, said):
    last = Release("2099-01-01", {"manifest.json": json.dumps({"sources": said}).encode()}, {})
    made = provenance({each.name: each for each in sources}, register(), held, last)
    return [(entry["file"], entry["edition"]) for entry in made]


REFERRALS, PEOPLE = source("nrm_police_referrals", "new"), source("population", "new")
BEFORE = [{"file": f"{each}.csv", "edition": "old"} for each in ("nrm_police_referrals", "population", "cases")]


@pytest.mark.parametrize(
    ("held", "edition"),
    [([], "new"), ([Held("nrm_referrals", "2023")], "new"), ([Held("nrm_referrals")], "old")],
    ids=["nothing held", "a year held", "all held"],
)
def test_figures_that_are_held_as_a_whole_come_from_what_they_came_from(held, edition):
    assert editions([REFERRALS, PEOPLE], held, BEFORE[:2]) == [
        ("nrm_police_referrals.csv", edition), ("population.csv", "new"),
    ]  # fmt: skip


def test_records_that_were_not_supplied_this_time_are_still_said_to_be_a_source():
    assert editions([REFERRALS, PEOPLE], [Held("local_cases")], BEFORE) == [
        ("nrm_police_referrals.csv", "new"), ("cases.csv", "old"), ("population.csv", "new"),
    ]  # fmt: skip


def test_records_that_were_never_supplied_are_no_source():
    assert editions([REFERRALS, PEOPLE], [Held("local_cases")], BEFORE[:2]) == [
        ("nrm_police_referrals.csv", "new"), ("population.csv", "new"),
    ]  # fmt: skip
