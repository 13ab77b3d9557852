"""What each area says and how it looks: a number, or a mark with its reason and a pattern, and never a 0 instead."""

from itertools import pairwise

import pytest

from components.charts.map.figures import area_figures, kinds_of_years
from components.charts.views import INDICATORS, map_periods, nearest_map_view, shown_periods
from components.drawing.map.classes import RateClasses
from components.drawing.theme import BOUNDARY, MAP_CLASSES, ZERO_GROUND
from components.wording.format import MARKS
from data.load import load
from data.periods import period as read_period
from data.views import View
from geo.areas import forces
from tests.components.charts.map.release import FEW, MISSING, VIEW_2023, make_map_dataset
from tests.conftest import CITY, HIDDEN, HOME


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


@pytest.fixture
def shown(release, words):
    return area_figures(release, text=words, **VIEW_2023)


def test_an_area_says_its_rate_and_its_count(release, english):
    figure = area_figures(release, text=english, **VIEW_2023).labels[HOME].figure
    assert figure == "6.0 per 100,000 residents. Number: 30"


def test_a_rate_of_few_people_carries_its_mark(release, english):
    assert "1.4 [u] per 100,000 residents" in area_figures(release, text=english, **VIEW_2023).labels[FEW].figure


@pytest.mark.parametrize(("area", "status"), [(HIDDEN, "hidden"), (MISSING, "not_available")])
def test_an_area_without_a_figure_says_why_and_has_no_digit(shown, words, area, status):
    figure = shown.labels[area].figure
    assert figure == f"{MARKS[status]} {words(f'map.legend.{status}')}"
    assert not any(sign.isdigit() for sign in figure)


def test_the_city_says_its_count_and_that_a_rate_does_not_apply(release, english):
    figure = area_figures(release, text=english, **VIEW_2023).labels[CITY].figure
    assert figure == "[z] not applicable. Number: 10"


def test_every_area_has_a_label_in_the_order_of_the_names(shown):
    names = [label.name for label in shown.labels.values()]
    assert shown.labels.keys() == {force.code for force in forces()}
    assert names == sorted(names)


def test_an_area_the_release_has_no_row_for_is_not_available(dataset, words):
    without_kent = area_figures(dataset, text=words, **VIEW_2023)
    assert without_kent.classes.symbol("E23000032").pattern == "not_available"
    assert without_kent.labels["E23000032"].figure.startswith("[x]")


@pytest.mark.parametrize(
    ("area", "pattern"), [(HIDDEN, "hidden"), (MISSING, "not_available"), (CITY, "not_applicable"), (HOME, "")]
)
def test_each_reason_has_a_pattern_of_its_own_and_a_number_has_none(shown, area, pattern):
    look = shown.classes.symbol(area)
    assert look.pattern == pattern
    assert (look.fill in MAP_CLASSES) == (pattern == "")
    assert look.colour in MAP_CLASSES or pattern


@pytest.mark.parametrize(("value", "place"), [(0.1, 0), (3.99, 0), (4.0, 1), (5.0, 2), (6.99, 2), (7.0, 3), (99.0, 3)])
def test_a_class_starts_at_its_break_and_ends_below_the_next(value, place):
    faces = RateClasses({HOME: value}, {}, (4, 5, 7))
    assert faces.symbol(HOME).colour == MAP_CLASSES[-4:][place]


def test_a_true_zero_is_white_with_an_outline_and_no_class_and_no_pattern():
    look = RateClasses({HOME: 0.0}, {}, (4, 5, 7)).symbol(HOME)
    assert (look.colour, look.fill, look.pattern) == (ZERO_GROUND, ZERO_GROUND, "")
    assert look.line != BOUNDARY


def test_there_are_maps_of_offences_and_of_people_referred():
    assert INDICATORS == ("recorded_offences", "nrm_referrals")


def test_a_view_that_has_a_map_stays_as_it_is(release):
    view = View(HOME, **VIEW_2023)
    assert nearest_map_view(release, view, home=CITY) == view


def test_a_quarter_gets_the_newest_year(release):
    view = View(HOME, "recorded_offences", "2022-Q4")
    assert nearest_map_view(release, view, home=CITY) == View(HOME, "recorded_offences", "YE-2022-Q4")


def test_a_financial_year_has_a_map_of_its_own(release):
    view = View(HOME, "recorded_offences", "2022-23")
    assert nearest_map_view(release, view, home=CITY) == view


def test_an_indicator_without_a_map_gets_the_first_that_has_one_and_the_home_area(release):
    view = View("K02000001", "uk_referrals", "2023")
    assert nearest_map_view(release, view, home=HOME) == View(HOME, "recorded_offences", "YE-2022-Q4")


ENDING, FINANCIAL = ("YE-2020-Q4", "YE-2021-Q4", "YE-2022-Q4"), ("2020-21", "2021-22", "2022-23")


def test_the_periods_are_those_of_one_series_the_oldest_first_and_include_those_without_any_figure(release):
    assert map_periods(release, "nrm_referrals", "2023") == ("2022", "2023")
    for series in (ENDING, FINANCIAL):
        assert {map_periods(release, "recorded_offences", code) for code in series} == {series}


@pytest.mark.parametrize(
    ("indicator", "period", "measure", "periods"),
    [
        ("nrm_referrals", "2023", "rate", ("2023",)),
        ("nrm_referrals", "2023", "change", ()),
        ("recorded_offences", "2022-23", "rate", FINANCIAL[1:]),
        ("recorded_offences", "2022-23", "change", FINANCIAL[2:]),
        ("recorded_offences", "YE-2022-Q4", "rate", ENDING[1:]),
        ("recorded_offences", "YE-2020-Q4", "change", ENDING[2:]),
    ],
)
def test_a_period_has_a_map_where_any_area_has_a_rate_or_a_change(release, indicator, period, measure, periods):
    assert shown_periods(release, indicator, period, measure) == periods


def test_the_kinds_of_years_are_the_newest_of_each_the_usual_first(release):
    for code in (*ENDING, *FINANCIAL):
        assert kinds_of_years(release, "recorded_offences", code) == ("YE-2022-Q4", "2022-23")
    assert kinds_of_years(release, "nrm_referrals", "2022") == ("2023",)


def test_years_that_end_with_another_quarter_are_a_kind_of_their_own_where_they_are_asked_for():
    real = load()
    assert kinds_of_years(real, "recorded_offences", "YE-2024-Q2") == ("YE-2025-Q4", "2024-25", "YE-2025-Q2")
    for code in kinds_of_years(real, "recorded_offences", "YE-2024-Q2"):
        found = [read_period(each) for each in map_periods(real, "recorded_offences", code)]
        assert len(found) >= 9 and all(one.end < other.start for one, other in pairwise(found))
