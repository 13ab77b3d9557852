"""The folders are the architecture: the import contracts hold, and a breach of each is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("dashboard.py", "pages", "web", "components", "data", "geo", "locales", "pyproject.toml")


def lint_imports(folder):
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path):
    for part in PARTS:
        source, target = ROOT / part, tmp_path / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.csv", "*.geojson", "__pycache__"))
        else:
            shutil.copy(source, target)
    return tmp_path


def test_every_contract_holds():
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("data/statistics/rates.py", "import components.wording.format"),
        ("data/views.py", "import streamlit"),
        ("geo/areas.py", "import data.statistics.rates"),
        ("components/charts/overview.py", "import data.build.protection.protect"),
        ("components/drawing/sparkline.py", "import streamlit"),
        ("components/drawing/sparkline.py", "import data.views"),
        ("components/drawing/chart.py", "import components.charts.rows"),
        ("components/drawing/qr.py", "import components.address.links"),
        ("components/address/links.py", "import components.drawing.qr"),
        ("components/charts/people.py", "import components.content.people"),
        ("components/content/people.py", "import components.screen.show"),
        ("components/screen/show.py", "import components.charts.people"),
        ("components/screen/show.py", "import geo.areas"),
        ("web/pack.py", "import components.screen.visit"),
        ("web/pack.py", "import pages.overview"),
        ("pages/overview.py", "import web.pack"),
        ("data/current.py", "import geopandas"),
        ("pages/overview.py", "import pages.signs"),
        ("components/wording/text.py", "import locales.wordings"),
        ("data/refresh/readers/tables.py", "import data.refresh.web.client"),
    ],
)
def test_a_planted_breach_is_caught(copy, module, line):
    file = copy / module
    file.write_text(file.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    outcome = lint_imports(copy)
    assert outcome.returncode != 0
    assert "BROKEN" in outcome.stdout


def test_no_contract_has_an_exception():
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
