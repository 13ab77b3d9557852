"""Small pieces of HTML that several pages have: headings, an area in words, words with a button to copy them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from components.wording.text import Text
from geo.areas import areas


def copied_html(shown: Markup, said: str, what: str, text: Text) -> Markup:
    """Return words as ``shown`` with a button that copies ``said``; ``assets/take.js`` makes it work."""
    return Markup(
        '<div class="copied">{}<button type="button" data-copy="{}" data-copied="{}" aria-label="{}: {}">'
        "{}</button></div>"
    ).format(shown, said, text("take.copied"), text("take.copy"), what, text("take.copy"))


def area_words(code: str, content: Markup, text: Text) -> Markup:
    """Return the name of an area as a heading, and what is said of it."""
    area = areas()[code]
    return Markup('<div class="area-words"><h2 lang="{}">{}</h2>{}</div>').format(
        area.name_language(text.language), area.name(text.language), content
    )


def heading(key: str, text: Text, *, title: str = "title") -> Markup:
    """Return the first heading and the lead of a page: the wordings ``<key>.<title>`` and ``<key>.lead``."""
    return Markup('<h1>{}</h1><p class="lead">{}</p>').format(text(f"{key}.{title}"), text(f"{key}.lead"))


def jumps(parts: Iterable[tuple[str, str | Markup]], *, label: str, kind: str = "jumps") -> Markup:
    """Return the way to the parts of a page.

    Parameters
    ----------
    parts : iterable of (str, str or Markup)
        The id of each part and its name.
    label : str
        What a screen reader says of all of them.
    kind : str
        Classes of the list.
    """
    links = Markup().join(Markup('<li><a href="#{}">{}</a></li>').format(id, name) for id, name in parts)
    return Markup('<nav class="{}" aria-label="{}"><ul>{}</ul></nav>').format(kind, label, links)
