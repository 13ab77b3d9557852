"""The whole table of recorded crime, 321,893 rows in the publisher's layout, read as it is: about ten seconds.

The file is beside the repository, not in it; without it each test here is skipped by name.
"""

import csv
import json
import shutil
import tomllib
from pathlib import Path

import pytest

from data.build.publish import published_files
from data.build.sources import read_source
from data.refresh import run
from data.refresh.readers.read import read_offences
from tests.data.conftest import Sources
from tests.refresh.layouts import SOURCES
from tests.refresh.made import OFFENCES

SHARED = Path(__file__).parents[3] / "shared"
FILE = SHARED / "real-files" / "prc-pfa-230426-rebuilt.ods"
FIGURES = SHARED / "figures" / f"{OFFENCES}.csv"
NAME = "prc-pfa-mar2013-onwards-tables-230426.ods"
pytestmark = pytest.mark.skipif(
    not (FILE.exists() and FIGURES.exists()), reason=f"the whole table is not there: {FILE.name} beside {FIGURES.name}"
)


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    """Return a folder of files put in by hand, with what the shipped source says of the file beside it."""
    folder = tmp_path_factory.mktemp("by-hand")
    (folder / "recorded_offences").mkdir()
    shutil.copy(FILE, folder / "recorded_offences" / NAME)
    sidecar = read_source(SOURCES, OFFENCES).sidecar
    [said] = sidecar.fetched
    about = {**said, "obtained": sidecar.obtained}
    (folder / "recorded_offences" / f"{NAME}.provenance.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


@pytest.fixture
def sources(tmp_path):
    return Sources(shutil.copytree(SOURCES, tmp_path / "sources"))


@pytest.fixture
def refresh(tmp_path, by_hand, prepared, monkeypatch):
    """Return a function that refreshes sources by hand, without the release pipeline, and gives the staged folder."""
    monkeypatch.setattr(run, "_tried", lambda _: (prepared, [], ""))

    def refreshed(sources: Path) -> tuple[Path, str]:
        folders = {name: tmp_path / name for name in ("releases", "downloads", "staging")}
        asked = {"out": tmp_path / "published", "release": "2099-02-01", "only": ("recorded_offences",)}
        said = run.refresh(
            run.Request(**folders, **asked, sources=sources, from_files=by_hand, accept_revisions=True)
        ).report
        return tmp_path / "staging" / "sources", said

    return refreshed


def counts(file: Path) -> dict[tuple[str, ...], int]:
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [*csv.DictReader(opened)]
    found = {
        (row["area_code"] or row["force_name"], row["financial_year"], row["financial_quarter"]): int(row["offences"])
        for row in rows
    }
    assert len(found) == len(rows)
    return found


def test_every_row_is_that_of_the_figures_and_of_the_shipped_source():
    found = read_offences(FILE)
    rows = {
        (row.area_code or row.force_name, row.financial_year, row.financial_quarter): int(row.offences)
        for row in found.rows.itertuples()
    }
    assert len(found.rows) == len(rows) == 44 * 43
    assert rows == counts(FIGURES) == counts(SOURCES / f"{OFFENCES}.csv")
    assert found.notes == ("No offences of code 106 before 2015/16: 2012/13, 2013/14, 2014/15 are left out.",)


def test_the_shipped_sources_again_change_no_byte(sources, refresh):
    staged, said = refresh(sources.folder)
    assert published_files(staged) == published_files(SOURCES)
    assert f"Sources that change: none. Sources that stay as they are: {OFFENCES}." in said


def test_a_refresh_of_the_sources_of_2023_makes_the_shipped_table_byte_for_byte(sources, refresh):
    sources.cut(OFFENCES, "2015-Q2", "2023-Q2")
    sources.edit(f"{OFFENCES}.csv", "2022/23,1,E23000028,Essex,", "2022/23,1,E23000028,Essex,1")
    staged, said = refresh(sources.folder)
    assert (staged / f"{OFFENCES}.csv").read_bytes() == (SOURCES / f"{OFFENCES}.csv").read_bytes()
    made, shipped = (tomllib.loads((each / f"{OFFENCES}.toml").read_text("utf-8")) for each in (staged, SOURCES))
    # What was checked by hand, once, is not found by a refresh.
    assert {name for name in shipped if made.get(name) != shipped[name]} == {"reconciled"}
    assert "- edition: Police recorded crime open data Police Force Area tables" in said
    assert "; published 23 April 2026; " in said
