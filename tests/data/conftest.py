"""Folders to build in and to spoil."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings

from data.build.__main__ import SOURCES, main
from data.build.attacks import audit_rule
from data.build.protection import seeds
from data.build.publish import published_files
from data.build.sources import read_source
from data.history import releases
from data.load import PUBLISHED

OFFENCES = "recorded_modern_slavery_offences.csv"
REFERRALS = "nrm_police_referrals.csv"
# What the sources are cut to: their newest periods, so that a build takes a moment and still hides something.
NEWEST = {
    "nrm_police_referrals": ("2023-Q3", "2023-Q4"),
    "nrm_uk_referrals": ("2023-Q1", "2023-Q4"),
    "nrm_uk_decisions": ("2023-Q1", "2023-Q4"),
    "population": ("2022", "2023"),
    "recorded_modern_slavery_offences": ("2022-Q2", "2023-Q2"),
}

# A row of the offences that tests spoil, as it is in the source, and its count.
ROW = next(
    line
    for line in (SOURCES / OFFENCES).read_text(encoding="utf-8").splitlines()
    if line.startswith("2023/24,1,W15000001,North Wales,")
)
COUNT = int(ROW.rpartition(",")[2])


def row_with(count: int | str) -> str:
    """Return that row with another count."""
    return f"{ROW.rpartition(',')[0]},{count}"


# A test measures no time, and gives the same answer every time it runs.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@contextmanager
def steady(*words: str) -> Iterator[None]:
    """Let builds draw a seed that follows from words, so that the same counts are hidden in every run of the tests."""
    secret = hashlib.sha256("".join(words).encode()).digest()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeds, "secrets", SimpleNamespace(token_bytes=lambda number: secret[:number]))
        yield


@contextmanager
def without_replay() -> Iterator[None]:
    """Let builds say of every group that it is too large to be replayed: that takes a minute, and has its own tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit_rule, "_LARGEST_GROUP", 0)
        yield


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
        sidecar = self.folder / name.replace(".csv", ".toml")
        text = sidecar.read_text(encoding="utf-8")
        sidecar.write_text(re.sub("(?m)^sha256 = .*", f'sha256 = "{self.sha256(name)}"', text), encoding="utf-8")

    def sha256(self, name: str) -> str:
        return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()

    def cut(self, name: str, first: str, last: str) -> None:
        """Leave out all that is older or newer, as in a source that began later."""
        source = read_source(self.folder, name)
        kept = source.rows[source.periods().between(first, last)]
        kept.to_csv(self.folder / f"{name}.csv", index=False, lineterminator="\n")
        text = (self.folder / f"{name}.toml").read_text(encoding="utf-8").split("[[control_totals]]")[0]
        for setting, value in (("covers", [first, last]), ("missing_quarters", [])):
            text = re.sub(f"(?m)^{setting} = .*", f"{setting} = {json.dumps(value)}", text)
        (self.folder / f"{name}.toml").write_text(text, encoding="utf-8")
        self.record(f"{name}.csv")


@dataclass(frozen=True)
class Site:
    """Sources and what a build has made of them, all of it a test's own."""

    sources: Sources
    out: Path
    archive: Path

    @property
    def seeds(self) -> Path:
        """Return where the seeds of the releases are."""
        return self.out.with_name("seeds")

    def build(self, *more: str, release: str = "2099-02-01") -> int:
        """Run the command and return its exit code; what it draws is the same in every run of the tests."""
        with steady(release, *self.seeds_kept()), without_replay():
            return main(["--sources", str(self.sources.folder), "--out", str(self.out), "--release", release, *more])

    def seeds_kept(self) -> list[str]:
        """Return the files of the seeds that were kept."""
        return sorted(published_files(self.seeds))

    def content(self) -> dict[str, bytes]:
        """Return every file there is but the sources, by its place."""
        folders = (self.out, self.archive)
        return {f"{folder.name}/{name}": found for folder in folders for name, found in published_files(folder).items()}

    def kept(self) -> list[str]:
        """Return the releases kept, once they are proven whole."""
        return [release.id for release in releases(self.archive)]


def site_in(folder: Path) -> Site:
    return Site(Sources(folder / "sources"), folder / "published", folder / "releases")


@pytest.fixture
def sources(tmp_path):
    shutil.copytree(SOURCES, tmp_path / "sources")
    return Sources(tmp_path / "sources")


@pytest.fixture
def published(tmp_path):
    """Return a copy of the published folder that a test may spoil."""
    return Path(shutil.copytree(PUBLISHED, tmp_path / "published"))


@pytest.fixture(scope="session")
def first_release(tmp_path_factory):
    """Return a folder with short sources and the first release made of them; nobody may write there."""
    folder = tmp_path_factory.mktemp("first")
    shutil.copytree(SOURCES, folder / "sources")
    for name, (first, last) in NEWEST.items():
        Sources(folder / "sources").cut(name, first, last)
    assert site_in(folder).build(release="2099-01-01") == 0
    return folder


@pytest.fixture
def site(first_release, tmp_path):
    """Return short sources and the first release made of them."""
    shutil.copytree(first_release, tmp_path / "site")
    return site_in(tmp_path / "site")


@pytest.fixture
def new_site(first_release, tmp_path):
    """Return short sources that nothing has been made of."""
    shutil.copytree(first_release / "sources", tmp_path / "new" / "sources")
    return site_in(tmp_path / "new")
