"""The slider of the periods: every period has its place, and only a period of ours is taken from a browser."""

import pytest

from components.screen.timeline import chosen_period, timeline_data
from components.wording.text import wording

CODES = ("2015-16", "2016-17", "2017-18")


def test_a_period_without_figures_keeps_its_place_and_says_that_it_is_not_available(words):
    data = timeline_data(CODES, "2017-18", ("2015-16", "2017-18"), words)
    assert data["codes"] == [*CODES]
    assert data["empty"] == [1]
    assert data["said"] == ["2015/16", f"2016/17: [x] {words('map.legend.not_available')}", "2017/18"]
    assert data["ends"] == ["2015/16", "2017/18"]


def test_its_ends_are_named_as_short_as_they_can_be_so_that_they_fit_beside_each_other_on_a_phone():
    codes = ("YE-2016-Q4", "YE-2017-Q4")
    assert timeline_data(codes, "YE-2017-Q4", codes, wording("en"))["ends"] == ["Dec 2016", "Dec 2017"]
    assert timeline_data(codes, "YE-2017-Q4", codes, wording("cy"))["ends"] == ["Rhag 2016", "Rhag 2017"]


@pytest.mark.parametrize(("current", "place"), [("2015-16", 0), ("2017-18", 2), ("1999", 2)])
def test_the_slider_stands_at_the_period_or_at_the_newest(english, current, place):
    assert timeline_data(CODES, current, CODES, english)["current"] == place


def test_its_button_has_words_in_the_language_of_the_page(words):
    data = timeline_data(CODES, "2017-18", CODES, words)
    assert (data["play"], data["pause"], data["name"]) == (words("map.play"), words("map.pause"), words("map.period"))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"period": "2016-17"}, "2016-17"),
        ({"period": "1066"}, None),
        ({"period": "<script>"}, None),
        ({"period": ["2016-17"]}, None),
        ({"period": {"a": 1}}, None),
        ({"period": None}, None),
        ({}, None),
    ],
)
def test_only_a_period_of_ours_is_taken_from_a_browser(state, expected):
    assert chosen_period(state, CODES) == expected
