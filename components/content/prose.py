"""The longer texts of a page, from Markdown: rendered once, filled with the values of the day at every run."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from markdown import Markdown
from markupsafe import Markup, escape

from components.content.snippets import heading, jumps
from components.guidance.terms import joined
from components.wording.text import PAGE_LINK, Text, TextError

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
SECTION = re.compile(r"(?=<h2)")


@dataclass(frozen=True)
class Prose:
    """A text as HTML, its placeholders still open, and its sections: the id and the title of each."""

    html: Markup
    sections: tuple[tuple[str, Markup], ...]


@cache
def rendered(markdown: str) -> Prose:
    """Return Markdown as HTML; a heading carries the id written behind it, ``## Privacy {#privacy}``."""
    reader = Markdown(extensions=["attr_list", "toc"])
    html = Markup(reader.convert(markdown))  # noqa: S704 - our own texts
    heads = ((entry["id"], Markup(entry["name"])) for entry in reader.toc_tokens)  # noqa: S704 - the same
    return Prose(html, tuple(heads))


@cache
def explained(html: Markup, language: str) -> Markup:
    """Return HTML with the first of each word of the glossary in every section leading to its explanation."""
    sections = (Markup(section) for section in SECTION.split(str(html)))  # noqa: S704 - parts of HTML
    return Markup().join(joined(section, language, link="page:glossary") for section in sections)


def linked(html: Markup, link: Callable[[str], str]) -> Markup:
    """Return HTML in which each link to a page of the site (``page:report``) has the address that ``link`` gives."""
    return _filled(PAGE_LINK, html, lambda id: escape(link(id)))


def page_html(name: str, text: Text, *, values: Mapping[str, Markup], link: Callable[[str], str]) -> Markup:
    """Return the whole of a page of prose: its title, its lead, the way to each section, and the text.

    Parameters
    ----------
    name : str
        Of the Markdown file and of the catalogue with ``title``, ``lead`` and ``contents``.
    text : Text
        The wording of the page.
    values : mapping of str to Markup
        What fills each placeholder of the text.
    link : callable
        Returns the address of a page by its id.

    Raises
    ------
    TextError
        If the text has a placeholder that ``values`` does not fill.
    """
    prose = rendered(text.prose(name))
    missing = set(PLACEHOLDER.findall(prose.html)) - values.keys()
    if missing:
        raise TextError(f"locales/{text.language}/{name}.md: nothing to fill {', '.join(sorted(missing))} with")
    filled = _filled(PLACEHOLDER, explained(prose.html, text.language), values.__getitem__)
    ways = jumps(prose.sections, label=text(f"{name}.contents"))
    return Markup('{}{}<div class="prose">{}</div>').format(heading(name, text), ways, linked(filled, link))


def _filled(places: re.Pattern[str], html: Markup, fill: Callable[[str], Markup]) -> Markup:
    """Return HTML with each of some places filled; ``fill`` is given what the place has in brackets."""
    return Markup(places.sub(lambda found: fill(found[1]), str(html)))  # noqa: S704 - HTML filled with HTML
