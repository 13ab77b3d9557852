"""A release put in the place of the one before, whole or not at all, and kept for good.

Everything is written to a new folder beside the published one, and to a new ZIP beside those of the releases
before, and read back. Then the two folders change places in one step of the file system: that step is the
release. Whatever was killed before it leaves the old release; whatever was killed after it leaves the new one.
What is left over is tidied up by the next build before it does anything else.
"""

import ctypes
import errno
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from data.build.files import write_whole
from data.build.problems import BuildError
from data.history import Release, packed
from data.load import load

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_UNABLE = (errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EOPNOTSUPP)


def publish(release: Release, folder: Path, archive: Path) -> None:
    """Replace a folder by the files of a release, once they have been read back, and keep the release.

    Raises
    ------
    PublishedDataError
        If the files are not a valid release; folder and archive are untouched.
    """
    recover(folder, archive)
    incoming, _ = beside(folder)
    incoming.mkdir(parents=True)
    try:
        for name, content in release.files.items():
            (incoming / name).write_bytes(content)
        load(incoming)
        if not _kept(archive, release.id).exists():
            write_whole(_waiting(archive, release.id), packed(release))
        put_in_place(folder)
    finally:
        recover(folder, archive)


def keep(release: Release, archive: Path) -> None:
    """Keep a release that is published but not in the archive yet; one that is there stays as it is."""
    if not _kept(archive, release.id).exists():
        write_whole(_kept(archive, release.id), packed(release))


def recover(folder: Path, archive: Path) -> None:
    """Finish or undo what a killed build left: the published folder says which release it got to."""
    incoming, aside = beside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    published = release_of(published_files(folder)) or ""
    for left in archive.glob(".*.zip.waiting"):
        if left == _waiting(archive, published):
            left.rename(_kept(archive, published))
        else:
            left.unlink()
    for left in archive.glob(".*.part"):
        left.unlink()
    for left in (incoming, aside):
        if left.exists():
            shutil.rmtree(left)


def published_files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder, by name; nothing if there is no folder."""
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.is_file()}


def release_of(files: Mapping[str, bytes]) -> str | None:
    """Return the release id in the manifest among the files; None if there is none to be read."""
    try:
        return str(json.loads(files["manifest.json"])["release"])
    except (KeyError, TypeError, ValueError):
        return None


def next_release(last: str | None, day: str) -> str:
    """Return the id of a new release: the day, numbered from 2 if the last release was of the same day.

    Raises
    ------
    BuildError
        If the last release is of a later day: in the order of releases the new one would come before it.
    """
    last_day, _, number = (last or "").partition(".")
    if last_day > day:
        raise BuildError(
            f"The last release, {last}, is of a later day than {day}, so nothing was published. "
            "Set the clock right, or give the day of the new release with --release"
        )
    return f"{day}.{int(number or 1) + 1}" if last_day == day else day


def put_in_place(folder: Path) -> None:
    """Let the incoming folder and the published one change places, in one step where the file system can."""
    incoming, aside = beside(folder)
    if not folder.exists():
        incoming.rename(folder)
        return
    try:
        _exchange(incoming, folder)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        # For an instant there is no folder; recover() puts the old one back if it ends there.
        folder.rename(aside)
        incoming.rename(folder)


def _exchange(one: Path, other: Path) -> None:
    """Let two paths change places at once (Linux)."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, "no renameat2", str(other))
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def beside(folder: Path) -> tuple[Path, Path]:
    """Return where what is to take the place of a folder is made, and where the old one waits for an instant."""
    return folder.with_name(f".{folder.name}.incoming"), folder.with_name(f".{folder.name}.aside")


def _kept(archive: Path, release: str) -> Path:
    return archive / f"{release}.zip"


def _waiting(archive: Path, release: str) -> Path:
    """Return where the ZIP of a release is, whole, until the release is published."""
    return archive / f".{release}.zip.waiting"
