"""Shapes as SVG paths: British National Grid, north up, on one fixed sheet.

The sheet is fixed, not fitted to the source, so that paths from different sources lie on each other.
"""

import re

import geopandas as gpd
import numpy as np
import shapely

METRES_PER_UNIT = 1_400
WEST, NORTH = 80_000, 662_000  # metres of the British National Grid at the sheet's top left corner
WIDTH, HEIGHT = 414, 472  # units
DECIMALS = 1
SHEET = shapely.box(WEST, NORTH - HEIGHT * METRES_PER_UNIT, WEST + WIDTH * METRES_PER_UNIT, NORTH)
# An area without room for a circle of this radius is too small to see or to touch: mark it with a dot.
DOT_RADIUS = 1.5  # units
# Where such an area is drawn a second time, enlarged, off the north-east coast: left, top, width and height of its
# frame, and of the frame with the words below it.
FRAME, FRAME_AND_WORDS = (338, 4, 72, 56), (300, 2, 112, 90)
PADDING = 8  # units between the frame and the enlarged shape


def on_sheet(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return shapes in EPSG:27700 in units of the sheet, y downwards, not yet rounded."""
    drawn = shapely.transform(shapes.values, lambda points: (points - (WEST, NORTH)) / METRES_PER_UNIT * (1, -1))
    return gpd.GeoSeries(drawn, index=shapes.index)


def path(shape: shapely.Geometry) -> str:
    """Return the ``d`` of an SVG path for polygons or lines already rounded to the sheet's decimals.

    Relative and without needless characters, about a third shorter than absolute coordinates.
    """
    if shapely.get_dimensions(shape) == 2:
        return "".join(_line(ring, "z") for ring in shapely.get_rings(shapely.get_parts(shape)))
    return "".join(_line(line, "") for line in shapely.get_parts(shape))


def centre(shape: shapely.Geometry) -> tuple[float, float]:
    """Return the point of ``shape`` farthest from its edge: where a label or a dot belongs."""
    point = shapely.get_point(shapely.maximum_inscribed_circle(shape, tolerance=0.05), 0)
    return round(point.x, DECIMALS), round(point.y, DECIMALS)


def needs_dot(shape: shapely.Geometry) -> bool:
    """Return whether ``shape`` is too small to see or to touch at the size of the sheet."""
    return bool(shapely.maximum_inscribed_circle(shape, tolerance=0.05).length < DOT_RADIUS)


def enlarged(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape in EPSG:27700 as large as the frame has room for, in its middle, in units of the sheet."""
    left, top, width, height = FRAME
    west, south, east, north = shape.bounds
    scale = min((width - 2 * PADDING) / (east - west), (height - 2 * PADDING) / (north - south))
    middle = ((west + east) / 2, (south + north) / 2)
    return shapely.transform(
        shape, lambda points: (points - middle) * (scale, -scale) + (left + width / 2, top + height / 2)
    )


def inner_lines(shapes: gpd.GeoSeries) -> shapely.Geometry:
    """Return the lines between neighbouring shapes, without their common outline."""
    outline = shapely.coverage_union_all(shapes.values).boundary
    lines = shapely.union_all(shapely.boundary(shapes.values)).difference(outline)
    return shapely.normalize(shapely.line_merge(lines))


def _line(line: shapely.Geometry, end: str) -> str:
    # Whole tenths, so that rounded steps add up and the end meets the start.
    points = np.rint(shapely.get_coordinates(line) * 10**DECIMALS).astype(int)
    if end:
        points = points[:-1]
    return f"M{_numbers(points[0])}l{_numbers(np.diff(points, axis=0).ravel())}{end}"


def _numbers(tenths: np.ndarray) -> str:
    text, last = "", ""
    for value in tenths:
        number = re.sub(r"^(-?)0\.", r"\1.", f"{value / 10**DECIMALS:g}")
        # A minus sign, or a point after a number that has one, already ends the number before it.
        if text and not (number[0] == "-" or (number[0] == "." and "." in last)):
            text += " "
        text, last = text + number, number
    return text
