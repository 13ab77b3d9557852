"""Shapes as SVG paths."""

import geopandas as gpd
import pytest
import shapely

from geo.build import svg
from tests.geo.drawing import lines, polygon


@pytest.mark.parametrize(
    "corners",
    [
        [(0, 0), (10, 0), (10, 10), (0, 10)],
        [(0.1, 0.2), (0.5, 0.2), (0.5, 0.9), (0.1, 0.9)],
        [(100.5, 20), (90.4, 20.1), (90.4, 30), (101, 31.5)],
        [(10.5, 10.05), (20.5, 0.5), (0.5, 0.5)],
    ],
)
def test_a_path_draws_the_shape_it_was_made_from(corners):
    rounded = [(round(x, 1), round(y, 1)) for x, y in corners]
    assert lines(svg.path(shapely.Polygon(rounded))) == [rounded]


def test_a_path_has_no_needless_characters():
    assert svg.path(shapely.Polygon([(0.5, 0.5), (1, 0.2), (1.4, 0.9)])) == "M.5.5l.5-.3.4.7z"


def test_a_hole_stays_a_hole():
    ring = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6))
    assert polygon(svg.path(ring)).equals(ring)


def test_a_line_is_not_closed():
    assert svg.path(shapely.LineString([(0, 0), (1, 0)])) == "M0 0l1 0"


def test_north_is_up_on_the_sheet():
    south, north = svg.on_sheet(gpd.GeoSeries.from_xy([300_000, 300_000], [200_000, 500_000]))
    assert north.y < south.y


def test_the_sheet_is_the_viewbox():
    corners = svg.on_sheet(gpd.GeoSeries([svg.SHEET]))
    assert corners.total_bounds.tolist() == [0, 0, svg.WIDTH, svg.HEIGHT]


def test_an_enlarged_shape_fills_its_frame_and_keeps_its_proportions():
    left, top, width, height = svg.FRAME
    larger = svg.enlarged(shapely.box(530_000, 180_000, 531_000, 182_000))
    west, north, east, south = larger.bounds
    assert south - north == pytest.approx(height - 2 * svg.PADDING)
    assert (east - west) * 2 == pytest.approx(south - north)
    assert ((west + east) / 2, (north + south) / 2) == pytest.approx((left + width / 2, top + height / 2))


def test_inner_lines_leave_out_the_coast():
    pair = gpd.GeoSeries([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    assert svg.inner_lines(pair).equals(shapely.LineString([(1, 0), (1, 1)]))


def test_only_an_area_too_small_to_touch_needs_a_dot():
    assert svg.needs_dot(shapely.box(0, 0, 2, 2))
    assert not svg.needs_dot(shapely.box(0, 0, 4, 4))
