"""Words that are to be used elsewhere: a button that copies them, and an entry for a BibTeX file. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from components.text import Text

TEX_SIGNS = "&%$#_"


def copied_html(shown: str, said: str, what: str, text: Text) -> str:
    """Return words as ``shown`` (HTML) with a button that copies ``said``; ``assets/take.js`` makes it work."""
    return (
        f'<div class="copied">{shown}<button type="button" data-copy="{escape(said)}" '
        f'data-copied="{escape(text("take.copied"))}" aria-label="{escape(text("take.copy"))}: {escape(what)}">'
        f"{escape(text('take.copy'))}</button></div>"
    )


def bibtex_entry(key: str, fields: Mapping[str, str], *, url: str) -> str:
    """Return an entry of a BibTeX file; an address is left as it is, in all else TeX's own signs are escaped."""
    lines = "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}  url = {{{url}}}\n}}"


def _tex(value: str) -> str:
    for sign in TEX_SIGNS:
        value = value.replace(sign, f"\\{sign}")
    return value
