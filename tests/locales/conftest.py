"""A small copy of the wording of the site, to correct without touching the real one."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# One file of each kind, and a second of the guidance: a corrected copy is read and written many times here.
COPIED = (
    *(f"locales/{language}/{name}" for language in ("en", "cy") for name in ("indicator.po", "map.po", "about.md")),
    "locales/guidance/signs.toml",
    "locales/guidance/report.toml",
    "site.toml",
    "geo/areas.csv",
)


@pytest.fixture
def site(tmp_path):
    """Return the root of a copy of some files that hold Welsh."""
    for name in COPIED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    signs = tmp_path / "locales/guidance/signs.toml"
    signs.write_text(signs.read_text(encoding="utf-8").partition("\n[[setting]]\n")[0], encoding="utf-8")
    return tmp_path


def contents(root):
    """Return every file of the copy, byte for byte, but for the translator's own file."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file() and "docs" not in file.parts and file.name != "copy.md"
    }
