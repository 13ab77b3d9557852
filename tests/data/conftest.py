"""Folders to build in and to spoil."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from data.build.__main__ import SOURCES
from data.load import PUBLISHED

# A test measures no time, and gives the same answer every time it runs.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


class Sources:
    """A copy of the sources that a test may spoil."""

    def __init__(self, folder: Path):
        self.folder = folder

    def spoil(self, name: str, old: str, new: str) -> None:
        """Replace a text once, as somebody who edits the file by hand and leaves its sidecar alone."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text once and record the sha256, as somebody who takes a wrong file for a new edition."""
        self.spoil(name, old, new)
        self.record(name)

    def record(self, name: str) -> None:
        sha256 = hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
        sidecar = self.folder / name.replace(".csv", ".toml")
        text = sidecar.read_text(encoding="utf-8")
        sidecar.write_text(re.sub("(?m)^sha256 = .*", f'sha256 = "{sha256}"', text), encoding="utf-8")


@pytest.fixture
def sources(tmp_path):
    shutil.copytree(SOURCES, tmp_path / "sources")
    return Sources(tmp_path / "sources")


@pytest.fixture
def published(tmp_path):
    """Return a copy of the published folder that a test may spoil."""
    return Path(shutil.copytree(PUBLISHED, tmp_path / "published"))
