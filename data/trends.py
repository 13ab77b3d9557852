"""Whether a series changes over time, and whether its last point stands out.

Both leave out what is hidden or not available, and never fill it in.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

from data.rates import ALPHA

FEWEST_POINTS = 4
FEWEST_EVENTS = 20
# Limits of individual values from their mean moving range: 3 / 1.128.
XMR = 2.66
SHORTEST_SERIES = 6
LONG_RUN = 8
_STEPS = 50

TrendVerdict = Literal["rising", "falling", "no clear trend", "too few to tell"]
SignalVerdict = Literal["signal", "no signal", "too few to tell"]


@dataclass(frozen=True)
class Trend:
    """How a rate changes from one year to the next, on average.

    ``ratio`` of the rate to that of the year before with its 95 % interval, the ``p_value``, the
    ``dispersion`` (1 where the counts vary no more than chance) and the ``verdict``. "Too few to tell" means
    fewer than four points or fewer than 20 events in all; the numbers are then NaN.
    """

    ratio: float
    lower: float
    upper: float
    p_value: float
    dispersion: float
    verdict: TrendVerdict


@dataclass(frozen=True)
class Signal:
    """Whether a short series says more than that numbers vary.

    ``centre``, ``lower`` and ``upper`` are the mean and the limits of the series in its own unit, ``outside``
    the position of each point beyond a limit, ``run`` the positions of a run of eight or more points on one side
    of the mean; ``verdict`` is about the last point: outside, or in such a run.
    """

    centre: float
    lower: float
    upper: float
    outside: tuple[int, ...]
    run: tuple[int, ...]
    verdict: SignalVerdict


def trend(count: pd.Series, *, years: pd.Series, exposure: pd.Series | None = None) -> Trend:
    """Return the average change of a rate from year to year, by quasi-Poisson regression.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        Events in each period; NA where the figure is hidden or not available, and then left out.
    years : float series of shape (n,)
        When each period is, in years from any start; a quarter is a quarter of one.
    exposure : series of shape (n,), optional
        Residents, or residents times length; the same for every period unless given.

    Raises
    ------
    ValueError
        If a count is negative, an exposure is not above zero, or the lengths differ.

    Notes
    -----
    Log link, exposure as offset; the interval and the test take t on n - 2 degrees of freedom, with a dispersion
    of Pearson's statistic over n - 2, at least 1: a short series that happens to vary little does not prove that
    it varies less than chance. The tests compare with statsmodels.
    """
    if len(years) != len(count) or (exposure is not None and len(exposure) != len(count)):
        raise ValueError("count, years and exposure must be of one length")
    if (count < 0).any():
        raise ValueError("a count cannot be negative")
    events = count.to_numpy(dtype=float, na_value=np.nan)
    there = ~np.isnan(events)
    weights = np.ones(len(events)) if exposure is None else exposure.to_numpy(dtype=float, na_value=np.nan)
    if not (weights[there] > 0).all():
        raise ValueError("every exposure must be above zero")
    events, weights, times = events[there], weights[there], years.to_numpy(dtype=float)[there]
    if len(events) < FEWEST_POINTS or events.sum() < FEWEST_EVENTS:
        return Trend(*[np.nan] * 5, "too few to tell")
    slope, variance, pearson = _poisson_slope(events, times - times.mean(), weights)
    left = len(events) - 2
    dispersion = max(pearson / left, 1.0)
    error = np.sqrt(dispersion * variance)
    reach = special.stdtrit(left, 1 - ALPHA / 2) * error
    p_value = float(2 * special.stdtr(left, -abs(slope) / error))
    verdict = "no clear trend" if p_value > ALPHA else "rising" if slope > 0 else "falling"
    limits = (float(np.exp(slope + by)) for by in (0, -reach, reach))
    return Trend(*limits, p_value, float(dispersion), verdict)


def signal(values: pd.Series) -> Signal:
    """Return the XmR limits of a series, and whether its last point is a signal.

    Parameters
    ----------
    values : series of shape (n,)
        Counts or rates in order, one for each period; NA where the figure is hidden or not available.

    Notes
    -----
    Mean plus and minus 2.66 times the mean moving range (Wheeler's natural process limits), never below 0. A
    moving range and a run do not reach over a gap. Fewer than six points are too few to tell.
    """
    found = values.to_numpy(dtype=float, na_value=np.nan)
    there = ~np.isnan(found)
    ranges = np.abs(np.diff(found))
    ranges = ranges[~np.isnan(ranges)]
    if there.sum() < SHORTEST_SERIES or not len(ranges):
        return Signal(np.nan, np.nan, np.nan, (), (), "too few to tell")
    centre, reach = float(found[there].mean()), XMR * float(ranges.mean())
    lower, upper = max(centre - reach, 0.0), centre + reach
    outside = tuple(int(i) for i in np.flatnonzero(there & ((found < lower) | (found > upper))))
    run = _long_runs(np.sign(found - centre))
    last = int(np.flatnonzero(there)[-1])
    return Signal(centre, lower, upper, outside, run, "signal" if last in {*outside, *run} else "no signal")


def _poisson_slope(events: np.ndarray, times: np.ndarray, exposure: np.ndarray) -> tuple[float, float, float]:
    """Return the slope of the log rate, its variance if the counts were Poisson, and Pearson's statistic."""
    level, slope = np.log(events.sum() / exposure.sum()), 0.0
    for _ in range(_STEPS):
        expected = exposure * np.exp(level + slope * times)
        weight, first, second = expected.sum(), (expected * times).sum(), (expected * times**2).sum()
        score = np.array([(events - expected).sum(), ((events - expected) * times).sum()])
        determinant = weight * second - first**2
        step = np.array([second * score[0] - first * score[1], weight * score[1] - first * score[0]]) / determinant
        level, slope = level + step[0], slope + step[1]
        if np.abs(step).max() < 1e-12:
            break
    expected = exposure * np.exp(level + slope * times)
    return float(slope), float(weight / determinant), float(((events - expected) ** 2 / expected).sum())


def _long_runs(sides: np.ndarray) -> tuple[int, ...]:
    """Return the positions of points in runs of ``LONG_RUN`` or more on one side; 0 and NaN end a run."""
    found: list[int] = []
    start = 0
    for place in range(1, len(sides) + 1):
        if place == len(sides) or sides[place] != sides[start]:
            if place - start >= LONG_RUN and sides[start] in (-1, 1):
                found += range(start, place)
            start = place
    return tuple(found)
