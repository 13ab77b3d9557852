"""The committed shapes, read as a stranger would read them."""

import hashlib
import itertools
import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.areas import areas, children, forces
from geo.build.natural_earth import UNITS_FILE
from geo.shapes import FOLDER
from tests.geo.drawing import lines, polygon

PLACES = {
    "Bangor": (-4.129, 53.228, "W15000001"),
    "Holyhead": (-4.632, 53.306, "W15000001"),
    "Llangefni": (-4.311, 53.256, "W15000001"),
    "Wrexham": (-2.993, 53.046, "W15000001"),
    "Bala": (-3.600, 52.911, "W15000001"),
    "Chester": (-2.890, 53.192, "E23000006"),
    "Runcorn": (-2.720, 53.330, "E23000006"),
    "Birkenhead": (-3.030, 53.390, "E23000004"),
    "St Helens": (-2.737, 53.454, "E23000004"),
    "Oswestry": (-3.056, 52.859, "E23000016"),
    "Welshpool": (-3.147, 52.660, "W15000004"),
    "Aberystwyth": (-4.070, 52.415, "W15000004"),
    "Cardiff": (-3.180, 51.485, "W15000003"),
    "Chepstow": (-2.690, 51.641, "W15000002"),
    "Westminster": (-0.130, 51.500, "E23000001"),
    "Bank": (-0.090, 51.5145, "E23000034"),
    "Newport, Isle of Wight": (-1.297, 50.700, "E23000030"),
    "Canvey Island": (0.580, 51.523, "E23000028"),
    "Sheerness": (0.765, 51.435, "E23000032"),
    "Berwick-upon-Tweed": (-2.010, 55.770, "E23000007"),
    "Penzance": (-5.545, 50.122, "E23000035"),
}
NEIGHBOURS = {
    "W15000001": {"W15000004", "E23000006", "E23000016"},
    "E23000034": {"E23000001"},
    "E23000035": {"E23000036", "E23000039"},
    "E23000001": {"E23000034", "E23000027", "E23000028", "E23000029", "E23000031", "E23000032"},
}


@pytest.fixture(scope="module")
def drawn() -> dict:
    return json.loads((FOLDER / "svg_paths.json").read_text(encoding="utf-8"))


def read(name):
    return gpd.read_file(FOLDER / name)


@pytest.fixture(scope="module")
def boundaries() -> gpd.GeoSeries:
    return read("force_areas.geojson").set_index("code").geometry


def test_the_areas_are_exactly_the_43_forces():
    frame = read("force_areas.geojson")
    assert dict(zip(frame["code"], frame["name"], strict=True)) == {f.code: f.official_name for f in forces()}
    assert set(frame.columns) == {"code", "name", "geometry"}


def test_boundaries_are_valid_and_meet_without_gap_or_overlap(boundaries):
    assert boundaries.is_valid.all()
    assert shapely.coverage_is_valid(boundaries.values)
    land = shapely.union_all(boundaries.values)
    assert sum(len(part.interiors) for part in shapely.get_parts(land)) == 0


def test_files_are_small_enough_to_send():
    assert (FOLDER / "force_areas.geojson").stat().st_size <= 150_000
    assert (FOLDER / "svg_paths.json").stat().st_size <= 50_000
    assert (FOLDER / "local_authorities.geojson").stat().st_size <= 15_000
    assert (FOLDER / "context.geojson").stat().st_size <= 15_000


@pytest.mark.parametrize("place", PLACES)
def test_a_town_lies_in_its_force_area(boundaries, place):
    longitude, latitude, code = PLACES[place]
    assert boundaries.index[boundaries.contains(shapely.Point(longitude, latitude))].tolist() == [code]


@pytest.mark.parametrize("code", NEIGHBOURS)
def test_neighbours_share_an_edge_and_others_do_not(boundaries, code):
    grid = boundaries.to_crs("EPSG:27700")
    shared = grid.drop(code).intersection(grid[code]).length
    assert set(shared.index[shared > 0]) == NEIGHBOURS[code]


def test_the_size_of_england_and_wales_is_right(boundaries):
    # 151,000 square kilometres of land; generalising may move that by one part in a hundred.
    assert boundaries.to_crs("EPSG:27700").area.sum() / 1e6 == pytest.approx(151_000, rel=0.01)


def test_the_six_authorities_make_up_north_wales(boundaries):
    authorities = read("local_authorities.geojson").set_index("code").geometry
    assert list(authorities.index) == [area.code for area in children("W15000001")]
    assert shapely.coverage_is_valid(authorities.values)
    assert authorities.union_all().equals(boundaries["W15000001"])


