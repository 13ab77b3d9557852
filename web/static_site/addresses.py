"""Which file an address of the site becomes, and the links of a document rewritten to lead there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from components.address.pages import PAGES, Page
from data.site import LANGUAGES, site
from web.page.head import Addresses, picture_with_query, with_query
from web.static_site.views import HOME_ALONE, VIEWS

PAGE_PATHS = {page.path: page for page in PAGES}
# Parameters whose codes say what they are; another one is written with its name.
PLAIN = ("chart", "area", "indicator", "period", "breakdown", "setting")
# What is made when it is asked for, and here once: of the newest figures of the home area, and of all of them.
CHARTS = tuple(f"/open-data/chart.{kind}" for kind in ("png", "svg", "xlsx"))
OF_HOME = ("/take-away", "/embed", "/meeting", "/pack/", "/preview/", *CHARTS)
# What describes questions that only a server answers, and what only a session needs.
NOT_HERE = ("/open-data/openapi.json", "/healthz", "/_stcore/")
_ATTRIBUTE = re.compile(r'\b(href|src|action|content)="([^"]*)"')
_HEAD = re.compile(r'<link\b[^>]*\bhref="([^"]*)"[^>]*>')
_ANCHOR = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_STYLE = re.compile(r"url\((/[^)]+)\)")


@lru_cache(maxsize=200_000)
def file_of(address: str) -> str | None:
    """Return the path at which an address of this site is found as a file; None if it is not in this edition.

    Parameters
    ----------
    address : str
        Path and query as this site has them; what follows a ``#`` is kept.
    """
    parts = urlsplit(address)
    given = dict(parse_qsl(parts.query))
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    page = PAGE_PATHS.get(parts.path)
    if page:
        view = VIEWS.nearest(page, given)
        if page.id not in HOME_ALONE and "area" in dict(VIEWS.exact(page, given)) and "area" not in dict(view):
            return None
        return VIEWS.path(page, given.get("lang", LANGUAGES[0]), view) + fragment
    if parts.path.startswith(NOT_HERE) or (parts.path.startswith(OF_HOME) and not _is_of_home(given)):
        return None
    return _named(parts.path, given) + fragment


def _is_of_home(given: Mapping[str, str]) -> bool:
    """Return whether something is made of the newest figures of the home area."""
    others = set(given) - {"area", "indicator", "period", "lang", "chart", "words", "breakdown", "release"}
    home, period = site().home_area, given.get("period")
    newest = {VIEWS.newest(page, given.get("indicator", "")) for page in PAGES}
    return not others and given.get("area", home) == home and (period is None or period in newest)


def _named(path: str, given: Mapping[str, str]) -> str:
    """Return the path of a file that is made of parameters: ``/open-data/view/en/W15000001_recorded_offences.csv``."""
    told = {name: code for name, code in given.items() if name != "v" and code}
    stem, dot, ending = path.rpartition(".")
    if "/" in ending or not dot:
        stem, dot, ending = path, "", ""
    if not told:
        return path if dot or path.endswith("/") else f"{path}/"
    language = told.pop("lang", "")
    plain = [told.pop(name) for name in PLAIN if name in told]
    name = "_".join([*plain, *(f"{name}-{code}" for name, code in sorted(told.items()))])
    folders = "/".join(filter(None, (stem, language, quote(name, safe="-_.~,"))))
    return f"{folders}{dot}{ending}" if dot else f"{folders}/"


def with_links(document: bytes, origin: str) -> tuple[bytes, frozenset[str]]:
    """Return a document in which each address of this site leads to a file, and those that have to become one.

    A link to a file that this edition does not have is left out with its words; of one to a page the words stay.

    Parameters
    ----------
    document : bytes
        HTML, UTF-8.
    origin : str
        What whole addresses of this site begin with; empty where there are none in it.
    """
    asked: set[str] = set()

    def found(address: str) -> str | None:
        to = file_of(address)
        if to and urlsplit(address).path not in PAGE_PATHS:
            asked.add(address.partition("#")[0])
        return to

    def kept(link: re.Match[str]) -> str:
        own = _own(unescape(link[1]), origin)
        if own is None or file_of(own):
            return link[0]
        # The name of a view that is not written stays, and leads nowhere: it may be an area of a map, or of a table.
        return link[2] if link.re is _ANCHOR and urlsplit(own).path in PAGE_PATHS else ""

    def led(attribute: re.Match[str]) -> str:
        address = unescape(attribute[2])
        own = _own(address, origin)
        if own is None or (attribute[1] == "content" and not address.startswith(origin or "\0")):
            return attribute[0]
        to = found(own)
        query = f"?{urlsplit(own).query}" if own.startswith("/assets/") else ""
        begun = origin if origin and address.startswith(origin) else ""
        return f'{attribute[1]}="{escape(f"{begun}{to or own}{query}")}"'

    html = _ATTRIBUTE.sub(led, _ANCHOR.sub(kept, _HEAD.sub(kept, document.decode())))
    for path in _STYLE.findall(html):
        found(path)
    return whole_addresses(html, origin, found).encode(), frozenset(asked)


def whole_addresses(words: str, origin: str, found: Callable[[str], str | None] = file_of) -> str:
    """Return words in which each whole address of this site with a query is that of its file.

    They stand in codes to copy, in the feed, and in the sitemap.
    """
    if not origin:
        return words
    pattern = re.compile(rf"{re.escape(origin)}(/[^\s\"'<>]*\?[^\s\"'<>]*)")

    def led(match: re.Match[str]) -> str:
        # A code to copy is escaped twice: as it is copied, and as it stands here.
        once = unescape(match[1])
        address = unescape(once).rstrip('"')
        rest = '"' if unescape(once).endswith('"') else ""
        to = found(address)
        return f"{origin}{escape(to)}{escape(rest)}" if to else match[0]

    return pattern.sub(led, words)


def _own(address: str, origin: str) -> str | None:
    """Return path and query of an address of this site; None of any other, and of a place on the same page."""
    if origin and address.startswith(f"{origin}/"):
        return address.removeprefix(origin)
    return address if address.startswith("/") and not address.startswith("//") else None


def _picture_of_home(page: Page, parameters: Mapping[str, str]) -> str:
    """Return the address of the picture of a view of the home area; of the others there is none."""
    told = {name: code for name, code in parameters.items() if name != "release"}
    return "" if set(told) - {"lang"} else picture_with_query(page, told)


HERE = Addresses(with_query, _picture_of_home)


def on_disk(path: str) -> str:
    """Return where a path is written, below the folder of the edition and without a stroke before it."""
    plain = unquote(path.partition("?")[0].partition("#")[0])
    return f"{plain}index.html".lstrip("/") if plain.endswith("/") else plain.lstrip("/")
