"""A visitor without a browser: speaks Streamlit's websocket as the browser's side of Streamlit 1.67 does.

Every message is a protobuf in one binary frame. The browser asks for a run with its address, the page it is
on and the large messages it still has, which the server then names instead of sending them again.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

SECONDS_TO_ANSWER = 30
# A page of ours that fails is caught by the frame and says so politely: these are the marks of that.
FAILURE_MARKS = ('role="alert"', 'class="problem"')


class VisitError(RuntimeError):
    """A run that failed: the page raised, is not known, did not compile, or the server did not answer."""


@dataclass(frozen=True)
class Run:
    """One run of a page as its visitor saw it; times in seconds, traffic in bytes on the wire.

    ``sent`` is a reading of ``time.perf_counter``; ``waited`` is the time until the script began; ``script`` is
    the time the server says its script took, where it was asked to say so.
    """

    sent: float
    seconds: float
    waited: float
    traffic: int
    script: float | None = None


def run_request(query: str, *, page_hash: str = "", page_name: str = "", kept: tuple[str, ...] = ()) -> bytes:
    """Return the message that asks for a run.

    Parameters
    ----------
    query : str
        The query of the address without its question mark.
    page_hash, page_name : str
        The page: by its path for the first run, by the hash the server gave it from then on.
    kept : tuple of str
        Hashes of the messages the visitor still has.
    """
    message = BackMsg()
    state = message.rerun_script
    state.query_string, state.page_script_hash, state.page_name = query, page_hash, page_name
    state.cached_message_hashes.extend(kept)
    state.context_info.timezone = "Europe/London"
    state.context_info.locale = "en-GB"
    state.context_info.color_scheme = "light"
    sent: bytes = message.SerializeToString()
    return sent


def frame_bytes(payload: int, *, is_from_visitor: bool) -> int:
    """Return the bytes of a websocket frame with ``payload`` bytes in it (RFC 6455, section 5.2)."""
    length = 0 if payload < 126 else 2 if payload < 65536 else 8
    return 2 + length + (4 if is_from_visitor else 0) + payload


def failure(message: ForwardMsg) -> str | None:
    """Return what went wrong if ``message`` says that a run failed."""
    kind = message.WhichOneof("type")
    if kind == "page_not_found":
        return "the page is not known"
    if kind == "delta" and any(mark in message.delta.new_element.html.body for mark in FAILURE_MARKS):
        return "the page says that it failed"
    if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
        return f"the page raised {message.delta.new_element.exception.type or 'an error'}"
    if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        return "the script did not compile"
    return None


class Kept:
    """The large messages a browser keeps: each until ``max_age`` runs have passed without it."""

    def __init__(self) -> None:
        self.max_age, self._run, self._last_seen = 2, 0, dict[str, int]()

    def see(self, message: ForwardMsg) -> None:
        """Keep what may be kept, and count a run as over when it is."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.max_age = message.new_session.config.max_cached_message_age
        elif kind == "ref_hash":
            self._last_seen[message.ref_hash] = self._run
        elif message.metadata.cacheable:
            self._last_seen[message.hash] = self._run
        elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            self._run += 1
            oldest = self._run - self.max_age
            self._last_seen = {key: run for key, run in self._last_seen.items() if run >= oldest}

    def hashes(self) -> tuple[str, ...]:
        """Return the hashes of the messages that are kept."""
        return tuple(self._last_seen)


class Visitor:
    """One session with the server, for the length of an ``async with`` block."""

    def __init__(self, port: int) -> None:
        self._url, self._origin = f"ws://127.0.0.1:{port}/_stcore/stream", f"http://127.0.0.1:{port}"
        self._kept, self._page, self._pages = Kept(), "", dict[str, str]()
        self._connection: ClientConnection

    async def __aenter__(self) -> Visitor:
        try:
            self._connection = await connect(
                self._url, origin=Origin(self._origin), subprotocols=[Subprotocol("streamlit")], compression=None,
                max_size=None, ping_interval=None, proxy=None, open_timeout=SECONDS_TO_ANSWER,
            )  # fmt: skip
        except (OSError, TimeoutError, WebSocketException) as error:
            raise VisitError(f"the server did not take the visitor: {error}") from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._connection.close()

    async def open(self, page: str, **query: str) -> Run:
        """Open the path ``page`` (empty for the first page) as a link from outside does."""
        return await self._ask(run_request(urlencode(query), page_name=page))

    async def go_on(self, page: str | None = None, **query: str) -> Run:
        """Run again with ``query``, on the path ``page`` or the page the visitor is on; an empty app has but one."""
        page_hash = self._page if page is None or not self._pages else self._pages[page]
        return await self._ask(run_request(urlencode(query), page_hash=page_hash, kept=self._kept.hashes()))

    async def _ask(self, request: bytes) -> Run:
        try:
            async with asyncio.timeout(SECONDS_TO_ANSWER):
                sent = time.perf_counter()
                await self._connection.send(request)
                return await self._answer(sent, frame_bytes(len(request), is_from_visitor=True))
        except TimeoutError:
            raise VisitError(f"no answer within {SECONDS_TO_ANSWER} s") from None
        except (OSError, WebSocketException) as error:
            raise VisitError(f"the connection ended: {error}") from error

    async def _answer(self, sent: float, traffic: int) -> Run:
        """Read until the script has finished; a run the server broke off to begin again is not the end."""
        waited, script, wrong = 0.0, None, None
        async for data in self._connection:
            message = ForwardMsg.FromString(data)
            if message.HasField("page_profile"):  # only sent where we asked for it: no part of a visit's traffic
                script = message.page_profile.exec_time / 1e6
                continue
            traffic += frame_bytes(len(data), is_from_visitor=False)
            self._kept.see(message)
            wrong = wrong or failure(message)
            match message.WhichOneof("type"):
                case "new_session":
                    waited = time.perf_counter() - sent
                    self._page = message.new_session.page_script_hash
                case "navigation":
                    self._page = message.navigation.page_script_hash
                    self._pages = {
                        "" if page.is_default else page.url_pathname: page.page_script_hash
                        for page in message.navigation.app_pages
                    }
                case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    if wrong:
                        raise VisitError(wrong)
                    return Run(sent, time.perf_counter() - sent, waited, traffic, script)
        raise VisitError("the server closed the connection")
