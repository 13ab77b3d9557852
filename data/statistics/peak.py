"""How the newest figure of a series compares with the highest, which was picked for being the highest."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

from data.statistics.joinpoint import around_best
from data.statistics.poisson import observed
from data.statistics.rates import ALPHA

FEWEST_POINTS = 5
_NODES = 60

PeakVerdict = Literal["is the highest", "equals the highest", "clearly below", "not clearly below", "too few to tell"]


@dataclass(frozen=True)
class Peak:
    """The highest period of a series, and how the newest compares with it.

    ``highest`` is its position, the newest of them where several are as high. ``ratio`` of the newest rate to
    the highest, ``p_value`` of the test that the newest is no lower (NaN where there is none), ``dispersion`` of
    the periods before the newest (NaN likewise) and ``verdict``. "Too few to tell" means fewer than five figures
    or no event.
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
    The exact conditional test of ``rates.change``, one tail of it, as the highest can only be above. Its
    normal quantile is then referred to the distribution of the highest of all other periods, were their rates
    equal (``highest_p``): the highest of nine is above by chance more often than one named before. Where the
    rates of the others are lower, the test only becomes stricter. Both counts are divided by the dispersion of
    the periods before the newest (``joinpoint.around_best``, at least 1), and the distribution knows on how
    few it rests. The newest stays out of it: a drop would else count as what the series usually varies.
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
        if rates[before] == rates[at]:
            return Peak(int(found.places[before]), 1.0, np.nan, np.nan, "equals the highest")
        return Peak(len(count) - 1, 1.0, np.nan, np.nan, "is the highest")
    place, ratio = int(found.places[at]), float(rates[-1] / rates[at])
    if points < FEWEST_POINTS:
        return Peak(place, ratio, np.nan, np.nan, "too few to tell")
    dispersion, left = around_best(found.part(slice(None, -1)))
    share = found.exposure[at] / (found.exposure[at] + found.exposure[-1])
    tail = special.betainc(found.events[at] / dispersion, found.events[-1] / dispersion + 1, share)
    p_value = highest_p(-float(special.ndtri(tail)), others=points - 1, left=left)
    return Peak(place, ratio, p_value, dispersion, "clearly below" if p_value <= ALPHA else "not clearly below")


def highest_p(distance: float, *, others: int, left: int) -> float:
    """Return how often the highest of several is at least so far above one that is no lower.

    Parameters
    ----------
    distance : float
        In standard errors of the difference.
    others : int
        Of which it is the highest.
    left : int
        Degrees of freedom of the standard error.

    Notes
    -----
    One tail of Dunnett (1955), "A multiple comparison procedure for comparing several treatments with a control",
    Journal of the American Statistical Association 50, 1096-1121, by quadrature: over the one that is compared,
    and over equally likely values of the error.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    equally_likely = (np.arange(_NODES) + 0.5) / _NODES
    errors = np.sqrt(2 * special.gammaincinv(left / 2, equally_likely) / left)
    none_above = special.ndtr(nodes + np.sqrt(2) * distance * errors[:, None]) ** others
    return float(np.clip(1 - (none_above @ weights).mean() / weights.sum(), 0, 1))
