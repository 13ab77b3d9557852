"""The build from an official boundary file: the command, and what it refuses."""

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.build import BuildError, official
from geo.build.__main__ import GEO, main, publish
from tests.shared import shared


@pytest.fixture
def document() -> dict:
    """The committed areas, dressed as the official file of 2023."""
    collection = json.loads((GEO / "force_areas.geojson").read_text(encoding="utf-8"))
    for feature in collection["features"]:
        properties = feature["properties"]
        feature["properties"] = {
            "OBJECTID": 1,
            "PFA23CD": properties["code"],
            "PFA23NM": properties["name"],
        }
    return collection


@pytest.fixture
def refusal(tmp_path, capsys):
    """Run the command on a document; return what it says, having replaced nothing."""

    def run(document):
        source, folder = tmp_path / "official.geojson", tmp_path / "geo"
        source.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        folder.mkdir()
        (folder / "force_areas.geojson").write_text("as before")
        assert main(["--from", str(source), "--to", str(folder)]) == 1
        assert [path.name for path in folder.iterdir()] == ["force_areas.geojson"]
        assert (folder / "force_areas.geojson").read_text() == "as before"
        said = capsys.readouterr().err
        assert "replaced nothing" in said
        return said

    return run


def feature_of(document, code):
    return next(feature for feature in document["features"] if feature["properties"]["PFA23CD"] == code)


def moved(geometry, east, north=0.0):
    return shapely.geometry.mapping(shapely.affinity.translate(shapely.geometry.shape(geometry), east, north))


def test_the_official_file_gives_the_43_areas(tmp_path, document):
    source = tmp_path / "official.geojson"
    source.write_text(json.dumps(document), encoding="utf-8")
    assert main(["--from", str(source), "--to", str(tmp_path / "geo")]) == 0
    frame = gpd.read_file(tmp_path / "geo" / "force_areas.geojson")
    assert len(frame) == 43
    assert frame.set_index("code")["name"]["W15000001"] == "North Wales"


def test_what_the_official_file_does_not_draw_is_fitted_to_it(tmp_path, document):
    north_wales = feature_of(document, "W15000001")
    official_shape = shapely.geometry.shape(north_wales["geometry"])
    # An outline unlike the one that the authorities were drawn in: the west of Anglesey is cut off.
    cut = official_shape.intersection(shapely.box(-4.4, 52, 0, 54))
    north_wales["geometry"] = shapely.geometry.mapping(cut)
    source = tmp_path / "official.geojson"
    source.write_text(json.dumps(document), encoding="utf-8")
    assert main(["--from", str(source), "--to", str(tmp_path)]) == 0
    force = gpd.read_file(tmp_path / "force_areas.geojson").set_index("code").geometry
    authorities = gpd.read_file(tmp_path / "local_authorities.geojson").geometry
    scotland = gpd.read_file(tmp_path / "context.geojson").union_all()
    assert len(authorities) == 6
    assert authorities.union_all().equals(force["W15000001"])
    assert force["W15000001"].symmetric_difference(cut).area < 0.01 * cut.area
    assert scotland.intersection(force.union_all()).area < 1e-9
    drawn = json.loads((tmp_path / "svg_paths.json").read_text())
    assert drawn["local_authority_lines"] and drawn["context"]
    assert (drawn["attribution"], drawn["edition"]) == ("map.attribution.ons", "2023")


def test_missing_outlines_of_natural_earth_are_told(tmp_path, monkeypatch, capsys, document):
    source = tmp_path / "official.geojson"
    source.write_text(json.dumps(document), encoding="utf-8")
    monkeypatch.setattr("geo.build.__main__.GEO", tmp_path)
    assert main(["--from", str(source), "--to", str(tmp_path / "geo")]) == 1
    assert "natural_earth.geojson is missing or broken" in capsys.readouterr().err


def test_the_publishers_own_file_gives_the_committed_shapes_each_time(tmp_path):
    source = shared("figures/police_force_areas_december_2023_buc.geojson")
    for folder in ("once", "again"):
        assert main(["--from", str(source), "--to", str(tmp_path / folder)]) == 0
    written = sorted(path.name for path in (tmp_path / "once").iterdir())
    assert {"force_areas.geojson", "local_authorities.geojson", "context.geojson", "svg_paths.json"} < {*written}
    for name in written:
        content = (tmp_path / "once" / name).read_bytes()
        assert content == (tmp_path / "again" / name).read_bytes(), name
        assert content == (GEO / name).read_bytes(), name


