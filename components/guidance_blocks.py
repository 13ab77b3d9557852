"""Guidance as HTML: whom to call, the signs of a setting, lists of advice. Pure; the content is in locales/guidance."""

from __future__ import annotations

from html import escape

from components.guidance import Advice, Contact, contact, overview_settings
from components.shell import FIRST_CONTACTS
from components.text import Text


def call_box(text: Text) -> str:
    """Return the strongest block of a page: the four numbers to call, ready to be tapped."""
    numbers = "".join(_number(contact(name), text) for name in FIRST_CONTACTS)
    return (
        f'<section class="call"><h2>{escape(text("overview.call.title"))}</h2>'
        f'<p>{escape(text("overview.call.words"))}</p><ul class="numbers">{numbers}</ul></section>'
    )


def sign_tiles(text: Text, *, link: str) -> str:
    """Return the few settings of the first page, each leading to its signs."""
    tiles = "".join(
        f'<li><a href="{escape(link)}#{setting.id}">{escape(setting.title[text.language])}'
        f"<small>{escape(setting.summary[text.language])}</small></a></li>"
        for setting in overview_settings()
    )
    return (
        f"<section><h2>{escape(text('overview.signs.title'))}</h2><p>{escape(text('overview.signs.words'))}</p>"
        f'<ul class="tiles">{tiles}</ul>'
        f'<p><a href="{escape(link)}">{escape(text("overview.signs.all"))}</a></p></section>'
    )


def advice_list(entry: Advice, text: Text) -> str:
    """Return a titled list of advice."""
    lead = f"<p>{escape(entry.lead[text.language])}</p>" if entry.lead else ""
    items = "".join(f"<li>{escape(item)}</li>" for item in entry.items[text.language])
    title = escape(entry.title[text.language])
    return f'<section class="advice" id="{entry.id}"><h2>{title}</h2>{lead}<ul>{items}</ul></section>'


def _number(entry: Contact, text: Text) -> str:
    return (
        f'<li><a href="tel:{entry.tel}"><b>{escape(entry.number)}</b>'
        f"<span>{escape(entry.name[text.language])}</span></a></li>"
    )
