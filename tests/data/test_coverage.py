"""How often intervals hold the truth and how often a change is seen where there is none, by simulation."""

import numpy as np
import pandas as pd
import pytest

from data.statistics.rates import change, proportion, rate

SEED, DRAWS = 20171024, 20_000
NOMINAL, ALLOWED = 0.95, 0.01


@pytest.mark.parametrize("mean", [0.5, 2, 5, 9, 12, 20, 50, 124, 1000])
def test_the_interval_of_a_rate_holds_the_true_rate_as_often_as_it_says_or_more(mean):
    population = 100_000
    counts = np.random.default_rng(SEED).poisson(mean, DRAWS)
    limits = rate(pd.Series(counts, dtype="Int64"), pd.Series(population, index=range(DRAWS)))
    held = (limits["lower"] <= mean) & (mean <= limits["upper"])
    assert held.mean() >= NOMINAL - ALLOWED


@pytest.mark.parametrize("total", [20, 39, 100, 250, 1000, 2929])
def test_the_interval_of_a_share_holds_the_true_share_as_often_as_it_says(total):
    # Over shares of every size: for a single one Wilson's interval holds it a little more or less often, because
    # counts are whole numbers (93.7 % for 30 of 100, for example).
    draw = np.random.default_rng(SEED)
    shares = draw.uniform(0.02, 0.98, DRAWS)
    counts = draw.binomial(total, shares)
    limits = proportion(pd.Series(counts, dtype="Int64"), pd.Series(total, index=range(DRAWS)))
    held = (limits["lower"] <= 100 * shares) & (100 * shares <= limits["upper"])
    assert abs(held.mean() - NOMINAL) <= ALLOWED


@pytest.mark.parametrize("mean", [2, 5, 12, 40, 124])
@pytest.mark.parametrize("relative", [1.0, 3.0])
def test_a_change_is_seen_where_there_is_none_in_at_most_five_and_a_half_of_a_hundred(mean, relative):
    draw = np.random.default_rng(SEED)
    pairs = zip(draw.poisson(mean, 4000), draw.poisson(mean * relative, 4000), strict=True)
    found = [change(before, after, exposure_1=1.0, exposure_2=relative).verdict for before, after in pairs]
    assert np.mean([verdict in ("rose", "fell") for verdict in found]) <= 0.055
