"""Whether a file may be opened as a spreadsheet at all: what it is, and how much it would become in memory.

An ODS or XLSX file is a ZIP archive of XML. A few kilobytes can unpack to gigabytes, or say "repeat this row a million
times"; both would take the machine down before any figure is read, so both are looked for first, in a stream.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.build.problems import Problem, SourceError

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_CHUNK = 4 * 1024 * 1024
_REPEATED = re.compile(rb"table:number-(?:rows|columns)-repeated\s*=\s*[\"'](\d+)[\"']")
_TABLE = re.compile(rb"<table:table[\s>]")
_EMPTY_ROW = re.compile(rb"<table:table-row(?=[\s/])[^>]*/>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,4})(\d{1,9})[\"']")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass(frozen=True)
class Limits:
    """How large a file can be, and what else to do with a larger one.

    As they stand, for a publisher's file; the largest of them, recorded crime, comes to a fifth of each at most.
    """

    members: int = 500
    unpacked: int = 1_500_000_000
    ratio: int = 300
    cells: int = 30_000_000
    row: int = 32_000_000
    advice: str = ""


LIMITS = Limits()


class DamagedArchive(SourceError):
    """A file that is no ZIP archive, or not a whole one."""


def check_archive(path: Path, limits: Limits = LIMITS) -> str:
    """Return ``ods`` or ``xlsx`` for a file that can be opened without harm.

    Raises
    ------
    SourceError
        If it is no such file, is protected by a password, or would become larger than ``limits``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _check(archive, path, limits)
    except OSError as error:
        raise _refused(path, f"no readable file ({error.strerror or error})", f"it at {path}") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        raise DamagedArchive([Problem(path.name, "", _looks_like(path), "a spreadsheet, ODS or XLSX")]) from error


def _check(archive: zipfile.ZipFile, path: Path, limits: Limits) -> str:
    members = archive.infolist()
    if len(members) > limits.members:
        raise _refused(path, f"{len(members):,} files packed into it", f"{limits.members} at most")
    if any(member.flag_bits & 1 for member in members):
        raise _refused(path, "a file protected by a password", "one that can be opened")
    unpacked, packed = (sum(getattr(member, size) for member in members) for size in ("file_size", "compress_size"))
    if unpacked > limits.unpacked or unpacked > limits.ratio * max(packed, 100_000):
        found = f"a file of {packed:,} bytes that would unpack to {unpacked:,}"
        raise _refused(path, found, f"{limits.unpacked:,} bytes and {limits.ratio} times its size at most")
    names = {member.filename for member in members}
    if "content.xml" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise _refused(path, "a file protected by a password", "one that can be opened")
        kind = archive.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in names else "no type"
        if kind != ODS:
            raise _refused(path, f"an OpenDocument file of the type {kind}", f"a spreadsheet, {ODS}")
        _check_ods(archive, path, limits)
        return "ods"
    if "xl/workbook.xml" in names:
        _check_xlsx(archive, path, limits)
        return "xlsx"
    raise _refused(path, "a ZIP archive without content.xml", "a spreadsheet, ODS or XLSX")


def _check_ods(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    """Add up the cells each sheet takes in memory: as many rows as down to its last filled one, by its widest row."""
    cells = rows = height = width = 0
    for piece in _rows(archive, path, limits):
        if _TABLE.search(piece):
            cells, rows, height, width = cells + height * width, 0, 0, 0
        rows += sum(_times(row) for row in _EMPTY_ROW.findall(piece))
        times, right = _extent(piece)
        rows += times
        if right:
            height, width = rows, max(width, right)
        if cells + height * width > limits.cells:
            raise _too_large(path, cells + height * width, limits)


def _rows(archive: zipfile.ZipFile, path: Path, limits: Limits) -> Iterator[bytes]:
    """Yield ``content.xml`` row by row, each piece with what stands between it and the row before."""
    rest, is_first = b"", True
    with archive.open("content.xml") as stream:
        while chunk := stream.read(_CHUNK):
            if is_first and not chunk.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
                raise _refused(path, "a content.xml that is not XML in UTF-8", "the table")
            if _DECLARED.search(rest[-10:] + chunk):
                raise _refused(path, "a document type declaration in content.xml", "only the table")
            is_first = False
            *pieces, rest = (rest + chunk).split(b"</table:table-row>")
            yield from pieces
            if len(rest) > limits.row:
                raise _refused(path, f"a single row of more than {limits.row:,} bytes", "rows of figures")


def _extent(piece: bytes) -> tuple[int, int]:
    """Return how many times a row is there, and how many cells reach to its last filled one."""
    row = piece[piece.rfind(b"<table:table-row") :]
    if b"-repeated" not in row:
        return 1, row.count(b"<table:table-cell") + row.count(b"<table:covered-table-cell")
    head, body = row.split(b">", 1)
    column = right = 0
    for cell in _CELL.finditer(body):
        column += _times(cell[1])
        if not cell[2] or b"office:value" in cell[1]:
            right = column
    return _times(head), right


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return max(int(found[1]), 1) if found else 1


def _check_xlsx(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    """Refuse a workbook one of whose sheets reaches too far down and right; its cells say where they stand.

    A sheet may have any name inside ``xl/``, so every part but the texts is looked at as one.
    """
    cells = 0
    for name in archive.namelist():
        if not name.startswith("xl/") or name.startswith(("xl/sharedStrings", "xl/media/")):
            continue
        height = width = 0
        rest = b""
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                if _DECLARED.search(rest + chunk):
                    raise _refused(path, f"a document type declaration in {name}", "only the table")
                for column, row in _REFERENCE.findall(rest + chunk):
                    height, width = max(height, int(row)), max(width, _column(column))
                rest = chunk[-20:]
                if cells + height * width > limits.cells:
                    raise _too_large(path, cells + height * width, limits)
        cells += height * width


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _looks_like(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(512).lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    return "an empty file" if not start else "a file that is no spreadsheet, or a damaged one"


def _too_large(path: Path, cells: int, limits: Limits) -> SourceError:
    return _refused(path, f"a table that would fill {cells:,} cells", f"{limits.cells:,} at most{limits.advice}")


def _refused(path: Path, found: str, expected: str) -> SourceError:
    return SourceError([Problem(path.name, "", found, expected)])
