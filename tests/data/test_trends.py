"""Trends against statsmodels, signals against limits worked out by hand, and how often either cries wolf."""

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st

from data.load import load
from data.trends import LONG_RUN, signal, trend
from data.views import View
from data.views import trend as series_of


def series(*values):
    return pd.Series(values, dtype="Int64")


def years(counts):
    return pd.Series(range(len(counts)), dtype=float)


def by_statsmodels(counts, exposure):
    """Return ratio, interval, p-value and dispersion of statsmodels' own quasi-Poisson regression."""
    times = np.arange(len(counts), dtype=float)
    model = sm.GLM(counts, sm.add_constant(times), family=sm.families.Poisson(), offset=np.log(exposure))
    found = model.fit(scale="X2", use_t=True)
    low, high = found.conf_int()[1]
    return np.exp(found.params[1]), np.exp(low), np.exp(high), found.pvalues[1], found.scale


@given(
    st.lists(st.integers(5, 400), min_size=5, max_size=12),
    st.floats(0.5, 2.0),
)
def test_a_trend_is_that_of_statsmodels_where_counts_vary_more_than_chance(counts, growth):
    # statsmodels cannot start from counts that are all the same.
    assume(len({*counts}) > 1)
    exposure = np.linspace(1.0, growth, len(counts))
    found = trend(series(*counts), years=years(counts), exposure=pd.Series(exposure))
    expected = by_statsmodels(np.array(counts), exposure)
    if expected[-1] > 1:
        numbers = (found.ratio, found.lower, found.upper, found.p_value, found.dispersion)
        assert numbers == pytest.approx(expected, rel=1e-6, abs=1e-12)
    else:
        assert found.dispersion == 1
        assert found.ratio == pytest.approx(expected[0], rel=1e-6)
        assert found.upper >= expected[2] - 1e-9


def test_a_clear_rise_and_a_clear_fall_are_called_so():
    rise = (20, 27, 33, 41, 55, 70)
    assert trend(series(*rise), years=years(rise)).verdict == "rising"
    assert trend(series(*reversed(rise)), years=years(rise)).verdict == "falling"
    assert trend(series(30, 28, 33, 29, 31, 30), years=years(rise)).verdict == "no clear trend"


def test_a_missing_year_keeps_its_place():
    whole, gap = series(10, 20, 40, 80, 160), series(10, None, 40, 80, 160)
    assert trend(gap, years=years(whole)).ratio == pytest.approx(2.0)
    assert trend(gap, years=years(whole)).ratio == pytest.approx(trend(whole, years=years(whole)).ratio)


@pytest.mark.parametrize("counts", [(10, 20, 30), (1, 2, 3, 4, 5), (9, None, 9, None, 9)])
def test_few_points_or_few_events_are_too_few_to_tell(counts):
    found = trend(series(*counts), years=years(counts))
    assert found.verdict == "too few to tell" and math.isnan(found.ratio)


@pytest.mark.parametrize("wrong", [{"exposure": pd.Series([1, 1, 0, 1])}, {"exposure": pd.Series([1.0])}])
def test_a_wrong_exposure_is_refused(wrong):
    with pytest.raises(ValueError, match="exposure"):
        trend(series(9, 9, 9, 9), years=years((9, 9, 9, 9)), **wrong)


@pytest.mark.parametrize(("mean", "points"), [(8, 7), (30, 7), (120, 8), (20, 30)])
@pytest.mark.parametrize("overdispersed", [False, True])
def test_a_trend_is_seen_where_there_is_none_in_at_most_five_and_a_half_of_a_hundred(mean, points, overdispersed):
    draw = np.random.default_rng(7)
    levels = draw.gamma(10, mean / 10, (3000, points)) if overdispersed else mean
    counts = draw.poisson(levels, (3000, points))
    verdicts = [trend(series(*row.tolist()), years=years(row)).verdict for row in counts]
    assert np.mean([verdict in ("rising", "falling") for verdict in verdicts]) <= 0.055


def test_the_limits_of_a_series_are_those_worked_out_by_hand():
    # Mean 10; moving ranges 2, 4, 3, 1, 0: mean 2; 10 plus and minus 2.66 x 2.
    found = signal(series(10, 12, 8, 11, 10, 10))
    assert (found.centre, found.lower, found.upper) == pytest.approx((61 / 6, 61 / 6 - 5.32, 61 / 6 + 5.32))
    assert found.verdict == "no signal" and found.outside == ()


def test_a_last_point_beyond_the_limits_is_a_signal_and_an_earlier_one_is_not_the_verdict():
    quiet = (10, 11, 10, 9, 10, 11, 10)
    assert signal(series(*quiet, 40)).verdict == "signal"
    earlier = signal(series(40, *quiet))
    assert earlier.outside == (0,) and earlier.verdict == "no signal"


def test_a_run_of_eight_on_one_side_is_a_signal_and_one_of_seven_is_not():
    high = signal(series(*[4, 6] * 4, *[10, 11] * 4))
    assert high.run == tuple(range(16)) and high.verdict == "signal"
    low = (4, 6) * 4
    assert signal(series(*low, *[9] * (LONG_RUN - 1), 5)).verdict == "no signal"


def test_a_gap_breaks_a_run_and_has_no_moving_range():
    broken = signal(series(*[4, 6] * 3, *[10, 11] * 2, None, *[10, 11] * 2))
    assert broken.run == ()
    assert signal(series(10, 10, 10, None, 90, 90, 90)).upper == pytest.approx(50.0)


def test_limits_never_go_below_zero_and_few_points_are_too_few():
    assert signal(series(0, 9, 0, 9, 0, 9)).lower == 0
    assert signal(series(1, 2, 3, 4, 5)).verdict == "too few to tell"
    assert signal(series(None, None, None, None, None, None)).verdict == "too few to tell"


def test_the_quarterly_referrals_of_north_wales_are_no_signal():
    quarters = series_of(load(), View("W15000001", "nrm_referrals", "2023-Q4"))["value"]
    assert quarters.tolist() == [7, 18, 7, 8, 7, 14, 10]
    assert signal(quarters).verdict == "no signal"


def test_the_offences_of_north_wales_are_a_rising_trend_over_the_years_that_are_held():
    rows = series_of(load(), View("W15000001", "recorded_offences", "2022-23"))
    assert trend(rows["value"], years=years(rows)).verdict == "rising"
