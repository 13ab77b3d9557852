"""How the site travels: compression, security headers, the right shell for each address, a real 404.

One ASGI middleware around Streamlit's application. It knows addresses and bytes; wording and figures are elsewhere.
"""

from __future__ import annotations

import gzip
import logging
import re
from functools import cache
from urllib.parse import parse_qs, urlencode

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from components.address.pages import PAGES
from components.address.visit import read_text
from components.wording import trial
from data import renewal
from data.site import site
from web.answer import Answer
from web.base import VARIES_BY, base, is_own_page
from web.first_response import STREAMLIT, first_response, inline_script_hashes, not_found
from web.sending import response

LOG = logging.getLogger("dashboard")
COMPRESSIBLE = (".js", ".css", ".json", ".svg")
SHELLS = {page.path: page.id for page in PAGES}
FIRST = PAGES[0].id
# What Streamlit and our own routes answer: everything else is either a page or unknown.
PASSED = re.compile(
    r"/(_stcore/(health|host-config|stream|upload_file/.*)|media/.*|component/.*|_stcore/bidi-components/.*"
    r"|assets/.*|open-data(/.*)?|take-away|embed|print/.*|pack/.*|meeting|practice-notes"
    r"|robots\.txt|healthz|favicon\.png)"
)
PAGE_CHECKS = re.compile(r"/\w+(/_stcore/(health|host-config))")
MOST_PARAMETERS = 50
FRAMED = "/embed"
CACHE_FOR_EVER = "public, max-age=31536000, immutable"


class Delivery:
    """ASGI middleware: choose what an address gets and how it is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.has_refused = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer pages, static files and unknown addresses; pass the rest on. All get the security headers."""
        if scope["type"] == "websocket":
            await self._session(scope)(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        renewal.begin()
        answer = _answer(scope) or self.app
        await answer(scope, receive, _with_headers(send, scope["path"]))

    def _session(self, scope: Scope) -> ASGIApp:
        """Return who answers a WebSocket: the application for pages of this site, for all others a refusal (403).

        Streamlit's own check asks an address outside for the one of this machine, and nobody is answered meanwhile.
        What was found right here goes on without ``Origin``, so that nothing is left for it to ask.
        """
        connection = HTTPConnection(scope)
        if is_own_page(connection):
            scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            return self.app
        if not self.has_refused:  # once: whoever keeps trying must not fill the log
            self.has_refused = True
            said = connection.headers["origin"][:100], connection.headers.get("host", "")[:100]
            LOG.warning(
                "refused a WebSocket of a page at %r which asked for %r; if that is this site, pass on Host with its "
                "port, or set address in site.toml",
                *said,
            )
        return WebSocketClose(1008)


def _answer(scope: Scope) -> Response | None:
    """Return our answer to a request, or None where Streamlit or one of our routes has it."""
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    if path in _known_files():
        return _static(path, scope)
    if PASSED.fullmatch(path):
        return None
    trimmed = path.rstrip("/") or "/"
    if trimmed == f"/{FIRST}" or (trimmed != path and trimmed in SHELLS):
        return _redirect("/" if trimmed == f"/{FIRST}" else trimmed, query)
    if path in SHELLS:
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("405", 405)
        return _page(SHELLS[path], query, scope)
    if PAGE_CHECKS.fullmatch(path):
        return None
    return HTMLResponse(not_found(), 404, headers={"cache-control": "no-store"})


def _page(page_id: str, query: str, scope: Scope) -> Response:
    asked = parse_qs(query, max_num_fields=MOST_PARAMETERS).get("lang", [""])[0] if _is_short(query) else ""
    language = read_text({"lang": asked}, _header(scope, b"accept-language")).language
    headers = {
        "cache-control": "no-cache",
        "content-language": language,
        "vary": f"Accept-Language, {VARIES_BY}",
    }
    connection = HTTPConnection(scope)
    content = first_response(page_id, language, base(connection))
    return response(connection, Answer(content, "text/html", headers))


def _is_short(query: str) -> bool:
    """Return whether a query has so few parameters that reading them cannot fail."""
    return query.count("&") < MOST_PARAMETERS


def _redirect(path: str, query: str) -> Response:
    pairs = urlencode(parse_qs(query, max_num_fields=MOST_PARAMETERS), doseq=True) if _is_short(query) else ""
    return RedirectResponse(f"{path}?{pairs}" if pairs else path, 308)


def _static(path: str, scope: Scope) -> Response | None:
    """Return a static file compressed once and kept, or None where Streamlit should send it as it is."""
    if not path.endswith(COMPRESSIBLE) or "gzip" not in _header(scope, b"accept-encoding"):
        return None
    kind = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}.get(path.rsplit(".", 1)[1])
    headers = {"content-encoding": "gzip", "vary": "Accept-Encoding", "cache-control": CACHE_FOR_EVER}
    return Response(_compressed(path), media_type=kind or "application/json", headers=headers)


@cache
def _known_files() -> frozenset[str]:
    """Only files that exist are compressed and kept, so made-up addresses cannot fill the memory."""
    files = (file for file in (STREAMLIT / "static").rglob("*") if file.is_file())
    return frozenset(f"/{file.relative_to(STREAMLIT).as_posix()}" for file in files)


@cache
def _compressed(path: str) -> bytes:
    return gzip.compress((STREAMLIT / path[1:]).read_bytes(), 9, mtime=0)


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


@cache
def security_headers(*, may_be_framed: bool = False) -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers every answer carries; the policy allows nothing but this address.

    One page may stand in a frame, and only in those of this site and of the sites that ``site.toml`` lists.
    """
    frames = " ".join(("'self'", *site().frame_ancestors)) if may_be_framed else "'none'"
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' blob: 'wasm-unsafe-eval' {' '.join(inline_script_hashes())}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": frames,
    }
    headers = {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
        "cross-origin-opener-policy": "same-origin",
        "strict-transport-security": "max-age=31536000",
        **({} if may_be_framed else {"x-frame-options": "DENY"}),
    }
    return tuple((name.encode(), value.encode()) for name, value in headers.items())


def _with_headers(send: Send, path: str) -> Send:
    secure = security_headers(may_be_framed=path == FRAMED)

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*trial.headers(path, message["status"], message["headers"]), *secure]
        await send(message)

    return sender
