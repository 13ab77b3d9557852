"""A look at what was sent: the right kind of file, and whole. What is in it is read elsewhere."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path

from data.refresh import RefreshError
from data.refresh.edition import Edition
from data.refresh.web.addresses import shown

ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEOJSON = "application/geo+json"
ENDINGS = {ODS: "ods", XLSX: "xlsx", GEOJSON: "geojson"}
# Where each kind of workbook says what it is, and the words by which it does.
_SAYS = {
    ODS: ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    XLSX: ("[Content_Types].xml", b"spreadsheetml.sheet.main+xml"),
}
_LOOKED_AT = 1024 * 1024


def is_web_page(body: bytes) -> bool:
    """Return whether something is HTML."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<!--")) or (
        start.startswith(b"<?xml") and b"<html" in start
    )


def check_content(file: Path, edition: Edition) -> None:
    """Do nothing where a file is of the kind that was asked for, and whole.

    Raises
    ------
    RefreshError
        If it is not.
    """
    with file.open("rb") as opened:
        start = opened.read(1024)
    kind = ENDINGS[edition.media_type].upper()
    if not start:
        raise RefreshError(_message(edition, "nothing", kind))
    if is_web_page(start):
        raise RefreshError(_message(edition, "a web page (HTML)", kind))
    if edition.media_type in _SAYS:
        _check_workbook(file, edition, kind)
    else:
        _check_json(file, edition, kind)


def _check_workbook(file: Path, edition: Edition, kind: str) -> None:
    member, words = _SAYS[edition.media_type]
    try:
        with zipfile.ZipFile(file) as archive, archive.open(member) as opened:
            says = opened.read(_LOOKED_AT)
    except KeyError:
        raise RefreshError(_message(edition, f"a ZIP file without {member!r}", kind)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        # The contents of a ZIP are listed at its end: one that was cut short has none.
        raise RefreshError(_message(edition, "a file that is no ZIP, or not the whole of one", kind)) from None
    if words not in says:
        raise RefreshError(_message(edition, "a ZIP file of another kind", kind))


def _check_json(file: Path, edition: Edition, kind: str) -> None:
    try:
        said = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        raise RefreshError(_message(edition, "something that is no JSON, or not the whole of it", kind)) from None
    if not isinstance(said, dict):
        raise RefreshError(_message(edition, "JSON of another kind", kind))


def _message(edition: Edition, found: str, kind: str) -> str:
    return (
        f"{shown(edition.url)} ({shown(edition.title)}) sent {found}; expected {kind}. Nothing of it was kept. "
        f"Look at {shown(edition.page)}, and try again later."
    )
