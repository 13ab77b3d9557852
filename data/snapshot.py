"""One release as the site shows it: its figures, its files and the releases up to it, read together."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.history import MANIFEST, order_of, release_ids, sha256
from data.load import Dataset, PublishedDataError, load

Marks = tuple[object, ...]
# What a published file may be called: no path, nothing hidden, and of a kind that is handed out.
NAME = re.compile(r"[a-z][a-z0-9_]*\.(csv|json)")


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A release; compared by identity.

    Parameters
    ----------
    dataset : Dataset
        Its figures.
    files : dict of bytes
        Its published files by name: those that its manifest lists, and the manifest.
    releases : tuple of str
        Ids of the releases that are kept, the oldest first: none that is newer.
    marks : tuple
        By what the folder it was read from can be told from a changed one.
    """

    dataset: Dataset
    files: Mapping[str, bytes]
    releases: tuple[str, ...]
    marks: Marks


def read_snapshot(folder: Path) -> Snapshot:
    """Return the release in a folder.

    Raises
    ------
    PublishedDataError
        If a file is missing, altered or malformed, is replaced by another while it is read, or has a name that no
        published file has.
    """
    marks = marks_of(folder)
    dataset = load(folder)
    listed = {name: entry["sha256"] for name, entry in dataset.manifest["files"].items()}
    if strange := [name for name in listed if not NAME.fullmatch(name)]:
        raise PublishedDataError(f"{folder.name}: manifest.json lists {strange[0]!r}, which is no name of a table")
    try:
        files = {name: (folder / name).read_bytes() for name in (*listed, MANIFEST)}
    except OSError as error:
        raise PublishedDataError(f"{folder.name}: a file cannot be read ({error.strerror})") from error
    is_same = json.loads(files[MANIFEST]) == dataset.manifest
    if not is_same or any(sha256(files[name]) != expected for name, expected in listed.items()):
        raise PublishedDataError(f"{folder.name}: a file was altered or replaced while the release was read")
    release_ids.cache_clear()
    ids = tuple(each for each in release_ids() if order_of(each) <= order_of(dataset.release))
    return Snapshot(dataset, files, ids, marks)


def marks_of(folder: Path) -> Marks:
    """Return by what a folder can be told from a changed one, and the releases that are kept; no file is read."""
    try:
        found = sorted((each.name, each.stat()) for each in os.scandir(folder) if each.is_file())
    except OSError:
        found = []
    kept = release_ids.__wrapped__()
    return (str(folder), *kept, *((name, file.st_ino, file.st_size, file.st_mtime_ns) for name, file in found))