@pytest.mark.parametrize(("column", "year"), [("PFA21CD", "2021"), ("pfa16cd", "2016"), ("PFA24CD", "2024")])
def test_any_year_of_the_official_file_is_read(tmp_path, document, column, year):
    for feature in document["features"]:
        feature["properties"] = {column: feature["properties"]["PFA23CD"]}
    source = tmp_path / "official.geojson"
    source.write_text(json.dumps(document))
    pieces, edition = official.read(source)
    assert (len(pieces), edition) == (43, year)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::27700", "EPSG:27700"])
def test_national_grid_is_read_when_the_file_says_so(tmp_path, document, name):
    frame = gpd.GeoDataFrame.from_features(document, crs="EPSG:4326").to_crs("EPSG:27700")
    grid = json.loads(frame.to_json()) | {"crs": {"type": "name", "properties": {"name": name}}}
    (tmp_path / "grid.geojson").write_text(json.dumps(grid))
    (tmp_path / "degrees.geojson").write_text(json.dumps(document))
    from_grid, _ = official.read(tmp_path / "grid.geojson")
    from_degrees, _ = official.read(tmp_path / "degrees.geojson")
    assert from_grid.geom_equals_exact(from_degrees, tolerance=0.01).all()


def test_a_missing_force_is_named(refusal, document):
    document["features"].remove(feature_of(document, "W15000001"))
    assert "Missing: W15000001 North Wales. Not known: none" in refusal(document)


def test_a_wrong_code_is_named(refusal, document):
    feature_of(document, "E23000032")["properties"]["PFA23CD"] = "E07000032"
    assert "Missing: E23000032 Kent. Not known: E07000032" in refusal(document)


def test_a_repeated_code_is_named(refusal, document):
    document["features"].append(feature_of(document, "E23000032"))
    assert "listed more than once in PFA23CD: E23000032" in refusal(document)


def test_an_overlap_is_named(refusal, document):
    kent = feature_of(document, "E23000032")
    kent["geometry"] = moved(kent["geometry"], -0.1)
    said = refusal(document)
    assert "E23000032" in said
    assert "overlap by" in said


def test_codes_that_changed_places_are_found(refusal, document):
    kent, essex = feature_of(document, "E23000032"), feature_of(document, "E23000028")
    kent["geometry"], essex["geometry"] = essex["geometry"], kent["geometry"]
    said = refusal(document)
    assert "fall in the wrong area" in said
    assert "Medway (0.535, 51.404) belongs to E23000032" in said


def test_a_file_of_other_areas_is_refused_with_the_names_found(refusal, document):
    for feature in document["features"]:
        feature["properties"] = {"LAD23CD": "E07000032", "LAD23NM": "x"}
    assert "expected one property named PFAyyCD, such as PFA23CD; found LAD23CD, LAD23NM" in refusal(document)


def test_broken_json_is_refused(refusal, document):
    assert "cannot be read as GeoJSON" in refusal(json.dumps(document)[:-100])


def test_json_that_is_no_geojson_is_refused(refusal):
    assert "expected GeoJSON of the type FeatureCollection" in refusal({"type": "Topology"})


@pytest.mark.parametrize("features", [None, [{"type": "Feature"}], ["x"]])
def test_a_broken_feature_is_refused(refusal, features):
    assert "a feature is broken" in refusal({"type": "FeatureCollection", "features": features})


def test_a_feature_without_a_shape_is_named(refusal, document):
    feature_of(document, "E23000032")["geometry"] = None
    assert "E23000032: no shape" in refusal(document)


def test_an_unknown_crs_is_named(refusal, document):
    document["crs"] = {"type": "name", "properties": {"name": "EPSG:3857"}}
    assert "its crs is EPSG:3857; expected EPSG:4326 or EPSG:27700" in refusal(document)


def test_metres_that_are_not_declared_are_refused(refusal, document):
    frame = gpd.GeoDataFrame.from_features(document, crs="EPSG:4326").to_crs("EPSG:27700")
    undeclared = json.loads(frame.to_json())
    del undeclared["crs"]
    assert "lie outside England and Wales" in refusal(undeclared)


def test_latitude_before_longitude_is_refused(refusal, document):
    for feature in document["features"]:
        swapped = shapely.transform(shapely.geometry.shape(feature["geometry"]), lambda xy: xy[:, ::-1])
        feature["geometry"] = shapely.geometry.mapping(swapped)
    assert "lie outside England and Wales" in refusal(document)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BuildError, match=r"none.geojson: cannot be read"):
        official.read(tmp_path / "none.geojson")


def test_nothing_is_replaced_when_writing_fails(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"before")
    written = []

    def write_bytes(path, content):
        if written:
            raise OSError("disk full")
        written.append(path)
        path.write_text(content.decode())

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    with pytest.raises(OSError, match="disk full"):
        publish({"a": b"after", "b": b"after"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"before"
