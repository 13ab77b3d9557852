"""What search engines are told: which addresses they may read, and the views that are worth finding."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from components.address.pages import PAGES, Page, address
from components.content.choices import LARGER_AREAS
from components.content.frame import UNREADABLE
from components.wording import trial
from data import current
from data.site import LANGUAGES, site
from geo.areas import forces

# What is made when it is asked for, and what is read by programs alone.
CLOSED = (
    *("/_stcore/", "/media/", "/pack/", "/print/", "/preview/", "/take-away", "/embed", "/meeting"),
    *("/open-data/latest/", "/open-data/releases", "/open-data/*?"),
)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def robots(base: str) -> str:
    """Return what search engines may read; of a trial, nothing."""
    if trial.is_trial():
        return "User-agent: *\nDisallow: /\n"
    # A page that is the same for every area is one page, whatever area a reader brings along.
    alike = [f"{page.path}?*area=" for page in PAGES if "area" not in page.view]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (*CLOSED, *alike)), "Allow: /"]
    return "\n".join([*lines, *([f"Sitemap: {base}/sitemap.xml"] if base else []), ""])


def views() -> Iterator[tuple[Page, dict[str, str]]]:
    """Yield each page, and those that differ by area once for each force and larger area."""
    codes = [*(area.code for area in forces()), *LARGER_AREAS]
    for page in PAGES:
        yield page, {}
        if "area" in page.view:
            yield from ((page, {"area": code}) for code in codes if code != site().home_area)


def sitemap(base: str) -> bytes:
    """Return the views in each language as the protocol of sitemaps has it, with the day of the release; UTF-8."""
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for page, parameters in views():
        twins = {language: f"{base}{address(page, lang=language, **parameters)}" for language in LANGUAGES}
        for language in LANGUAGES:
            entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
            ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = twins[language]
            if day := _day():
                ElementTree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = day
            for other, to in twins.items():
                ElementTree.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=other, href=to)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _day() -> str:
    """Return the day of the release that is shown, as it is dated; empty where none can be read."""
    try:
        return current.dataset().release[:10]
    except UNREADABLE:
        return ""
