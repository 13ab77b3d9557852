"""Whether an area is unusual among others: funnels with overdispersion, and ranks with their interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

INNER, OUTER = 0.95, 0.998
WINSORISED = 0.1
DRAWS = 10_000
SEED = 20171024

Position = Literal["low", "lower", "within", "higher", "high"]


@dataclass(frozen=True)
class Funnel:
    """Between which limits areas of one true rate would lie.

    Attributes
    ----------
    baseline : float
        Rate of all areas together, events per resident.
    dispersion : float
        Winsorised phi: how many times more the areas vary than chance; 1 or less where they do not.
    spread : float
        Additive variance (tau squared) between areas on the scale of square roots of ratios; 0 for a plain
        funnel.
    limits : DataFrame of shape (n, 4)
        ``low``, ``lower``, ``higher``, ``high``: rates, events per resident; the outer are the 99.8 % limits, the
        inner the 95 % limits. On the index of the counts.
    """

    baseline: float
    dispersion: float
    spread: float
    limits: pd.DataFrame


def funnel_limits(count: pd.Series, population: pd.Series, *, overdispersed: bool = True) -> Funnel:
    """Return the limits of a funnel for each area.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        Events; an area whose figure is hidden or not available (NA) is no part of the funnel and has no limits.
    population : series of shape (n,)
        Residents, on the same index.
    overdispersed : bool
        Allow for areas that differ for reasons other than chance. Without, a plain Poisson funnel.

    Raises
    ------
    ValueError
        If a population is not above zero, a count is negative, the indexes differ, or fewer than three areas have
        a figure.

    Notes
    -----
    Plain limits are those at which the exact Poisson interval of the count just contains the baseline, as Public
    Health England's Fingertips. Overdispersed limits add Spiegelhalter's
    between-area variance, after Winsorising a tenth at each end, on the scale of square roots (Spiegelhalter 2005,
    "Handling over-dispersion of performance indicators"; Spiegelhalter and others 2012).
    """
    events, people = _checked(count, population)
    baseline, dispersion, spread = _fitted(events, people)
    spread = spread if overdispersed else 0.0
    limits = _limits(people, baseline, spread).set_axis(count.index)
    limits[np.isnan(events)] = np.nan
    return Funnel(baseline, dispersion, spread, limits)


def funnel_curve(
    count: pd.Series, population: pd.Series, at: Sequence[float], *, overdispersed: bool = True
) -> pd.DataFrame:
    """Return the limits of the funnel of :func:`funnel_limits` for areas of other sizes, to be drawn as curves.

    Parameters
    ----------
    count, population, overdispersed
        As :func:`funnel_limits` takes them.
    at : sequence of shape (m,)
        Numbers of residents, each above zero.

    Returns
    -------
    DataFrame of shape (m, 4)
        ``low``, ``lower``, ``higher``, ``high`` as in :class:`Funnel`, on the index ``at``.

    Raises
    ------
    ValueError
        As :func:`funnel_limits`, or if a size is not above zero.
    """
    sizes = np.asarray(at, dtype=float)
    if not (sizes > 0).all():
        raise ValueError("every size must be above zero")
    baseline, _, spread = _fitted(*_checked(count, population))
    return _limits(sizes, baseline, spread if overdispersed else 0.0).set_axis(pd.Index(sizes))


def funnel_position(count: pd.Series, population: pd.Series, *, overdispersed: bool = True) -> pd.Series:
    """Return where each area lies: ``low``, ``lower``, ``within``, ``higher`` or ``high``; NA without a figure.

    Parameters are those of :func:`funnel_limits`. Low and high lie beyond the 99.8 % limits, lower and higher
    beyond the 95 % limits.
    """
    funnel = funnel_limits(count, population, overdispersed=overdispersed)
    events, people = _checked(count, population)
    rates = events / people
    if overdispersed and funnel.spread > 0:
        outside = [rates < funnel.limits["low"], rates < funnel.limits["lower"]]
        outside += [rates > funnel.limits["high"], rates > funnel.limits["higher"]]
    else:
        # The probability itself rather than the curve it defines: no search in between.
        low, lower, higher, high = _tails()
        expected = people * funnel.baseline
        at_most, below = special.pdtr(events, expected), special.pdtr(events - 1, expected)
        below = np.where(events == 0, 0.0, below)
        outside = [at_most < low, at_most < lower, below > high, below > higher]
    found = np.select(outside, ["low", "lower", "high", "higher"], "within")
    return pd.Series(found, index=count.index, dtype="string").mask(np.isnan(events))


def rank(count: pd.Series, population: pd.Series) -> pd.DataFrame:
    """Return the rank of each area's rate, the highest first, with its 95 % interval by simulation.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        Events; an area whose figure is hidden or not available (NA) is not ranked.
    population : series of shape (n,)
        Residents, on the same index.

    Returns
    -------
    DataFrame of shape (n, 3)
        ``rank``, ``lower``, ``upper`` (Int64): the observed rank and between which the true one probably lies.

    Raises
    ------
    ValueError
        As :func:`funnel_limits`.

    Notes
    -----
    The true rate of each area is drawn 10,000 times from what its count leaves open (gamma, Jeffreys' prior); the
    interval holds the middle 95 % of its ranks. The same figures always give the same answer.
    """
    events, people = _checked(count, population)
    there = ~np.isnan(events)
    shape, residents = events[there, None] + 0.5, people[there, None]
    drawn = np.random.default_rng(SEED).gamma(shape, size=(there.sum(), DRAWS)) / residents
    ranks = (-drawn).argsort(axis=0).argsort(axis=0) + 1
    lower, upper = np.quantile(ranks, [(1 - INNER) / 2, (1 + INNER) / 2], axis=1, method="closest_observation")
    observed = pd.Series(-events[there] / people[there]).rank(method="min").to_numpy()
    found = pd.DataFrame({"rank": observed, "lower": lower, "upper": upper}, index=count.index[there])
    return found.reindex(count.index).round().astype("Int64")


def _checked(count: pd.Series, population: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    if not count.index.equals(population.index):
        raise ValueError("count and population must be on the same index")
    if (count < 0).any():
        raise ValueError("a count cannot be negative")
    events, people = (each.to_numpy(dtype=float, na_value=np.nan) for each in (count, population))
    there = ~np.isnan(events)
    if not (people[there] > 0).all():
        raise ValueError("every population must be above zero")
    if there.sum() < 3:
        raise ValueError("a comparison needs at least three areas with a figure")
    return events, people


def _fitted(events: np.ndarray, people: np.ndarray) -> tuple[float, float, float]:
    """Return the rate of all areas together, the Winsorised dispersion ratio and the additive variance."""
    baseline = float(np.nansum(events) / people[~np.isnan(events)].sum())
    return baseline, *_additive(events, people * baseline)


def _limits(people: np.ndarray, baseline: float, spread: float) -> pd.DataFrame:
    """Return the limits for areas of these sizes, as rates; a spread of 0 makes a plain funnel."""
    expected = people * baseline
    if spread > 0:
        reach = np.sqrt(1 / (4 * expected) + spread)
        ratios = [_square(1 + special.ndtri(p) * reach) for p in _tails()]
    else:
        ratios = [_plain_limit(expected, p) / expected for p in _tails()]
    return pd.DataFrame(np.array(ratios).T * baseline, columns=["low", "lower", "higher", "high"])


def _additive(events: np.ndarray, expected: np.ndarray) -> tuple[float, float]:
    """Return the Winsorised dispersion ratio and the additive variance between areas."""
    there = ~np.isnan(events)
    variance = 1 / (4 * expected[there])
    z = (np.sqrt(events[there] / expected[there]) - 1) / np.sqrt(variance)
    z = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    areas, weights = len(z), 1 / variance
    dispersion = float((z**2).mean())
    excess = areas * dispersion - (areas - 1)
    return dispersion, max(excess / (weights.sum() - (weights**2).sum() / weights.sum()), 0.0)


def _tails() -> tuple[float, float, float, float]:
    """Return the probability below each limit: low, lower, higher, high."""
    return (1 - OUTER) / 2, (1 - INNER) / 2, (1 + INNER) / 2, (1 + OUTER) / 2


def _square(root: np.ndarray) -> np.ndarray:
    positive: np.ndarray = np.maximum(root, 0)
    return positive**2


def _plain_limit(expected: np.ndarray, below: float) -> np.ndarray:
    """Return the count whose exact Poisson interval just reaches the expected one, by bisection; 0 if none does."""
    # A limit below the expected count is reached by the upper end of the interval, which has one event more in it.
    more = 1 if below < 0.5 else 0
    low, high = np.zeros(len(expected)), 4 * np.nan_to_num(expected, nan=1.0) + 50
    for _ in range(80):
        middle = (low + high) / 2
        is_lower = special.gammainc(np.maximum(middle + more, 1e-12), expected) > 1 - below
        low, high = np.where(is_lower, middle, low), np.where(is_lower, high, middle)
    return np.where(np.isnan(expected), np.nan, (low + high) / 2)
