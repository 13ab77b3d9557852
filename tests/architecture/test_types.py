"""The type checker, as pyproject.toml sets it up, finds the errors that are planted in a copy of two modules."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("components", "data", "geo", "pyproject.toml")
# What is planted in which module, and what mypy calls it.
PLANTED = {
    "data/views.py": {
        "def misspelt(dataset: Dataset) -> object:\n    return dataset.observation": "attr-defined",
        "def of_another_type(view: View) -> int:\n    return view.period": "return-value",
        "def hidden(seen: Observation) -> int:\n    return seen.value + 1": "operator",
        "def exchanged(view: View) -> pd.DataFrame:\n    return trend(view, view)": "arg-type",
        "def untyped(view):\n    return view": "no-untyped-def",
    },
    # A string that nobody has escaped, where HTML is returned, handed on or joined.
    "components/guidance/way_out.py": {
        "def returned(text: Text) -> Markup:\n    return f\"<b>{text('site.exit')}</b>\"": "return-value",
        "def handed_on(text: Text) -> Markup:\n    return way_out(text, before=text('site.exit'))": "arg-type",
        "def joined(text: Text) -> Markup:\n    return ''.join([way_out(text), way_out(text)])": "return-value",
        "def either(text: Text) -> Markup:\n    return way_out(text) if text.language else text('site.exit')": (
            "return-value"
        ),
    },
}


def copy_of_rooms(folder):
    for part in ROOMS:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            unread = shutil.ignore_patterns("*.csv", "*.geojson", "*.zip", "__pycache__", "assets", "templates")
            shutil.copytree(source, target, ignore=unread)
        else:
            shutil.copy(source, target)


def test_planted_errors_are_found(tmp_path):
    copy_of_rooms(tmp_path)
    for name, planted in PLANTED.items():
        module = tmp_path / name
        before = module.read_text(encoding="utf-8")
        module.write_text("\n\n\n".join([before.rstrip(), *planted]) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--cache-dir", tmp_path / "cache", *PLANTED]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout.splitlines()
    found = [line for line in said if ": error: " in line]
    kinds = {
        name: [line.rpartition("[")[2].rstrip("]") for line in found if line.startswith(f"{name}:")] for name in PLANTED
    }
    assert kinds == {name: [*planted.values()] for name, planted in PLANTED.items()}, found
    assert len(found) == sum(map(len, PLANTED.values())), found
