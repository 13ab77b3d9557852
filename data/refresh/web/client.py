"""Answers of the publishers' interfaces: JSON, kept so that an unchanged one costs one small request."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from data.build.files import write_whole
from data.refresh import RefreshError
from data.refresh.settings import Settings
from data.refresh.web.addresses import shown
from data.refresh.web.connection import Connection, Request
from data.refresh.web.content import is_web_page


@dataclass(frozen=True)
class Answer:
    """What an interface said, and the marks by which it knows whether that is still so."""

    url: str
    text: str
    etag: str
    last_modified: str

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for a newer answer only."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


class Client(Connection):
    """A connection that keeps what the publishers' interfaces say; use it in a ``with`` statement.

    Parameters
    ----------
    settings : Settings
        Hosts and limits.
    answers : Path or None
        Folder in which answers are kept for the next run; None to keep them for this one only.
    sleep : callable
        Waits for a number of seconds.
    """

    def __init__(self, settings: Settings, *, answers: Path | None = None, sleep: Callable[[float], None] = time.sleep):
        super().__init__(settings, sleep=sleep)
        self._folder = answers
        self._kept: dict[str, Answer] = {}

    def json(self, url: str, *, bytes_at_most: int | None = None) -> dict[str, Any]:
        """Return what an interface says.

        Raises
        ------
        RefreshError
            If it cannot be had, or is not a JSON object.
        """
        kept = self._kept.get(url) or self._read(url)
        limits = self.settings.limits
        conditions = kept.conditions() if kept else {}

        def take(response: httpx.Response, pieces: Iterator[bytes]) -> tuple[int, bytes, httpx.Headers]:
            return response.status_code, b"".join(pieces), response.headers

        status, body, headers = self.ask(
            Request(url, lambda: conditions, bytes_at_most or limits.bytes_per_answer, limits.seconds_per_file), take
        )
        if status == 304 and kept:
            said = _object(kept.text.encode(), url)
        else:
            said = _object(body, url)
            kept = Answer(url, body.decode(), headers.get("etag", ""), headers.get("last-modified", ""))
            self._write(kept)
        self._kept[url] = kept
        return said

    def _file(self, url: str) -> Path | None:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.json" if self._folder else None

    def _read(self, url: str) -> Answer | None:
        """Return the answer of an earlier run; None if there is none that can be read."""
        file = self._file(url)
        try:
            kept = Answer(**json.loads(file.read_bytes())) if file else None
            return kept if kept and kept.url == url and isinstance(json.loads(kept.text), dict) else None
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, answer: Answer) -> None:
        file = self._file(answer.url)
        if file and answer.conditions():
            write_whole(file, json.dumps(asdict(answer)).encode())


def _object(body: bytes, url: str) -> dict[str, Any]:
    if is_web_page(body):
        raise RefreshError(
            f"{shown(url)} answered with a web page (HTML); expected JSON, as the publisher's interface gives it. "
            "The service may be down for maintenance: try again later, or look at the address in a browser."
        )
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise RefreshError(
            f"{shown(url)} answered with {len(body):,} bytes that are no JSON object; expected one, as the "
            "publisher's interface gives it. Try again later."
        )
    return said
