"""Views: the right rows, rates where there may be one, and the nearest view for a bad address."""

from datetime import date

import pandas as pd
import pytest

from data.load import Dataset, load
from data.nearest import nearest
from data.views import (
    COLUMNS,
    View,
    ViewError,
    by_area,
    latest_period,
    newest_periods,
    observation,
    periods,
    trend,
)
from tests.data.build.raw import offences_in_source, people_in_source, years_ending_of_offences, years_of_offences

NORTH_WALES, GWENT, CITY, WALES, UK = "W15000001", "W15000002", "E23000034", "W92000004", "K02000001"
OFFENCES = View(NORTH_WALES, "recorded_offences", "2022-23")
# What is shown first: the year up to the newest quarter of the source.
LAST_QUARTER = max(offences_in_source()[NORTH_WALES])
NEWEST = View(NORTH_WALES, "recorded_offences", f"YE-{LAST_QUARTER}")


def dataset(*rows, population=((NORTH_WALES, 2022, 688_695), (CITY, 2022, 9_000), (GWENT, 2022, 590_000))):
    columns = ["indicator", "area_code", "period", "value", "status"]
    made = pd.DataFrame(rows, columns=columns).assign(
        value=lambda frame: frame["value"].astype("Int64"),
        period_start=pd.Timestamp(2022, 4, 1),
        period_end=pd.Timestamp(2023, 3, 31),
        breakdown="total",
        category="all",
    )
    return Dataset(made, pd.DataFrame(population, columns=["area_code", "mid_year", "population"]), {"release": "x"})


def offences(area, value, status="final", code="2022-23"):
    return ("recorded_offences", area, code, value, status)


@pytest.fixture(scope="module")
def published():
    return load()


def test_north_wales_in_2022_23_has_the_offences_of_the_source_and_17_9_per_100000(published):
    found = observation(published, OFFENCES)
    assert (found.value, found.status, found.mark) == (years_of_offences(NORTH_WALES)["2022-23"], "final", "")
    # 123 offences among 688,695 residents: Byar's limits by hand, (O (1 - 1 / 9O -+ 1.96 / 3 sqrt O)³) / population.
    assert [f"{number:.1f}" for number in (found.rate, found.lower, found.upper)] == ["17.9", "14.8", "21.3"]
    assert (found.period_start, found.period_end) == (date(2022, 4, 1), date(2023, 3, 31))


def test_the_rate_of_england_and_wales_is_that_of_all_its_forces_together(published):
    found = observation(published, View("K04000001", "recorded_offences", "2022-23"))
    events = sum(years_of_offences(force)["2022-23"] for force in offences_in_source())
    people = sum(count for (_, year), count in people_in_source().items() if year == 2022)
    assert found.rate == pytest.approx(events / people * 100_000)


def test_a_financial_year_uses_the_population_of_the_year_it_starts_in(published):
    expected = years_of_offences(NORTH_WALES)["2022-23"] / people_in_source()[NORTH_WALES, 2022] * 100_000
    assert observation(published, OFFENCES).rate == pytest.approx(expected)


def test_a_year_whose_population_is_not_out_uses_the_newest_and_its_rate_is_provisional(published):
    found, (newest, *_) = observation(published, NEWEST), sorted({year for _, year in people_in_source()}, reverse=True)
    count = years_ending_of_offences(NORTH_WALES)[NEWEST.period]
    assert (found.value, found.status, found.mark) == (count, "final", "")
    assert newest < found.period_end.year
    assert found.rate == pytest.approx(count / people_in_source()[NORTH_WALES, newest] * 100_000)
    assert (found.rate_status, found.rate_marks) == ("provisional", "p")


def test_a_calendar_year_uses_its_own_population(published):
    found = observation(published, View(NORTH_WALES, "nrm_referrals", "2023"))
    assert found.value == 39
    assert found.rate == pytest.approx(39 / 691_991 * 100_000)


def test_city_of_london_has_a_count_and_no_rate(published):
    found = observation(published, View(CITY, "recorded_offences", "2022-23"))
    assert (found.value, found.status) == (years_of_offences(CITY)["2022-23"], "final")
    assert (found.rate, found.rate_status, found.rate_marks, found.is_unreliable) == (
        None,
        "not_applicable",
        "z",
        False,
    )


def test_a_quarter_has_a_count_and_no_rate(published):
    found = observation(published, View(NORTH_WALES, "recorded_offences", "2023-Q2"))
    assert (found.value, found.rate, found.rate_status) == (
        offences_in_source()[NORTH_WALES]["2023-Q2"],
        None,
        "not_applicable",
    )


def test_a_year_that_is_not_available_has_neither_count_nor_rate(published):
    # One of its quarters was never published.
    found = observation(published, View(NORTH_WALES, "nrm_referrals", "2022"))
    assert (found.value, found.status, found.mark) == (None, "not_available", "x")
    assert (found.rate, found.rate_status, found.rate_marks) == (None, "not_available", "x")


