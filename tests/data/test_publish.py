"""A release takes the place of the one before whole or not at all, whatever happens on the way."""

import signal
import subprocess
import sys

import pytest

from data.build.publish import next_release, publish, published_files, recover, release_of
from data.load import PUBLISHED, PublishedDataError, load

# Publishes the committed files in the folder it is given, and kills itself as the nth call of one method is made.
KILLED = """
import os, signal, sys
from pathlib import Path
from data.build.publish import publish, published_files
from data.load import PUBLISHED

method, calls = sys.argv[2], iter(range(int(sys.argv[3]), -1, -1))
original = getattr(Path, method)

def watched(self, *arguments):
    if next(calls) == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(self, *arguments)

files = published_files(PUBLISHED)
setattr(Path, method, watched)
publish(files, Path(sys.argv[1]))
"""


@pytest.fixture
def old(tmp_path):
    """Return a published folder that holds one old file."""
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / "old.csv").write_text("old", encoding="utf-8")
    return folder


@pytest.fixture
def files():
    return published_files(PUBLISHED)


def test_a_release_replaces_every_file_of_the_one_before(old, files):
    publish(files, old)
    assert published_files(old) == files
    assert [path.name for path in old.parent.iterdir()] == ["published"]


def test_files_that_are_no_valid_release_are_not_published(old, files):
    with pytest.raises(PublishedDataError, match=r"observations\.csv was altered"):
        publish({**files, "observations.csv": b"half"}, old)
    assert published_files(old) == {"old.csv": b"old"}
    assert [path.name for path in old.parent.iterdir()] == ["published"]


@pytest.mark.parametrize("renames_before", [0, 1])
def test_a_failing_rename_leaves_the_old_folder(old, files, monkeypatch, renames_before):
    original, made = type(old).rename, []

    def failing(self, target):
        made.append(target)
        if len(made) == renames_before + 1:
            raise OSError(13, "Permission denied", str(target))
        return original(self, target)

    monkeypatch.setattr(type(old), "rename", failing)
    with pytest.raises(OSError, match="Permission denied"):
        publish(files, old)
    assert published_files(old) == {"old.csv": b"old"}


@pytest.mark.parametrize(
    ("method", "call"),
    [("write_bytes", 0), ("write_bytes", 2), ("rename", 0), ("rename", 1)],
    ids=["before any file", "half of the files", "before the old steps aside", "between the renames"],
)
def test_a_killed_build_never_leaves_half_a_folder(old, files, method, call):
    arguments = [sys.executable, "-c", KILLED, str(old), method, str(call)]
    assert subprocess.run(arguments, check=False).returncode == -signal.SIGKILL
    assert not old.exists() or published_files(old) == {"old.csv": b"old"}

    recover(old)
    assert published_files(old) == {"old.csv": b"old"}
    assert [path.name for path in old.parent.iterdir()] == ["published"]

    publish(files, old)
    assert load(old).release


@pytest.mark.parametrize(
    ("last", "day", "expected"),
    [
        (None, "2026-11-23", "2026-11-23"),
        ("2026-11-22", "2026-11-23", "2026-11-23"),
        ("2026-11-23", "2026-11-23", "2026-11-23.2"),
        ("2026-11-23.9", "2026-11-23", "2026-11-23.10"),
    ],
)
def test_a_release_is_named_by_its_day_and_numbered_within_it(last, day, expected):
    assert next_release(last, day) == expected


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b"\xff"])
def test_a_manifest_that_cannot_be_read_names_no_release(manifest):
    assert release_of({"manifest.json": manifest}) is None
