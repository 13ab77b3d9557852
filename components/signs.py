"""The signs page as HTML: light, printable, every sign readable without opening anything. Pure."""

from __future__ import annotations

from html import escape

from components.guidance import Setting, SignGroup, general_signs, settings
from components.text import Text


def opening(text: Text) -> str:
    """Return the heading, the sentence that stands before all signs, and the way to each setting."""
    links = "".join(
        f'<li><a href="#{setting.id}">{escape(setting.title[text.language])}</a></li>' for setting in settings()
    )
    return (
        f'<h1>{escape(text("signs.title"))}</h1><p class="lead">{escape(text("signs.lead"))}</p>'
        f'<nav class="jumps" aria-label="{escape(text("signs.settings"))}"><ul>{links}</ul></nav>'
    )


def general(text: Text) -> str:
    """Return the signs that may be noticed anywhere."""
    groups = "".join(_group(group, text) for group in general_signs())
    title = escape(text("signs.general"))
    return f'<section><h2 id="general">{title}</h2><div class="sign-grid">{groups}</div></section>'


def by_setting(text: Text) -> str:
    """Return the signs of each setting with the types of exploitation it relates to."""
    entries = "".join(_setting(setting, text) for setting in settings())
    title = escape(text("signs.settings"))
    return f'<section><h2 id="settings">{title}</h2><div class="sign-grid">{entries}</div></section>'


def acting(advices: str, text: Text) -> str:
    """Return what to do and what not to do, given as HTML, under their common heading."""
    return f'<section><h2 id="act">{escape(text("signs.act"))}</h2><div class="advice-grid">{advices}</div></section>'


def _group(group: SignGroup, text: Text, below: str = "") -> str:
    language = text.language
    signs = "".join(f"<li>{escape(sign)}</li>" for sign in group.signs[language])
    doubt = "" if group.is_confirmed else f'<p class="quiet">{escape(text("signs.unconfirmed"))}</p>'
    return (
        f'<section class="sign-group" id="{group.id}"><h3>{escape(group.title[language])}</h3>'
        f"<ul>{signs}</ul>{doubt}{below}</section>"
    )


def _setting(setting: Setting, text: Text) -> str:
    types = ", ".join(text(f"signs.type.{each}") for each in setting.types)
    about = f'<p class="quiet">{escape(text("signs.types", types=types))}</p>'
    return _group(setting, text, about)
