"""Trends against statsmodels, usual ranges against limits worked out by hand, and how often a trend cries wolf."""

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st

from data.load import load
from data.statistics.trends import LONG_RUN, SHORTEST_SERIES, Trend, UsualRange, trend, usual_range
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


def test_a_year_whose_residents_are_not_known_yet_is_left_out():
    counts, residents = (10, 20, 40, 80, 70), pd.Series([9.0, 9.0, 9.0, 9.0, np.nan])
    found = trend(series(*counts), years=years(counts), exposure=residents)
    assert found == trend(series(*counts[:4]), years=years(counts[:4]), exposure=residents[:4])


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


LEVEL = Trend(1.0, 0.9, 1.1, 1.0, 1.0, "no clear trend")
QUIET = (10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 9)


def range_of(*values) -> UsualRange:
    found = usual_range(series(*values), trend=LEVEL)
    assert found is not None
    return found


def test_the_limits_of_a_series_are_those_worked_out_by_hand():
    # Mean 61 / 6, twice over; moving ranges 2, 4, 3, 1, 0, 0, 2, 4, 3, 1, 0: mean 20 / 11.
    found = range_of(*[10, 12, 8, 11, 10, 10] * 2)
    reach = 2.66 * 20 / 11
    assert (found.centre, found.lower, found.upper) == pytest.approx((61 / 6, 61 / 6 - reach, 61 / 6 + reach))
    assert found.verdict == "within" and found.outside == found.run == ()


def test_a_last_point_beyond_the_limits_is_outside_and_an_earlier_one_is_not_the_verdict():
    assert range_of(*QUIET, 40).verdict == "outside"
    earlier = range_of(*QUIET[:4], 40, *QUIET[4:])
    assert earlier.outside == (4,) and earlier.verdict == "within"


def test_a_run_of_eight_on_one_side_is_long_and_one_of_seven_is_not():
    high = range_of(*[4, 6] * 4, *[10, 11] * 4)
    assert high.run == tuple(range(16)) and high.verdict in ("outside", "long run")
    assert range_of(*[8, 12] * 4, *[11] * LONG_RUN).verdict == "long run"
    assert range_of(*[4, 6] * 4, *[9] * (LONG_RUN - 1), 5).verdict == "within"


def test_a_gap_breaks_a_run_and_has_no_moving_range():
    assert range_of(*[4, 6] * 4, *[10, 11] * 2, None, *[10, 11] * 2).run == tuple(range(8))
    assert range_of(*[10] * 6, None, *[90] * 6).upper == pytest.approx(50.0)


def test_limits_never_go_below_zero():
    assert range_of(*[0, 9] * 6).lower == 0


@pytest.mark.parametrize("verdict", ["rising", "falling", "too few to tell"])
def test_no_usual_range_is_shown_where_a_series_goes_somewhere_or_too_little_is_known(verdict):
    values = series(*QUIET, 10)
    assert usual_range(values, trend=LEVEL) is not None
    assert usual_range(values, trend=Trend(1.0, 0.9, 1.1, 0.5, 1.0, verdict)) is None
    assert usual_range(values, trend=LEVEL, joins=(4,)) is None


@pytest.mark.parametrize("points", [0, 1, 11])
def test_a_short_series_has_no_usual_range_and_neither_has_one_that_is_hidden(points):
    assert SHORTEST_SERIES == 12
    assert usual_range(series(*[10] * points), trend=LEVEL) is None
    assert usual_range(series(*[10] * points, *[None] * 9), trend=LEVEL) is None
    assert usual_range(series(*[10, None] * 12), trend=LEVEL) is None


def test_seven_quarters_of_referrals_have_no_usual_range():
    quarters = series_of(load(), View("W15000001", "nrm_referrals", "2023-Q4"))["value"]
    assert quarters.tolist() == [7, 18, 7, 8, 7, 14, 10]
    assert usual_range(quarters, trend=trend(quarters, years=years(quarters) / 4)) is None


def test_the_offences_of_north_wales_are_a_rising_trend_over_the_years_that_are_held():
    rows = series_of(load(), View("W15000001", "recorded_offences", "2022-23"))
    assert trend(rows["value"], years=years(rows)).verdict == "rising"
