"""Made-up series vary as much, and are as alike, as they are asked to be."""

import numpy as np
import pytest

from benchmarks.joins import counts


@pytest.mark.parametrize(("mean", "dispersion"), [(20, 1), (100, 3), (800, 6)])
def test_counts_have_the_mean_and_the_dispersion_that_are_asked_for(mean, dispersion):
    made = counts(np.full(8, float(mean)), dispersion, 0.5, repeats=4000, seed=1)
    assert made.mean() == pytest.approx(mean, rel=0.02)
    assert made.var() / made.mean() == pytest.approx(dispersion, rel=0.05)


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.5])
def test_periods_are_as_alike_as_asked_in_what_is_not_chance(alike):
    made = counts(np.full(8, 800.0), 6, alike, repeats=4000, seed=1)
    seen = np.mean([np.corrcoef(made[:, at], made[:, at + 1])[0, 1] for at in range(7)])
    assert seen == pytest.approx(alike * 5 / 6, abs=0.02)
