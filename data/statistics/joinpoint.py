"""Where a series turns: lines that join, and the test of how many there are.

The method is that of the National Cancer Institute's Joinpoint program (Kim, Fay, Feuer and Midthune 2000,
"Permutation tests for joinpoint regression with applications to cancer rates", Statistics in Medicine 19,
335-351): joins at observed points, two points or more beyond a join at either end and between two, and a sequence
of tests of fewer joins against more. Ours are Poisson regressions of counts instead of lines through logarithms,
and the test draws its series instead of permuting residuals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from data.statistics.poisson import Floats, Series, dispersion_of, fit, observed, shapes
from data.statistics.rates import ALPHA
from data.statistics.trends import FEWEST_EVENTS, TrendVerdict, slope

# Points beyond a join, at either end and between two joins; the join itself does not count.
BEYOND = 2
# From so many points on a series may have one join, or two.
POINTS_FOR_JOINS = (7, 12)
# A longer series has its joins at every second or third point, so that the pairs stay few.
MOST_PLACES = 20
# How alike what varies beyond chance may be in one period and the next. Taken as given, since ten points cannot
# say: drawn without it, nearly one steady series in five would turn where its years are alike by 0.5; drawn with
# just that, 5.6 of a hundred.
ALIKE = 0.55
# Nor can ten points say that counts vary no more than chance; that would leave nothing to be alike.
LEAST_DRAWN = 2.0
# Series drawn for a test: fewer where p is so many standard errors from its level that more would change nothing.
REPLICATES, FEWEST_DRAWN, AT_ONCE = 1998, 333, 111
BEYOND_DOUBT = 4
SEED = 20000215
# A deviance this close to its limit: no verdict hangs on less.
_ENOUGH = 1e-5

TurnVerdict = Literal["turns", "no turn", "too few to tell"]
Joins = tuple[int, ...]


@dataclass(frozen=True)
class Segment:
    """One line of a series: from position ``start`` to ``end``, both included and counted in the whole series.

    ``ratio`` of the rate to that of the year before with its 95 % interval, ``p_value`` and ``verdict``, as in
    ``data.statistics.trends.Trend``.
    """

    start: int
    end: int
    ratio: float
    lower: float
    upper: float
    p_value: float
    verdict: TrendVerdict


@dataclass(frozen=True)
class Joinpoint:
    """Whether a series is one line or turns.

    ``joins`` are positions in the series and ``years`` the times there; ``p_values`` those of the tests in their
    order, the first of no join against as many as there may be; ``segments`` one more than joins; ``dispersion``
    around them (1 where counts vary no more than chance). "Too few to tell" means fewer than seven points or
    fewer than 20 events in all: then there are no joins, tests or segments, and the dispersion is NaN.
    """

    joins: Joins
    years: tuple[float, ...]
    p_values: tuple[float, ...]
    segments: tuple[Segment, ...]
    dispersion: float
    verdict: TurnVerdict


def joinpoint(count: pd.Series, *, years: pd.Series, exposure: pd.Series | None = None) -> Joinpoint:
    """Return where a rate turns, and how it changes from year to year before and after.

    Parameters
    ----------
    count : Int64 series of shape (n,)
        Events in each period; NA where the figure is hidden or not available, and then left out.
    years : float series of shape (n,)
        When each period is, in years from any start.
    exposure : series of shape (n,), optional
        Residents, or residents times length; the same for every period unless given. A period whose exposure is
        NA is left out.

    Raises
    ------
    ValueError
        If a count is negative, an exposure is not above zero, or the lengths differ.

    Notes
    -----
    At most one join from seven points on and two from twelve. The number is chosen as in Joinpoint: none against
    the most; the lower number goes up where the test at ALPHA / (most - lower) rejects it, else the higher goes
    down. The statistic is the fall in deviance over the dispersion left (at least 1). Its distribution comes from
    333 series or, near the level, up to 1,998, drawn from the simpler shape with the dispersion around it and
    with what varies beyond chance correlated by ``ALIKE`` from one period to the next; the draw is the same at
    every call. Intervals take t on n - 2 (joins + 1) degrees of freedom, as a join costs a position and a slope;
    they hold the joins where they were found to be and know nothing of ``ALIKE``, so that a level line after a
    turn is called rising or falling more often than in 5 of 100.
    """
    found = observed(count, years=years, exposure=exposure)
    most = most_joins(len(found.events))
    if most == 0 or found.events.sum() < FEWEST_EVENTS:
        return Joinpoint((), (), (), (), np.nan, "too few to tell")
    fewer, p_values = 0, []
    more = most
    while fewer < more:
        level = ALPHA / (most - fewer)
        p_values.append(_p_value(found, (fewer, more), level=level))
        if p_values[-1] <= level:
            fewer += 1
        else:
            more -= 1
    joins = _best(found, fewer)[0]
    segments, dispersion = _segments(found, joins)
    times = tuple(float(found.times[at]) for at in joins)
    places = tuple(int(found.places[at]) for at in joins)
    return Joinpoint(places, times, tuple(p_values), segments, dispersion, "turns" if joins else "no turn")


def candidates(points: int, joins: int) -> list[Joins]:
    """Return where a series of so many points may turn, as positions; one empty place where it does not."""
    if joins == 0:
        return [()]
    step = -(-(points - 2 * BEYOND) // MOST_PLACES)
    places = range(BEYOND, points - BEYOND, step)
    if joins == 1:
        return [(at,) for at in places]
    return [(first, then) for first in places for then in places if then - first > BEYOND]


def _best(found: Series, joins: int) -> tuple[Joins, Floats]:
    """Return the joins of the best shape, and the events it expects."""
    places = candidates(len(found.events), joins)
    fits = fit(found.events[None], shapes(found.times, places), found.exposure)
    at = int(fits.deviance[:, 0].argmin())
    return places[at], fits.expected[at, 0]


def _p_value(found: Series, joins: tuple[int, int], *, level: float) -> float:
    """Return how often a series with fewer joins looks as much as if it had more as this one does."""
    points, (fewer, more) = len(found.events), joins
    best, expected = _best(found, fewer)
    simple, rich = (shapes(found.times, candidates(points, each)) for each in joins)

    def improvement(events: Floats) -> Floats:
        before, after = (
            fit(events, columns, found.exposure, close=_ENOUGH).deviance.min(axis=0) for columns in (simple, rich)
        )
        gained: Floats = (before - after) / np.maximum(after / _left(points, more), 1)
        return gained

    seen = improvement(found.events[None])[0] - 10 * _ENOUGH
    reached, drawn, p_value = 0, 0, 1.0
    for events in _draws(expected, _drawn_dispersion(found, expected, best)):
        reached += int((improvement(events) >= seen).sum())
        drawn += len(events)
        p_value = (1 + reached) / (1 + drawn)
        doubt = BEYOND_DOUBT * np.sqrt(p_value * (1 - p_value) / drawn)
        if drawn >= FEWEST_DRAWN and abs(p_value - level) > doubt:
            break
    return p_value


def _drawn_dispersion(found: Series, expected: Floats, joins: Joins) -> float:
    """Return the dispersion around a shape, made up for what a shape follows of periods that are alike.

    A line through ten points with a correlation of 0.5 leaves 1 / 1.45 of what they vary.
    """
    points = len(found.events)
    columns = shapes(found.times, [joins])[0]
    apart = np.abs(np.subtract.outer(np.arange(points), np.arange(points)))
    followed = float(np.trace(columns @ np.linalg.pinv(columns) @ ALIKE**apart))
    left = _left(points, len(joins))
    around = dispersion_of(found.events, expected, left=left)
    return max(around * left / (points - followed), LEAST_DRAWN)


def _draws(expected: Floats, dispersion: float) -> Iterator[Floats]:
    """Yield series of the expected counts and dispersion, in parts of shape (AT_ONCE, n)."""
    draw = np.random.default_rng(SEED)
    mean = np.maximum(expected, 1e-9)
    spread = np.sqrt(np.log1p((dispersion - 1) / mean))
    for _ in range(REPLICATES // AT_ONCE):
        noise = draw.standard_normal((AT_ONCE, len(mean)))
        for at in range(1, len(mean)):
            noise[:, at] = ALIKE * noise[:, at - 1] + np.sqrt(1 - ALIKE**2) * noise[:, at]
        yield draw.poisson(np.minimum(mean * np.exp(spread * noise - spread**2 / 2), 1e15)).astype(float)


def _left(points: int, joins: int) -> int:
    return points - 2 * (joins + 1)


def around_best(found: Series) -> tuple[float, int]:
    """Return the dispersion around the best shape that a series is long enough for, and its degrees of freedom.

    With every join it may have, found to be real or not: a turn that is not certain must not count as chance.
    """
    points = len(found.events)
    joins = most_joins(points)
    _, expected = _best(found, joins)
    left = _left(points, joins)
    return dispersion_of(found.events, expected, left=left), left


def most_joins(points: int) -> int:
    """Return how many joins a series of so many points may have."""
    return sum(points >= fewest for fewest in POINTS_FOR_JOINS)


def _segments(found: Series, joins: Joins) -> tuple[tuple[Segment, ...], float]:
    """Return the lines of a shape whose joins are known, and the dispersion around them."""
    columns = shapes(found.times, [joins])
    fits = fit(found.events[None], columns, found.exposure)
    expected = fits.expected[0, 0]
    left = _left(len(found.events), len(joins))
    dispersion = dispersion_of(found.events, expected, left=left)
    ends = (0, *joins, len(found.events) - 1)
    segments = []
    for at, (start, end) in enumerate(pairwise(ends)):
        ratio, lower, upper, p_value, _, verdict = slope(found, columns[0], at + 1, chance=(dispersion, left))
        places = int(found.places[start]), int(found.places[end])
        segments.append(Segment(*places, ratio, lower, upper, p_value, verdict))
    return tuple(segments), dispersion
