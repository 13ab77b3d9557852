"""Authorities and context from another source, fitted to outlines that differ from theirs."""

import geopandas as gpd
import pytest
import shapely

from geo.build import coverage, fit
from geo.build.coverage import CONTEXT, METRES

NORTH_WALES, CHESHIRE = "W15000001", "E23000006"
KM = 1_000


def box(west, south, east, north):
    return shapely.box(west * KM, south * KM, east * KM, north * KM)


@pytest.fixture
def around():
    """Two authorities side by side, and land to the north of them."""
    parts = {"W06000001": box(0, 0, 10, 10), "W06000002": box(10, 0, 20, 10), CONTEXT: box(0, 10, 40, 20)}
    return gpd.GeoSeries(parts, crs=METRES)


def fitted(around, north_wales, cheshire=None):
    cheshire = cheshire or box(20, 0, 40, 10)
    pieces = gpd.GeoSeries({NORTH_WALES: north_wales, CHESHIRE: cheshire}, crs=METRES)
    return coverage.clean(fit.fitted(pieces, around))


def test_a_coast_further_out_is_shared_out_at_the_end_of_the_line(around):
    found = fitted(around, box(-1, -2, 20, 10))
    assert found["W06000001"].symmetric_difference(box(-1, -2, 10, 10)).area < 0.25 * KM**2
    assert shapely.coverage_is_valid(found.values)
    assert coverage.forces(found)[NORTH_WALES].symmetric_difference(box(-1, -2, 20, 10)).area == pytest.approx(0)


def test_a_coast_further_in_cuts_the_authorities_off(around):
    found = fitted(around, box(1, 1, 20, 10))
    assert found["W06000001"].symmetric_difference(box(1, 1, 10, 10)).area == pytest.approx(0)
    assert found["W06000002"].symmetric_difference(box(10, 1, 20, 10)).area == pytest.approx(0)


def test_the_land_around_gives_way_and_fills_the_gap_that_is_left(around):
    # The official border runs a kilometre into the land around and, for three kilometres, two short of it.
    notch = box(24, 8, 27, 10)
    cheshire = shapely.union_all([box(20, 0, 40, 10).difference(notch), box(30, 10, 33, 11)])
    found = fitted(around, box(0, 0, 20, 10), cheshire)
    assert found[CONTEXT].intersection(found[CHESHIRE]).area == 0
    assert found[CONTEXT].contains(notch.centroid)
    assert len(found.union_all().interiors) == 0
