"""Boundaries are 43 closed outlines in longitude and latitude, or they are refused."""

import json

import pytest

from data.refresh.readers.read import read_boundaries
from tests.refresh import breaking
from tests.refresh.layouts_ons import boundary_document
from tests.shared import shared


@pytest.fixture
def write(tmp_path):
    def written(document):
        path = tmp_path / "boundaries.geojson"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return path

    return written


@pytest.fixture
def problems(write):
    return lambda document: breaking.problems(read_boundaries, write(document))


def changed(**members):
    return boundary_document() | members


def with_feature(**members):
    document = boundary_document()
    document["features"][0] |= members
    return document


def test_the_publishers_own_file_is_returned_as_it_is():
    path = shared("figures/police_force_areas_december_2023_buc.geojson")
    assert read_boundaries(path) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("year", ["22", "23", "25"])
def test_boundaries_of_any_year_are_returned_as_they_are(year, write):
    document = boundary_document(year)
    assert read_boundaries(write(document)) == document


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            changed(exceededTransferLimit=True),
            "found only the first page of the answer; expected all pages put together",
        ),
        (changed(properties={"exceededTransferLimit": True}), "found only the first page of the answer; expected all"),
        (changed(type="Topology"), "found no FeatureCollection; expected GeoJSON of the police force areas"),
        ([], "found no FeatureCollection; expected GeoJSON of the police force areas"),
        ({"error": {"code": 400}}, "found an error of the service: {'code': 400}; expected the boundaries"),
        (changed(features=None), "found features without properties; expected a list of features with code and name"),
        (
            changed(crs={"type": "name", "properties": {"name": "EPSG:27700"}}),
            "found the coordinates EPSG:27700; expected longitude and latitude, EPSG:4326",
        ),
        ("<html>Not found</html>", "found a file that cannot be read as GeoJSON (Expecting value: line 1 column 1"),
        ('{"a": NaN}', "found a file that cannot be read as GeoJSON (NaN is no number)"),
        (with_feature(properties={"PFA22CD": "E23000001"}), "found the properties PFA22CD, PFA23CD; expected one"),
        (with_feature(geometry=None), "E23000001: found no closed outline; expected a Polygon or MultiPolygon"),
        (
            with_feature(geometry={"type": "Polygon", "coordinates": [[[-3, 52], [-3, 53], [-2, 52], [-2.5, 52]]]}),
            "E23000001: found no closed outline; expected a Polygon or MultiPolygon",
        ),
        (
            with_feature(geometry={"type": "Polygon", "coordinates": [[["a", 1], [1, 2], [2, 1], ["a", 1]]]}),
            "E23000001: found no closed outline; expected a Polygon or MultiPolygon",
        ),
        (
            with_feature(geometry={"type": "Polygon", "coordinates": [[[52, -3], [53, -3], [52, -2], [52, -3]]]}),
            "E23000001: found a point outside England and Wales; expected longitude and latitude, EPSG:4326",
        ),
    ],
)
def test_what_is_wrong_is_said(document, message, problems):
    (problem,) = problems(document)
    assert problem.startswith(
        f"boundaries.geojson, {message}" if message.startswith("E23") else f"boundaries.geojson: {message}"
    )


def test_a_missing_area_is_named(problems):
    document = boundary_document()
    del document["features"][-1]
    assert problems(document) == [
        "boundaries.geojson: found no boundary of Dyfed-Powys (W15000004); expected all 43 police force areas"
    ]


def test_an_area_twice_and_an_unknown_one_are_named(problems):
    document = boundary_document()
    document["features"].append(document["features"][-1])
    document["features"][0]["properties"]["PFA23CD"] = "S23000009"
    assert problems(document) == [
        "boundaries.geojson: found W15000004 2 times; expected each area once",
        "boundaries.geojson: found the area S23000009, which is unknown; expected only codes of geo/areas.csv",
        "boundaries.geojson: found no boundary of Metropolitan Police (E23000001); expected all 43 police force areas",
    ]


def test_a_file_that_is_missing_is_said_to_be(tmp_path):
    (problem,) = breaking.problems(read_boundaries, tmp_path / "boundaries.geojson")
    assert "found a file that cannot be read as GeoJSON ([Errno 2] No such file" in problem
