"""One file brought in pieces: begun, broken off, gone on with where it broke off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from data.refresh.web.connection import Connection, Request, TryAgain

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


@dataclass(frozen=True)
class Sent:
    """How a download ended: the marks of the file, and whether it is the one that is kept already."""

    etag: str
    last_modified: str
    is_unchanged: bool


class Download:
    """What has arrived of one file, across the tries of one run.

    Parameters
    ----------
    part : Path
        Where the bytes go; whoever made the folder removes it.
    conditions : mapping of str to str
        Headers that ask for the file only if it is another than the one that is kept.
    """

    def __init__(self, part: Path, conditions: Mapping[str, str]):
        self._part = part
        self._conditions = dict(conditions)
        self._mark = ""
        self._size = 0

    def headers(self) -> dict[str, str]:
        """Return what the next try asks for: the rest, if what there is of the file is certainly of the same."""
        if self._size and self._mark:
            return {"Range": f"bytes={self._size}-", "If-Range": self._mark}
        return self._conditions

    def take(self, response: httpx.Response, pieces: Iterator[bytes]) -> Sent:
        """Write what arrives; called anew for each try."""
        etag, last_modified = (response.headers.get(name, "") for name in ("etag", "last-modified"))
        if response.status_code == 304:
            return Sent(etag, last_modified, is_unchanged=True)
        goes_on = response.status_code == 206
        if response.status_code == 416 or (goes_on and not self._fits(response)):
            self._mark, self._size = "", 0
            raise TryAgain("the rest of the file does not fit what there was of it")
        if not goes_on:
            self._mark, self._size = _mark(response), 0
        # Bytes beyond those counted would be of a try whose end is not known.
        with self._part.open("r+b" if goes_on else "wb") as part:
            part.truncate(self._size)
            part.seek(self._size)
            for piece in pieces:
                part.write(piece)
                part.flush()
                self._size += len(piece)
        if goes_on and self._size != _total(response):
            raise TryAgain(f"{self._size:,} bytes of {_total(response):,} were sent")
        return Sent(etag, last_modified, is_unchanged=False)

    def _fits(self, response: httpx.Response) -> bool:
        """Return whether what is sent is the rest of what there is, and was asked for."""
        said = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
        return bool(said and self._size and int(said[1]) == self._size) and "content-encoding" not in response.headers


def download(connection: Connection, url: str, part: Path, conditions: Mapping[str, str]) -> Sent:
    """Bring a file to ``part``, unless it is unchanged.

    Raises
    ------
    RefreshError
        If it cannot be had within the tries, the time and the size allowed.
    """
    limits = connection.settings.limits
    arriving = Download(part, conditions)
    request = Request(
        url, arriving.headers, limits.bytes_per_file, limits.seconds_per_file, accepted=(200, 206, 304, 416)
    )
    return connection.ask(request, arriving.take)


def _mark(response: httpx.Response) -> str:
    """Return by what the same file is known again; empty where nothing does so for certain."""
    etag = response.headers.get("etag", "")
    if "content-encoding" in response.headers:
        return ""
    return etag if etag and not etag.startswith("W/") else str(response.headers.get("last-modified", ""))


def _total(response: httpx.Response) -> int:
    return int(response.headers["content-range"].strip().rpartition("/")[2])
