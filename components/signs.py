"""The signs page as HTML: light, printable, every sign readable without opening anything. Pure.

The page stands in the first response too, before any script has run (``components/early.py``), so what is written here
knows nothing of Streamlit: addresses come from ``link``, figures from the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from components.finder import finder, found_by
from components.guidance import Setting, SignGroup, advice, contact, general_signs, settings
from components.guidance_blocks import Link, advice_list, dial_by_name, listed, next_steps
from components.headings import heading
from components.icons import icon
from components.text import Text


def opening(text: Text, *, link: Link) -> str:
    """Return the heading, the sentence that stands before all signs, the helper, and the ways to find a sign."""
    tiles = "".join(
        f'<li><a href="#{setting.id}">{icon(setting.id)}<span>{escape(setting.title[text.language])}</span></a></li>'
        for setting in settings()
    )
    return (
        f"{heading('signs', text)}"
        f"{next_steps(('seen', 'report'), text, link=link)}{finder(text)}"
        f'<nav class="places" aria-label="{escape(text("signs.settings"))}"><ul>{tiles}</ul></nav>'
    )


def general(text: Text) -> str:
    """Return the signs that may be noticed anywhere."""
    groups = "".join(_group(group, text, found=found_by(group.summary[text.language])) for group in general_signs())
    title = escape(text("signs.general"))
    return f'<section data-part><h2 id="general">{title}</h2><div class="sign-grid">{groups}</div></section>'


def by_setting(text: Text, *, link: Link, figures: Mapping[str, str] | None = None) -> str:
    """Return the signs of each setting: what else it can be, what to do and never to do, and whom to call.

    Parameters
    ----------
    text : Text
    link : callable
        Returns the address of a page by its id.
    figures : mapping of str to str, optional
        The local figures, as ``local_figure.figures_by_type``; none before the figures have been read.
    """
    entries = "".join(_setting(setting, text, link=link, figures=figures or {}) for setting in settings())
    title, about = escape(text("signs.settings")), (figures or {}).get("", "")
    return f'<section data-part><h2 id="settings">{title}</h2>{about}<div class="sign-grid">{entries}</div></section>'


def acting(text: Text, *, link: Link) -> str:
    """Return what to do and what not to do under their common heading, and how to pass it on."""
    lists = "".join(advice_list(advice(name), text) for name in ("do", "do_not", "note"))
    return (
        f'<section><h2 id="act">{escape(text("signs.act"))}</h2><div class="advice-grid">{lists}</div></section>'
        f"<section><h2>{escape(text('signs.pass_on'))}</h2>"
        f"{next_steps(('practice', 'posters'), text, link=link)}</section>"
    )


def _setting(setting: Setting, text: Text, *, link: Link, figures: Mapping[str, str]) -> str:
    language = text.language
    parts = "".join(
        f"<h4>{escape(text(f'signs.{part}'))}</h4>{listed(getattr(setting, part)[language])}"
        for part in ("mistaken", "do", "never")
    )
    law = f'<p class="quiet">{escape(setting.law[language])}</p>' if setting.law else ""
    unsure = f'<p class="quiet">{escape(text("signs.unsure"))}</p>' if setting.unconfirmed else ""
    call = f'<p class="ways">{dial_by_name(contact(setting.contact), text)}</p>'
    types = ", ".join(text(f"signs.type.{each}") for each in setting.types)
    kinds = (f"setting.{setting.id}", *(f"type.{each}" for each in setting.types))
    about = (
        f'<p class="quiet">{escape(text("signs.types", types=types))}. '
        f'<a href="{escape(link("posters"))}#{setting.id}">{escape(text("signs.poster"))}</a></p>'
        f"{''.join(figures.get(each, '') for each in kinds)}"
    )
    more = f"<details><summary>{escape(text('signs.more'))}</summary>{parts}{law}{unsure}</details>"
    found = found_by(setting.search[language], places=setting.places)
    return _group(setting, text, found=found, picture=icon(setting.id), below=f"{more}{call}{about}")


def _group(group: SignGroup, text: Text, *, found: str, picture: str = "", below: str = "") -> str:
    language = text.language
    doubt = "" if group.is_confirmed else f'<p class="quiet">{escape(text("signs.unconfirmed"))}</p>'
    return (
        f'<section class="sign-group" id="{group.id}"{found}><h3>{picture}{escape(group.title[language])}</h3>'
        f"{listed(group.signs[language])}{doubt}{below}</section>"
    )
