"""A protection that does not do its work: the build finds out, and publishes nothing."""

import pandas as pd
import pytest

from data.build import attack
from data.build import candidate as making
from tests.data.conftest import REFERRALS

NORTH, GWENT, SOUTH, DYFED, WALES = "W15000001", "W15000002", "W15000003", "W15000004", "W92000004"
DYFED_Q3 = "2023Q3,W15000004,Dyfed-Powys Police,Criminal,Adult (18 or over),Male,"
# A quarter in which two of the four forces of Wales are hidden.
QUARTER = "2023-Q3"
REFUSED = "Nothing was published: this release would give away what must not be known."


@pytest.fixture
def sabotaged(monkeypatch):
    """Return a function that changes what the protection answers: for each area, the value and status it gets."""
    anonymise = making.anonymise

    def change(changed):
        def anonymise_badly(*given, **more):
            observations, protected = anonymise(*given, **more)
            for area, (value, status) in changed.items():
                row = (observations["indicator"] == "nrm_referrals") & (observations["period"] == QUARTER)
                row &= observations["area_code"] == area
                observations.loc[row, ["value", "status"]] = [value, status]
            return observations, protected

        monkeypatch.setattr(making, "anonymise", anonymise_badly)

    return change


def refusal(site, capsys):
    """Return what a build says that publishes nothing."""
    before = site.content()
    assert site.build() == 1
    assert site.content() == before
    return capsys.readouterr().err.splitlines()


def test_one_secondary_cell_shown_is_caught(new_site, sabotaged, capsys):
    sabotaged({NORTH: (14, "final")})
    assert refusal(new_site, capsys)[:2] == [
        REFUSED,
        f"  nrm_referrals {DYFED} {QUARTER} total all, hidden in release 2099-02-01: is 1",
    ]


def test_a_hierarchy_with_one_child_hidden_is_caught(new_site, sabotaged, capsys):
    # Wales is hidden too, but follows from England and Wales.
    sabotaged({NORTH: (14, "final"), WALES: (pd.NA, "hidden")})
    assert refusal(new_site, capsys)[:3] == [
        REFUSED,
        f"  nrm_referrals {DYFED} {QUARTER} total all, hidden in release 2099-02-01: is 1",
        f"  nrm_referrals {WALES} {QUARTER} total all, hidden in release 2099-02-01: is 50",
    ]


def test_another_secondary_cell_than_in_the_release_before_is_caught(site, sabotaged, capsys):
    # Each release is safe alone: North Wales was hidden for Dyfed-Powys, and now Gwent is.
    sabotaged({NORTH: (14, "final"), GWENT: (pd.NA, "hidden")})
    assert f"  nrm_referrals {DYFED} {QUARTER} total all, hidden in release 2099-02-01: is 1" in refusal(site, capsys)


def test_no_protection_at_all_is_caught(new_site, monkeypatch, capsys):
    def anonymise_nothing(observations, *given, **more):
        return observations[observations["breakdown"].isin(["total", "decision"])], {}

    monkeypatch.setattr(making, "anonymise", anonymise_nothing)
    assert refusal(new_site, capsys)[:2] == [
        REFUSED,
        f"  nrm_referrals E23000002 {QUARTER} total all in release 2099-02-01: is shown, and 3 is less than 5",
    ]


def test_a_mark_for_secondary_cells_is_caught(new_site, sabotaged, capsys):
    sabotaged({NORTH: (pd.NA, "hidden_too")})
    assert refusal(new_site, capsys)[0] == "The build itself went wrong; nothing was published."


def test_a_hidden_cell_with_a_value_is_caught(new_site, sabotaged, capsys):
    sabotaged({DYFED: (1, "hidden")})
    assert refusal(new_site, capsys)[0] == "The build itself went wrong; nothing was published."


def test_a_correction_of_one_person_goes_out_where_nobody_looks_at_differences(site, monkeypatch, capsys):
    # North Wales and Dyfed-Powys are hidden in the third quarter: Wales less the two that are shown went up by one.
    site.sources.edit(REFERRALS, f"{DYFED_Q3}1", f"{DYFED_Q3}2")
    assert (
        f"  nrm_referrals {WALES}, all but {GWENT}, {SOUTH} {QUARTER} total all: was 15 in release 2099-01-01, "
        "is 16 in 2099-02-01: a difference of few people"
    ) in refusal(site, capsys)
    monkeypatch.setattr(attack, "changes", lambda *given: iter(()))
    assert site.build() == 0
