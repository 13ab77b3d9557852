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
        # A column that no row of a view has.
        "def counted(row: Record) -> object:\n    return row.number": "attr-defined",
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
# A kind of chart that is among the figures and that nobody draws: each place that has to know it says so.
FIGURES, MORE_FIGURES = "Picture = Plot |", "Picture = Waffle | Plot |"
WAFFLE = "@dataclass(frozen=True)\nclass Waffle:\n    counts: tuple[int, ...]\n    is_empty: bool = False\n\n\n"
ABOVE = "# What there is a picture of"
DRAWS = ("components/drawing/picture.py", "components/screen/show.py", "components/briefing/slides/native.py")


def copy_of_rooms(folder):
    for part in ROOMS:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            unread = shutil.ignore_patterns("*.csv", "*.geojson", "*.zip", "__pycache__", "assets", "templates")
            shutil.copytree(source, target, ignore=unread)
        else:
            shutil.copy(source, target)


def errors(folder, *files):
    """Return the errors that mypy finds in a copy when it checks files of it."""
    command = [sys.executable, "-m", "mypy", "--cache-dir", folder / "cache", *files]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout.splitlines()
    return [line for line in said if ": error: " in line]


def test_planted_errors_are_found(tmp_path):
    copy_of_rooms(tmp_path)
    for name, planted in PLANTED.items():
        module = tmp_path / name
        before = module.read_text(encoding="utf-8")
        module.write_text("\n\n\n".join([before.rstrip(), *planted]) + "\n", encoding="utf-8")
    figures = tmp_path / "components" / "drawing" / "chart.py"
    before = figures.read_text(encoding="utf-8")
    assert before.count(FIGURES) == before.count(ABOVE) == 1
    figures.write_text(before.replace(ABOVE, WAFFLE + ABOVE).replace(FIGURES, MORE_FIGURES), encoding="utf-8")
    found = errors(tmp_path, *PLANTED, *DRAWS)
    kinds = {
        name: [line.rpartition("[")[2].rstrip("]") for line in found if line.startswith(f"{name}:")] for name in PLANTED
    }
    assert kinds == {name: [*planted.values()] for name, planted in PLANTED.items()}, found
    for name in DRAWS:
        assert any(line.startswith(f"{name}:") and "Waffle" in line for line in found), found
    assert len(found) == sum(map(len, PLANTED.values())) + len(DRAWS), found
