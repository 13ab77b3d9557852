"""What robots are told: which addresses they may read, which links they need not follow, and the views to be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from xml.etree import ElementTree

from markupsafe import Markup

from components.address.pages import PAGES, Page, address
from components.content.choices import LARGER_AREAS
from components.content.frame import UNREADABLE
from components.wording import trial
from components.wording.text import DEFAULT_LANGUAGE
from data import current
from data.site import LANGUAGES, site
from geo.areas import forces

# Pages to be found once for each area: those on which an area is the subject. Of the others a robot reads the first
# view; a link that somebody shares to any other view works all the same.
BY_AREA = ("overview", "trends", "people")
DATA = "/open-data/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
_LINK = re.compile(r'<a (?![^>]*\brel=)([^>]*\bhref="(/[^"#]*)[^>]*)>')


def robots(base: str, closed: Iterable[str]) -> str:
    """Return what robots may read; of a trial, nothing.

    Parameters
    ----------
    base : str
        Scheme, host and port of this site; empty where they are not known.
    closed : iterable of str
        The beginnings of the addresses that they may not: no robot has to know wildcards.
    """
    if trial.is_trial():
        return "User-agent: *\nDisallow: /\n"
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /"]
    return "\n".join([*lines, *([f"Sitemap: {base}/sitemap.xml"] if base else []), ""])


def views() -> Iterator[tuple[Page, dict[str, str]]]:
    """Yield the views that are to be found: each page, and some once for each force and larger area."""
    codes = [*(area.code for area in forces()), *LARGER_AREAS]
    for page in PAGES:
        yield page, {}
        if page.id in BY_AREA:
            yield from ((page, {"area": code}) for code in codes if code != site().home_area)


@cache
def followed() -> frozenset[str]:
    """Return the addresses that links may lead a robot to, without scheme and host."""
    every = (address(page, lang=language, **view) for page, view in views() for language in LANGUAGES)
    return frozenset((*every, *(page.path for page in PAGES), DATA))


def for_robots(html: Markup) -> Markup:
    """Return a page in which each link says so that leads to something no robot need read.

    There are thousands of views, and each leads to hundreds of others.
    """

    def marked(link: re.Match[str]) -> str:
        return link[0] if unescape(link[2]) in followed() else f'<a {link[1]} rel="nofollow">'

    return Markup(_LINK.sub(marked, html))  # noqa: S704 - HTML it was, and nothing but a word of ours is added


def sitemap(base: str) -> bytes:
    """Return the views in each language as the protocol of sitemaps has it, UTF-8.

    Those with figures have the day of the release. Addresses begin with ``base``, which the protocol asks for.
    """
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root, day = ElementTree.Element(f"{{{SITEMAP}}}urlset"), _day()
    for page, view in views():
        twins = {language: f"{base}{address(page, lang=language, **view)}" for language in LANGUAGES}
        for language in LANGUAGES:
            entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
            ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = twins[language]
            if day and page.figures:
                ElementTree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = day
            for other, to in (*twins.items(), ("x-default", twins[DEFAULT_LANGUAGE])):
                ElementTree.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=other, href=to)
    entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
    ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = f"{base}{DATA}"
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _day() -> str:
    """Return the day of the release that is shown, as it is dated; empty where none can be read."""
    try:
        return current.dataset().release[:10]
    except UNREADABLE:
        return ""