def test_the_name_of_an_authority_belongs_inside_it():
    authorities = read("local_authorities.geojson").set_index("code")
    for code, (longitude, latitude) in authorities["centre"].map(tuple).items():
        assert authorities.geometry[code].contains(shapely.Point(longitude, latitude)), code


def test_each_authority_is_where_its_name_says():
    authorities = read("local_authorities.geojson").set_index("name").geometry
    towns = {
        "Isle of Anglesey": (-4.311, 53.256),
        "Gwynedd": (-3.886, 52.743),
        "Conwy": (-3.795, 53.139),
        "Denbighshire": (-3.418, 53.184),
        "Flintshire": (-3.142, 53.168),
        "Wrexham": (-2.993, 53.046),
    }
    for name, town in towns.items():
        assert authorities[name].contains(shapely.Point(town)), name


def test_scotland_meets_the_border_and_does_not_overlap(boundaries):
    scotland = read("context.geojson").union_all()
    england = boundaries.union_all()
    assert scotland.is_valid
    assert scotland.contains(shapely.Point(-3.19, 55.95))
    assert not scotland.intersects(shapely.Point(-5.93, 54.60))
    assert scotland.intersection(england).area < 1e-5
    assert scotland.buffer(0.001).intersection(england).length > 1


def test_svg_shapes_are_valid_and_meet_without_gap_or_overlap(drawn):
    shapes = [polygon(path) for path in drawn["paths"].values()]
    assert [shape.is_valid for shape in shapes] == [True] * 43
    assert shapely.coverage_is_valid(shapes)


def test_svg_shapes_stay_on_the_sheet(drawn):
    _, _, width, height = map(float, drawn["viewbox"].split())
    sheet = shapely.box(0, 0, width, height)
    paths = [*drawn["paths"].values(), drawn["context"]]
    assert all(sheet.covers(shapely.MultiPoint(list(itertools.chain(*lines(path))))) for path in paths)


def test_a_label_point_lies_inside_its_area_and_no_other(drawn):
    shapes = {code: polygon(path) for code, path in drawn["paths"].items()}
    for code, centre in drawn["centres"].items():
        point = shapely.Point(centre)
        assert [other for other, shape in shapes.items() if shape.contains(point)] == [code]


def test_the_city_of_london_keeps_its_shape_and_alone_needs_a_dot(drawn):
    assert polygon(drawn["paths"]["E23000034"]).area > 1
    assert drawn["dots"] == ["E23000034"]


def test_the_enlarged_city_is_the_city_in_a_frame_off_every_coast(drawn):
    left, top, width, height = drawn["inset"]["frame"]
    frame, larger, city = (
        shapely.box(left, top, left + width, top + height),
        *map(polygon, (drawn["inset"]["path"], drawn["paths"]["E23000034"])),
    )
    assert drawn["inset"]["code"] == "E23000034"
    assert larger.is_valid and frame.contains(larger)
    assert larger.area > 500 * city.area
    assert (larger.bounds[2] - larger.bounds[0]) == pytest.approx(width - 16, abs=0.3)
    land = [polygon(path) for path in (*drawn["paths"].values(), drawn["context"])]
    assert not any(shape.intersects(frame) for shape in land)


def test_authority_lines_start_and_end_on_the_outline_of_north_wales_or_at_each_other(drawn):
    force = polygon(drawn["paths"]["W15000001"])
    ends = [shapely.Point(end) for line in lines(drawn["local_authority_lines"]) for end in (line[0], line[-1])]
    assert len(ends) >= 8
    for end in ends:
        assert force.boundary.distance(end) < 0.01 or ends.count(end) >= 3


def test_the_committed_files_are_the_ones_the_build_wrote():
    provenance = json.loads((FOLDER / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["files"] == {
        name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in provenance["files"]
    }
    assert provenance["assignment"]["sha256"] == hashlib.sha256(UNITS_FILE.read_bytes()).hexdigest()
    assert provenance["source"]["licence"].startswith("Open Government Licence v3.0")
    fitted = provenance["source"]["fitted"]
    assert fitted["sha256"] == hashlib.sha256((FOLDER / fitted["file"]).read_bytes()).hexdigest()


def test_every_unit_is_assigned_to_a_force_of_the_list():
    assigned = set(pd.read_csv(UNITS_FILE)["area_code"])
    assert assigned == {code for code, area in areas().items() if area.kind == "force"}
