"""Guidance as HTML: whom to call, the signs of a setting, lists of advice. The content is in locales/guidance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from components.address.assets import asset
from components.guidance.registry import KINDS_OF_PLACE, Advice, Contact, Setting, contact, overview_settings, settings
from components.wording.text import Text

FIRST_CONTACTS = ("999", "101", "helpline", "crimestoppers")


def first_numbers(text: Text) -> str:
    """Return the numbers to call, plainly: for what stands without Streamlit."""
    entries = (contact(name) for name in FIRST_CONTACTS)
    items = "".join(
        f'<li><a href="tel:{entry.tel}">{escape(entry.number)}</a> {escape(entry.name[text.language])}</li>'
        for entry in entries
    )
    return f"<ul>{items}</ul>"


# Returns the address of a page by its id.
Link = Callable[[str], str]


def call_box(text: Text) -> str:
    """Return the strongest block of a page: the four numbers to call, ready to be tapped."""
    numbers = "".join(_number(contact(name), text) for name in FIRST_CONTACTS)
    return (
        f'<section class="call"><h2>{escape(text("overview.call.title"))}</h2>'
        f'<p>{escape(text("overview.call.words"))}</p><ul class="numbers">{numbers}</ul></section>'
    )


def sign_tiles(text: Text, *, link: Link) -> str:
    """Return the few settings of the first page, each leading to its signs, and the way to the helper."""
    signs = escape(link("signs"))
    tiles = "".join(
        f'<li><a href="{signs}#{setting.id}">{escape(setting.title[text.language])}'
        f"<small>{escape(setting.summary[text.language])}</small></a></li>"
        for setting in overview_settings()
    )
    return (
        f"<section><h2>{escape(text('overview.signs.title'))}</h2><p>{escape(text('overview.signs.words'))}</p>"
        f'<ul class="tiles">{tiles}</ul>'
        f'<p><a href="{signs}">{escape(text("overview.signs.all"))}</a></p>'
        f"{next_steps(('seen', 'report'), text, link=link)}</section>"
    )


def next_steps(pages: Iterable[str], text: Text, *, link: Link) -> str:
    """Return large links to what a reader may want to do next: the line ``<page>.invitation``, else its title."""
    words = {page: f"{page}.invitation" if text.has(f"{page}.invitation") else f"{page}.title" for page in pages}
    items = "".join(f'<li><a href="{escape(link(page))}">{escape(text(key))}</a></li>' for page, key in words.items())
    return f'<ul class="steps-on">{items}</ul>'


def advice_list(entry: Advice, text: Text) -> str:
    """Return a titled list of advice."""
    lead = f"<p>{escape(entry.lead[text.language])}</p>" if entry.lead else ""
    title = escape(entry.title[text.language])
    doubt = "" if entry.is_confirmed else f'<p class="doubt">{escape(text("report.advice_unconfirmed"))}</p>'
    items = listed(entry.items[text.language])
    return f'<section class="advice" id="{entry.id}"><h2>{title}</h2>{lead}{items}{doubt}</section>'


def listed(items: Iterable[str]) -> str:
    """Return a plain list."""
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def dial(entry: Contact, text: Text) -> str:
    """Return the number of a contact, ready to be tapped; a screen reader hears whose it is."""
    name = escape(entry.name[text.language])
    return (
        f'<a class="dial" href="tel:{entry.tel}"><b>{escape(entry.number)}</b>'
        f'<span class="hidden-words"> {name}</span></a>'
    )


def dial_by_name(entry: Contact, text: Text) -> str:
    """Return the number of a contact, ready to be tapped, and whose it is beside it."""
    language = text.language
    name = f'<span lang="{entry.name_language(language)}">{escape(entry.name[language])}</span>'
    return f"{dial(entry, text)}{name}"


def _number(entry: Contact, text: Text) -> str:
    return (
        f'<li><a href="tel:{entry.tel}"><b>{escape(entry.number)}</b>'
        f"<span>{escape(entry.name[text.language])}</span></a></li>"
    )


# Types of exploitation that several kinds of signs belong to.
JOINED_TYPES = {"labour_criminal": ("labour", "criminal")}


def signs_of_type(code: str, text: Text, *, signs: str, report: str) -> str:
    """Return what a type of exploitation can look like, as links to the signs, and the way to report.

    Parameters
    ----------
    code : str
        A category of type; a combination leads to the signs of its parts.
    text : Text
    signs, report : str
        Addresses of the two pages.
    """
    wanted = {*JOINED_TYPES.get(code, (code,))}
    related = [setting for setting in settings() if wanted & {*setting.types}]
    return _links(related, text, signs=signs, report=report) if related else ""


def signs_of_setting(code: str, text: Text, *, signs: str, report: str) -> str:
    """Return the way to the signs of a setting, or of all in a kind of place, and to report; empty for others."""
    related = [setting for setting in settings() if setting.id in KINDS_OF_PLACE.get(code, (code,))]
    return _links(related, text, signs=signs, report=report) if related else ""


def _links(related: list[Setting], text: Text, *, signs: str, report: str) -> str:
    listed = "".join(
        f'<li><a href="{escape(signs)}#{setting.id}">{escape(setting.title[text.language])}</a></li>'
        for setting in related
    )
    return (
        f'<details class="look"><summary>{escape(text("category.look"))}</summary><ul>{listed}'
        f'<li><a href="{escape(report)}">{escape(text("category.report"))}</a></li></ul></details>'
    )


def icon(name: str) -> str:
    """Return the picture ``components/assets/icons/<name>.svg`` as HTML, silent for a screen reader."""
    return f'<img class="icon" src="{asset(f"icons/{name}.svg")[1]}" alt="" width="40" height="40">'
