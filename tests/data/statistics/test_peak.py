"""The newest figure and the highest: the test by hand and by simulation, ties, and what may be missing."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.joins import counts, falls
from data.statistics.peak import against_highest, highest_p
from data.statistics.rates import change


def series(*values):
    return pd.Series(values, dtype="Int64")


def test_the_newest_may_be_the_highest_or_equal_it():
    assert against_highest(series(5, 9, 7, 12)).verdict == "is the highest"
    assert against_highest(series(5, 9, 7, 12)).highest == 3
    equal = against_highest(series(9, 5, 9, 7, 9))
    assert (equal.verdict, equal.highest, equal.ratio) == ("equals the highest", 2, 1)


def test_the_highest_of_several_that_are_as_high_is_the_newest_of_them():
    assert against_highest(series(120, 100, 120, 110, 90, 100)).highest == 2


def test_the_highest_is_a_rate_where_residents_are_known():
    found = against_highest(series(100, 90, 95, 96, 97, 90), pd.Series([2.0, 1.0, 1.1, 1.1, 1.1, 1.2]))
    assert found.highest == 1
    assert found.ratio == pytest.approx(90 / 1.2 / 90)


@pytest.mark.parametrize("values", [(), (5,), (5, None), (None, None), (7, 9, 8, None)])
def test_a_newest_figure_that_is_missing_or_alone_is_compared_with_none(values):
    assert against_highest(series(*values)) is None


def test_residents_that_are_not_known_leave_a_period_out():
    assert against_highest(series(9, 8, 7), pd.Series([1.0, 1.0, np.nan])) is None
    assert against_highest(series(900, 8, 7), pd.Series([np.nan, 1.0, 1.0])).highest == 1


@pytest.mark.parametrize("values", [(0, 0, 0, 0, 0, 0), (9, 8), (50, 40, 30, 20)])
def test_nothing_at_all_and_few_periods_are_too_few_to_tell(values):
    assert against_highest(series(*values)).verdict == "too few to tell"


@pytest.mark.parametrize("values", [(10**9,) * 9 + (1,), (0,) * 8 + (50, 0), (10**12, 3) * 5])
def test_large_and_empty_series_have_a_verdict(values):
    assert "below" in against_highest(series(*values)).verdict


def test_with_one_other_and_no_more_than_chance_the_test_is_one_tail_of_the_exact_one():
    pair = change(124, 83)
    distance = -stats.norm.ppf(pair.p_value / 2)
    assert highest_p(distance, others=1, left=10**7) == pytest.approx(pair.p_value / 2, rel=1e-4)


@pytest.mark.parametrize(("distance", "others", "left"), [(2.0, 9, 6), (3.0, 4, 3), (2.5, 9, 60)])
def test_the_highest_of_many_is_far_above_as_often_as_the_test_says(distance, others, left):
    correlation = np.full((others, others), 0.5) + np.eye(others) / 2
    reference = 1 - stats.multivariate_t(shape=correlation, df=left, seed=3).cdf(np.full(others, distance))
    assert highest_p(distance, others=others, left=left) == pytest.approx(reference, abs=1e-3)


def test_a_drop_is_not_hidden_by_what_it_adds_to_the_dispersion():
    level = (801, 770, 822, 805, 779, 812, 794, 830, 788)
    found = against_highest(series(*level, 420))
    assert found.verdict == "clearly below" and found.dispersion < 2
    assert found.p_value < 0.01


def test_what_would_be_clear_by_chance_alone_is_not_where_a_series_varies_more():
    before, newest = (900, 640, 1020, 700, 980, 650, 1010, 690, 960), 800
    assert change(max(before), newest).verdict == "fell"
    assert against_highest(series(*before, newest)).verdict == "not clearly below"
    assert math.isfinite(against_highest(series(*before, newest)).p_value)


@pytest.mark.parametrize(("mean", "dispersion"), [(20, 1), (100, 6), (800, 6)])
def test_a_fall_is_seen_where_there_is_none_in_at_most_five_of_a_hundred(mean, dispersion):
    assert falls(counts(np.full(10, float(mean)), dispersion, 0, repeats=100, seed=11)) <= 0.05


def test_a_newest_period_of_half_the_level_is_mostly_seen():
    rows = counts(100 * np.array([1.0] * 9 + [0.5]), 1, 0, repeats=60, seed=11)
    assert falls(rows) >= 0.8
