"""How an answer travels: whole and compressed, or not again where the visitor has it already."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.requests import HTTPConnection
from starlette.responses import FileResponse, Response

from web.answer import Answer

# Files that are compressed already.
PACKED = (
    "application/pdf",
    "application/vnd.apache.parquet",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "image/png",
)
# What is sent with "not modified": whatever would have come with the answer that a cache has to know again.
AGAIN = ("access-control-allow-origin", "cache-control", "content-language", "etag", "vary")
# Above this size compressing as far as it goes costs more than it saves.
LARGE = 100_000


def response(connection: HTTPConnection, found: Answer) -> Response:
    """Return what is sent: compressed where that helps, with the ETag of its content; 304 where the visitor has it."""
    headers = dict(found.headers)
    if found.status != 200 or headers.get("cache-control") == "no-store":
        return Response(found.content, found.status, headers, found.media_type)
    headers["etag"] = _file_tag(found.path, found.path.stat().st_mtime_ns) if found.path else _tag(found.content)
    if found.path is None:  # Streamlit compresses what is not compressed here
        headers["vary"] = ", ".join(filter(None, (headers.get("vary"), "Accept-Encoding")))
    if _is_there(connection, headers["etag"]):
        return Response(status_code=304, headers={name: headers[name] for name in AGAIN if name in headers})
    if found.path is not None:
        return FileResponse(found.path, media_type=found.media_type, headers=headers)
    content = found.content
    if found.media_type not in PACKED and "gzip" in connection.headers.get("accept-encoding", ""):
        content, headers["content-encoding"] = _compressed(content), "gzip"
    sent = Response(content, headers=headers, media_type=found.media_type)
    if connection.scope["method"] == "HEAD":
        sent.body = b""
    return sent


def _tag(content: bytes) -> str:
    """Return the ETag of a content. It is a weak one: compressed or not, the content is the same."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


@lru_cache(maxsize=16)
def _file_tag(path: Path, _changed: int) -> str:
    """Return the ETag of a file. It is a strong one, so that a part of the file can be asked for again."""
    with path.open("rb") as file:
        return f'"{hashlib.file_digest(file, "sha256").hexdigest()[:32]}"'


def _is_there(connection: HTTPConnection, tag: str) -> bool:
    """Return whether a visitor names the tag in ``If-None-Match``; weak or strong makes no difference here."""
    if connection.scope["method"] not in ("GET", "HEAD"):
        return False
    named = ",".join(connection.headers.getlist("if-none-match"))
    tags = {each.strip().removeprefix("W/") for each in named.split(",")}
    return named.strip() == "*" or tag.removeprefix("W/") in tags


@lru_cache(maxsize=128)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 9 if len(content) < LARGE else 6, mtime=0)
