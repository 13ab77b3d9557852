import pytest

from benchmarks.budgets import BUDGETS, Verdict, run_budget, weight_budget
from components.address.pages import PAGES


def test_a_ceiling_is_held_at_the_limit_and_not_above_it():
    assert BUDGETS["light page"].is_held(1.2)
    assert not BUDGETS["light page"].is_held(1.21)


def test_a_floor_is_held_at_the_limit_and_not_below_it():
    assert BUDGETS["overview visitors"].is_held(150)
    assert not BUDGETS["overview visitors"].is_held(149)


def test_a_measurement_just_over_the_limit_is_not_rounded_into_it():
    assert Verdict(BUDGETS["light page"], "overview en", 1.2004).row()["verdict"] == "NOT HELD"


def test_the_overview_runs_within_a_tighter_budget_than_other_pages():
    assert run_budget("overview").limit < run_budget("methods").limit


@pytest.mark.parametrize("page", ["overview", "signs", "report", "map"])
def test_a_page_with_a_promise_about_weight_is_a_page_of_the_site(page):
    assert weight_budget(page)
    assert page in {entry.id for entry in PAGES}


def test_a_page_without_a_promise_about_weight_has_no_budget():
    assert weight_budget("about") is None
