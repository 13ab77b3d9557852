"""The staging folder, whole or not at all; and the staged sources in the place of those before, or put back."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.build.publish import beside, published_files, put_in_place, release_of
from data.build.sources import Source, read_source
from data.refresh.merge import Update
from data.refresh.sidecar import rewritten

SOURCES, BOUNDARIES, REPORT = "sources", "force_areas.geojson", "report.md"
_RELEASE = ".release"


@dataclass(frozen=True)
class Staged:
    """The files of the staged sources by name, and what a person should know about how they were made."""

    files: dict[str, bytes]
    notes: tuple[str, ...]


def staged(updates: Sequence[Update], sources: Path) -> Staged:
    """Return the sources with what is new in them; every file of a source that does not change is as it is."""
    notes: list[str] = []
    files = published_files(sources)
    for update in updates:
        if update.is_changed:
            table = table_of(update.made)
            sidecar = files[f"{update.name}.toml"].decode("utf-8")
            written = rewritten(sidecar, update, hashlib.sha256(table).hexdigest())
            files[f"{update.name}.csv"], files[f"{update.name}.toml"] = table, written.text.encode("utf-8")
            notes += written.notes
    return Staged(files, tuple(notes))


def table_of(source: Source) -> bytes:
    """Return the table of a source as it is kept: UTF-8, lines that end in a line feed, quotes where needed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(source.rows.columns)
    writer.writerows(source.rows.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8")


@contextmanager
def new_staging(staging: Path) -> Iterator[Path]:
    """Give a folder to fill that takes the place of the staging folder at the end, whole; not if something fails."""
    clear(staging)
    incoming, _ = beside(staging)
    incoming.mkdir(parents=True)
    try:
        yield incoming
        put_in_place(staging)
    finally:
        clear(staging)


def clear(staging: Path) -> None:
    """Take away what a run that was killed has left beside the staging folder."""
    incoming, aside = beside(staging)
    if aside.exists() and not staging.exists():
        aside.rename(staging)
    for left in (incoming, aside):
        if left.exists():
            shutil.rmtree(left)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def write_boundaries(folder: Path, document: Mapping[str, Any]) -> None:
    """Write the boundaries for ``python -m geo.build --from``; nothing takes them up by itself."""
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    (folder / BOUNDARIES).write_text(content, encoding="utf-8")


def read_staged(folder: Path, updates: Sequence[Update]) -> list[Source]:
    """Return the staged sources as the build will read them."""
    return [read_source(folder, update.name) for update in updates]


@contextmanager
def in_the_place_of(sources: Path, staged: Path, published: Path) -> Iterator[None]:
    """Let the staged sources take the place of those before while a release is made of them.

    They stay if the folder of published figures holds another release at the end than at the beginning. If not,
    because something failed or nothing was new, those before are put back.
    """
    recover(sources, published)
    before, incoming = _before(sources), beside(sources)[0]
    part = before.with_name(f"{before.name}.part")
    try:
        shutil.copytree(sources, part)
        (part / _RELEASE).write_text(_release(published), encoding="utf-8")
        shutil.copytree(staged, incoming)
        part.rename(before)
        put_in_place(sources)
        yield
    finally:
        recover(sources, published)


def is_unfinished(sources: Path) -> bool:
    """Return whether a run that was killed, or one that is at work, has left the sources between two states."""
    return _before(sources).exists() or not sources.exists()


def recover(sources: Path, published: Path) -> None:
    """Finish or undo what a run left: the sources before are put back unless a release was made of the new ones."""
    before, (incoming, aside) = _before(sources), beside(sources)
    if aside.exists() and not sources.exists():
        aside.rename(sources)
    for left in (incoming, aside, before.with_name(f"{before.name}.part")):
        if left.exists():
            shutil.rmtree(left)
    if not before.exists():
        return
    if (before / _RELEASE).read_text(encoding="utf-8") == _release(published):
        shutil.copytree(before, incoming, ignore=shutil.ignore_patterns(_RELEASE))
        put_in_place(sources)
        shutil.rmtree(incoming if incoming.exists() else aside)
    # By this one step what was to be put back or to be kept is settled.
    done = before.with_name(f"{before.name}.part")
    before.rename(done)
    shutil.rmtree(done)


def _release(published: Path) -> str:
    return release_of(published_files(published)) or ""


def _before(sources: Path) -> Path:
    return sources.with_name(f".{sources.name}.before")
