"""Rates with their interval, and whether two counts differ.

``scipy.special`` rather than ``scipy.stats``: the same functions, without the second and the memory that
importing the latter costs every start of the app. The tests compare with ``scipy.stats``.
"""

from dataclasses import dataclass
from typing import Literal, overload

import numpy as np
import pandas as pd
from scipy import special

ALPHA = 0.05
EXACT_BELOW = 10

Verdict = Literal["rose", "fell", "no clear change", "too few to compare"]


@dataclass(frozen=True)
class Change:
    """How a count compares with an earlier one.

    ``ratio`` of the later rate to the earlier with its 95 % interval, the ``p_value`` of the test and the
    ``verdict``. "Too few to compare" means that not even the most uneven split of the same total could have
    been significant: with equal exposures, five events or fewer. With no event in the earlier period the
    ratio is infinite; with none in either it is NaN.
    """

    ratio: float
    lower: float
    upper: float
    p_value: float
    verdict: Verdict


def rate(count: pd.Series, population: pd.Series, *, per: int = 100_000, confidence: float = 1 - ALPHA) -> pd.DataFrame:
    """Return the rate per ``per`` residents with its 95 % interval.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        Events; NA where the figure is hidden or not available.
    population : int series of shape (n,)
        Residents at the middle of the same period, on the same index as ``count``.
    per : int
    confidence : float
        Of the interval; 0.95 everywhere but for the outer limits of a funnel.

    Returns
    -------
    DataFrame of shape (n, 3)
        ``value``, ``lower``, ``upper`` (Float64), events per ``per`` residents a year; NA where ``count`` is.

    Raises
    ------
    ValueError
        If a population is missing, zero or negative, a count is negative, or the indexes differ.

    Notes
    -----
    Exact Poisson below 10 events, Byar's approximation from 10, as Public Health England's technical guide on
    confidence intervals (2018). An interval speaks of chance alone, not of how completely cases are recorded.
    """
    if not count.index.equals(population.index):
        raise ValueError("count and population must be on the same index")
    if population.isna().any() or (population <= 0).any():
        raise ValueError("every population must be above zero")
    if (count < 0).any():
        raise ValueError("a count cannot be negative")
    events = count.to_numpy(dtype=float, na_value=np.nan)
    lower, upper = poisson_interval(events, confidence=confidence)
    limits = pd.DataFrame({"value": events, "lower": lower, "upper": upper}, index=count.index)
    return limits.mul(per / population.astype(float), axis=0).astype("Float64")


def proportion(count: pd.Series, total: pd.Series, *, per: int = 100, confidence: float = 1 - ALPHA) -> pd.DataFrame:
    """Return the share of a total, per ``per``, with its 95 % interval.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        People or events of the kind in question; NA where the figure is hidden or not available.
    total : Int64 series of shape (n,)
        Those of every kind, on the same index; NA where hidden or not available.
    per : int
    confidence : float

    Returns
    -------
    DataFrame of shape (n, 3)
        ``value``, ``lower``, ``upper`` (Float64); NA where either number is, or where the total is 0.

    Raises
    ------
    ValueError
        If a number is negative, a count is above its total, or the indexes differ.

    Notes
    -----
    Wilson's score interval, as Public Health England's technical guide on confidence intervals (2018).
    """
    if not count.index.equals(total.index):
        raise ValueError("count and total must be on the same index")
    if (count < 0).any() or (count > total).any():
        raise ValueError("a count must be between 0 and its total")
    events, all_events = (each.to_numpy(dtype=float, na_value=np.nan) for each in (count, total))
    all_events = np.where(all_events == 0, np.nan, all_events)
    share, z = events / all_events, special.ndtri((1 + confidence) / 2)
    middle = events + z**2 / 2
    half = z * np.sqrt(z**2 / 4 + events * (1 - share))
    limits = [share, (middle - half) / (all_events + z**2), (middle + half) / (all_events + z**2)]
    return pd.DataFrame(np.clip(limits, 0, 1).T * per, columns=["value", "lower", "upper"], index=count.index).astype(
        "Float64"
    )


@overload
def change(count_1: int, count_2: int, *, exposure_1: float = ..., exposure_2: float = ...) -> Change: ...


@overload
def change(
    count_1: int | None, count_2: int | None, *, exposure_1: float = ..., exposure_2: float = ...
) -> Change | None: ...


