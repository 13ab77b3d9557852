"""Turns against statsmodels, a published example, what no series may raise, and how often one is seen without cause."""

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.joins import counts, joins
from data.statistics.joinpoint import BEYOND, candidates, joinpoint, most_joins
from data.statistics.poisson import fit, observed, shapes

# Offences recorded in financial years 2015/16 to 2024/25, edition of 23 April 2026.
METROPOLITAN = (303, 471, 687, 1305, 2244, 2084, 2073, 2222, 1936, 2190)
NORTH_WALES = (7, 75, 41, 59, 85, 96, 98, 123, 88, 93)


def series(*values):
    return pd.Series(values, dtype="Int64")


def turn_of(values, **known):
    return joinpoint(series(*values), years=pd.Series(range(len(values)), dtype=float), **known)


def by_statsmodels(events, columns, exposure):
    return sm.GLM(events, columns, family=sm.families.Poisson(), offset=np.log(exposure)).fit(tol=1e-12)


def growth(points):
    return np.linspace(1.0, 1.4, points)


@pytest.mark.parametrize("many", [1, 2])
@pytest.mark.parametrize("mean", [20, 900])
def test_every_shape_is_fitted_as_by_statsmodels(many, mean):
    events = np.random.default_rng(many).poisson(mean, (3, 12)).astype(float)
    columns, exposure = shapes(np.arange(12.0), candidates(12, many)), growth(12)
    ours = fit(events, columns, exposure)
    for model, shape in enumerate(columns):
        for row, one in enumerate(events):
            theirs = by_statsmodels(one, shape, exposure)
            assert ours.deviance[model, row] == pytest.approx(theirs.deviance, rel=1e-6, abs=1e-8)
            assert ours.coefficients[model, row] == pytest.approx(theirs.params, rel=1e-6, abs=1e-8)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(5, 900), min_size=10, max_size=10))
def test_the_best_turn_is_the_best_of_all_that_statsmodels_can_fit(counted):
    exposure, times = growth(10), np.arange(10.0)
    fits = fit(np.array([counted], dtype=float), shapes(times, candidates(10, 1)), exposure)
    deviances = []
    for (at,) in candidates(10, 1):
        columns = np.column_stack([np.ones(10), times, np.maximum(times - at, 0)])
        deviances.append(by_statsmodels(np.array(counted), columns, exposure).deviance)
    assert fits.deviance[:, 0] == pytest.approx(deviances, rel=1e-6, abs=1e-6)
    assert fits.deviance[:, 0].min() == pytest.approx(min(deviances), rel=1e-6, abs=1e-6)


def test_the_lines_of_a_turn_are_those_of_statsmodels_with_a_place_and_a_slope_paid_for_each():
    found = turn_of(METROPOLITAN)
    assert found.joins == (4,) and found.years == (4.0,)
    times = np.arange(10.0)
    columns = np.column_stack([np.ones(10), np.minimum(times, 4), np.maximum(times - 4, 0)])
    theirs = by_statsmodels(np.array(METROPOLITAN), columns, np.ones(10))
    dispersion = theirs.pearson_chi2 / 6
    assert found.dispersion == pytest.approx(dispersion, rel=1e-6)
    for at, segment in enumerate(found.segments, start=1):
        assert segment.ratio == pytest.approx(np.exp(theirs.params[at]), rel=1e-6)
        # t on six degrees of freedom: ten points, two lines, a place and a level.
        reach = 2.446911851 * theirs.bse[at] * np.sqrt(dispersion)
        assert segment.upper == pytest.approx(np.exp(theirs.params[at] + reach), rel=1e-6)
    rise, level = found.segments
    assert (rise.start, rise.end, level.start, level.end) == (0, 4, 4, 9)
    assert (rise.verdict, level.verdict) == ("rising", "no clear trend")


