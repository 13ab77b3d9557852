"""Poisson regressions of many series on many shapes at once.

In NumPy alone: importing statsmodels or ``scipy.stats`` costs every start of the app, and a bootstrap that fits
one series after another takes seconds. The tests compare with statsmodels.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]

_STEPS = 60
_LONGEST_STEP = 4.0
# So little that no figure shows it; it only keeps a solution finite where a segment has no event.
_RIDGE = 1e-12


@dataclass(frozen=True)
class Series:
    """The periods of a series that have a figure.

    Their ``places`` in the whole series, ``events``, ``times`` in years and ``exposure``, each of shape (n,).
    """

    places: NDArray[np.intp]
    events: Floats
    times: Floats
    exposure: Floats

    def part(self, points: slice) -> "Series":
        """Return some of the points."""
        return Series(self.places[points], self.events[points], self.times[points], self.exposure[points])


@dataclass(frozen=True)
class Fits:
    """Regressions of r series on m shapes of p columns.

    ``coefficients`` of shape (m, r, p), ``expected`` events of shape (m, r, n), ``deviance`` of shape (m, r).
    """

    coefficients: Floats
    expected: Floats
    deviance: Floats


def observed(count: pd.Series, *, years: pd.Series, exposure: pd.Series | None = None) -> Series:
    """Return the periods whose count and exposure are both known.

    Raises
    ------
    ValueError
        If a count is negative, a known exposure is not above zero, or the lengths differ.
    """
    if len(years) != len(count) or (exposure is not None and len(exposure) != len(count)):
        raise ValueError("count, years and exposure must be of one length")
    events = count.to_numpy(dtype=float, na_value=np.nan)
    if (events < 0).any():
        raise ValueError("a count cannot be negative")
    weights = np.ones(len(events)) if exposure is None else exposure.to_numpy(dtype=float, na_value=np.nan)
    there = ~np.isnan(events)
    if (weights[there] <= 0).any():
        raise ValueError("every exposure must be above zero")
    there &= ~np.isnan(weights)
    return Series(np.flatnonzero(there), events[there], years.to_numpy(dtype=float)[there], weights[there])


def shapes(times: Floats, joins: list[tuple[int, ...]]) -> Floats:
    """Return the columns of continuous lines that turn at given points.

    Parameters
    ----------
    times : array of shape (n,)
    joins : list of length m
        Positions of the points where a line turns, as many in each.

    Returns
    -------
    array of shape (m, n, 2 + joins)
        A column of ones, then for each line the time spent on it so far: its coefficient is the line's own slope.
    """
    turns = [np.array([times[0], *times[list(each)], np.inf]) for each in joins]
    lines = [np.clip(times[:, None], each[:-1], each[1:]) - each[:-1] for each in turns]
    return np.stack([np.hstack([np.ones((len(times), 1)), each]) for each in lines])


def fit(events: Floats, columns: Floats, exposure: Floats, *, close: float = 1e-14) -> Fits:
    """Return the Poisson regressions, with a log link, of every series on every shape.

    Parameters
    ----------
    events : array of shape (r, n)
        Counts, 0 or more.
    columns : array of shape (m, n, p)
    exposure : array of shape (n,)
    close : float
        The deviance that the last step may still be worth.

    Notes
    -----
    Iteratively reweighted least squares. Where the likelihood has no highest point, because all events of a line
    are at one end of it, the deviance still comes to its limit and the coefficients stop at a large number.
    """
    models, points, width = columns.shape
    squares = (columns[..., :, None] * columns[..., None, :]).reshape(models, points, width * width)
    across = columns.transpose(0, 2, 1)
    offset = np.log(exposure)
    # The first step starts from the counts themselves, as usual for these regressions.
    expected = np.broadcast_to(np.maximum(events, 0.5), (models, *events.shape))
    working = np.broadcast_to(np.log(np.maximum(events, 0.5)) - offset, expected.shape)
    coefficients = _solve(expected @ squares, (expected * working) @ columns)
    moving = np.arange(len(events))
    for _ in range(_STEPS):
        expected = np.exp(np.clip(coefficients[:, moving] @ across, -60, 60) + offset)
        step = _solve(expected @ squares, (events[moving] - expected) @ columns)
        change = np.abs(step @ across)
        longest = np.maximum(change.max(axis=-1, keepdims=True), _LONGEST_STEP)
        coefficients[:, moving] += step * (_LONGEST_STEP / longest)
        moving = moving[(expected * change**2).max(axis=(0, 2)) >= close]
        if not len(moving):
            break
    expected = np.exp(np.clip(coefficients @ across, -60, 60) + offset)
    return Fits(coefficients, expected, deviance(events, expected))


def deviance(events: Floats, expected: Floats) -> Floats:
    """Return twice the distance in log likelihood between counts and what was expected, along the last axis."""
    parts = special.xlogy(events, events) - special.xlogy(events, expected) - events + expected
    twice: Floats = np.maximum(2 * parts.sum(axis=-1), 0)
    return twice


def dispersion_of(events: Floats, expected: Floats, *, left: int) -> float:
    """Return Pearson's statistic over the degrees of freedom that are left, at least 1."""
    wide = np.maximum(expected, 1e-12)
    return max(float(((events - expected) ** 2 / wide).sum()) / left, 1.0)


def covariance(columns: Floats, expected: Floats) -> Floats:
    """Return the covariance of the coefficients of one regression if its counts vary no more than chance.

    ``columns`` of shape (n, p) and ``expected`` of shape (n,) give an array of shape (p, p).
    """
    return np.asarray(np.linalg.pinv((columns * expected[:, None]).T @ columns), np.float64)


def _solve(squares: Floats, sides: Floats) -> Floats:
    """Return the solutions of small symmetric systems; p is at most four, so the loop is over columns."""
    width = sides.shape[-1]
    left = squares.reshape(*sides.shape[:-1], width, width).copy()
    right = sides.copy()
    for at in range(width):
        left[..., at, at] += _RIDGE * (1 + left[..., at, at])
    for at in range(width):
        for below in range(at + 1, width):
            by = left[..., below, at] / left[..., at, at]
            left[..., below, at:] -= by[..., None] * left[..., at, at:]
            right[..., below] -= by * right[..., at]
    for at in reversed(range(width)):
        right[..., at] -= (left[..., at, at + 1 :] * right[..., at + 1 :]).sum(axis=-1)
        right[..., at] /= left[..., at, at]
    return right
