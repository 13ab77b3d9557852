"""Whether a series changes over time, and whether its last point stands out.

Both leave out what is hidden or not available, and never fill it in.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

from data.statistics.poisson import Floats, Series, covariance, dispersion_of, fit, observed, shapes
from data.statistics.rates import ALPHA

FEWEST_POINTS = 4
FEWEST_EVENTS = 20
# Limits of individual values from their mean moving range: 3 / 1.128.
XMR = 2.66
SHORTEST_SERIES = 12
LONG_RUN = 8
# A logarithm of the ratio, or an error of it, that no series of counts has: 160,000 times as many in a year.
_ENDLESS = 12

TrendVerdict = Literal["rising", "falling", "no clear trend", "too few to tell"]
RangeVerdict = Literal["outside", "long run", "within"]


@dataclass(frozen=True)
class Trend:
    """How a rate changes from one year to the next, on average.

    ``ratio`` of the rate to that of the year before with its 95 % interval, the ``p_value``, the
    ``dispersion`` (1 where the counts vary no more than chance) and the ``verdict``. "Too few to tell" means
    fewer than four points or fewer than 20 events in all; the numbers are then NaN. Where all events are at one
    end the interval is NaN, and the ratio 0 or infinite if that is clear, else NaN.
    """

    ratio: float
    lower: float
    upper: float
    p_value: float
    dispersion: float
    verdict: TrendVerdict


TOO_FEW = Trend(np.nan, np.nan, np.nan, np.nan, np.nan, "too few to tell")


@dataclass(frozen=True)
class UsualRange:
    """Between which numbers a series that goes nowhere usually is.

    ``centre``, ``lower`` and ``upper`` are the mean and the limits of the series in its own unit, ``outside``
    the position of each point beyond a limit, ``run`` the positions of a run of eight or more points on one side
    of the mean; ``verdict`` is about the last point.
    """

    centre: float
    lower: float
    upper: float
    outside: tuple[int, ...]
    run: tuple[int, ...]
    verdict: RangeVerdict


def trend(count: pd.Series, *, years: pd.Series, exposure: pd.Series | None = None) -> Trend:
    """Return the average change of a rate from year to year, by quasi-Poisson regression.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        Events in each period; NA where the figure is hidden or not available, and then left out.
    years : float series of shape (n,)
        When each period is, in years from any start; a quarter is a quarter of one.
    exposure : series of shape (n,), optional
        Residents, or residents times length; the same for every period unless given. A period whose exposure is
        NA is left out.

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
    found = observed(count, years=years, exposure=exposure)
    if len(found.events) < FEWEST_POINTS or found.events.sum() < FEWEST_EVENTS:
        return TOO_FEW
    columns = shapes(found.times, [()])
    fits = fit(found.events[None], columns, found.exposure)
    left = len(found.events) - 2
    dispersion = dispersion_of(found.events, fits.expected[0, 0], left=left)
    return Trend(*slope(found, columns[0], 1, chance=(dispersion, left)))


def slope(
    found: Series, columns: Floats, at: int, *, chance: tuple[float, int]
) -> tuple[float, float, float, float, float, TrendVerdict]:
    """Return what a ``Trend`` says of one column of a shape.

    Parameters
    ----------
    found : Series
    columns : array of shape (n, p)
    at : int
        The column.
    chance : (float, int)
        The dispersion and the degrees of freedom it was found with.

    Notes
    -----
    By t. Where all events are at one end of a line, its likelihood only rises and there is no error to divide by:
    then the fall in deviance is tested instead, and the ratio has no interval; it is 0 or infinite where that
    test is clear and NaN where it is not.
    """
    dispersion, left = chance
    fits = fit(found.events[None], columns[None], found.exposure)
    by = float(fits.coefficients[0, 0, at])
    error = float(np.sqrt(covariance(columns, fits.expected[0, 0])[at, at] * dispersion))
    endless = max(abs(by), error / np.sqrt(dispersion)) > _ENDLESS
    if endless:
        without = fit(found.events[None], np.delete(columns, at, axis=1)[None], found.exposure)
        statistic = np.sqrt(max(float(without.deviance[0, 0] - fits.deviance[0, 0]), 0.0) / dispersion)
    else:
        statistic = abs(by) / error
    p_value = float(2 * special.stdtr(left, -statistic))
    verdict: TrendVerdict = "no clear trend" if p_value > ALPHA else "rising" if by > 0 else "falling"
    if endless:
        ratio = np.nan if verdict == "no clear trend" else np.inf if by > 0 else 0.0
        return ratio, np.nan, np.nan, p_value, dispersion, verdict
    reach = special.stdtrit(left, 1 - ALPHA / 2) * error
    ratio, lower, upper = np.exp(np.clip([by, by - reach, by + reach], -700, 700)).tolist()
    return ratio, lower, upper, p_value, dispersion, verdict


def usual_range(values: pd.Series, *, trend: Trend, joins: tuple[int, ...] = ()) -> UsualRange | None:
    """Return the XmR limits of a series, where they may be shown.

    Parameters
    ----------
    values : series of shape (n,)
        Counts or rates in order, one for each period; NA where the figure is hidden or not available.
    trend : Trend
        Of the same periods.
    joins : tuple of int
        Where the same periods turn (``data.statistics.joinpoint``).

    Returns
    -------
    UsualRange or None
        None with fewer than twelve points, and where the series rises, falls, turns or has too few events to
        tell: around a mean that it leaves, most of its points would be outside.

    Notes
    -----
    Mean plus and minus 2.66 times the mean moving range (Wheeler's natural process limits), never below 0. A
    moving range and a run do not reach over a gap.
    """
    found = values.to_numpy(dtype=float, na_value=np.nan)
    there = ~np.isnan(found)
    ranges = np.abs(np.diff(found))
    ranges = ranges[~np.isnan(ranges)]
    if trend.verdict != "no clear trend" or joins or there.sum() < SHORTEST_SERIES or not len(ranges):
        return None
    centre, reach = float(found[there].mean()), XMR * float(ranges.mean())
    lower, upper = max(centre - reach, 0.0), centre + reach
    outside = tuple(int(i) for i in np.flatnonzero(there & ((found < lower) | (found > upper))))
    run = _long_runs(np.sign(found - centre))
    last = int(np.flatnonzero(there)[-1])
    verdict: RangeVerdict = "outside" if last in outside else "long run" if last in run else "within"
    return UsualRange(centre, lower, upper, outside, run, verdict)


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
