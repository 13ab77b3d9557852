"""A protection that does not do its work: the build finds out, and publishes nothing."""

import pandas as pd
import pytest

from data.build import candidate as making
from data.build.attacks import attack
from data.load import load
from tests.data.conftest import REFERRALS

OLD, NEW = "2099-01-01", "2099-02-01"
NORTH, GWENT, SOUTH, DYFED, WALES = "W15000001", "W15000002", "W15000003", "W15000004", "W92000004"
DYFED_Q3 = "2023Q3,W15000004,Dyfed-Powys Police,Criminal,Adult (18 or over),Male,"
# A quarter in which the first release hides a small count of Wales and two others beside it.
QUARTER = "2023-Q3"
COUNTS = {NORTH: 14, SOUTH: 18}
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


def refusal(site, capsys, release=NEW):
    """Return what a build says that publishes nothing; with the day of the first release it draws what that drew."""
    before = site.content()
    assert site.build(release=release) == 1
    assert site.content() == before
    return capsys.readouterr().err.splitlines()


def shown(*areas):
    return {area: (COUNTS[area], "final") for area in areas}


def known(area, value, release):
    return f"  nrm_referrals {area} {QUARTER} total all, hidden in release {release}: is {value}"


def test_the_first_release_hides_two_beside_the_small_one(first_release):
    rows = load(first_release / "published").observations
    rows = rows[(rows["indicator"] == "nrm_referrals") & (rows["period"] == QUARTER) & (rows["breakdown"] == "total")]
    hidden = {*rows.loc[rows["status"] == "hidden", "area_code"]}
    assert hidden & {NORTH, GWENT, SOUTH, DYFED, WALES} == {NORTH, SOUTH, DYFED}


@pytest.mark.parametrize(("secondary", "insider"), [(NORTH, "South Wales"), (SOUTH, "North Wales")])
def test_one_secondary_cell_shown_is_caught(new_site, sabotaged, capsys, secondary, insider):
    # Two are left: one of them knows its own count, and so the other.
    sabotaged(shown(secondary))
    said = refusal(new_site, capsys, OLD)
    assert said[0] == REFUSED
    assert (
        f"  {insider}, which knows its own counts, knows nrm_referrals {DYFED} {QUARTER} total all, hidden in release "
        f"{OLD}, to be 1"
    ) in said


def test_both_secondary_cells_shown_are_caught(new_site, sabotaged, capsys):
    sabotaged(shown(NORTH, SOUTH))
    assert refusal(new_site, capsys, OLD)[:2] == [REFUSED, known(DYFED, 1, OLD)]


def test_a_hierarchy_with_one_child_hidden_is_caught(new_site, sabotaged, capsys):
    # Wales is hidden too, but follows from England and Wales.
    sabotaged({**shown(NORTH, SOUTH), WALES: (pd.NA, "hidden")})
    assert refusal(new_site, capsys, OLD)[:3] == [REFUSED, known(DYFED, 1, OLD), known(WALES, 50, OLD)]


def test_another_secondary_cell_than_in_the_release_before_is_caught(site, sabotaged, capsys):
    # Nobody outside a force knows more of either release alone: two were hidden beside it, and now Gwent is.
    sabotaged({**shown(NORTH, SOUTH), GWENT: (pd.NA, "hidden")})
    assert known(DYFED, 1, NEW) in refusal(site, capsys)


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
    # All but Gwent are hidden in the third quarter: Wales less Gwent went up by one.
    site.sources.edit(REFERRALS, f"{DYFED_Q3}1", f"{DYFED_Q3}2")
    assert (
        f"  nrm_referrals {WALES}, all but {GWENT} {QUARTER} total all: was 33 in release {OLD}, is 34 in {NEW}: "
        "a difference of few people"
    ) in refusal(site, capsys)
    monkeypatch.setattr(attack, "changes", lambda *given: iter(()))
    assert site.build() == 0
