"""The headers that every answer carries, whoever made it: what a browser may load and keep to itself, and of a trial.

How long an answer may be kept is said in ``web/answer.py`` and by each route; ETag, ``Vary`` and the encoding are added
where it is sent (``web/sending.py``).
"""

from __future__ import annotations

from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

from components.wording import trial
from data.site import site
from web.first_response import inline_script_hashes
from web.sending import accepts_gzip


def settle_encoding(scope: Scope) -> None:
    """Say for Streamlit whether gzip is taken: it reads only the name, and so takes ``gzip;q=0`` for yes."""
    headers = MutableHeaders(scope=scope)
    if "accept-encoding" in headers:
        headers["accept-encoding"] = "gzip" if accepts_gzip(headers["accept-encoding"]) else "identity"


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


def with_headers(send: Send, path: str, *, may_be_framed: bool) -> Send:
    """Return what sends an answer with the headers of every answer, and with those of a trial where this is one."""
    secure = security_headers(may_be_framed=may_be_framed)

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*trial.headers(path, message["status"], message["headers"]), *secure]
        await send(message)

    return sender