def change(
    count_1: int | None, count_2: int | None, *, exposure_1: float = 1.0, exposure_2: float = 1.0
) -> Change | None:
    """Return how the second count compares with the first, by the exact conditional binomial test at 95 %.

    Parameters
    ----------
    count_1, count_2 : int
        Events in the earlier and the later period; None or NA where a figure is hidden or not available.
    exposure_1, exposure_2 : float
        What the counts arose from, in any one unit (residents, or residents times years).

    Returns
    -------
    Change or None
        None where either count is missing: a hidden figure never enters a comparison.

    Raises
    ------
    ValueError
        If a count is negative or not whole, or an exposure is not above zero.
    """
    if pd.isna(count_1) or pd.isna(count_2):
        return None
    if min(count_1, count_2) < 0 or count_1 != int(count_1) or count_2 != int(count_2):
        raise ValueError(f"counts must be whole numbers, 0 or more: {count_1!r}, {count_2!r}")
    if not (0 < exposure_1 < np.inf and 0 < exposure_2 < np.inf):
        raise ValueError(f"exposures must be above zero: {exposure_1!r}, {exposure_2!r}")
    earlier, later, relative = int(count_1), int(count_2), exposure_1 / exposure_2
    ratio = later / earlier * relative if earlier else (np.inf if later else np.nan)
    lower, upper = (odds * relative for odds in _odds_interval(later, earlier))
    p_value = _binomial_p(later, earlier + later, 1 / (1 + relative))
    return Change(ratio, lower, upper, p_value, _verdict(earlier, later, relative))


def _verdict(earlier: int, later: int, relative: float) -> Verdict:
    total, share = earlier + later, 1 / (1 + relative)
    if min(_binomial_p(extreme, total, share) for extreme in (0, total)) > ALPHA:
        return "too few to compare"
    if _binomial_p(later, total, share) > ALPHA:
        return "no clear change"
    return "rose" if later > total * share else "fell"


def _binomial_p(successes: int, trials: int, share: float) -> float:
    """Return the central two-sided p-value of an exact binomial test: twice the smaller tail, at most 1.

    This is the test that Clopper and Pearson's interval belongs to, so interval and p-value never disagree.
    R's ``poisson.test`` and SciPy's ``binomtest`` add up the less likely outcomes instead and pair that with
    the same interval: 2 events in 17,887 against 10 in 20,000 then has p = 0.042 and an interval that
    contains 1. See Fay (2010), "Two-sided exact tests and matching confidence intervals for discrete data",
    R Journal 2(1).
    """
    at_most = special.bdtr(successes, trials, share)
    at_least = special.bdtrc(successes - 1, trials, share) if successes else 1.0
    return float(min(1.0, 2 * min(at_most, at_least)))


def _odds_interval(successes: int, failures: int) -> tuple[float, float]:
    """Return Clopper and Pearson's 95 % interval of a proportion, as odds."""
    low = special.betaincinv(successes, failures + 1, ALPHA / 2) if successes else 0.0
    high = special.betaincinv(successes + 1, failures, 1 - ALPHA / 2) if failures else 1.0
    return float(low / (1 - low)), float(high / (1 - high)) if high < 1 else np.inf


def poisson_interval(events: np.ndarray, *, confidence: float = 1 - ALPHA) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper limits of Poisson counts; NaN stays NaN.

    Parameters
    ----------
    events : float array of shape (n,)
        Counts, 0 or more.
    confidence : float

    Returns
    -------
    (array of shape (n,), array of shape (n,))
        Exact below 10 events, Byar's approximation from 10.
    """
    alpha = 1 - confidence
    z = special.ndtri(1 - alpha / 2)
    exact_lower = np.where(events == 0, 0.0, special.gammaincinv(np.maximum(events, 1), alpha / 2))
    exact_upper = special.gammaincinv(events + 1, 1 - alpha / 2)
    # Byar's formula is only kept from 10 on; below, it is fed 10 so that a zero cannot divide.
    many = np.maximum(events, EXACT_BELOW)
    byar_lower = many * (1 - 1 / (9 * many) - z / (3 * np.sqrt(many))) ** 3
    byar_upper = (many + 1) * (1 - 1 / (9 * (many + 1)) + z / (3 * np.sqrt(many + 1))) ** 3
    few = events < EXACT_BELOW
    return np.where(few, exact_lower, byar_lower), np.where(few, exact_upper, byar_upper)
