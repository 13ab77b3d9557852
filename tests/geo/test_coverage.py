"""Pieces that share their edges stay that way."""

import geopandas as gpd
import pytest
import shapely

from geo.build import BuildError, coverage


def pieces(**shapes):
    return gpd.GeoSeries(shapes, crs=coverage.METRES)


def wavy(x):
    return [(x + 300 * (step % 2), step * 1000) for step in range(11)]


LEFT = shapely.Polygon([(-9000, 0), *wavy(0), (-9000, 10_000)])
RIGHT = shapely.Polygon([(9000, 10_000), *reversed(wavy(0)), (9000, 0)])


def test_simplifying_moves_a_shared_edge_for_both_neighbours():
    simple = coverage.simplify(pieces(left=LEFT, right=RIGHT), 1_000)
    assert shapely.get_num_coordinates(simple.values).sum() < 15
    assert shapely.coverage_is_valid(simple.values)
    assert simple["left"].intersection(simple["right"]).length > 9_000


def test_rounding_keeps_neighbours_together():
    assert shapely.coverage_is_valid(coverage.rounded(pieces(left=LEFT, right=RIGHT), -3).values)


def test_an_inlet_narrower_than_the_rounding_does_not_make_its_banks_cross():
    # Rounded alone, the corner of the south bank (2, 0.55) goes to (2, 1), across the north bank.
    banks = [(0, -5), (2, 0.55), (11, 3.2), (0, 0), (0, 10)]
    drawn = pieces(land=shapely.Polygon([*banks, (12, 10), (12, -5)]), beside=shapely.box(12, -5, 20, 10))
    rounded = coverage.rounded(drawn, 0)
    assert rounded.is_valid.all()
    assert shapely.coverage_is_valid(rounded.values)
    assert rounded["beside"].equals(drawn["beside"])
    assert rounded["land"].symmetric_difference(drawn["land"]).area < 5
    assert (shapely.get_coordinates(rounded.values) % 1 == 0).all()


def test_water_between_pieces_stays_water_when_rounded():
    lake = shapely.box(3.2, 3.2, 5.9, 6.1)
    drawn = pieces(land=shapely.box(0, 0, 9, 9).difference(lake), island=shapely.box(4.1, 4.1, 5.1, 5.1))
    rounded = coverage.rounded(drawn, 0)
    assert rounded["land"].equals(shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6)))
    assert rounded["island"].equals(shapely.box(4, 4, 5, 5))


def test_a_speck_is_dropped_but_an_area_never_is():
    speck = shapely.box(20_000, 0, 20_100, 100)
    cleaned = coverage.clean(pieces(land=shapely.union(LEFT, speck), islet=shapely.box(0, -900, 300, -800)))
    assert cleaned["land"].area == pytest.approx(LEFT.area)
    assert cleaned["islet"].area == pytest.approx(30_000)


def test_what_a_dropped_sliver_leaves_goes_to_a_neighbour():
    sliver = shapely.box(0, 4_000, 300, 4_500)
    ring = shapely.box(-5_000, 0, 5_000, 9_000).difference(sliver)
    cleaned = coverage.clean(pieces(around=ring, far=shapely.union(sliver, shapely.box(5_000, 0, 9_000, 9_000))))
    assert cleaned["around"].area == pytest.approx(9_000 * 10_000)


def test_an_overlap_is_refused_and_both_areas_are_named():
    with pytest.raises(BuildError, match=r"left and right overlap by 2\.00 square kilometres"):
        coverage.clean(pieces(left=shapely.box(0, 0, 2000, 2000), right=shapely.box(1000, 0, 4000, 2000)))


def test_an_overlap_by_rounding_is_mended():
    cleaned = coverage.clean(pieces(left=shapely.box(0, 0, 2001, 2000), right=shapely.box(2000, 0, 4000, 2000)))
    assert shapely.coverage_is_valid(cleaned.values)


def test_a_shape_that_crosses_itself_is_refused_by_name():
    bow = shapely.Polygon([(0, 0), (2000, 2000), (2000, 0), (0, 2000)])
    with pytest.raises(BuildError, match="kent: Self-intersection"):
        coverage.clean(pieces(kent=bow))


def test_a_missing_shape_is_refused_by_name():
    with pytest.raises(BuildError, match="kent: no shape"):
        coverage.clean(pieces(kent=None, essex=LEFT))
