"""The releases, the newest first: what each changed in words, and as an Atom feed (RFC 4287). Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode
from xml.etree import ElementTree

from components import store, trial
from components.format import day, number
from components.text import LANGUAGES, Text
from data.history import MANIFEST, RELEASES, packed, releases, sha256
from data.register import register
from data.site import site

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
# The kinds of changes.json, and the name of each in the catalogues.
KINDS = {"added": "added", "revised": "revised", "newly hidden": "hidden", "removed": "removed"}


@dataclass(frozen=True)
class Kept:
    """What is said of a release: its id, the sha256 of its manifest, bytes of its ZIP, and what it changed."""

    id: str
    manifest: str
    size: int
    previous: str
    changes: Mapping[str, Mapping[str, int]]

    @property
    def zip(self) -> str:
        """Return the address of its ZIP, which never changes."""
        return f"/open-data/releases/{self.id}.zip"

    @property
    def updated(self) -> str:
        """Return when it was made, as Atom writes it: the day, and a minute more for each one of the same day."""
        made, _, order = self.id.partition(".")
        minutes = int(order or 1) - 1
        return f"{made}T{minutes // 60 % 24:02}:{minutes % 60:02}:00Z"


def kept_releases() -> tuple[Kept, ...]:
    """Return every release up to the one that is shown, the newest first; of their files nothing stays in memory.

    Raises
    ------
    data.history.HistoryError
        If one is damaged, altered or missing.
    data.load.PublishedDataError
        If no release can be shown.
    """
    return _kept(store.snapshot().releases)


@lru_cache(maxsize=2)
def _kept(ids: tuple[str, ...]) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            release.id,
            sha256(release.files[MANIFEST]),
            len(packed(release)),
            (release.changes["previous"] or {}).get("release", ""),
            release.changes["indicators"],
        )
        for release in reversed(releases(RELEASES, only=ids))
    )


def release_name(identifier: str, words: Text) -> str:
    """Return the day of a release in full, and its number if it was not the first of the day."""
    made, _, order = identifier.partition(".")
    return f"{day(made, words.language)} ({order})" if order else day(made, words.language)


def changes_said(kept: Kept, words: Text) -> str:
    """Return in words what a release changed, by indicator."""
    if not kept.previous:
        return words("downloads.release.first")
    said = [
        words("downloads.release.indicator", name=_name(indicator, words), counts=counted)
        for indicator, counts in kept.changes.items()
        if (counted := _counted(counts, words))
    ]
    return " ".join(said) or words("downloads.release.same")


def feed(words: Text, base: str = "") -> bytes:
    """Return the feed of the releases in a language, UTF-8.

    Ids are sha256 sums, so that they stay the same wherever the site is; addresses are whole, since a reader keeps
    them: they begin with the owner's ``address``, else with ``base``, which are scheme, host and port of this site.
    """
    base = site().address or base
    ElementTree.register_namespace("", ATOM)
    kept, language = kept_releases(), words.language
    root = ElementTree.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": language})
    origin = f"releases.atom {language} {kept[-1].manifest if kept else ''}"
    _add(root, "id", f"urn:sha256:{hashlib.sha256(origin.encode()).hexdigest()}")
    named = (trial.said(words), f"{words('downloads.feed.name')} – {site().title[language]}")
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
    _add(root, "rights", words("site.footer.source"))
    for release in kept:
        _entry(root, release, words, base)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def feed_address(language: str) -> str:
    """Return the address of the feed within the site."""
    return f"/open-data/releases.atom?lang={language}"


def _entry(root: ElementTree.Element, release: Kept, words: Text, base: str) -> None:
    entry, compared = _add(root, "entry"), {"from": release.previous, "to": release.id} if release.previous else {}
    _add(entry, "id", f"urn:sha256:{release.manifest}")
    _add(entry, "title", words("downloads.feed.entry", release=release_name(release.id, words)))
    _add(entry, "updated", release.updated)
    _add(entry, "summary", changes_said(release, words))
    compare = base + _page(words.language, **compared)
    _link(entry, "alternate", compare, type="text/html", hreflang=words.language)
    _link(entry, "enclosure", base + release.zip, type="application/zip", length=str(release.size))


def _counted(counts: Mapping[str, int], words: Text) -> str:
    return ", ".join(
        words(f"downloads.release.{name}", count=number(counts[kind], words.language))
        for kind, name in KINDS.items()
        if counts.get(kind)
    )


def _name(indicator: str, words: Text) -> str:
    """Return what an indicator is called; a release may name one that the register no longer has."""
    return words(f"indicator.{indicator}.name") if indicator in register() else indicator


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
