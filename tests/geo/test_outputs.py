"""Limits of size, and the check that finished shapes still fit each other."""

import io

import geopandas as gpd
import pytest
import shapely

from geo.build import BuildError, checks, natural_earth, outputs, svg
from geo.build.coverage import CONTEXT, METRES


@pytest.fixture
def pieces(topology_file, units_file):
    return natural_earth.read(topology_file, units_file)


def test_the_finest_shapes_that_fit_are_used(pieces, monkeypatch):
    files, tolerance = outputs.geojson_files(pieces)
    assert tolerance == outputs.GEOJSON_TOLERANCES[0]
    # A straight square cannot be simplified, so a smaller limit runs through every tolerance and stops.
    monkeypatch.setattr(outputs, "LARGEST_GEOJSON", len(files["force_areas.geojson"]) - 1)
    with pytest.raises(BuildError, match=r"force_areas.geojson would be \d+ bytes, the limit is \d+"):
        outputs.geojson_files(pieces)


def test_shapes_are_made_coarser_until_they_fit(pieces, monkeypatch):
    # Thirty kilometres is enough to cut the outer corners off a square.
    monkeypatch.setattr(outputs, "GEOJSON_TOLERANCES", (1, 30_000))
    fine, _ = outputs.geojson_files(pieces)
    monkeypatch.setattr(outputs, "LARGEST_GEOJSON", len(fine["force_areas.geojson"]) - 1)
    _, tolerance = outputs.geojson_files(pieces)
    assert tolerance == 30_000


def test_paths_that_stay_too_long_are_refused(pieces, monkeypatch):
    monkeypatch.setattr(outputs, "LARGEST_PATHS", 100)
    with pytest.raises(BuildError, match="SVG paths would be longer than 100"):
        outputs.svg_parts(pieces)


def test_an_inset_on_land_is_refused(pieces, monkeypatch):
    monkeypatch.setattr(svg, "DOT_RADIUS", 1_000)
    monkeypatch.setattr(svg, "FRAME_AND_WORDS", (0, 0, svg.WIDTH, svg.HEIGHT))
    with pytest.raises(BuildError, match=r"The inset of E23000001 would lie on E23.*; move it"):
        outputs.svg_parts(pieces)


def test_areas_that_are_all_large_enough_have_no_inset(pieces):
    assert outputs.svg_parts(pieces)[0]["inset"] is None


def test_the_coarse_context_neither_covers_an_area_nor_leaves_it():
    # England reaches a kilometre into Scotland, less than the context is made coarser by.
    border = [(300_000, 600_000), (349_000, 600_000), (350_000, 601_000), (351_000, 600_000), (400_000, 600_000)]
    land = gpd.GeoSeries(
        {
            "E23000007": shapely.Polygon([*border, (400_000, 550_000), (300_000, 550_000)]),
            CONTEXT: shapely.Polygon([*border, (400_000, 650_000), (300_000, 650_000)]),
        },
        crs=METRES,
    )
    files, _ = outputs.geojson_files(land)
    names = ("force_areas.geojson", "context.geojson")
    england, scotland = (gpd.read_file(io.BytesIO(files[name])).geometry[0] for name in names)
    assert england.intersection(scotland).area == 0
    assert england.union(scotland).geom_type == "Polygon"
    assert len(england.union(scotland).interiors) == 0


def test_areas_that_no_longer_meet_are_named():
    left, right = shapely.box(0, 0, 1, 1), shapely.Polygon([(1, 0), (1, 0.4), (0.9, 0.5), (1, 1), (2, 1), (2, 0)])
    with pytest.raises(BuildError, match="map: .* cross or miss a neighbour: left, right"):
        checks.check_coverage(gpd.GeoSeries({"left": left, "right": right}), "map")


def test_an_area_that_collapsed_is_named():
    gone = gpd.GeoSeries({"here": shapely.box(0, 0, 1, 1), "gone": shapely.MultiPolygon()})
    with pytest.raises(BuildError, match="cross or miss a neighbour: gone"):
        checks.check_coverage(gone, "map")
