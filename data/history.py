"""The releases published so far, each a ZIP in ``data/releases`` with every file as it was: what was said stays said.

``changes.json`` in each says what it changed, and names the release before it with the sha256 of that one's
manifest. A manifest lists the sha256 of its files, so no file of any release can be altered or lost unnoticed.
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.shown import SHOWN

# Of what the site shows; the build names its folders itself.
RELEASES = SHOWN.archive
CHANGES, MANIFEST = "changes.json", "manifest.json"
REMEDY = "Restore data/releases from the repository"
_ID = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[0-9]{1,6})?")
# What reading raises, be it the ZIP that is damaged or the JSON in it.
_UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
)


class HistoryError(Exception):
    """The releases published so far are altered or incomplete; the message says which and what to do."""


@dataclass(frozen=True, eq=False)
class Release:
    """One release as it was published.

    Attributes
    ----------
    id : str
        The day it was made, numbered from 2 if it was not the first of the day.
    files : dict of bytes
        The published files by name.
    changes : dict
        ``previous``: ``release`` and ``manifest`` (sha256) of the release before, or None; ``indicators``: how
        many figures of each were added, removed and so on; :func:`data.revisions.changes_of` reads them.
    """

    id: str
    files: Mapping[str, bytes]
    changes: Mapping[str, Any]

    @property
    def order(self) -> tuple[str, int]:
        """Return what releases are sorted by."""
        return order_of(self.id)

    @property
    def manifest(self) -> dict[str, Any]:
        """Return the manifest: what the release was made from, and its files."""
        manifest: dict[str, Any] = json.loads(self.files[MANIFEST])
        return manifest

    def as_previous(self) -> dict[str, str]:
        """Return how the next release names this one."""
        return {"release": self.id, "manifest": sha256(self.files[MANIFEST])}


def releases(folder: Path = RELEASES, *, only: Collection[str] | None = None) -> tuple[Release, ...]:
    """Return the releases in a folder, the oldest first; none if there is no folder.

    Parameters
    ----------
    folder : Path
    only : collection of str, optional
        Ids of those to read; the others are not opened.

    Raises
    ------
    HistoryError
        If one is damaged, altered or missing.
    """
    paths = [path for path in folder.glob("[0-9]*.zip") if only is None or path.stem in only]
    found = sorted(map(read_release, paths), key=lambda release: release.order)
    for before, release in zip([None, *found], found, strict=False):
        expected = before.as_previous() if before else None
        if release.changes["previous"] != expected:
            named = release.changes["previous"] or {"release": "none"}
            raise HistoryError(
                f"releases/{release.id}.zip: the release before it is {named['release']}, and that is missing or not "
                f"as it was; found {expected['release'] if expected else 'none'}. {REMEDY}"
            )
    return tuple(found)


@cache
def release_ids(folder: Path = RELEASES) -> tuple[str, ...]:
    """Return the ids of the releases in a folder by their files' names, the oldest first; nothing is read."""
    found = (path.stem for path in folder.glob("*.zip"))
    return tuple(sorted((each for each in found if _ID.fullmatch(each)), key=order_of))


def kept_release(identifier: str, folder: Path = RELEASES) -> Release:
    """Return a release by its id; raises as :func:`kept_zip`."""
    return release_in(kept_zip(identifier, folder), identifier)


def kept_zip(identifier: str, folder: Path = RELEASES) -> bytes:
    """Return the ZIP of a release by its id, once it was found to be whole.

    Raises
    ------
    HistoryError
        If there is none of that id, or it is damaged.
    """
    if identifier not in release_ids(folder):
        raise HistoryError(f"releases/{identifier[:40]}.zip is missing. {REMEDY}")
    content = _content(folder / f"{identifier}.zip")
    release_in(content, identifier)
    return content


def read_release(path: Path) -> Release:
    """Return the release in a ZIP; HistoryError if it is not whole."""
    return release_in(_content(path), path.stem)


def release_in(content: bytes, name: str) -> Release:
    """Return the release in the bytes of a ZIP of that name, without its ending; HistoryError if it is not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        changes, manifest = json.loads(files.pop(CHANGES)), json.loads(files[MANIFEST])
        listed = {name: entry["sha256"] for name, entry in manifest["files"].items()}
        identifier, previous = manifest["release"], changes["previous"]
        if previous is not None and {*previous} != {"release", "manifest"}:
            raise ValueError("previous is of another form")
    except _UNREADABLE as error:
        raise HistoryError(f"releases/{name}.zip cannot be read ({type(error).__name__}). {REMEDY}") from error
    if listed != {name: sha256(content) for name, content in files.items() if name != MANIFEST}:
        raise HistoryError(f"releases/{name}.zip: its files are not those its manifest lists. {REMEDY}")
    if name != identifier:
        raise HistoryError(f"releases/{name}.zip holds the release {identifier}. {REMEDY}")
    return Release(identifier, files, changes)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise HistoryError(f"releases/{path.name} cannot be read ({type(error).__name__}). {REMEDY}") from error


def order_of(identifier: str) -> tuple[str, int]:
    """Return what the ids of releases are sorted by: 2026-11-24.10 comes after 2026-11-24.9."""
    day, _, number = identifier.partition(".")
    return day, int(number or 1)


def packed(release: Release) -> bytes:
    """Return the ZIP of a release; the same release gives the same bytes."""
    out = io.BytesIO()
    changes = (json.dumps(release.changes, indent=2) + "\n").encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted({**release.files, CHANGES: changes}.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def sha256(content: bytes) -> str:
    """Return the sha256 of a file's content in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
