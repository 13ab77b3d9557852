"""A release put in the place of the one before, whole or not at all.

Everything is written to a new folder beside the published one, read back and verified there, and then
takes its place by two renames: the old folder steps aside, the new one steps in. At every moment a whole
folder is on the disk. A build that was killed leaves at most the new folder unfinished, or (between the
two renames) the old one aside: the next build tidies up and puts the old one back before it does anything
else.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from data.load import load


def publish(files: Mapping[str, bytes], folder: Path) -> None:
    """Replace a folder by the given files, once they have been read back and verified.

    Raises
    ------
    PublishedDataError
        If the files are not a valid release; the folder is untouched.
    """
    recover(folder)
    incoming, aside = _beside(folder)
    incoming.mkdir(parents=True)
    try:
        for name, content in files.items():
            (incoming / name).write_bytes(content)
        load(incoming)
        if folder.exists():
            folder.rename(aside)
        incoming.rename(folder)
    finally:
        recover(folder)


def recover(folder: Path) -> None:
    """Undo what a build left unfinished: put the folder back if it stepped aside, drop what else is left."""
    incoming, aside = _beside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)
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
    """Return the id of a new release: the day, numbered from 2 if the last release was of the same day."""
    last_day, _, number = (last or "").partition(".")
    return f"{day}.{int(number or 1) + 1}" if last_day == day else day


def _beside(folder: Path) -> tuple[Path, Path]:
    return folder.with_name(f".{folder.name}.incoming"), folder.with_name(f".{folder.name}.aside")
