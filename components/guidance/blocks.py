"""Guidance as HTML: whom to call, the signs of a setting, lists of advice. The content is in locales/guidance."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from components.address.assets import asset
from components.guidance.registry import KINDS_OF_PLACE, Advice, Contact, Setting, contact, overview_settings, settings
from components.wording.text import Text

FIRST_CONTACTS = ("999", "101", "helpline", "crimestoppers")


def first_numbers(text: Text) -> Markup:
    """Return the numbers to call, plainly: for what stands without Streamlit."""
    entries = (contact(name) for name in FIRST_CONTACTS)
    items = Markup().join(
        Markup('<li><a href="tel:{}">{}</a> {}</li>').format(entry.tel, entry.number, entry.name[text.language])
        for entry in entries
    )
    return Markup("<ul>{}</ul>").format(items)


# Returns the address of a page by its id.
Link = Callable[[str], str]


def call_box(text: Text) -> Markup:
    """Return the strongest block of a page: the four numbers to call, ready to be tapped."""
    numbers = Markup().join(_number(contact(name), text) for name in FIRST_CONTACTS)
    return Markup('<section class="call"><h2>{}</h2><p>{}</p><ul class="numbers">{}</ul></section>').format(
        text("overview.call.title"), text("overview.call.words"), numbers
    )


def sign_tiles(text: Text, *, link: Link) -> Markup:
    """Return the few settings of the first page, each leading to its signs, and the way to the helper."""
    signs = link("signs")
    tiles = Markup().join(
        Markup('<li><a href="{signs}#{id}">{title}<small>{summary}</small></a></li>').format(
            signs=signs, id=setting.id, title=setting.title[text.language], summary=setting.summary[text.language]
        )
        for setting in overview_settings()
    )
    return Markup(
        '<section><h2>{title}</h2><p>{words}</p><ul class="tiles">{tiles}</ul>'
        '<p><a href="{signs}">{all}</a></p>{next_steps}</section>'
    ).format(
        title=text("overview.signs.title"),
        words=text("overview.signs.words"),
        tiles=tiles,
        signs=signs,
        all=text("overview.signs.all"),
        next_steps=next_steps(("seen", "report"), text, link=link),
    )


def next_steps(pages: Iterable[str], text: Text, *, link: Link) -> Markup:
    """Return large links to what a reader may want to do next: the line ``<page>.invitation``, else its title."""
    words = {page: f"{page}.invitation" if text.has(f"{page}.invitation") else f"{page}.title" for page in pages}
    items = Markup().join(
        Markup('<li><a href="{}">{}</a></li>').format(link(page), text(key)) for page, key in words.items()
    )
    return Markup('<ul class="steps-on">{}</ul>').format(items)


def advice_list(entry: Advice, text: Text) -> Markup:
    """Return a titled list of advice."""
    lead = Markup("<p>{}</p>").format(entry.lead[text.language]) if entry.lead else Markup()
    title = entry.title[text.language]
    doubt = (
        Markup() if entry.is_confirmed else Markup('<p class="doubt">{}</p>').format(text("report.advice_unconfirmed"))
    )
    items = listed(entry.items[text.language])
    return Markup('<section class="advice" id="{id}"><h2>{title}</h2>{lead}{items}{doubt}</section>').format(
        id=entry.id, title=title, lead=lead, items=items, doubt=doubt
    )


def listed(items: Iterable[str]) -> Markup:
    """Return a plain list."""
    return Markup("<ul>{}</ul>").format(Markup().join(Markup("<li>{}</li>").format(item) for item in items))


def dial(entry: Contact, text: Text) -> Markup:
    """Return the number of a contact, ready to be tapped; a screen reader hears whose it is."""
    name = entry.name[text.language]
    return Markup('<a class="dial" href="tel:{}"><b>{}</b><span class="hidden-words"> {}</span></a>').format(
        entry.tel, entry.number, name
    )


def dial_by_name(entry: Contact, text: Text) -> Markup:
    """Return the number of a contact, ready to be tapped, and whose it is beside it."""
    language = text.language
    name = Markup('<span lang="{}">{}</span>').format(entry.name_language(language), entry.name[language])
    return Markup("{}{}").format(dial(entry, text), name)


def _number(entry: Contact, text: Text) -> Markup:
    return Markup('<li><a href="tel:{}"><b>{}</b><span>{}</span></a></li>').format(
        entry.tel, entry.number, entry.name[text.language]
    )


# Types of exploitation that several kinds of signs belong to.
JOINED_TYPES = {"labour_criminal": ("labour", "criminal")}


def signs_of_type(code: str, text: Text, *, signs: str, report: str) -> Markup:
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
    return _links(related, text, signs=signs, report=report) if related else Markup()


def signs_of_setting(code: str, text: Text, *, signs: str, report: str) -> Markup:
    """Return the way to the signs of a setting, or of all in a kind of place, and to report; empty for others."""
    related = [setting for setting in settings() if setting.id in KINDS_OF_PLACE.get(code, (code,))]
    return _links(related, text, signs=signs, report=report) if related else Markup()


def _links(related: list[Setting], text: Text, *, signs: str, report: str) -> Markup:
    listed = Markup().join(
        Markup('<li><a href="{}#{}">{}</a></li>').format(signs, setting.id, setting.title[text.language])
        for setting in related
    )
    return Markup(
        '<details class="look"><summary>{look}</summary><ul>{listed}'
        '<li><a href="{report}">{category_report}</a></li></ul></details>'
    ).format(look=text("category.look"), listed=listed, report=report, category_report=text("category.report"))


def icon(name: str) -> Markup:
    """Return the picture ``components/assets/icons/<name>.svg`` as HTML, silent for a screen reader."""
    return Markup('<img class="icon" src="{}" alt="" width="40" height="40">').format(asset(f"icons/{name}.svg")[1])
