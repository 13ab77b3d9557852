"""Years that end with a quarter: those of a view never overlap, and an address finds them."""

from itertools import pairwise

import pytest

from data.load import load
from data.nearest import nearest
from data.periods import period
from data.register import register
from data.views import View, by_area, latest_period, newest_periods, periods, trend
from geo.areas import forces

HOME, WHOLE = "W15000001", "K04000001"
REAL = load()


@pytest.mark.parametrize("area", [HOME, WHOLE, "E23000034"])
@pytest.mark.parametrize("code", ["YE-2025-Q4", "YE-2025-Q1", "YE-2024-Q2", "YE-2016-Q3"])
def test_a_trend_of_years_to_a_quarter_has_those_to_that_quarter_only_and_none_of_them_overlap(code, area):
    rows = trend(REAL, View(area, "recorded_offences", code))
    assert {each[-3:] for each in rows["period"]} == {code[-3:]}
    assert code in set(rows["period"]) and len(rows) >= 9
    for one, other in pairwise(rows.itertuples()):
        assert one.period_end < other.period_start
        assert (other.period_start - one.period_end).days == 1
    assert periods(REAL, View(area, "recorded_offences", code)) == tuple(rows["period"])


@pytest.mark.parametrize("kind", register()["recorded_offences"].periods)
def test_the_newest_periods_of_any_kind_do_not_overlap(kind):
    found = [period(code) for code in newest_periods(REAL, "recorded_offences", kind, HOME)]
    assert len(found) >= 10
    assert all(one.end < other.start for one, other in pairwise(found))


def test_the_headline_of_offences_is_the_newest_year_that_ends_with_a_quarter():
    kind = register()["recorded_offences"].headline_kind
    assert kind == "year_ending"
    assert latest_period(REAL, "recorded_offences", kind) == "YE-2025-Q4"


@pytest.mark.parametrize(
    ("asked", "found", "not_understood"),
    [
        ("YE-2024-Q2", "YE-2024-Q2", ()),
        (" ye-2024-q2 ", "YE-2024-Q2", ()),
        ("2024-25", "2024-25", ()),
        ("2024/25", "2024-25", ()),
        (None, "YE-2025-Q4", ()),
        ("YE-2099-Q4", "YE-2025-Q4", ("period",)),
        ("YE-2024", "YE-2025-Q4", ("period",)),
        ("YE-2024-Q5", "YE-2025-Q4", ("period",)),
        ("2009", "YE-2025-Q4", ()),  # a year of the United Kingdom, which offences do not have
    ],
)
def test_an_address_finds_a_year_that_ends_with_a_quarter(asked, found, not_understood):
    view, wrong = nearest(REAL, home=HOME, indicator="recorded_offences", period=asked)
    assert (view, wrong) == (View(HOME, "recorded_offences", found), not_understood)


def test_a_year_of_offences_leads_referrals_to_their_own_newest_year():
    view, wrong = nearest(REAL, home=HOME, indicator="nrm_referrals", period="YE-2025-Q4")
    assert (view, wrong) == (View(HOME, "nrm_referrals", "2023"), ())


def test_every_force_is_in_a_year_that_ends_with_a_quarter_once():
    rows = by_area(REAL, View("", "recorded_offences", "YE-2025-Q4"))
    assert [*rows["area_code"]] == [force.code for force in forces()]
    assert set(rows["period"]) == {"YE-2025-Q4"}
