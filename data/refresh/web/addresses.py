"""Which addresses may be asked at all: HTTPS, and hosts on the list only."""

import httpx

from data.refresh import RefreshError
from data.refresh.settings import Settings


def checked(address: str, settings: Settings, *, come_from: str = "") -> httpx.URL:
    """Return an address that may be asked.

    Parameters
    ----------
    address : str
        Where a request is about to go.
    settings : Settings
        The hosts that are allowed.
    come_from : str
        The address that led here by a redirect, for the message.

    Raises
    ------
    RefreshError
        If it is no address, is not HTTPS, carries a name or password, or its host is not on the list.
    """
    led = f"{come_from} leads on to {shown(address)}" if come_from else f"The address {shown(address)} was met"
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError):
        raise RefreshError(f"{led}, which is no address. Nothing was asked there. {_ADVICE}") from None
    is_own_server = url.host in settings.allow_http_for
    if url.scheme != "https" and not (url.scheme == "http" and is_own_server):
        raise RefreshError(f"{led}, which is not https. Nothing was asked there. {_ADVICE}")
    if url.host not in settings.hosts:
        raise RefreshError(
            f"{led}, but {url.host!r} is not among the hosts that data/refresh/sources.toml allows "
            f"({', '.join(settings.hosts)}). Nothing was asked there. {_ADVICE}"
        )
    if url.userinfo or (url.port is not None and not is_own_server):
        raise RefreshError(f"{led}, which names a port or a user; expected neither. Nothing was asked there. {_ADVICE}")
    return url


_ADVICE = "Look at the publisher's page; if the publisher has moved, change site.toml and the list of hosts."


def shown(address: str) -> str:
    """Return an address as it can be printed: one line, no control characters, not endless."""
    plain = "".join(character if character.isprintable() else "?" for character in address)
    return plain if len(plain) <= 300 else plain[:300] + "…"
