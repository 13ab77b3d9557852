"""The door of the site: what answers an address is looked up in the table of routes, and its answer sent.

One ASGI middleware around Streamlit's application. It knows addresses and bytes; wording and figures are elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from components.address.visit import read_text
from data import renewal
from web.answer import Answer, NoAnswerError
from web.base import is_own_page
from web.errors import error_answer
from web.headers import settle_encoding, with_headers
from web.page.kept import VIEWS, Keepable
from web.routes import EMBED, find
from web.sending import response
from web.sessions import SESSIONS

LOG = logging.getLogger("dashboard")


class Delivery:
    """ASGI middleware: answer what is in the table of routes, pass on what is Streamlit's, refuse the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.has_refused = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; all answers get the security headers."""
        if scope["type"] == "websocket":
            await self._session(scope)(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        renewal.begin()
        respond = await self._respond(scope)
        await respond(scope, receive, with_headers(send, scope["path"], may_be_framed=scope["path"] == EMBED))

    async def _respond(self, scope: Scope) -> ASGIApp:
        """Return what answers a request: a response of ours, or Streamlit."""
        found = find(scope["path"])
        if found is None:
            return response(HTTPConnection(scope), _refused(scope, NoAnswerError("unknown_file")))
        route, parts = found
        if scope["method"] not in route.methods:
            wrong = NoAnswerError("not_allowed", status=405, expected=route.methods)
            return response(HTTPConnection(scope), _refused(scope, wrong))
        answer = route.answer
        if answer is None:
            settle_encoding(scope)
            return self.app
        request = Request({**scope, "path_params": parts})

        def sent() -> ASGIApp:
            return response(request, _answer(answer, request), varies_by=route.varies_by)

        if route.view and (view := route.view(request)):
            return response(request, await _shared(view, request), varies_by=route.varies_by)
        return await run_in_threadpool(sent) if route.takes_time else sent()

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold a session, and count it as long as it lasts."""
        SESSIONS.open += 1
        try:
            await self.app(scope, receive, send)
        finally:
            SESSIONS.open -= 1

    def _session(self, scope: Scope) -> ASGIApp:
        """Return who answers a WebSocket: the application for pages of this site, for all others a refusal (403).

        Where there are as many sessions as a process can hold, another is refused at once (503): the page that asks
        stands whole as it is, and asks again by itself. One that has begun is never ended for it, and finds its place
        again where its line broke.

        Streamlit's own check asks an address outside for the one of this machine, and nobody is answered meanwhile.
        What was found right here goes on without ``Origin``, so that nothing is left for it to ask.
        """
        connection = HTTPConnection(scope)
        if is_own_page(connection):
            scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            return self._serve if SESSIONS.has_room(comes_back=_comes_back(connection)) else _full
        if not self.has_refused:  # once: whoever keeps trying must not fill the log
            self.has_refused = True
            said = connection.headers["origin"][:100], connection.headers.get("host", "")[:100]
            LOG.warning(
                "refused a WebSocket of a page at %r which asked for %r; if that is this site, pass on Host with its "
                "port, or set address in site.toml",
                *said,
            )
        return WebSocketClose(1008)


def _comes_back(connection: HTTPConnection) -> bool:
    """Return whether a page had a session before: it then names it after two other words, as Streamlit wants it."""
    named = connection.headers.get("sec-websocket-protocol", "").split(",")
    return len(named) > 2 and bool(named[2].strip())


async def _full(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a session before it has begun: 503, or where the server above cannot say that, as Starlette does."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await WebSocketClose(1013)(scope, receive, send)
        return
    headers = [(b"retry-after", b"10"), (b"content-length", b"0")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})


def _answer(answer: Callable[[Request], Answer], request: Request) -> Answer:
    """Return the answer of a route, or what is sent where it has none."""
    try:
        return answer(request)
    except Exception as error:  # noqa: BLE001 - the log has it
        return _failed(error, request)


async def _shared(view: Keepable, request: Request) -> Answer:
    """Return a view that is kept, or the answer all get who have asked for it at the same time."""
    try:
        return await VIEWS.shared(view)
    except Exception as error:  # noqa: BLE001 - the log has it
        return _failed(error, request)


def _failed(error: Exception, request: Request) -> Answer:
    """Return what is sent instead of an answer: the visitor gets the way out and the numbers to call."""
    if isinstance(error, NoAnswerError):
        return _refused(request.scope, error)
    LOG.error("%s could not be answered", request.scope["path"], exc_info=error)
    return _refused(request.scope, NoAnswerError("broken", status=500))


def _refused(scope: Scope, error: NoAnswerError) -> Answer:
    return error_answer(scope["path"], error, language=read_text(Request(scope).query_params).language)
