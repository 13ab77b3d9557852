"""One cold visit in headless Chromium: what crosses the wire until it is still, and when its content shows."""

from __future__ import annotations

import base64
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, TimeoutError, ViewportSize, sync_playwright

from benchmarks.visitor import frame_bytes

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = ViewportSize(width=390, height=844)
FAILURE = "[data-testid=stMain] :is([role=alert], .problem)"
SECONDS_OF_QUIET = 1.5
SECONDS_TO_SETTLE = 60
# Lighthouse's "slow 4G" and its processor four times slower, so that others can compare.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOW_PROCESSOR = 4


@dataclass
class Traffic:
    """What the browser was told by its network layer; bytes as they crossed the wire, compressed."""

    http: int = 0
    socket: int = 0
    requests: int = 0
    last: float = 0.0
    _open: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Bytes of answers over HTTP and of websocket frames both ways."""
        return self.http + self.socket

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is under way and nothing came for a while."""
        return not self._open and time.monotonic() - self.last > SECONDS_OF_QUIET

    def request(self, event: dict[str, Any]) -> None:
        """Count a request and the redirection it follows; what is inside the page is no request."""
        self.last = time.monotonic()
        if not event["request"]["url"].startswith("http"):
            return
        self.http += event.get("redirectResponse", {}).get("encodedDataLength", 0)
        self.requests += 1
        self._open[event["requestId"]] = event["request"]["url"]

    def finished(self, event: dict[str, Any]) -> None:
        """Count the bytes of an answer."""
        self.last = time.monotonic()
        if self._open.pop(event["requestId"], None):
            self.http += int(event["encodedDataLength"])

    def failed(self, event: dict[str, Any]) -> None:
        """Wait no longer for an answer that will not come."""
        self.last = time.monotonic()
        self._open.pop(event["requestId"], None)

    def frame(self, event: dict[str, Any], *, is_from_visitor: bool) -> None:
        """Count a websocket frame; a binary payload (opcode 2) is told in base64."""
        self.last = time.monotonic()
        data, opcode = event["response"]["payloadData"], event["response"]["opcode"]
        payload = len(base64.b64decode(data)) if opcode == 2 else len(data.encode())
        self.socket += frame_bytes(payload, is_from_visitor=is_from_visitor)


@dataclass(frozen=True)
class Visit:
    """One cold visit: bytes, requests and seconds; ``rerun`` is the traffic of a run that changed nothing."""

    transfer: int
    requests: int
    seconds: float
    rerun: int | None


@contextmanager
def chromium(more: Sequence[str] = ()) -> Iterator[Browser]:
    """Start the system's Chromium, or Playwright's own where there is none on the path; ``more`` are its arguments."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*ARGUMENTS, *more])
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, url: str, *, content: str, is_slow: bool = False) -> Visit:
    """Open ``url`` with an empty cache and return what it took.

    Parameters
    ----------
    browser : Browser
    url : str
    content : str
        A selector that only the content of the page has.
    is_slow : bool
        Over a slow phone line, on a slow phone. Chromium does not slow the websocket down.
    """
    context = browser.new_context(viewport=PHONE)
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        if is_slow:
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
        traffic = listen(session, is_slow=is_slow)
        began = time.monotonic()
        page.goto(url, wait_until="commit")
        try:
            page.wait_for_selector(content, state="attached", timeout=1000 * SECONDS_TO_SETTLE)
        except TimeoutError as error:
            raise SystemExit(f"{url}: nothing on it matched {content!r} within {SECONDS_TO_SETTLE} s") from error
        seconds = time.monotonic() - began
        settle(page, traffic)
        if page.query_selector(FAILURE):
            raise SystemExit(f"{url}: the page says that it failed")
        transfer, requests = traffic.total, traffic.requests
        return Visit(transfer, requests, seconds, None if is_slow else _rerun(page, traffic))
    finally:
        context.close()


def listen(session: CDPSession, *, is_slow: bool = False) -> Traffic:
    """Return the traffic of a page as it is counted from now on, over a slow phone line where asked."""
    traffic = Traffic(last=time.monotonic())
    session.on("Network.requestWillBeSent", traffic.request)
    session.on("Network.loadingFinished", traffic.finished)
    session.on("Network.loadingFailed", traffic.failed)
    session.on("Network.webSocketFrameSent", lambda event: traffic.frame(event, is_from_visitor=True))
    session.on("Network.webSocketFrameReceived", lambda event: traffic.frame(event, is_from_visitor=False))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    if is_slow:
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
    return traffic


def settle(page: Page, traffic: Traffic) -> None:
    """Wait until nothing has come for a while."""
    until = time.monotonic() + SECONDS_TO_SETTLE
    while not traffic.is_quiet:
        if time.monotonic() > until:
            raise SystemExit(f"{page.url} was not still within {SECONDS_TO_SETTLE} s")
        page.wait_for_timeout(100)


def _rerun(page: Page, traffic: Traffic) -> int:
    """Ask for the same again, as Streamlit's own key R does, and return the bytes of it."""
    before = traffic.socket
    page.keyboard.press("r")
    traffic.last = time.monotonic()
    settle(page, traffic)
    return traffic.socket - before
