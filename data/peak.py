"""How the newest figure of a series compares with the highest, which was picked for being the highest."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

from data.joinpoint import around_best
from data.poisson import observed
from data.rates import ALPHA

FEWEST_POINTS = 5

PeakVerdict = Literal["is the highest", "equals the highest", "clearly below", "not clearly below", "too few to tell"]


@dataclass(frozen=True)
class Peak:
    """The highest period of a series, and how the newest compares with it.

    ``highest`` is its position, the newest of them where several are as high. ``ratio`` of the newest rate to
    the highest, ``p_value`` of the test that the newest is no lower (NaN where there is none), ``dispersion`` of
    the series (NaN likewise) and ``verdict``. "Too few to tell" means fewer than five figures or no event.
    """

    highest: int
    ratio: float
    p_value: float
    dispersion: float
    verdict: PeakVerdict


def against_highest(count: pd.Series, exposure: pd.Series | None = None) -> Peak | None:
    """Return how the newest figure compares with the highest.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        Events in each period, the newest last; NA where the figure is hidden or not available.
    exposure : series of shape (n,), optional
        Residents, or residents times length; the same for every period unless given. The highest is then the
        highest rate, and a period whose exposure is NA counts as one without a figure.

    Returns
    -------
    Peak or None
        None where the newest figure is missing or the only one.

    Raises
    ------
    ValueError
        If a count is negative, an exposure is not above zero, or the lengths differ.

    Notes
    -----
    The exact conditional test of ``data.rates.change``, one tail of it, as the highest can only be above. The
    highest of k - 1 other periods is above by chance more often than one named before, so the p-value is
    multiplied by k - 1 (Bonferroni): that holds whatever the rates of the other periods are, while a
    distribution of the highest would need them equal. Where the series varies beyond chance (``around_best``),
    both counts are divided by its dispersion, and the tail is taken from t instead of the normal distribution.
    """
    positions = pd.Series(np.arange(len(count), dtype=float))
    found = observed(count, years=positions, exposure=exposure)
    points = len(found.events)
    if points < 2 or found.places[-1] != len(count) - 1:
        return None
    rates = found.events / found.exposure
    at = points - 1 - int(rates[::-1].argmax())
    before = points - 2 - int(rates[:-1][::-1].argmax())
    if rates[at] == 0:
        return Peak(len(count) - 1, np.nan, np.nan, np.nan, "too few to tell")
    if at == points - 1:
        equal = rates[before] == rates[at]
        if equal:
            return Peak(int(found.places[before]), 1.0, np.nan, np.nan, "equals the highest")
        return Peak(len(count) - 1, 1.0, np.nan, np.nan, "is the highest")
    place, ratio = int(found.places[at]), float(rates[-1] / rates[at])
    if points < FEWEST_POINTS:
        return Peak(place, ratio, np.nan, np.nan, "too few to tell")
    dispersion, left = around_best(found)
    share = found.exposure[at] / (found.exposure[at] + found.exposure[-1])
    tail = special.betainc(found.events[at] / dispersion, found.events[-1] / dispersion + 1, share)
    p_value = min(1.0, float(special.stdtr(left, special.ndtri(tail))) * (points - 1))
    return Peak(place, ratio, p_value, dispersion, "clearly below" if p_value <= ALPHA else "not clearly below")
