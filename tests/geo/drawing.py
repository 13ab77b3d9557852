"""Reads SVG paths back into polygons, with none of the code that wrote them."""

import itertools
import re

import shapely

NUMBER = re.compile(r"-?(?:\d+\.\d+|\.\d+|\d+)")


def lines(path: str) -> list[list[tuple[float, float]]]:
    drawn = []
    for start, steps in re.findall(r"M([^l]+)l([^Mz]*)", path):
        numbers = [float(number) for number in NUMBER.findall(start) + NUMBER.findall(steps)]
        moves = zip(numbers[::2], numbers[1::2], strict=True)
        walked = itertools.accumulate(moves, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        drawn.append([(round(x, 1), round(y, 1)) for x, y in walked])
    return drawn


def polygon(path: str) -> shapely.Geometry:
    rings = [shapely.Polygon(line) for line in lines(path)]
    # Even-odd: a ring inside another is a hole.
    shape = rings[0]
    for ring in rings[1:]:
        shape = shape.symmetric_difference(ring)
    return shape
