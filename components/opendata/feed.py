"""The releases as an Atom feed (RFC 4287)."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode
from xml.etree import ElementTree

from components.opendata.releases import KeptRelease, changes_said, kept_releases, release_name
from components.wording import trial
from components.wording.text import Text
from data.site import LANGUAGES, site

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"


def feed(text: Text, base: str = "") -> bytes:
    """Return the feed of the releases in a language, UTF-8.

    Ids are sha256 sums, so that they stay the same wherever the site is; addresses are whole, since a reader keeps
    them: they begin with the owner's ``address``, else with ``base``, which are scheme, host and port of this site.
    """
    base = site().address or base
    ElementTree.register_namespace("", ATOM)
    kept, language = kept_releases(), text.language
    root = ElementTree.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": language})
    origin = f"releases.atom {language} {kept[-1].manifest if kept else ''}"
    _add(root, "id", f"urn:sha256:{hashlib.sha256(origin.encode()).hexdigest()}")
    named = (trial.said(text), f"{text('downloads.feed.name')} – {site().title[language]}")
    _add(root, "title", " ".join(filter(None, named)))
    _add(root, "updated", kept[0].updated if kept else "1970-01-01T00:00:00Z")
    author = _add(root, "author")
    _add(author, "name", site().owner.name[language])
    if site().owner.website:
        _add(author, "uri", site().owner.website)
    _link(root, "self", base + feed_address(language), type="application/atom+xml", hreflang=language)
    _link(root, "alternate", base + _page(language), type="text/html", hreflang=language)
    for other in LANGUAGES:
        if other != language:
            _link(root, "alternate", base + _page(other), type="text/html", hreflang=other)
    _add(root, "rights", text("site.footer.source"))
    for release in kept:
        _entry(root, release, text, base)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def feed_address(language: str) -> str:
    """Return the address of the feed within the site."""
    return f"/open-data/releases.atom?lang={language}"


def _entry(root: ElementTree.Element, release: KeptRelease, text: Text, base: str) -> None:
    entry, compared = _add(root, "entry"), {"from": release.previous, "to": release.id} if release.previous else {}
    _add(entry, "id", f"urn:sha256:{release.manifest}")
    _add(entry, "title", text("downloads.feed.entry", release=release_name(release.id, text)))
    _add(entry, "updated", release.updated)
    _add(entry, "summary", changes_said(release, text))
    compare = base + _page(text.language, **compared)
    _link(entry, "alternate", compare, type="text/html", hreflang=text.language)
    _link(entry, "enclosure", base + release.zip, type="application/zip", length=str(release.size))


def _page(language: str, **parameters: str) -> str:
    return f"/downloads?{urlencode({'lang': language, **parameters})}"


def _link(parent: ElementTree.Element, rel: str, to: str, **attributes: str) -> None:
    _add(parent, "link", rel=rel, href=to, **attributes)


def _add(parent: ElementTree.Element, name: str, content: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, _tag(name), attributes)
    element.text = content
    return element


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"
