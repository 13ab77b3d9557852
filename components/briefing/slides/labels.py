"""Where the names of forces stand beside their points in the funnel of a slide, where there is room."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from components.drawing.plot.labels import around, cost, places

Point = tuple[float, float]
# A line of the funnel: its name and its points.
Limit = tuple[str, Sequence[Point]]
# Where a name is held, as charts of slides know it.
SIDES = {
    ("left", "middle"): "r",
    ("right", "middle"): "l",
    ("center", "bottom"): "t",
    ("center", "top"): "b",
    ("left", "bottom"): "r",
    ("right", "bottom"): "l",
    ("left", "top"): "r",
    ("right", "top"): "l",
}
# How many of the pixels that names are measured in an inch has.
PIXELS = 84
# A name that would lie on as many points as these is left to the words beside the chart.
MOST_HIDDEN = 2


def spots_of(
    size: Point, points: Mapping[str, Point], names: Mapping[str, str], limits: Sequence[Limit], top: float
) -> dict[str, str]:
    """Return at which side of its point each name stands, where there is room for it.

    Parameters
    ----------
    size : (float, float)
        Of the space between the axes, in inches.
    points : dict of str to (float, float)
        Of all forces with a rate, those that are named first.
    names : dict of str to str
        Of those to be named, by code; the chosen one is among them.
    limits : sequence of (str, sequence of (float, float))
        The lines, which names had better not lie on.
    top : float
        Of the axis of rates.
    """
    wide, high = (part * PIXELS for part in size)
    first, last = span(points)

    def place(point: Point) -> Point:
        return wide * (math.log10(point[0]) - first) / (last - first), high * point[1] / top

    at = {code: place(point) for code, point in points.items()}
    taken = [*(around(*each, 9) for each in at.values())]
    lines = [around(*place(point), 12) for _, line in limits for point in line]
    named = [code for code in names if code in at]
    found = places([(names[code], *at[code]) for code in named], (wide, high), names=[], others=[*taken, *lines])
    return {
        code: SIDES[spot.anchor, spot.side]
        for code, spot in zip(named, found, strict=True)
        if spot and cost(spot.box(*at[code], names[code]), (wide, high), [(box, 1) for box in taken]) < MOST_HIDDEN
    }


def span(points: Mapping[str, Point]) -> tuple[int, int]:
    """Return the powers of ten between which all numbers of residents lie."""
    sizes = [math.log10(people) for people, _ in points.values()] or [5, 6]
    return math.floor(min(sizes)), math.ceil(max(sizes))
