"""Which way the newest periods of a series go.

After the "recent trend" of the Office for Health Improvement and Disparities (Fingertips public health technical
guidance, "Fingertips trend markers"): the newest five points, which do not overlap and have no gap, and five at
least. Fingertips takes the interval of each point for all that it may vary; ours asks the whole series how much
its counts vary beyond chance, since police records vary more than that.
"""

import numpy as np
import pandas as pd

from data.statistics.joinpoint import around_best
from data.statistics.poisson import Floats, observed, shapes
from data.statistics.trends import FEWEST_EVENTS, TOO_FEW, Trend, slope

POINTS = 5


def recent(count: pd.Series, *, years: pd.Series, exposure: pd.Series | None = None) -> Trend:
    """Return the direction of the newest five periods of a rate.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        Events in each period, the newest last; NA where the figure is hidden or not available. Periods must not
        overlap.
    years : float series of shape (n,)
        When each period is, in years from any start.
    exposure : series of shape (n,), optional
        Residents, or residents times length; the same for every period unless given. A period whose exposure is
        NA counts as one without a figure.

    Returns
    -------
    Trend
        Its ``dispersion`` is that of the whole series. "Too few to tell" means fewer than five points since the
        last gap, or fewer than 20 events in the five; the numbers are then NaN.

    Raises
    ------
    ValueError
        If a count is negative, an exposure is not above zero, or the lengths differ.

    Notes
    -----
    Poisson regression of the five on time, log link, exposure as offset. The dispersion, at least 1, is that
    around the best lines through the whole series with as many joins as its length allows
    (``joinpoint``), and t takes the degrees of freedom left there: a series that rose and then stayed level
    would else vary so much around one line that nothing recent could ever be clear. Years that are alike make a
    direction of five of them more likely than the test says; ``benchmarks.joins`` says how much.
    """
    found = observed(count, years=years, exposure=exposure)
    newest = slice(-POINTS, None)
    gapless = list(found.places[newest]) == list(range(len(count) - POINTS, len(count)))
    if not gapless or not _even(found.times) or found.events[newest].sum() < FEWEST_EVENTS:
        return TOO_FEW
    five = found.part(newest)
    return Trend(*slope(five, shapes(five.times, [()])[0], 1, chance=around_best(found)))


def _even(times: Floats) -> bool:
    """Whether the newest points are as far apart as the nearest two of the whole series: no period is left out."""
    apart = np.diff(times)
    return bool((apart[1 - POINTS :] < 1.5 * apart.min()).all())
