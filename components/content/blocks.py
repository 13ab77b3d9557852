"""Small blocks that several pages have: a heading with what a page is about, and words with a button to copy them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from components.wording.text import Text


def copied_html(shown: str, said: str, what: str, text: Text) -> str:
    """Return words as ``shown`` (HTML) with a button that copies ``said``; ``assets/take.js`` makes it work."""
    return (
        f'<div class="copied">{shown}<button type="button" data-copy="{escape(said)}" '
        f'data-copied="{escape(text("take.copied"))}" aria-label="{escape(text("take.copy"))}: {escape(what)}">'
        f"{escape(text('take.copy'))}</button></div>"
    )


def heading(key: str, text: Text, *, title: str = "title") -> str:
    """Return the first heading and the lead of a page: the wordings ``<key>.<title>`` and ``<key>.lead``."""
    return f'<h1>{escape(text(f"{key}.{title}"))}</h1><p class="lead">{escape(text(f"{key}.lead"))}</p>'


def jumps(parts: Iterable[tuple[str, str]], *, label: str, kind: str = "jumps") -> str:
    """Return the way to the parts of a page.

    Parameters
    ----------
    parts : iterable of (str, str)
        The id of each part and its name as HTML.
    label : str
        What a screen reader says of all of them.
    kind : str
        Classes of the list.
    """
    links = "".join(f'<li><a href="#{id}">{name}</a></li>' for id, name in parts)
    return f'<nav class="{kind}" aria-label="{escape(label)}"><ul>{links}</ul></nav>'
