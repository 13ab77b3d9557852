"""The shapes as the app opens them, and what it says when a file is wrong."""

import json
import shutil

import pytest

from geo.areas import children, forces
from geo.shapes import FOLDER, ShapesError, neighbours, read_shapes, shapes, sheet_bounds
from tests.geo.drawing import polygon

FILES = [
    "force_areas.geojson",
    "local_authorities.geojson",
    "context.geojson",
    "svg_paths.json",
    "tiles.csv",
]


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def edited(path, change):
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_every_force_has_a_shape_a_centre_bounds_and_a_tile():
    codes = {force.code for force in forces()}
    drawn = shapes()
    assert {feature["properties"]["code"] for feature in drawn.features["features"]} == codes
    for part in (drawn.paths, drawn.centres, drawn.bounds, drawn.tiles):
        assert part.keys() == codes


def test_shapes_are_read_once():
    assert shapes() is shapes()


def test_bounds_are_west_south_east_north():
    west, south, east, north = shapes().bounds["W15000001"]
    assert -4.9 < west < -4.6 < -2.8 < east < -2.6
    assert 52.4 < south < 52.6 < 53.3 < north < 53.5


def test_the_neighbours_of_north_wales_are_its_three_on_land():
    assert neighbours()["W15000001"] == {"W15000004", "E23000006", "E23000016"}


def test_a_neighbour_is_one_both_ways_and_every_real_border_is_found():
    found = neighbours()
    assert all(code in found[other] for code, beside in found.items() for other in beside)
    assert sum(map(len, found.values())) == 2 * 99


def test_the_extent_on_the_sheet_is_that_of_the_drawn_path():
    for code, extent in sheet_bounds().items():
        assert extent == pytest.approx(polygon(shapes().paths[code]).bounds, abs=0.01)


def test_each_authority_has_its_name_within_it_on_the_sheet_and_on_the_map():
    codes = {area.code for area in children("W15000001")}
    assert shapes().local_authority_centres.keys() == codes
    left, top, right, bottom = sheet_bounds()["W15000001"]
    assert all(left < x < right and top < y < bottom for x, y in shapes().local_authority_centres.values())
    for feature in shapes().local_authorities["features"]:
        west, south, east, north = feature["bbox"]
        longitude, latitude = feature["properties"]["centre"]
        assert west < longitude < east and south < latitude < north


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_the_remedy(folder, name):
    (folder / name).unlink()
    remedy = "restore it from the project" if name == "tiles.csv" else "run: python -m geo.build"
    with pytest.raises(ShapesError, match=f"{name} is missing or broken .*{remedy}"):
        read_shapes(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_named(folder, name):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(ShapesError, match=f"{name} is missing or broken"):
        read_shapes(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_something_else_is_named(folder, name):
    (folder / name).write_text("[]")
    with pytest.raises(ShapesError, match=f"{name} is missing or broken"):
        read_shapes(folder)


def test_a_force_without_a_path_is_named(folder):
    edited(folder / "svg_paths.json", lambda drawn: drawn["paths"].pop("W15000001"))
    with pytest.raises(ShapesError, match=r"svg_paths.json .*missing \['W15000001'\]"):
        read_shapes(folder)


def test_a_force_without_a_boundary_is_named(folder):
    edited(folder / "force_areas.geojson", lambda collection: collection["features"].pop())
    with pytest.raises(ShapesError, match=r"force_areas.geojson .*missing \['W15000004'\]"):
        read_shapes(folder)


def test_two_areas_on_one_tile_are_refused(folder):
    tiles = (folder / "tiles.csv").read_text()
    (folder / "tiles.csv").write_text(tiles.replace("W15000002,1,6", "W15000002,0,6"))
    with pytest.raises(ShapesError, match="two areas stand on the same tile"):
        read_shapes(folder)
