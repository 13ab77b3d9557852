"""The report page as HTML: whom to call and when, in large type, ready to be tapped."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from components.content.block import Block, Html
from components.content.request import PageRequest
from components.content.snippets import heading, jumps
from components.guidance.blocks import Link, advice_list, dial, next_steps
from components.guidance.registry import Contact, Route, advice, contact, contacts, contacts_for
from components.guidance.registry import routes as all_routes
from components.guidance.terms import joined
from components.wording.format import day
from components.wording.text import Text

# The words of the law that the page cannot do without.
EXPLAINED = frozenset(
    (
        "nrm",
        "first_responder",
        "duty_to_notify",
        "reasonable_grounds",
        "conclusive_grounds",
        "human_trafficking",
        "glaa",
    )
)
JUMPS = ("cannot_speak", "victim", "immigration", "child", "device")
HELPING = ("victims", "wales", "children", "migration")


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: routes, what happens then, help for victims, staying safe on this device."""
    return (Html(whole(request.text, link=request.link)),)


def whole(text: Text, *, link: Link) -> Markup:
    """Return the page: the ways to report, what to do and what happens then, help, and how to stay safe.

    Parameters
    ----------
    text : Text
    link : callable
        Returns the address of a page by its id.
    """
    parts = (
        _opening(text, link=link),
        _routes(text),
        _part(("cannot_speak", "do", "do_not", "note"), text),
        _part(("helpline_call", "after_call", "interpreter"), text),
        _help_for_victims(text),
        _part(("immigration", "child", "adult_at_risk", "device"), text),
        _sources(text, link=link),
    )
    return joined(Markup().join(parts), text.language, link=link("glossary"), wanted=EXPLAINED)


def _opening(text: Text, *, link: Link) -> Markup:
    """Return the heading, the way to the helper, and the way to each part; the words of a jump are its heading."""
    parts = ((name, advice(name).title[text.language]) for name in JUMPS)
    return Markup("{}{}{}").format(
        heading("report", text), jumps(parts, label=text("report.jumps")), next_steps(("seen",), text, link=link)
    )


@cache
def _routes(text: Text) -> Markup:
    entries = Markup().join(_route(route, text) for route in all_routes())
    return Markup('<section><h2 class="hidden-words" id="routes">{}</h2><ul class="routes">{}</ul></section>').format(
        text("report.routes"), entries
    )


@cache
def _part(names: tuple[str, ...], text: Text) -> Markup:
    """Return some lists of advice side by side."""
    return Markup('<div class="advice-grid">{}</div>').format(
        Markup().join(advice_list(advice(name), text) for name in names)
    )


@cache
def _help_for_victims(text: Text) -> Markup:
    groups = Markup().join(_helpers(role, text) for role in HELPING)
    return Markup('<section id="help"><h2>{}</h2>{}<div class="helpers">{}</div></section>').format(
        text("report.help"), advice_list(advice("victim"), text), groups
    )


def _sources(text: Text, *, link: Link) -> Markup:
    rows = Markup().join(_source(entry, text) for entry in contacts())
    return Markup(
        '<p><a href="{link}">{to_signs}</a></p>'
        '<details><summary>{numbers}</summary><ul class="quiet">{rows}</ul></details>'
    ).format(link=link("signs"), to_signs=text("report.to_signs"), numbers=text("report.numbers"), rows=rows)


def _route(route: Route, text: Text) -> Markup:
    language, entry = text.language, contact(route.contact)
    return Markup("<li><h3>{title}</h3><p>{when}</p>{ways}{doubt}</li>").format(
        title=route.title[language], when=route.when[language], ways=_ways(entry, text), doubt=_doubt(entry, text)
    )


def _helpers(role: str, text: Text) -> Markup:
    items = Markup().join(
        Markup('<li><b lang="{name_language}">{name}</b><p>{what_for}</p>{ways}{doubt}</li>').format(
            name_language=entry.name_language(text.language),
            name=entry.name[text.language],
            what_for=entry.what_for[text.language],
            ways=_ways(entry, text),
            doubt=_doubt(entry, text),
        )
        for entry in contacts_for(role)
    )
    return Markup('<section><h3>{}</h3><ul class="contacts">{}</ul></section>').format(
        text(f"report.role.{role}"), items
    )


def _ways(entry: Contact, text: Text) -> Markup:
    """Return how to reach a contact: a number to tap, and a text or an e-mail where there is one."""
    ways = [dial(entry, text)]
    if entry.text_tel:
        wording = text("report.send_text", number=entry.text_number)
        ways.append(Markup('<a href="sms:{}">{}</a>').format(entry.text_tel, wording))
    if entry.email:
        wording = text("report.send_email", address=entry.email)
        ways.append(Markup('<a href="mailto:{}">{}</a>').format(entry.email, wording))
    return Markup('<p class="ways">{}</p>').format(Markup(" ").join(ways))


def _doubt(entry: Contact, text: Text) -> Markup:
    return Markup() if entry.is_confirmed else Markup('<p class="doubt">{}</p>').format(text("report.unconfirmed"))


def _source(entry: Contact, text: Text) -> Markup:
    language = text.language
    when = (
        text("report.checked", date=day(entry.checked_on.isoformat(), language))
        if entry.checked_on
        else text("report.recorded", date=day(entry.recorded_on.isoformat(), language))
    )
    # Sources are named in English.
    source = text.markup("report.source", source=Markup('<span lang="en">{}</span>').format(entry.source))
    return Markup("<li>{name}, {number}. {source}. {when}</li>").format(
        name=entry.name[language], number=entry.number, source=source, when=when
    )
