"""By which address a visitor has the site: what is handed out begins with it, and only its own pages open a session.

For the runs of a page, whose address the browser itself tells, ``components/screen/visit.py`` has ``origin``.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from components.address.links import BASE
from data.site import site

PORTS = {"http": 80, "https": 443}
SCHEMES = {"http": "http", "https": "https", "ws": "http", "wss": "https"}
# What an answer that hands out addresses differs by, for whoever keeps it for others.
VARIES_BY = "X-Forwarded-Host, X-Forwarded-Proto"
_ORIGIN = re.compile(r"(https?)://([^/?#@\s]+)", re.IGNORECASE)


def base(connection: HTTPConnection) -> str:
    """Return scheme, host and port of this site, for addresses that are used elsewhere; empty where they are none.

    The owner's ``address`` where ``site.toml`` has it. Otherwise what the visitor has: ``X-Forwarded-Proto`` and
    ``X-Forwarded-Host`` as the first proxy wrote them, without them the scheme of the request and ``Host``. They are
    believed of everybody, so that no proxy has to be listed: what comes of them goes to whoever said so and to nobody
    else, because all that is kept is found by the address too.
    """
    if site().address:
        return site().address
    scheme = _first(connection, "x-forwarded-proto").lower()
    if scheme not in PORTS:
        scheme = SCHEMES[connection.scope["scheme"]]
    host = _first(connection, "x-forwarded-host") or connection.headers.get("host", "")
    found = f"{scheme}://{host}"
    return found if BASE.fullmatch(found) else ""


def is_own_page(connection: HTTPConnection) -> bool:
    """Return whether a connection is opened by a page of this site, or by no page at all.

    A browser names the page's address in ``Origin``, and no page can change that. It has to be the name and the port
    that the visitor asked for, or the owner's ``address``.
    """
    return all(_is_own(origin, connection) for origin in connection.headers.getlist("origin"))


def _is_own(origin: str, connection: HTTPConnection) -> bool:
    asked = (_first(connection, "x-forwarded-host"), connection.headers.get("host", ""))
    own = (site().address, *(_beside(origin, host) for host in asked))
    return _place(origin) is not None and _place(origin) in map(_place, own)


def _beside(origin: str, host: str) -> str:
    """Return a host with the scheme of an origin: who offers TLS in front of the server tells no scheme behind it."""
    return f"{origin.partition('://')[0]}://{host}"


def _place(address: str) -> tuple[str, int] | None:
    """Return name and port of an address that has nothing else, or None."""
    if not _ORIGIN.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        return (parts.hostname or "", parts.port or PORTS[parts.scheme])
    except ValueError:
        return None


def _first(connection: HTTPConnection, header: str) -> str:
    """Return what the proxy nearest to the visitor wrote: each one after it adds its own."""
    return connection.headers.get(header, "").partition(",")[0].strip()