# Births by the age of the mother, and those with Down's syndrome, British Columbia 1961 to 1970 (Geyer 1991, from
# Davison and Hinkley 1997): the example of Muggeo (2008), "segmented: an R package to fit regression models with
# broken-line relationships", R News 8/1, 20-25.
AGES = (17, *np.arange(18.5, 46), 47)
BIRTHS = (
    *(13555, 13675, 18752, 22005, 23896, 24667, 24807, 23986, 22860, 21450, 19202, 17450, 15685, 13954, 11987),
    *(10983, 9825, 8483, 7448, 6628, 5780, 4834, 3961, 2952, 2276, 1589, 1018, 596, 327, 249),
)
CASES = (
    *(16, 15, 16, 22, 16, 12, 17, 22, 15, 14, 27, 14, 9, 12, 12),
    *(18, 13, 11, 23, 13, 17, 15, 30, 31, 33, 20, 16, 22, 11, 7),
)


def test_the_published_turn_of_a_published_example_is_found():
    # Published: a turn at 31.08 (standard error 0.72), slopes of -0.01341 and 0.27422 more, of the log odds. Of
    # births so rarely affected the odds are nearly the rate, and theirs need not turn at an observed age.
    ages, births = np.array(AGES), np.array(BIRTHS, dtype=float)
    places = np.arange(29, 33, 0.01)
    columns = np.stack([np.column_stack([np.ones(30), ages, np.maximum(ages - at, 0)]) for at in places])
    fits = fit(np.array([CASES], dtype=float), columns, births)
    best = int(fits.deviance[:, 0].argmin())
    assert places[best] == pytest.approx(31.08, abs=0.05)
    assert fits.coefficients[best, 0, 1:] == pytest.approx([-0.01341, 0.27422], rel=0.01)
    found = joinpoint(series(*CASES), years=pd.Series(AGES), exposure=pd.Series(BIRTHS))
    assert len(found.joins) == 1 and found.years[0] in (30.5, 31.5)
    assert [segment.verdict for segment in found.segments] == ["no clear trend", "rising"]


def test_the_published_line_of_another_is_found():
    # Deaths of cancer in Kentucky, 1999 to 2005: the data and the output of ljr0 of the R package ljr 1.4-0.
    deaths = np.array([[9196, 9412, 9595, 9624, 9558, 9373, 9699]], dtype=float)
    residents = np.array([4018053, 4041769, 4067643, 4088977, 4114489, 4140427, 4172608], dtype=float)
    slope = fit(deaths, shapes(np.arange(7.0), [()]), residents).coefficients[0, 0, 1]
    alive = 1 - deaths.sum() / residents.sum()
    assert slope == pytest.approx(-0.000935695 * alive, rel=2e-5)


def test_joins_leave_two_points_beyond_them_as_the_program_of_the_cancer_institute_does():
    assert BEYOND == 2
    assert candidates(7, 1) == [(2,), (3,), (4,)]
    assert candidates(12, 2)[0] == (2, 5) and candidates(12, 2)[-1] == (6, 9)
    assert [most_joins(points) for points in (6, 7, 11, 12, 43)] == [0, 1, 1, 2, 2]


def test_a_series_that_rises_falls_and_rises_has_two_turns():
    expected = 100 * np.array([1.5**at for at in (0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3, 4)])
    found = turn_of([round(each) for each in expected])
    assert found.joins == (4, 8)
    assert [segment.verdict for segment in found.segments] == ["rising", "falling", "rising"]
    assert found.p_values[0] <= 0.025 and found.p_values[1] <= 0.05


def test_a_series_with_no_clear_turn_is_one_line_and_that_of_its_trend():
    found = turn_of(NORTH_WALES)
    assert (found.verdict, found.joins, found.years) == ("no turn", (), ())
    assert found.p_values[0] > 0.2
    (line,) = found.segments
    assert (line.start, line.end, line.verdict) == (0, 9, "rising")


