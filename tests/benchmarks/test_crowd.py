import random
from dataclasses import replace

import pytest

from benchmarks.crowd import Habits, Step, View
from benchmarks.load import memory_per_session, path, steps_up_to

STEP = Step(25, 25, [0.2] * 20, [0.1] * 20, [0.3], (), 8.0, 100_000_000, 0.5, 0.1, 0.0)


def _next_views(habits, view, count=200):
    chance = random.Random(1)
    return [habits.next_view(view, chance) for _ in range(count)]


def test_visitors_of_one_page_stay_on_it_and_change_the_area():
    views = _next_views(Habits(["map"], ["A", "B"]), View("map", "A", "en"))
    assert {view.path for view in views} == {"map"}
    assert {view.area for view in views} == {"A", "B"}


def test_visitors_of_several_pages_move_among_them_and_keep_their_language():
    views = _next_views(Habits(["", "map"], ["A"]), View("", "A", "cy"))
    assert {view.path for view in views} == {"", "map"}
    assert {view.language for view in views} == {"cy"}


def test_visitors_think_from_half_to_one_and_a_half_times_the_mean():
    chance = random.Random(1)
    pauses = [Habits([""], ["A"], think=3).pause(chance) for _ in range(500)]
    assert 1.5 <= min(pauses) < 1.7
    assert 4.3 < max(pauses) <= 4.5


def test_a_step_with_an_error_is_not_held_however_fast_it_was():
    assert STEP.is_held
    assert not replace(STEP, errors=("no answer",)).is_held


def test_a_step_whose_slow_twentieth_takes_a_second_is_not_held():
    assert not replace(STEP, runs=[0.2] * 18 + [1.0] * 2).is_held


def test_a_step_in_which_nobody_asked_is_not_held():
    assert not replace(STEP, runs=[]).is_held


def test_the_offered_share_is_what_was_asked_of_what_the_think_time_allows():
    assert STEP.row(think=3.0)["of offered %"] == 96


def test_the_last_step_is_the_size_asked_for():
    assert steps_up_to(120) == (25, 50, 100, 120)
    assert steps_up_to(10) == (10,)


def test_the_first_page_has_no_path():
    assert path("overview") == ""
    assert path("map") == "map"


@pytest.mark.parametrize(("last", "expected"), [(50, 1_000_000.0), (75, 500_000.0)])
def test_a_session_costs_what_each_further_visitor_added(last, expected):
    assert memory_per_session([STEP, replace(STEP, visitors=last, memory=125_000_000)]) == expected


def test_one_step_says_nothing_about_a_session():
    assert memory_per_session([STEP]) is None
