"""The container has what the running app needs, and nothing that only the builds need."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from components.address.pages import PAGES
from web.documents import TEMPLATES

ROOT = Path(__file__).resolve().parents[2]
VISITS = """
import pathlib, sys
from streamlit.testing.v1 import AppTest
import dashboard
from data import current

assert pathlib.Path(dashboard.__file__).parent == pathlib.Path.cwd()
assert current.state().problem is None, current.state().problem
app = AppTest.from_file("components/screen/frame.py", default_timeout=60).run()
for page in ("", *sys.argv[1:]):
    app = app.switch_page(f"../../pages/{page}.py").run() if page else app
    html = " ".join(element.proto.body for element in app.get("html"))
    assert not app.exception and html.count("<h1") == 1 and 'class="problem"' not in html, page or "first page"
"""


@pytest.fixture(scope="module")
def container(tmp_path_factory):
    """Return a folder with what the container file copies from the project."""
    folder = tmp_path_factory.mktemp("container")
    for line in (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY "):
            *patterns, target = line.split()[1:]
            for path in (path for pattern in patterns for path in sorted(ROOT.glob(pattern))):
                if path.is_dir():
                    shutil.copytree(path, folder / target, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    (folder / target).mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, folder / target)
    return folder


def test_every_page_runs_with_what_is_in_the_container(container):
    pages = [page.id for page in PAGES[1:]]
    done = subprocess.run([sys.executable, "-c", VISITS, *pages], cwd=container, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_templates_of_the_documents_are_in_the_container(container):
    there = {file.name for file in (container / TEMPLATES.relative_to(ROOT)).iterdir()}
    assert there == {file.name for file in TEMPLATES.iterdir()}


@pytest.mark.parametrize("kept_out", ["data/sources", "data/build", "data/cases", "geo/build", "tests", "benchmarks"])
def test_what_only_the_builds_need_is_in_no_layer_of_the_container(container, kept_out):
    assert (ROOT / kept_out).exists()
    assert not (container / kept_out).exists()
    assert "RUN rm" not in (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
