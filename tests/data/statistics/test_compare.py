"""Funnels and ranks, against the published cases of PHEindicatormethods and against simulation."""

import math

import numpy as np
import pandas as pd
import pytest

from data.load import load
from data.statistics.compare import funnel_curve, funnel_limits, funnel_position, rank
from data.views import View, by_area

NORTH_WALES = "W15000001"

# Counts, residents and significance of crude rates in the package's own test data
# (tests/testthat/testdata_funnel_rate_dsr_inputs.csv, without its area of no event).
PUBLISHED = [
    (2419, 264102, "high"), (2337, 259711, "high"), (2291, 289247, "high"), (2242, 265029, "high"),
    (2218, 284649, "high"), (2159, 293578, "high"), (2130, 286718, "high"), (2111, 307381, "within"),
    (2105, 274145, "high"), (2083, 297424, "within"), (2078, 272628, "high"), (2062, 269656, "high"),
    (2061, 294692, "within"), (2033, 277710, "higher"), (2033, 259213, "high"), (2010, 285516, "within"),
    (2004, 269449, "high"), (2002, 290888, "within"), (1977, 287112, "within"), (1944, 286492, "within"),
    (1932, 287012, "within"), (1922, 291277, "within"), (1912, 289859, "within"), (1881, 289653, "lower"),
    (1844, 282519, "lower"), (1835, 274220, "within"), (1833, 280271, "lower"), (1825, 284206, "lower"),
    (1816, 274508, "within"), (1809, 288384, "low"), (1798, 287072, "low"), (1754, 282744, "low"),
    (1746, 289208, "low"), (1709, 287736, "low"), (1694, 296175, "low"), (1688, 303255, "low"),
    (1649, 285959, "low"), (1553, 274661, "low"), (1332, 281425, "low"),
]  # fmt: skip


def pair(counts, people):
    index = [f"area {number}" for number in range(len(counts))]
    return pd.Series(counts, index=index, dtype="Int64"), pd.Series(people, index=index, dtype="Int64")


@pytest.fixture(scope="module")
def offences():
    """Return counts and residents of the forces in 2022/23, without the City of London."""
    rows = by_area(load(), View(NORTH_WALES, "recorded_offences", "2022-23"))
    rows = rows[rows["rate"].notna()].set_index("area_code")
    return rows["value"], (rows["value"] / rows["rate"] * 100_000).astype(float)


def test_the_plain_funnel_calls_significant_what_pheindicatormethods_does():
    counts, people, expected = zip(*PUBLISHED, strict=True)
    assert [*funnel_position(*pair(counts, people), overdispersed=False)] == [*expected]


# Observed events and the expected ones at which they just reach the limits (testdata_funnel_ratio_outputs.csv), but for
# the smallest counts, which the table has from a spreadsheet that is 4e-6 off.
@pytest.mark.parametrize(
    ("events", "lower", "higher", "low", "high"),
    [
        (5, 11.6683331, 1.623486324, 16.45474478, 0.739371928),
        (10, 18.39035799, 4.795387629, 24.13397235, 2.960519925),
        (100, 121.6268111, 81.36400699, 134.9243187, 71.92139974),
        (716, 770.4222128, 664.5083011, 802.60414, 636.1521174),
    ],
)
def test_the_plain_limits_are_where_the_published_ones_are(events, lower, higher, low, high):
    # All areas have an event for each resident, and one of them is as small as in the table.
    expected = {"lower": lower, "higher": higher, "low": low, "high": high}
    for name, people in expected.items():
        counts = pd.Series([people, 1e9, 1e9], index=["a", "b", "c"])
        funnel = funnel_limits(counts, counts.copy(), overdispersed=False)
        assert funnel.baseline == 1
        assert funnel.limits.loc["a", name] * people == pytest.approx(events, rel=1e-6)


def test_the_additive_variance_is_that_of_spiegelhalters_formulas():
    counts, people = pair([30, 80, 45, 160, 20, 99], [1000, 1000, 1000, 2000, 1000, 1500])
    expected = people * counts.sum() / people.sum()
    z = 2 * (np.sqrt(counts.astype(float)) - np.sqrt(expected.astype(float)))
    low, high = np.quantile(z, [0.1, 0.9])
    phi = float((z.clip(low, high) ** 2).mean())
    weights = 4 * expected
    tau2 = (6 * phi - 5) / (weights.sum() - (weights**2).sum() / weights.sum())
    funnel = funnel_limits(counts, people)
    assert (funnel.dispersion, funnel.spread) == pytest.approx((phi, tau2))
    error = math.sqrt(1 / (4 * expected.iloc[0]) + tau2)
    assert funnel.limits["higher"].iloc[0] == pytest.approx(funnel.baseline * (1 + 1.959963984540054 * error) ** 2)