def test_a_hidden_count_has_no_rate():
    found = observation(dataset(offences(NORTH_WALES, None, "hidden")), OFFENCES)
    assert (found.value, found.mark) == (None, "c")
    assert (found.rate, found.lower, found.upper, found.rate_status, found.rate_marks) == (
        None,
        None,
        None,
        "hidden",
        "c",
    )


def test_a_hidden_value_stays_missing_in_every_frame():
    hidden = dataset(offences(NORTH_WALES, None, "hidden"), offences(GWENT, 30))
    for rows in (trend(hidden, OFFENCES), by_area(hidden, OFFENCES)):
        row = rows[rows["area_code"] == NORTH_WALES].iloc[0]
        assert row[["value", "rate", "lower", "upper"]].isna().all()


@pytest.mark.parametrize(("value", "is_unreliable", "mark"), [(0, True, "u"), (19, True, "u"), (20, False, "")])
def test_a_rate_of_fewer_than_20_events_is_marked_as_unreliable(value, is_unreliable, mark):
    found = observation(dataset(offences(NORTH_WALES, value)), OFFENCES)
    assert (found.is_unreliable, found.rate_marks) == (is_unreliable, mark)


def test_a_true_zero_is_shown_as_a_value_and_a_rate():
    found = observation(dataset(offences(NORTH_WALES, 0)), OFFENCES)
    assert (found.value, found.status, found.rate, found.rate_status) == (0, "final", 0, "final")


def test_a_provisional_count_has_a_provisional_rate():
    found = observation(dataset(offences(NORTH_WALES, 50, "provisional")), OFFENCES)
    assert (found.mark, found.rate_status, found.rate_marks) == ("p", "provisional", "p")


def test_a_year_without_a_population_has_a_count_and_no_rate():
    found = observation(dataset(offences(NORTH_WALES, 50), population=[(GWENT, 2022, 1)]), OFFENCES)
    assert (found.value, found.rate, found.rate_status) == (50, None, "not_available")


def test_a_trend_has_every_period_of_the_same_kind_in_order(published):
    found = trend(published, OFFENCES)
    expected = years_of_offences(NORTH_WALES)
    assert found["period"].tolist() == [*expected]
    assert found["value"].tolist() == [*expected.values()]
    assert [*found.columns] == COLUMNS


@pytest.mark.parametrize("quarter", "1234")
def test_a_trend_of_years_that_end_with_a_quarter_has_those_that_end_with_the_same_one(published, quarter):
    held = {code: value for code, value in years_ending_of_offences(NORTH_WALES).items() if code[-1] == quarter}
    found = trend(published, View(NORTH_WALES, "recorded_offences", max(held)))
    assert dict(zip(found["period"], found["value"], strict=True)) == held
    assert found["period"].tolist() == [*held]
    assert (found["period_start"].iloc[1:].to_numpy() > found["period_end"].iloc[:-1].to_numpy()).all()


def test_a_trend_of_decisions_has_a_row_for_each_kind_of_decision(published):
    found = trend(published, View(UK, "uk_decisions", "2023"))
    newest = found[found["period"] == "2023"]
    assert dict(zip(newest["category"], newest["value"], strict=True)) == {
        "reasonable_grounds": 15_247,
        "conclusive_grounds": 9_825,
    }


def test_a_trend_can_be_asked_for_another_breakdown(published):
    found = trend(published, View(UK, "uk_referrals", "2023"), breakdown="age")
    assert set(found["category"]) == {"adult", "child", "unknown"}


def test_a_figure_can_be_asked_for_by_its_category(published):
    view = View(UK, "uk_decisions", "2023")
    assert observation(published, view, category="conclusive_grounds").value == 9_825


def test_every_force_is_in_by_area_once_in_the_order_of_the_list(published):
    found = by_area(published, OFFENCES)
    assert len(found) == 43
    assert found["area_code"].is_unique
    assert found["area_code"].iloc[[0, 33, 39]].tolist() == ["E23000001", CITY, NORTH_WALES]
    assert [*found.columns] == COLUMNS


def test_a_quarter_of_referrals_has_every_force_some_of_them_hidden(published):
    found = by_area(published, View(NORTH_WALES, "nrm_referrals", "2023-Q4"))
    assert len(found) == 43
    assert found.loc[found["area_code"] == NORTH_WALES, "value"].tolist() == [10]
    assert set(found["status"]) == {"final", "hidden"}


def test_by_area_is_empty_where_forces_have_no_figure(published):
    found = by_area(published, View(UK, "uk_referrals", "2023-Q4"))
    assert found.empty
    assert [*found.columns] == COLUMNS


def test_writing_to_a_frame_changes_it_for_nobody_else(published):
    for made in (trend, by_area):
        mine = made(published, OFFENCES)
        mine.loc[0, "value"] = 999
        mine["status"] = "spoilt"
        assert made(published, OFFENCES)["value"].iloc[0] != 999
        assert "spoilt" not in set(made(published, OFFENCES)["status"])


