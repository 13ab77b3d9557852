"""Requests to the publishers, made politely: few, named, limited in size and time, tried again with patience."""

from __future__ import annotations

import http.cookiejar
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Self, TypeVar

import httpx

from data.refresh import RefreshError
from data.refresh.settings import Settings
from data.refresh.web.addresses import checked, shown
from data.refresh.web.deadline import Deadline, Sockets

PROJECT = "modern-slavery-dashboard/0.1 (figures refresh"
BUSY = (408, 425, 429, 500, 502, 503, 504)
REDIRECTS = (301, 302, 303, 307, 308)
Taken = TypeVar("Taken")


class TryAgain(Exception):
    """One try failed, another may not; ``wait`` is the pause that the server asked for, in seconds."""

    def __init__(self, reason: str, *, wait: float | None = None):
        self.wait = wait
        super().__init__(reason)


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Parameters
    ----------
    url : str
        Where.
    headers : callable
        The conditions of each try, which depend on what the tries before it brought.
    bytes_at_most : int
        The largest answer that is taken.
    seconds_at_most : float
        For all tries together.
    accepted : tuple of int
        Status codes that are an answer.
    """

    url: str
    headers: Callable[[], Mapping[str, str]]
    bytes_at_most: int
    seconds_at_most: float
    accepted: tuple[int, ...] = (200, 304)


class Connection:
    """The connection to the publishers during one run; use it in a ``with`` statement.

    Parameters
    ----------
    settings : Settings
        Hosts and limits.
    sleep : callable
        Waits for a number of seconds.
    """

    def __init__(self, settings: Settings, *, sleep: Callable[[float], None] = time.sleep):
        self.settings = settings
        self._sleep = sleep
        self._sockets = Sockets()
        self._run = Deadline(settings.limits.seconds_in_all, "this run")
        contact = f"; {settings.contact}" if settings.contact else ""
        # No cookie is kept, and compression is asked for nowhere: sizes are those on the wire.
        keep_none = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        self._http = httpx.Client(
            headers={"User-Agent": f"{PROJECT}{contact})", "Accept-Encoding": "identity"},
            cookies=keep_none,
            timeout=settings.limits.seconds_per_request,
            follow_redirects=False,
            # An owner behind a proxy names it in the usual variables; a test's own server is asked directly.
            trust_env=not settings.allow_http_for,
            verify=_certificates(not settings.allow_http_for),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self, request: Request, take: Callable[[httpx.Response, Iterator[bytes]], Taken]) -> Taken:
        """Return what ``take`` makes of the answer; it is called anew for each try.

        Parameters
        ----------
        request : Request
            What is asked for.
        take : callable
            Takes the response and its body in pieces; raises ``TryAgain`` where the answer is of no use.

        Raises
        ------
        RefreshError
            If there is no answer of use within the tries, the time and the size allowed.
        """
        self._run.check()
        limits = self.settings.limits
        deadline = Deadline(min(request.seconds_at_most, self._run.seconds_left), shown(request.url))
        reason: Exception | None = None
        for number in range(limits.tries):
            if reason:
                self._pause(reason, number, deadline)
            try:
                return self._try(request, take, deadline)
            except (TryAgain, httpx.RequestError) as error:
                deadline.check()
                reason = error
        raise RefreshError(
            f"{shown(request.url)} gave no answer of use in {limits.tries} tries; the last one: {_said(reason)}. "
            "Try again later; if it stays so, see whether this computer reaches the internet, and look at the "
            "publisher's page."
        )

    def _try(
        self, request: Request, take: Callable[[httpx.Response, Iterator[bytes]], Taken], deadline: Deadline
    ) -> Taken:
        with deadline.enforced(self._sockets), self._answer(request) as response:
            status = response.status_code
            if status in request.accepted:
                return take(response, _pieces(response, request, deadline))
            if status in BUSY:
                raise TryAgain(f"{status} {response.reason_phrase}", wait=_wait_asked_for(response))
            if status in (404, 410):
                raise RefreshError(
                    f"{shown(request.url)} is not there ({status}); expected what the publisher's interface lists. "
                    "Look at the publisher's page: it may have moved; the address is in site.toml and sources.toml."
                )
            raise RefreshError(
                f"{shown(request.url)} answered {status} {shown(response.reason_phrase)}; expected 200. "
                "Look at the publisher's page, and try again later."
            )

    def _pause(self, reason: Exception, number: int, deadline: Deadline) -> None:
        limits = self.settings.limits
        asked_for = getattr(reason, "wait", None)
        if asked_for is not None and asked_for > limits.longest_wait:
            raise RefreshError(
                f"{deadline.of_what} asks to wait {asked_for:.0f} seconds ({_said(reason)}), longer than the "
                f"{limits.longest_wait:.0f} that a run waits. Run it again after that."
            )
        wait = min(limits.first_wait * 2 ** (number - 1), limits.longest_wait)
        wait = max(wait, asked_for or 0)
        if wait > deadline.seconds_left:
            raise RefreshError(
                f"{deadline.of_what} gave no answer of use within the time allowed; the last try: {_said(reason)}. "
                "Try again later."
            )
        self._sleep(wait)

    @contextmanager
    def _answer(self, request: Request) -> Iterator[httpx.Response]:
        """Yield the response, redirects followed one by one, each checked before it is asked."""
        url, asked = checked(request.url, self.settings), []
        for _ in range(self.settings.limits.redirects + 1):
            asked.append(url)
            made = self._http.build_request("GET", url, headers=request.headers())
            made.extensions["trace"] = self._sockets.trace
            response = self._http.send(made, stream=True)
            try:
                if response.status_code not in REDIRECTS:
                    yield response
                    return
                url = self._led_to(response, asked)
            finally:
                response.close()
        raise RefreshError(
            f"{shown(request.url)} leads on more than {self.settings.limits.redirects} times; expected a file. "
            "Look at the publisher's page."
        )

    def _led_to(self, response: httpx.Response, asked: list[httpx.URL]) -> httpx.URL:
        here = shown(str(response.url))
        target = response.headers.get("location", "")
        if not target:
            raise RefreshError(f"{here} answered {response.status_code}, but says nothing of where to go instead.")
        with suppress(httpx.InvalidURL, UnicodeError):
            target = str(response.url.join(target))
        url = checked(target, self.settings, come_from=here)
        if url in asked:
            raise RefreshError(f"{shown(str(asked[0]))} leads in a circle, by way of {here}; expected a file.")
        return url


@cache
def _certificates(trust_env: bool) -> ssl.SSLContext:
    """Return whom to trust, read once."""
    return httpx.create_ssl_context(trust_env=trust_env)


def _pieces(response: httpx.Response, request: Request, deadline: Deadline) -> Iterator[bytes]:
    """Yield the body, within the size and the time allowed."""
    too_large = RefreshError(
        f"{shown(request.url)} is larger than the {request.bytes_at_most:,} bytes allowed; nothing of it was kept. "
        "If the publisher's file has really grown so much, raise the limit in data/refresh/sources.toml."
    )
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > request.bytes_at_most:
        raise too_large
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > request.bytes_at_most:
            raise too_large
        yield piece
    # A body of no declared length ends where its connection does, also where that was cut for want of time.
    deadline.check()


def _wait_asked_for(response: httpx.Response) -> float | None:
    """Return the seconds in Retry-After, a number or a moment; None where it says neither."""
    words = response.headers.get("retry-after", "").strip()
    if words.isdigit():
        return float(words)
    try:
        moment = parsedate_to_datetime(words)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _said(error: Exception | None) -> str:
    return shown(str(error or "")) or type(error).__name__
