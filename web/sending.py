"""How every answer travels: compressed where the visitor takes that, with its ETag, not again, and of HEAD no body.

The one place for compression, for validators and for what an answer differs by.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from starlette.requests import HTTPConnection
from starlette.responses import FileResponse, Response

from web.answer import NO_STORE, Answer

# What is compressed already.
PACKED = (
    "application/pdf",
    "application/vnd.apache.parquet",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "font/woff2",
    "image/gif",
    "image/png",
)
# What is sent with "not modified": whatever would have come with the answer that a cache has to know again.
AGAIN = ("access-control-allow-origin", "cache-control", "content-language", "etag", "vary")
# Above this size compressing as far as it goes costs more than it saves.
LARGE = 100_000


def response(connection: HTTPConnection, found: Answer, *, varies_by: Iterable[str] = ()) -> Response:
    """Return what is sent: compressed where that helps, with the ETag of its content; 304 where the visitor has it.

    ``varies_by`` are headers of the request that the answer differs by, besides those that it names itself.
    """
    headers = dict(found.headers)
    is_packed = found.media_type in PACKED or not (found.path or found.content or found.gzipped)
    named = ",".join((headers.pop("vary", ""), *varies_by, "" if is_packed else "Accept-Encoding")).split(",")
    if varies := ", ".join(dict.fromkeys(filter(None, map(str.strip, named)))):
        headers["vary"] = varies
    if found.status == 200 and headers.get("cache-control") != NO_STORE:
        headers["etag"] = found.tag or _etag(found, is_packed)
        if _is_there(connection, headers["etag"]):
            return Response(status_code=304, headers={name: headers[name] for name in AGAIN if name in headers})
    content = None if is_packed or not accepts_gzip(connection.headers.get("accept-encoding", "")) else _smaller(found)
    if content is None and found.path:
        return FileResponse(found.path, found.status, headers, found.media_type)
    if content is not None:
        headers["content-encoding"] = "gzip"
    else:
        content = gzip.decompress(found.gzipped) if found.gzipped else found.content
    sent = Response(content, found.status, headers, found.media_type)
    if connection.scope["method"] == "HEAD":
        sent.body = b""
    return sent


def packed(found: Answer) -> Answer:
    """Return an answer as it can be kept: its content compressed as far as it goes, and its ETag worked out."""
    if found.media_type in PACKED:
        return replace(found, tag=_etag(found, is_packed=True))
    content = gzip.compress(found.content, 9, mtime=0)
    return replace(found, content=b"", gzipped=content, tag=_etag(found, is_packed=False))


def accepts_gzip(header: str) -> bool:
    """Return whether an ``Accept-Encoding`` header asks for gzip: by name or by ``*``, not less than for the plain.

    A weight of nothing is a no, and so is one that is no number.
    """
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, rest = part.partition(";")
        weights[name.strip()] = _weight(rest)
    weight = weights.get("gzip", weights.get("*", 0.0))
    return weight > 0 and weight >= weights.get("identity", 0.0)


def _weight(parameter: str) -> float:
    if not parameter.strip():
        return 1.0
    name, _, value = parameter.partition("=")
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0


def _etag(found: Answer, is_packed: bool) -> str:
    """Return the ETag of a content: a weak one where it may come compressed, since the content is then the same.

    That of a file that is never compressed is strong, so that a part of it can be asked for again.
    """
    if found.path is None:
        return f'W/"{hashlib.sha256(found.content).hexdigest()[:32]}"'
    return f"{'' if is_packed else 'W/'}{_file_tag(found.path, found.path.stat().st_mtime_ns)}"


@lru_cache(maxsize=1024)
def _file_tag(path: Path, _changed: int) -> str:
    """Return the ETag of a file; its content is read once."""
    with path.open("rb") as file:
        return f'"{hashlib.file_digest(file, "sha256").hexdigest()[:32]}"'


def _is_there(connection: HTTPConnection, tag: str) -> bool:
    """Return whether a visitor names the tag in ``If-None-Match``; weak or strong makes no difference here."""
    if connection.scope["method"] not in ("GET", "HEAD"):
        return False
    named = ",".join(connection.headers.getlist("if-none-match"))
    tags = {each.strip().removeprefix("W/") for each in named.split(",")}
    return named.strip() == "*" or tag.removeprefix("W/") in tags


def _smaller(found: Answer) -> bytes | None:
    """Return the compressed content; None where it is no smaller for it."""
    if found.gzipped:
        return found.gzipped
    if found.path:
        return _compressed_file(found.path, found.path.stat().st_mtime_ns)
    packed = _compressed(found.content)
    return packed if len(packed) < len(found.content) else None


@lru_cache(maxsize=128)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 9 if len(content) < LARGE else 6, mtime=0)


@cache
def _compressed_file(path: Path, _changed: int) -> bytes:
    """Return a file compressed; kept for good, since only files that are there already come here by their path."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)