def test_a_view_without_a_figure_is_refused(published):
    with pytest.raises(ViewError, match="no figure"):
        observation(published, View(NORTH_WALES, "recorded_offences", "2030-31"))


def test_the_latest_period_is_the_newest_with_a_figure(published):
    assert latest_period(published, "recorded_offences", "financial_year") == max(years_of_offences(NORTH_WALES))
    assert latest_period(published, "recorded_offences", "quarter") == LAST_QUARTER
    assert latest_period(published, "recorded_offences", "year_ending") == NEWEST.period
    with pytest.raises(ViewError, match="calendar_year"):
        latest_period(published, "recorded_offences", "calendar_year")


def test_the_latest_period_is_not_one_that_is_not_available():
    rows = dataset(offences(NORTH_WALES, 5), offences(NORTH_WALES, None, "not_available", "2023-24"))
    assert latest_period(rows, "recorded_offences", "financial_year") == "2022-23"


def test_periods_are_those_of_the_series_and_the_area(published):
    assert periods(published, View(NORTH_WALES, "nrm_referrals", "2023")) == ("2022", "2023")
    assert periods(published, View(NORTH_WALES, "nrm_referrals", "2023-Q4"))[0] == "2022-Q2"
    assert periods(published, View(NORTH_WALES, "uk_referrals", "2023-Q4")) == ()


@pytest.mark.parametrize("quarter", "1234")
def test_periods_of_a_year_that_ends_with_a_quarter_never_overlap(published, quarter):
    held = [code for code in years_ending_of_offences(NORTH_WALES) if code[-1] == quarter]
    assert periods(published, View(NORTH_WALES, "recorded_offences", held[0])) == tuple(held)


def test_the_newest_periods_of_a_kind_are_the_series_of_its_newest_one(published):
    def newest(indicator, kind, area=NORTH_WALES):
        return newest_periods(published, indicator, kind, area)

    ending = [code for code in years_ending_of_offences(NORTH_WALES) if code[-1] == LAST_QUARTER[-1]]
    assert newest("recorded_offences", "year_ending") == tuple(ending)
    assert newest("recorded_offences", "financial_year") == tuple(years_of_offences(NORTH_WALES))
    assert newest("recorded_offences", "quarter") == tuple(offences_in_source()[NORTH_WALES])
    assert newest("nrm_referrals", "calendar_year") == ("2022", "2023")
    # No such period of any area, and none of this area.
    assert newest("recorded_offences", "calendar_year") == newest("uk_referrals", "quarter") == ()


@pytest.mark.parametrize(
    ("asked", "view", "not_understood"),
    [
        ({}, NEWEST, ()),
        ({"area": WALES, "indicator": "nrm_referrals", "period": "2022"}, View(WALES, "nrm_referrals", "2022"), ()),
        ({"area": "Atlantis"}, NEWEST, ("area",)),
        ({"area": ""}, NEWEST, ("area",)),
        ({"indicator": "dragons"}, NEWEST, ("indicator",)),
        ({"period": "1066"}, NEWEST, ("period",)),
        ({"period": "YE-1066-Q4"}, NEWEST, ("period",)),
        ({"area": "<script>", "indicator": "'; --", "period": "\x00"}, NEWEST, ("area", "indicator", "period")),
        ({"area": " w15000002 ", "period": "2021/22"}, View(GWENT, "recorded_offences", "2021-22"), ()),
        ({"period": "ye-2019-q3"}, View(NORTH_WALES, "recorded_offences", "YE-2019-Q3"), ()),
        ({"period": "2023-Q4"}, View(NORTH_WALES, "recorded_offences", "2023-Q4"), ()),
        # Values that mean something, but not together.
        ({"indicator": "nrm_referrals", "period": "2022-23"}, View(NORTH_WALES, "nrm_referrals", "2023"), ()),
        ({"indicator": "nrm_referrals", "period": "YE-2023-Q4"}, View(NORTH_WALES, "nrm_referrals", "2023"), ()),
        ({"indicator": "nrm_referrals", "period": "2023-Q2"}, View(NORTH_WALES, "nrm_referrals", "2023-Q2"), ()),
        ({"period": "2014-Q1"}, NEWEST, ()),
        # Known to the register, and not published.
        ({"indicator": "local_cases"}, NEWEST, ("indicator",)),
        ({"indicator": "uk_referrals", "area": NORTH_WALES}, View(UK, "uk_referrals", "2023"), ()),
        ({"indicator": "uk_totals", "area": NORTH_WALES}, View(UK, "uk_totals", "2025"), ()),
        ({"area": UK}, NEWEST, ()),
        ({"area": "W06000002"}, NEWEST, ()),
    ],
)
def test_the_nearest_view_and_what_was_not_understood(published, asked, view, not_understood):
    assert nearest(published, home=NORTH_WALES, **asked) == (view, not_understood)


def test_another_home_is_where_a_bad_area_leads(published):
    kent = "E23000032"
    assert nearest(published, home=kent, area="nowhere")[0].area == kent