def test_a_turn_is_told_by_its_place_in_the_whole_series_whatever_is_hidden():
    values = [None, *METROPOLITAN]
    values[3] = None
    found = turn_of(values)
    assert found.joins == (5,) and found.years == (5.0,)
    assert [(segment.start, segment.end) for segment in found.segments] == [(1, 5), (5, 10)]


def test_the_answer_is_the_same_each_time():
    assert turn_of(METROPOLITAN) == turn_of(METROPOLITAN)


def test_a_line_that_is_zero_but_for_its_end_has_no_ratio_but_a_verdict():
    found = turn_of((30, 31, 29, 30, 32, 31, 0, 0, 0, 0))
    level, fall = found.segments
    assert level.verdict == "no clear trend" and level.ratio == pytest.approx(1, abs=0.1)
    assert (fall.verdict, fall.ratio) == ("falling", 0) and math.isnan(fall.lower)


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([], "too few to tell"),
        ([5], "too few to tell"),
        ([0] * 10, "too few to tell"),
        ([None] * 10, "too few to tell"),
        ([900] * 6, "too few to tell"),
        ([1] * 12, "too few to tell"),
        ([10**9] * 10, "no turn"),
        ([10**12, 10] * 5, "no turn"),
        ([9] * 9 + [None], "no turn"),
        # One line that only ends above zero says all of it.
        ([0] * 9 + [50], "no turn"),
        ([0] * 5 + [1000] * 5, "turns"),
    ],
)
def test_no_series_of_counts_raises(values, verdict):
    assert turn_of(values).verdict == verdict


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 3), st.integers(0, 10**6)), max_size=12))
def test_a_verdict_fits_its_numbers_whatever_the_series(values):
    found = turn_of(values)
    assert (found.verdict == "turns") == bool(found.joins)
    assert len(found.segments) == (0 if found.verdict == "too few to tell" else len(found.joins) + 1)
    for segment in found.segments:
        assert (segment.verdict == "no clear trend") == (segment.p_value > 0.05)
        if segment.verdict == "rising":
            assert segment.ratio > 1
        if segment.verdict == "falling":
            assert segment.ratio < 1


def test_a_year_whose_residents_are_not_known_is_left_out_and_a_wrong_one_is_refused():
    residents = pd.Series([1.0] * 9 + [np.nan])
    assert turn_of(METROPOLITAN, exposure=residents) == turn_of((*METROPOLITAN[:9], None))
    with pytest.raises(ValueError, match="exposure"):
        turn_of(METROPOLITAN, exposure=pd.Series([1.0] * 9 + [0.0]))
    with pytest.raises(ValueError, match="negative"):
        observed(series(-1), years=pd.Series([0.0]))


def test_years_that_are_alike_make_the_test_stricter(monkeypatch):
    (as_it_is,) = turn_of(NORTH_WALES).p_values
    monkeypatch.setattr("data.statistics.joinpoint.ALIKE", 0.0)
    assert turn_of(NORTH_WALES).p_values[0] < as_it_is - 0.1


def share_that_turns(expected, dispersion, alike):
    rows = counts(expected, dispersion, alike, repeats=40, seed=5)
    return np.mean([bool(each) for each in joins(rows)])


@pytest.mark.parametrize(
    ("ratio", "mean", "dispersion", "alike"), [(1, 100, 6, 0.5), (1.25, 20, 3, 0.3), (1, 800, 1, 0)]
)
def test_a_turn_is_seen_where_there_is_none_in_few_of_a_hundred(ratio, mean, dispersion, alike):
    # Loosely, so that it takes a second; benchmarks.joins says it with more series.
    expected = ratio ** np.arange(10.0)
    assert share_that_turns(expected / expected.mean() * mean, dispersion, alike) <= 0.1


def test_a_turn_like_that_of_england_and_wales_is_seen():
    periods = np.arange(10) - 4.0
    assert share_that_turns(8200 * np.where(periods < 0, 1.62**periods, 1), 60, 0.3) >= 0.8
