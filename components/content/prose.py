"""The longer texts of a page, from Markdown: rendered once, filled with the values of the day at every run."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

from markdown import Markdown

from components.content.blocks import heading, jumps
from components.guidance.terms import joined
from components.wording.text import PAGE_LINK, Text, TextError

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
SECTION = re.compile(r"(?=<h2)")


@dataclass(frozen=True)
class Prose:
    """A text as HTML, its placeholders still open, and its sections: the id and the title of each."""

    html: str
    sections: tuple[tuple[str, str], ...]


@cache
def rendered(markdown: str) -> Prose:
    """Return Markdown as HTML; a heading carries the id written behind it, ``## Privacy {#privacy}``."""
    reader = Markdown(extensions=["attr_list", "toc"])
    html = reader.convert(markdown)
    return Prose(html, tuple((entry["id"], entry["name"]) for entry in reader.toc_tokens))


@cache
def explained(html: str, language: str) -> str:
    """Return HTML with the first of each word of the glossary in every section leading to its explanation."""
    return "".join(joined(section, language, link="page:glossary") for section in SECTION.split(html))


def page_html(name: str, text: Text, *, values: Mapping[str, str], link: Callable[[str], str]) -> str:
    """Return the whole of a page of prose: its title, its lead, the way to each section, and the text.

    Parameters
    ----------
    name : str
        Of the Markdown file and of the catalogue with ``title``, ``lead`` and ``contents``.
    text : Text
        The wording of the page.
    values : mapping of str to str
        HTML for each placeholder of the text.
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
    filled = PLACEHOLDER.sub(lambda found: values[found[1]], explained(prose.html, text.language))
    linked = PAGE_LINK.sub(lambda found: escape(link(found[1])), filled)
    return (
        f'{heading(name, text)}{jumps(prose.sections, label=text(f"{name}.contents"))}<div class="prose">{linked}</div>'
    )
