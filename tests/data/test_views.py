"""Views: the right rows, rates where there may be one, and the nearest view for a bad address."""

from datetime import date

import pandas as pd
import pytest

from data.load import Dataset, load
from data.nearest import nearest
from data.views import COLUMNS, View, ViewError, by_area, latest_period, observation, periods, trend

NORTH_WALES, GWENT, CITY, WALES, UK = "W15000001", "W15000002", "E23000034", "W92000004", "K02000001"
OFFENCES = View(NORTH_WALES, "recorded_offences", "2022-23")


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


def test_north_wales_in_2022_23_has_124_offences_and_18_per_100000(published):
    found = observation(published, OFFENCES)
    assert (found.value, found.status, found.mark) == (124, "final", "")
    assert [f"{number:.1f}" for number in (found.rate, found.lower, found.upper)] == ["18.0", "15.0", "21.5"]
    assert (found.period_start, found.period_end) == (date(2022, 4, 1), date(2023, 3, 31))


def test_england_and_wales_in_2022_23_has_16_9_per_100000(published):
    assert f"{observation(published, View('K04000001', 'recorded_offences', '2022-23')).rate:.1f}" == "16.9"


def test_a_financial_year_uses_the_population_of_the_year_it_starts_in(published):
    assert observation(published, OFFENCES).rate == pytest.approx(124 / 688_695 * 100_000)


def test_a_calendar_year_uses_its_own_population(published):
    found = observation(published, View(NORTH_WALES, "nrm_referrals", "2023"))
    assert found.value == 39
    assert found.rate == pytest.approx(39 / 691_991 * 100_000)


def test_city_of_london_has_a_count_and_no_rate(published):
    found = observation(published, View(CITY, "recorded_offences", "2022-23"))
    assert (found.value, found.status) == (8, "final")
    assert (found.rate, found.rate_status, found.rate_marks, found.is_unreliable) == (
        None,
        "not_applicable",
        "z",
        False,
    )


def test_a_quarter_has_a_count_and_no_rate(published):
    found = observation(published, View(NORTH_WALES, "recorded_offences", "2023-Q2"))
    assert (found.value, found.rate, found.rate_status) == (22, None, "not_applicable")


def test_a_year_that_is_not_available_has_neither_count_nor_rate(published):
    found = observation(published, View(NORTH_WALES, "recorded_offences", "2016-17"))
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
    assert found["period"].tolist() == [
        "2015-16",
        "2016-17",
        "2017-18",
        "2018-19",
        "2019-20",
        "2020-21",
        "2021-22",
        "2022-23",
    ]
    assert found["value"].tolist() == [7, pd.NA, 41, 59, 85, 97, 98, 124]
    assert [*found.columns] == COLUMNS


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
    assert latest_period(published, "recorded_offences", "financial_year") == "2022-23"
    assert latest_period(published, "recorded_offences", "quarter") == "2023-Q2"
    with pytest.raises(ViewError, match="calendar_year"):
        latest_period(published, "recorded_offences", "calendar_year")


def test_the_latest_period_is_not_one_that_is_not_available():
    rows = dataset(offences(NORTH_WALES, 5), offences(NORTH_WALES, None, "not_available", "2023-24"))
    assert latest_period(rows, "recorded_offences", "financial_year") == "2022-23"


def test_periods_are_those_of_the_kind_and_the_area(published):
    assert periods(published, "nrm_referrals", "calendar_year", NORTH_WALES) == ("2022", "2023")
    assert periods(published, "nrm_referrals", "quarter", NORTH_WALES)[0] == "2022-Q2"
    assert periods(published, "uk_referrals", "quarter", NORTH_WALES) == ()


@pytest.mark.parametrize(
    ("asked", "view", "not_understood"),
    [
        ({}, OFFENCES, ()),
        ({"area": WALES, "indicator": "nrm_referrals", "period": "2022"}, View(WALES, "nrm_referrals", "2022"), ()),
        ({"area": "Atlantis"}, OFFENCES, ("area",)),
        ({"area": ""}, OFFENCES, ("area",)),
        ({"indicator": "dragons"}, OFFENCES, ("indicator",)),
        ({"period": "1066"}, OFFENCES, ("period",)),
        ({"area": "<script>", "indicator": "'; --", "period": "\x00"}, OFFENCES, ("area", "indicator", "period")),
        ({"area": " w15000002 ", "period": "2021/22"}, View(GWENT, "recorded_offences", "2021-22"), ()),
        # Values that mean something, but not together.
        ({"indicator": "nrm_referrals", "period": "2022-23"}, View(NORTH_WALES, "nrm_referrals", "2023"), ()),
        ({"indicator": "nrm_referrals", "period": "2023-Q2"}, View(NORTH_WALES, "nrm_referrals", "2023-Q2"), ()),
        ({"period": "2023-Q4"}, OFFENCES, ()),
        # Known to the register, and not published.
        ({"indicator": "local_cases"}, OFFENCES, ("indicator",)),
        ({"indicator": "uk_referrals", "area": NORTH_WALES}, View(UK, "uk_referrals", "2023"), ()),
        ({"area": UK}, OFFENCES, ()),
        ({"area": "W06000002"}, OFFENCES, ()),
    ],
)
def test_the_nearest_view_and_what_was_not_understood(published, asked, view, not_understood):
    assert nearest(published, home=NORTH_WALES, **asked) == (view, not_understood)


def test_another_home_is_where_a_bad_area_leads(published):
    kent = "E23000032"
    assert nearest(published, home=kent, area="nowhere")[0].area == kent
