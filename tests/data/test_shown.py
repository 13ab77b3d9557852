"""Which release the site shows: the published one, or the trial that is named, and never one in place of the other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.load import PUBLISHED
from data.shown import ROOT, SETTING, shown
from tests.data.conftest import Site

CODE = "from data.build.__main__ import _parser; print(_parser().parse_args([]).out)"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("environment", [{}, {SETTING: ""}, {SETTING: " "}, {SETTING: "data/published"}])
def test_without_a_trial_the_published_release_is_shown(environment):
    found = shown(environment)
    assert (found.published.resolve(), found.archive.resolve(), found.is_trial) == (
        PUBLISHED.resolve(),
        PUBLISHED.with_name("releases").resolve(),
        False,
    )
    assert found.problem() == ""


def test_a_trial_is_named_from_the_root_of_the_project_and_its_releases_lie_beside_it(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    found = shown({SETTING: "trial/published"})
    assert (found.published, found.archive) == (ROOT / "trial" / "published", ROOT / "trial" / "releases")
    assert found.is_trial and found.name == "trial/published"


def test_a_folder_of_any_place_can_be_named(tmp_path):
    found = shown({SETTING: str(tmp_path / "published")})
    assert (found.published, found.is_trial) == (tmp_path / "published", True)


def test_a_folder_that_is_missing_or_has_no_release_is_said_with_what_to_do(tmp_path):
    missing = shown({SETTING: str(tmp_path / "nothing")}).problem()
    assert (
        f"{SETTING} names {tmp_path.name}/nothing, which is no folder. Nothing else is shown in its place." in missing
    )
    assert "python -m data.build --cases FILE --out trial/published" in missing
    assert "which holds no release." in shown({SETTING: str(tmp_path)}).problem()
    assert str(tmp_path) not in missing  # it may reach a page


def test_a_folder_above_the_release_is_met_with_the_one_that_is_meant(tmp_path):
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "manifest.json").write_text("{}")
    assert f"holds no release (is {tmp_path.name}/published meant?)." in shown({SETTING: str(tmp_path)}).problem()


def test_a_build_does_not_look_at_what_the_site_shows():
    environment = {**os.environ, SETTING: "trial/published"}
    said = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert Path(said.stdout.strip()) == PUBLISHED


def test_a_trial_leaves_the_published_release_as_it_is_and_says_how_to_look_at_it(site, sources, capsys, monkeypatch):
    monkeypatch.setenv(SETTING, str(site.out))
    trial, before = (
        Site(site.sources, site.out.parent / "trial" / "published", site.out.parent / "trial" / "releases"),
        {
            **site.content(),
            **_bytes(PUBLISHED),
        },
    )
    assert trial.build() == 0
    assert {**site.content(), **_bytes(PUBLISHED)} == before
    assert trial.kept() == ["2099-02-01"]
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"Nothing of the published site was touched. To look at it: {SETTING}={trial.out} streamlit run dashboard.py"
    )


def test_the_recipe_builds_in_a_folder_of_its_own_that_stays_out_of_the_repository():
    recipe = next(block for block in OPERATIONS.split("```") if "benchmarks.synthetic.cases" in block).split("\n")
    assert recipe[1:-1] == [
        "python -m benchmarks.synthetic.cases synthetic-cases.csv --rows 2000",
        "python -m data.build --cases synthetic-cases.csv --out trial/published",
        f"{SETTING}=trial/published streamlit run dashboard.py",
    ]
    assert {"trial/", "synthetic-cases.csv"} <= {*(ROOT / ".gitignore").read_text().split()}


def _bytes(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}