def test_without_overdispersion_both_funnels_are_the_same():
    counts, people = pair([100, 101, 99, 100], [1000, 1000, 1000, 1000])
    assert funnel_limits(counts, people).spread == 0
    assert funnel_limits(counts, people).limits.equals(funnel_limits(counts, people, overdispersed=False).limits)


def test_an_area_without_a_figure_is_no_part_of_the_funnel():
    counts, people = pair([100, None, 99, 120], [1000, 1000, 1000, 1000])
    funnel, without = funnel_limits(counts, people), funnel_limits(counts.dropna(), people[counts.notna()])
    assert funnel.baseline == without.baseline and funnel.limits.iloc[1].isna().all()
    assert pd.isna(funnel_position(counts, people).iloc[1]) and pd.isna(rank(counts, people)["rank"].iloc[1])


@pytest.mark.parametrize("overdispersed", [True, False])
def test_the_curves_pass_through_the_limits_of_each_area(offences, overdispersed):
    counts, people = offences
    counts = counts.astype("Int64").copy()
    counts.iloc[3] = pd.NA  # an area whose figure is hidden bends no curve
    funnel = funnel_limits(counts, people, overdispersed=overdispersed)
    curve = funnel_curve(counts, people, people.to_list(), overdispersed=overdispersed)
    shown = counts.notna().to_numpy()
    assert [*curve.index] == [*people]
    np.testing.assert_allclose(curve.to_numpy()[shown], funnel.limits.to_numpy(dtype=float)[shown])
    assert curve.notna().all(axis=None)


def test_a_curve_of_an_area_without_residents_is_an_error(offences):
    with pytest.raises(ValueError, match="size"):
        funnel_curve(*offences, [1000, 0])


def test_the_plain_funnel_flags_most_forces_and_the_overdispersed_one_a_single_one(offences):
    plain, allowing = funnel_position(*offences, overdispersed=False), funnel_position(*offences)
    assert plain.isin(["low", "high"]).sum() > 25
    # Cheshire, with 31 offences in 2022/23 beside 50 and 58 in the years around it.
    assert allowing[allowing.isin(["low", "high"])].to_dict() == {"E23000006": "low"}
    assert allowing[NORTH_WALES] == "within"


def test_north_wales_ranks_eighth_or_ninth_between_about_6_and_14(offences):
    found = rank(*offences).loc[NORTH_WALES]
    assert found["rank"] in (8, 9)
    assert 5 <= found["lower"] <= 7 and 12 <= found["upper"] <= 15


def test_ranks_are_the_same_every_time_and_their_intervals_hold_them(offences):
    first = rank(*offences)
    assert first.equals(rank(*offences))
    assert (first["lower"] <= first["rank"]).all() and (first["rank"] <= first["upper"]).all()


def test_areas_of_one_true_rate_are_flagged_about_as_often_as_the_limits_say():
    draw = np.random.default_rng(3)
    people = pd.Series(draw.integers(200_000, 3_000_000, 40), dtype="Int64")
    inner = outer = 0
    for _ in range(300):
        counts = pd.Series(draw.poisson(people.astype(float) * 15e-5), dtype="Int64")
        found = funnel_position(counts, people)
        inner, outer = inner + (found != "within").sum(), outer + found.isin(["low", "high"]).sum()
    assert inner / 12_000 <= 0.06 and outer / 12_000 <= 0.004


def test_areas_that_truly_vary_are_mostly_flagged_by_the_plain_funnel_and_seldom_by_the_other():
    draw = np.random.default_rng(4)
    people = pd.Series(draw.integers(200_000, 3_000_000, 40), dtype="Int64")
    plain = allowing = 0
    for _ in range(200):
        rates = 15e-5 * draw.gamma(9, 1 / 9, 40)
        counts = pd.Series(draw.poisson(people.astype(float) * rates), dtype="Int64")
        plain += (funnel_position(counts, people, overdispersed=False) != "within").sum()
        allowing += (funnel_position(counts, people) != "within").sum()
    assert plain / 8_000 > 0.5 and allowing < plain / 5


@pytest.mark.parametrize(
    ("counts", "people", "said"),
    [([1, 2, -3], [9, 9, 9], "negative"), ([1, 2, 3], [9, 0, 9], "above zero"), ([1, 2, None], [9, 9, 9], "three")],
)
def test_what_cannot_be_compared_is_refused(counts, people, said):
    with pytest.raises(ValueError, match=said):
        funnel_limits(*pair(counts, people))
