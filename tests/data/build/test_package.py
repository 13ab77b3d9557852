"""The published folder as a whole: an open data package, sealed, and what the build makes today."""

import json
import re
import shutil
from itertools import pairwise

import pytest
from frictionless import Package, system

from data.build.__main__ import main
from data.build.breaks import map_rates
from data.history import RELEASES
from data.load import PUBLISHED, load
from data.periods import KINDS, period
from data.register import register
from tests.data.build.raw import rows_of, years_of_offences


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


def fields(table):
    """Return what the data package says of each column of a table."""
    package = json.loads((PUBLISHED / "datapackage.json").read_text(encoding="utf-8"))
    [schema] = [each["schema"] for each in package["resources"] if each["name"] == table]
    return {field["name"]: field for field in schema["fields"]}


def test_the_package_admits_every_period_that_is_published_and_no_other_form():
    pattern = re.compile(fields("observations")["period"]["constraints"]["pattern"])
    codes = {row["period"] for row in rows_of(PUBLISHED / "observations.csv")}
    assert {period(code).kind for code in codes} == {*KINDS}
    assert [code for code in codes if not pattern.fullmatch(code)] == []
    assert [
        code for code in ("YE-2025", "YE-2025-Q5", "YE2025-Q4", "YE-2024-25", "2025-Q5") if pattern.match(code)
    ] == []


def test_each_column_that_is_published_is_described_in_its_order():
    for table in ("areas", "observations", "population"):
        described = fields(table)
        assert [*described] == [*rows_of(PUBLISHED / f"{table}.csv")[0]]
        assert all(field["description"] for field in described.values())
    assert fields("population")["edition"]["constraints"] == {"required": True}


def test_the_package_names_every_publication_that_the_manifest_has_once():
    package, manifest = (
        json.loads((PUBLISHED / f"{name}.json").read_text("utf-8")) for name in ("datapackage", "manifest")
    )
    publications = dict.fromkeys(f"{each['publisher']}, {each['publication']}" for each in manifest["sources"])
    assert [each["title"] for each in package["sources"]] == [*publications]
    # Two of the sources are tables of the bulletins, and one is what the bulletins say in words.
    assert len(publications) == 4 and len(manifest["sources"]) == 6


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
    text, row = path.read_text("utf-8"), f"total,all,{years_of_offences('W15000001')['2022-23']},final"
    assert row in text
    path.write_text(text.replace(row, "total,all,-1,secret"), encoding="utf-8")
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
