"""Rates and changes, against published results and against SciPy's own distributions."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.statistics.rates import EXACT_BELOW, change, proportion, rate

counts = st.integers(0, 5_000)
exposures = st.floats(0.01, 1_000)


def rates(count, population):
    return rate(pd.Series(count, dtype="Int64"), pd.Series(population)).astype(float).to_numpy()


# Output printed in the vignette "Introduction to PHEindicatormethods" (Public Health England, 26 April 2018).
@pytest.mark.parametrize(
    ("count", "population", "value", "lower", "upper"),
    [
        (68, 174, 39080.46, 30346.142, 49544.53),
        (86, 189, 45502.65, 36395.152, 56196.03),
        (18, 179, 10055.87, 5956.701, 15893.43),
        (29, 107, 27102.80, 18147.416, 38925.56),
        (99, 102, 97058.82, 78882.763, 118166.76),
        (74, 102, 72549.02, 56964.372, 91079.88),
        (8, 155, 5161.29, 2228.279, 10169.80),
        (94, 114, 82456.14, 66631.239, 100906.46),
    ],
)
def test_rates_equal_those_public_health_england_printed(count, population, value, lower, upper):
    assert rates([count], [population])[0] == pytest.approx([value, lower, upper], rel=1e-6)


# The same vignette, at 99.8 %, per 100.
@pytest.mark.parametrize(
    ("count", "population", "value", "lower", "upper"),
    [
        (68, 174, 39.08046, 26.042038, 56.07105),
        (18, 179, 10.05587, 4.259916, 19.77478),
        (99, 102, 97.05882, 69.665053, 131.16634),
        (8, 155, 5.16129, 1.271493, 13.64916),
    ],
)
def test_the_wider_interval_of_rates_equals_the_printed_one(count, population, value, lower, upper):
    found = rate(pd.Series([count], dtype="Int64"), pd.Series([population]), per=100, confidence=0.998)
    assert found.astype(float).to_numpy()[0] == pytest.approx([value, lower, upper], rel=1e-6)


# The vignette again: phe_proportion at 95 % and at 99.8 %.
@pytest.mark.parametrize(
    ("count", "total", "value", "inner", "outer"),
    [
        (68, 174, 0.3908046, (0.32141284, 0.46491370), (0.28504658, 0.5079248)),
        (86, 189, 0.4550265, (0.38563304, 0.52621164), (0.34795803, 0.5664210)),
        (18, 179, 0.1005587, (0.06455836, 0.15334331), (0.05014823, 0.1914304)),
        (29, 107, 0.2710280, (0.19583556, 0.36209159), (0.16118061, 0.4183973)),
        (99, 102, 0.9705882, (0.91706943, 0.98994755), (0.86653064, 0.9940736)),
        (74, 102, 0.7254902, (0.63189437, 0.80271793), (0.57419464, 0.8381782)),
        (8, 155, 0.0516129, (0.02638210, 0.09853151), (0.01832319, 0.1369464)),
        (94, 114, 0.8245614, (0.74449994, 0.88346241), (0.69079867, 0.9081514)),
    ],
)
def test_proportions_equal_those_public_health_england_printed(count, total, value, inner, outer):
    for confidence, limits in ((0.95, inner), (0.998, outer)):
        found = proportion(pd.Series([count]), pd.Series([total]), per=1, confidence=confidence)
        assert found.astype(float).to_numpy()[0] == pytest.approx([value, *limits], rel=1e-6)


def test_a_share_without_a_count_or_of_nothing_is_none():
    found = proportion(pd.Series([None, 0, 3], dtype="Int64"), pd.Series([9, 0, None], dtype="Int64"))
    assert found.isna().all(axis=None)


def test_none_and_all_of_a_total_have_one_limit_at_the_end():
    found = proportion(pd.Series([0, 20]), pd.Series([20, 20])).astype(float)
    assert found["lower"][0] == 0 and found["upper"][1] == 100
    # Newcombe (1998), Statistics in Medicine 17: 0 of 20 has an upper limit of 0.1611.
    assert found["upper"][0] == pytest.approx(16.11, abs=0.005)


@pytest.mark.parametrize(("count", "total"), [(-1, 5), (6, 5)])
def test_a_count_outside_its_total_is_refused(count, total):
    with pytest.raises(ValueError, match="between 0 and its total"):
        proportion(pd.Series([count]), pd.Series([total]))


def test_a_small_count_has_the_interval_printed_in_the_documentation_of_the_r_package_survival():
    # cipoisson(4): 1.089865, 10.24153. The last is printed slightly short of what its own check wants.
    assert rates([4], [100_000])[0, 1:] == pytest.approx([1.089865, 10.24153], rel=1e-5)


def test_north_wales_in_2022_23_is_18_per_100000_from_15_to_21_and_a_half():
    assert [f"{number:.1f}" for number in rates([124], [688_695])[0]] == ["18.0", "15.0", "21.5"]


def test_a_hidden_count_has_no_rate():
    assert rate(pd.Series([None], dtype="Int64"), pd.Series([1000])).isna().to_numpy().all()


def test_a_true_zero_has_a_rate_of_zero_with_an_upper_limit():
    assert rates([0], [100_000])[0] == pytest.approx([0, 0, 3.688879], rel=1e-6)


def test_rates_keep_the_index_of_the_counts():
    index = ["W15000002", "W15000001"]
    assert list(rate(pd.Series([1, 2], index=index), pd.Series([10, 10], index=index)).index) == index


@pytest.mark.parametrize("population", [0, -1, None])
def test_a_population_that_is_not_above_zero_is_refused(population):
    with pytest.raises(ValueError, match="population"):
        rate(pd.Series([1], dtype="Int64"), pd.Series([population], dtype="Int64"))


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        rate(pd.Series([-1], dtype="Int64"), pd.Series([10]))


def test_counts_and_populations_on_different_indexes_are_refused():
    with pytest.raises(ValueError, match="index"):
        rate(pd.Series([1], index=["a"]), pd.Series([10], index=["b"]))


@given(st.integers(EXACT_BELOW, 100_000))
def test_byar_stays_within_a_fifth_of_a_per_cent_of_the_exact_limits(count):
    # The accuracy the technical guide claims for counts of 10 and more.
    exact = [stats.chi2.ppf(0.025, 2 * count) / 2, stats.chi2.ppf(0.975, 2 * count + 2) / 2]
    assert rates([count], [100_000])[0, 1:] == pytest.approx(exact, rel=0.002)


@given(counts)
def test_an_interval_contains_its_rate_and_rises_with_the_count(count):
    (value, lower, upper), (_, next_lower, next_upper) = rates([count, count + 1], [1000, 1000])
    assert lower <= value < upper
    assert lower < next_lower and upper < next_upper


# Output of R's poisson.test printed in published course notes and documentation: ratio and interval.
@pytest.mark.parametrize(
    ("earlier", "later", "exposure_1", "exposure_2", "ratio", "lower", "upper"),
    [
        (21, 11, 3011, 800, 1.971488, 0.8584264, 4.2772659),
        (2, 10, 17_887, 20_000, 4.47175, 0.9529548, 41.9743814),
        (619, 930, 1, 1, 1.502423, 1.355716, 1.665905),
    ],
)
def test_ratios_and_intervals_equal_those_printed_by_r(earlier, later, exposure_1, exposure_2, ratio, lower, upper):
    found = change(earlier, later, exposure_1=exposure_1, exposure_2=exposure_2)
    assert (found.ratio, found.lower, found.upper) == pytest.approx((ratio, lower, upper), rel=1e-6)


def test_with_equal_exposures_the_p_value_is_the_one_printed_by_r():
    assert change(619, 930).p_value == pytest.approx(2.727e-15, rel=1e-3)


def test_a_verdict_agrees_with_its_interval_where_r_contradicts_itself():
    # R prints p = 0.0421 beside an interval from 0.95 to 41.97.
    found = change(2, 10, exposure_1=17_887, exposure_2=20_000)
    assert found.p_value > 0.05
    assert found.verdict == "no clear change"


@given(counts, counts, exposures, exposures)
def test_change_equals_what_scipy_computes(earlier, later, exposure_1, exposure_2):
    found = change(earlier, later, exposure_1=exposure_1, exposure_2=exposure_2)
    if earlier + later == 0:
        assert math.isnan(found.ratio) and (found.lower, found.upper) == (0, math.inf)
        return
    arguments = (later, earlier + later, exposure_2 / (exposure_1 + exposure_2))
    tails = [stats.binomtest(*arguments, alternative=side).pvalue for side in ("less", "greater")]
    share = stats.binomtest(*arguments).proportion_ci(0.95)
    odds = [limit / (1 - limit) if limit < 1 else math.inf for limit in share]
    assert found.p_value == pytest.approx(min(1, 2 * min(tails)), rel=1e-6, abs=1e-300)
    assert [found.lower, found.upper] == pytest.approx([x * exposure_1 / exposure_2 for x in odds], rel=1e-6)


@given(counts, counts, exposures, exposures)
def test_the_interval_contains_the_ratio_and_excludes_1_exactly_when_there_is_a_change(
    earlier, later, exposure_1, exposure_2
):
    found = change(earlier, later, exposure_1=exposure_1, exposure_2=exposure_2)
    assert math.isnan(found.ratio) or found.lower <= found.ratio <= found.upper
    if abs(found.p_value - 0.05) > 1e-9:
        excludes_1 = not found.lower <= 1 <= found.upper
        assert excludes_1 == (found.p_value < 0.05)
    assert (found.verdict == "rose") <= (found.ratio > 1)
    assert (found.verdict == "fell") <= (found.ratio < 1)
    assert (found.verdict in ("rose", "fell")) <= (found.p_value <= 0.05)


@given(st.integers(1, 5_000), st.integers(1, 5_000), exposures, exposures)
def test_exchanging_the_periods_turns_the_change_round(earlier, later, exposure_1, exposure_2):
    there = change(earlier, later, exposure_1=exposure_1, exposure_2=exposure_2)
    back = change(later, earlier, exposure_1=exposure_2, exposure_2=exposure_1)
    assert back.ratio == pytest.approx(1 / there.ratio)
    assert back.lower == pytest.approx(1 / there.upper)
    assert back.p_value == pytest.approx(there.p_value, abs=1e-12)
    opposite = {"rose": "fell", "fell": "rose"}
    assert back.verdict == opposite.get(there.verdict, there.verdict)


@given(counts, counts)
def test_more_events_later_never_lower_the_interval(earlier, later):
    found, more = change(earlier, later), change(earlier, later + 1)
    assert more.lower >= found.lower and more.upper >= found.upper


@pytest.mark.parametrize(
    ("earlier", "later", "verdict"),
    [
        (98, 124, "no clear change"),
        (41, 124, "rose"),
        (124, 41, "fell"),
        (0, 5, "too few to compare"),
        (0, 6, "rose"),
        (0, 0, "too few to compare"),
        (2, 4, "no clear change"),
    ],
)
def test_the_verdict_is_in_the_four_agreed_words(earlier, later, verdict):
    assert change(earlier, later).verdict == verdict


def test_a_change_that_only_follows_the_population_is_no_change():
    assert change(100, 200, exposure_1=1000, exposure_2=2000).verdict == "no clear change"


@pytest.mark.parametrize(("earlier", "later"), [(None, 5), (5, None), (pd.NA, 5), (5, float("nan"))])
def test_a_hidden_count_is_never_in_a_comparison(earlier, later):
    assert change(earlier, later) is None


@pytest.mark.parametrize(("earlier", "later"), [(-1, 5), (5, -1), (1.5, 2)])
def test_a_count_that_cannot_be_is_refused(earlier, later):
    with pytest.raises(ValueError, match="whole numbers"):
        change(earlier, later)


@pytest.mark.parametrize("exposure", [0, -1, math.inf, math.nan])
def test_an_exposure_that_is_not_above_zero_is_refused(exposure):
    with pytest.raises(ValueError, match="above zero"):
        change(1, 2, exposure_2=exposure)
