"""The published folder as a whole: an open data package, sealed, and what the build makes today."""

import json
import shutil
from itertools import pairwise

import pytest
from frictionless import Package, system

from data.build.__main__ import main
from data.build.breaks import map_rates
from data.history import RELEASES
from data.load import PUBLISHED, load
from data.register import register


def test_the_package_carries_the_release_of_the_manifest():
    package, manifest = (
        json.loads((PUBLISHED / f"{name}.json").read_text("utf-8")) for name in ("datapackage", "manifest")
    )
    assert package["version"] == manifest["release"]


def test_the_package_credits_every_publisher_under_the_open_government_licence():
    package = json.loads((PUBLISHED / "datapackage.json").read_text(encoding="utf-8"))
    assert [licence["name"] for licence in package["licenses"]] == ["OGL-UK-3.0"]
    credit = " ".join(source["attribution"] for source in package["sources"])
    assert "Source: Home Office." in credit
    assert "Source: Office for National Statistics." in credit


def test_the_data_package_is_valid_for_frictionless():
    # Hashes, sizes, types, constraints, primary and foreign keys, by the reference implementation.
    with system.use_context(trusted=True):
        report = Package(str(PUBLISHED / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "note", "rowNumber", "fieldName"])
    manifest = json.loads((PUBLISHED / "manifest.json").read_text(encoding="utf-8"))
    assert [task.stats["rows"] for task in report.tasks] == [
        manifest["files"][f"{task.name}.csv"]["rows"] for task in report.tasks
    ]


def test_the_committed_figures_are_what_the_build_makes_of_the_committed_sources(published, capsys):
    archive = shutil.copytree(RELEASES, published.with_name("releases"))
    before = {path: path.read_bytes() for folder in (published, archive) for path in folder.iterdir()}
    assert main(["--out", str(published), "--release", "2099-01-01"]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    assert {path: path.read_bytes() for folder in (published, archive) for path in folder.iterdir()} == before


def test_frictionless_finds_a_value_that_breaks_the_schema(published):
    path = published / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",124,final", ",-1,secret"), encoding="utf-8")
    with system.use_context(trusted=True):
        assert not Package(str(published / "datapackage.json")).validate().valid


@pytest.mark.parametrize("name", [name for name, indicator in register().items() if indicator.map_breaks])
def test_no_map_class_is_empty_in_the_newest_year(name):
    indicator = register()[name]
    rates = map_rates(load(), indicator)
    newest = rates.loc[rates["period"] == rates["period"].max(), "rate"]
    limits = [0, *indicator.map_breaks, float("inf")]
    sizes = [int(newest.between(low, high, inclusive="left").sum()) for low, high in pairwise(limits)]
    assert sum(sizes) == 42
    assert min(sizes) > 0
