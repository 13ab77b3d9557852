"""One edition, on disk: fetched politely, looked at, with its provenance beside it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.build.files import write_whole
from data.refresh import RefreshError
from data.refresh.edition import Edition
from data.refresh.publishers.features import features
from data.refresh.settings import Settings
from data.refresh.web.addresses import shown
from data.refresh.web.client import Client
from data.refresh.web.content import ENDINGS, GEOJSON, check_content
from data.refresh.web.download import Sent, download

PROVENANCE = ".provenance.json"


@dataclass(frozen=True)
class Fetched:
    """An edition on disk. ``fetched_on`` is the ISO day; ``is_unchanged``: the file was there and is the same."""

    edition: Edition
    path: Path
    sha256: str
    size: int
    fetched_on: str
    is_unchanged: bool


def fetch(client: Client, edition: Edition, folder: Path, settings: Settings) -> Fetched:
    """Bring an edition into a folder, with ``<name>.provenance.json`` beside it; keep what is there if it is the same.

    Parameters
    ----------
    client : Client
        The connection.
    edition : Edition
        What to bring.
    folder : Path
        Where to; it is made if need be. The name of the file is made here, never taken from the publisher.
    settings : Settings
        What is known of the source.

    Raises
    ------
    RefreshError
        If the file cannot be had, or is not what it should be. The folder is then as it was.
    """
    file = folder / _name(edition, settings)
    try:
        with _part_beside(file) as part:
            kept = _kept(file, edition)
            sent = _bring(client, edition, part, kept)
            if sent.is_unchanged:
                return _fetched(edition, file, kept, is_unchanged=True)
            check_content(part, edition)
            new = _provenance(edition, part, sent)
            if kept.get("sha256") == new["sha256"]:
                new["fetched_on"] = kept["fetched_on"]
            else:
                os.replace(part, file)
            # Without its provenance, a file counts as not fetched: of the two, it is written last.
            write_whole(file.with_name(file.name + PROVENANCE), json.dumps(new, indent=2, ensure_ascii=False).encode())
            return _fetched(edition, file, new, is_unchanged=kept.get("sha256") == new["sha256"])
    except OSError as error:
        raise RefreshError(
            f"{shown(edition.title)} cannot be written to {folder}: {error.strerror or error}. "
            "Make room, or see to it that the folder can be written to, and run again."
        ) from error


def _bring(client: Client, edition: Edition, part: Path, kept: dict[str, Any]) -> Sent:
    if edition.media_type == GEOJSON:
        part.write_bytes(features(client, edition))
        return Sent(etag="", last_modified="", is_unchanged=False)
    marks = {"If-None-Match": kept.get("etag", ""), "If-Modified-Since": kept.get("last_modified", "")}
    sent = download(client, edition.url, part, {name: value for name, value in marks.items() if value})
    if sent.is_unchanged and not kept:
        raise RefreshError(
            f"{shown(edition.url)} answered that the file is unchanged (304), but none is kept; expected the file. "
            "Try again later."
        )
    return sent


def _name(edition: Edition, settings: Settings) -> str:
    """Return the name of the file; nothing of it is the publisher's but a quarter that was read as one."""
    source = settings.source(edition.source)
    quarter = f"-{edition.quarter}" if re.fullmatch(r"20\d\d-Q[1-4]", edition.quarter) else ""
    if edition.media_type not in ENDINGS or (edition.quarter and not quarter):
        raise RefreshError(
            f"{shown(edition.title)}: found the kind {shown(edition.media_type)!r} and the quarter "
            f"{shown(edition.quarter)!r}; expected one of {', '.join(ENDINGS)}, and a quarter such as 2023-Q4 or none."
        )
    return f"{source.name}{quarter}.{ENDINGS[edition.media_type]}"


@contextmanager
def _part_beside(file: Path) -> Iterator[Path]:
    """Yield where the file is put together; it is gone afterwards, and so is a folder that was made in vain."""
    made = [each for each in (file.parent, *file.parent.parents) if not each.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
        for folder in made:
            if not any(folder.iterdir()):
                folder.rmdir()


def _kept(file: Path, edition: Edition) -> dict[str, Any]:
    """Return the provenance of the file that is there; empty where it is not whole or is of another address."""
    try:
        said = json.loads(file.with_name(file.name + PROVENANCE).read_bytes())
        is_same = (
            said["url"] == edition.url and said["sha256"] == _sha256(file) and date.fromisoformat(said["fetched_on"])
        )
        return said if is_same and all(isinstance(said[key], str) for key in ("etag", "last_modified")) else {}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def _provenance(edition: Edition, part: Path, sent: Sent) -> dict[str, Any]:
    return {
        **vars(edition),
        "fetched_on": date.today().isoformat(),
        "etag": sent.etag,
        "last_modified": sent.last_modified,
        "size": part.stat().st_size,
        "sha256": _sha256(part),
    }


def _fetched(edition: Edition, file: Path, said: dict[str, Any], *, is_unchanged: bool) -> Fetched:
    return Fetched(edition, file, said["sha256"], said["size"], said["fetched_on"], is_unchanged)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
