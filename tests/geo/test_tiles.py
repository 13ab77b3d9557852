"""The tile map: 43 equal squares that still look like England and Wales."""

import itertools

import geopandas as gpd
import pytest

from geo.areas import children
from geo.shapes import FOLDER, shapes

TOUCHING_FLOOR = 0.9  # 91 of the 99 real borders in the committed layout
CLEARLY_APART = 50_000  # metres


@pytest.fixture(scope="module")
def boundaries() -> gpd.GeoSeries:
    frame = gpd.read_file(FOLDER / "force_areas.geojson").set_index("code")
    return frame.geometry.to_crs("EPSG:27700")


def touch(one, other):
    return max(abs(a - b) for a, b in zip(shapes().tiles[one], shapes().tiles[other], strict=True)) == 1


def test_neighbours_stay_neighbours(boundaries):
    borders = [
        pair
        for pair in itertools.combinations(boundaries.index, 2)
        if boundaries[pair[0]].intersection(boundaries[pair[1]]).length > 0
    ]
    assert len(borders) == 99
    assert sum(touch(*pair) for pair in borders) / len(borders) >= TOUCHING_FLOOR


def test_no_area_changes_sides_with_one_it_lies_clearly_beyond(boundaries):
    centres = boundaries.centroid
    turned = [
        (one, other)
        for one, other in itertools.permutations(boundaries.index, 2)
        if (centres[one].x - centres[other].x > CLEARLY_APART and shapes().tiles[one][0] < shapes().tiles[other][0])
        or (centres[one].y - centres[other].y > CLEARLY_APART and shapes().tiles[one][1] > shapes().tiles[other][1])
    ]
    assert turned == []


def test_wales_lies_together_at_the_western_edge():
    assert {shapes().tiles[area.code][0] for area in children("W92000004")} == {0, 1}
    assert {code for code, (column, _) in shapes().tiles.items() if column == 0} >= {
        "W15000001",
        "W15000003",
        "W15000004",
    }


def test_the_city_of_london_stands_beside_the_metropolitan_police():
    (column, row), (city_column, city_row) = shapes().tiles["E23000001"], shapes().tiles["E23000034"]
    assert abs(column - city_column) + abs(row - city_row) == 1


def test_the_layout_is_narrow_enough_for_a_phone():
    assert max(column for column, _ in shapes().tiles.values()) + 1 <= 7
    assert min(column for column, _ in shapes().tiles.values()) == 0
    assert min(row for _, row in shapes().tiles.values()) == 0
