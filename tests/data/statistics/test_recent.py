"""The direction of the newest five periods: against statsmodels, and how often one is seen that is not there."""

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from benchmarks.joins import counts, directions
from data.statistics.joinpoint import around_best
from data.statistics.poisson import observed
from data.statistics.recent import recent

ENGLAND_AND_WALES = (955, 2361, 3445, 5192, 8190, 8452, 9200, 9556, 7862, 8750)


def series(*values):
    return pd.Series(values, dtype="Int64")


def recent_of(values, *, years=None, **known):
    times = pd.Series(range(len(values)) if years is None else years, dtype=float)
    return recent(series(*values), years=times, **known)


@pytest.mark.parametrize("values", [ENGLAND_AND_WALES, (40, 44, 39, 50, 61, 58, 70, 95, 88, 130)])
def test_a_direction_is_that_of_statsmodels_with_the_dispersion_of_the_whole_series(values):
    exposure = np.linspace(1.0, 1.2, len(values))
    found = recent_of(values, exposure=pd.Series(exposure))
    times = np.arange(5.0)
    model = sm.GLM(
        np.array(values[-5:]), sm.add_constant(times), family=sm.families.Poisson(), offset=np.log(exposure[-5:])
    )
    whole = observed(series(*values), years=pd.Series(range(10), dtype=float), exposure=pd.Series(exposure))
    dispersion, left = around_best(whole)
    assert left == 6
    theirs = model.fit(scale=dispersion)
    reach = 2.446911851 * theirs.bse[1]
    expected = [np.exp(theirs.params[1] + by) for by in (0, -reach, reach)]
    assert [found.ratio, found.lower, found.upper] == pytest.approx(expected, rel=1e-6)
    assert found.dispersion == pytest.approx(dispersion)


def test_a_series_that_rose_and_then_stayed_level_has_no_recent_direction_and_little_dispersion():
    found = recent_of(ENGLAND_AND_WALES)
    assert found.verdict == "no clear trend"
    times = np.arange(10.0)
    line = sm.GLM(np.array(ENGLAND_AND_WALES), sm.add_constant(times), family=sm.families.Poisson()).fit()
    assert found.dispersion < line.pearson_chi2 / 8 / 5


def test_five_points_that_go_up_or_down_are_called_so():
    up = (100, 104, 97, 99, 101, 100, 118, 150, 171, 204)
    assert recent_of(up).verdict == "rising"
    assert recent_of(up[::-1][:5]).verdict == "falling"


@pytest.mark.parametrize(
    "values",
    [
        (100, 120, 150, 180),
        (100, 120, 150, 180, None),
        (90, 100, 120, None, 150, 180, 220),
        (900, 0, 0, 0, 0, 0),
        (900, 3, 4, 3, 4, 5),
        (),
        (None,) * 6,
    ],
)
def test_a_gap_too_few_points_or_too_few_events_are_too_few_to_tell(values):
    found = recent_of(values)
    assert found.verdict == "too few to tell" and math.isnan(found.ratio)


def test_a_gap_before_the_newest_five_does_not_matter_and_a_period_left_out_among_them_does():
    values = (90, 100, None, 120, 150, 180, 220, 260)
    assert recent_of(values).verdict == "rising"
    left_out = [each for each in values if each is not None]
    assert recent_of(left_out, years=[0, 1, 3, 4, 5, 6, 7]) == recent_of(values)
    assert recent_of(left_out, years=[0, 1, 2, 3, 4, 6, 7]).verdict == "too few to tell"


def test_a_newest_year_whose_residents_are_not_known_is_a_gap():
    assert recent_of(ENGLAND_AND_WALES, exposure=pd.Series([1.0] * 9 + [np.nan])).verdict == "too few to tell"


def test_events_at_one_end_alone_have_a_verdict_and_no_interval():
    found = recent_of((30, 31, 29, 30, 32, 31, 0, 0, 0, 0))
    assert (found.verdict, found.ratio) == ("falling", 0) and math.isnan(found.upper)
    assert recent_of((10**12,) * 10).verdict == "no clear trend"


@pytest.mark.parametrize(("mean", "dispersion"), [(20, 1), (100, 3), (800, 6)])
def test_a_direction_is_seen_where_there_is_none_in_few_of_a_hundred(mean, dispersion):
    assert directions(counts(np.full(10, float(mean)), dispersion, 0, repeats=150, seed=7)) <= 0.08


def test_no_direction_is_seen_after_a_rise_that_has_ended():
    periods = np.arange(10) - 4.0
    rows = counts(8200 * np.where(periods < 0, 1.62**periods, 1), 60, 0, repeats=100, seed=7)
    assert directions(rows) <= 0.08


def test_a_rise_of_a_fifth_a_year_is_mostly_seen():
    rows = counts(100 * 1.2 ** np.clip(np.arange(10) - 7.0, -2, None), 3, 0, repeats=80, seed=7)
    assert directions(rows) >= 0.6
