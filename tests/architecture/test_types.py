"""The type checker, as pyproject.toml sets it up, finds the errors that are planted in a copy of one module."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("data", "geo", "pyproject.toml")
# What is planted, and what mypy calls it.
PLANTED = {
    "def misspelt(dataset: Dataset) -> object:\n    return dataset.observation": "attr-defined",
    "def of_another_type(view: View) -> int:\n    return view.period": "return-value",
    "def hidden(seen: Observation) -> int:\n    return seen.value + 1": "operator",
    "def exchanged(view: View) -> pd.DataFrame:\n    return trend(view, view)": "arg-type",
    "def untyped(view):\n    return view": "no-untyped-def",
}


def copy_of_rooms(folder):
    for part in ROOMS:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.csv", "*.geojson", "*.zip", "__pycache__"))
        else:
            shutil.copy(source, target)


def test_planted_errors_are_found(tmp_path):
    copy_of_rooms(tmp_path)
    module = tmp_path / "data" / "views.py"
    before = module.read_text(encoding="utf-8")
    module.write_text("\n\n\n".join([before.rstrip(), *PLANTED]) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--cache-dir", tmp_path / "cache", "data/views.py"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout.splitlines()
    found = [line for line in said if ": error: " in line]
    assert len(found) == len(PLANTED), found
    assert all(line.startswith("data/views.py:") for line in found)
    assert [line.rpartition("[")[2].rstrip("]") for line in found] == [*PLANTED.values()]
