"""The report page as HTML: whom to call and when, in large type, ready to be tapped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from components.content.block import Block, Html
from components.content.blocks import heading, jumps
from components.content.request import PageRequest
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


def whole(text: Text, *, link: Link) -> str:
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
    return joined("".join(parts), text.language, link=link("glossary"), wanted=EXPLAINED)


def _opening(text: Text, *, link: Link) -> str:
    """Return the heading, the way to the helper, and the way to each part; the words of a jump are its heading."""
    parts = ((name, escape(advice(name).title[text.language])) for name in JUMPS)
    return (
        f"{heading('report', text)}{jumps(parts, label=text('report.jumps'))}{next_steps(('seen',), text, link=link)}"
    )


def _routes(text: Text) -> str:
    entries = "".join(_route(route, text) for route in all_routes())
    return (
        f'<section><h2 class="hidden-words" id="routes">{escape(text("report.routes"))}</h2>'
        f'<ul class="routes">{entries}</ul></section>'
    )


def _part(names: Iterable[str], text: Text) -> str:
    """Return some lists of advice side by side."""
    return f'<div class="advice-grid">{"".join(advice_list(advice(name), text) for name in names)}</div>'


def _help_for_victims(text: Text) -> str:
    groups = "".join(_helpers(role, text) for role in HELPING)
    return (
        f'<section id="help"><h2>{escape(text("report.help"))}</h2>{advice_list(advice("victim"), text)}'
        f'<div class="helpers">{groups}</div></section>'
    )


def _sources(text: Text, *, link: Link) -> str:
    rows = "".join(_source(entry, text) for entry in contacts())
    return (
        f'<p><a href="{escape(link("signs"))}">{escape(text("report.to_signs"))}</a></p>'
        f'<details><summary>{escape(text("report.numbers"))}</summary><ul class="quiet">{rows}</ul></details>'
    )


def _route(route: Route, text: Text) -> str:
    language, entry = text.language, contact(route.contact)
    return (
        f"<li><h3>{escape(route.title[language])}</h3><p>{escape(route.when[language])}</p>"
        f"{_ways(entry, text)}{_doubt(entry, text)}</li>"
    )


def _helpers(role: str, text: Text) -> str:
    items = "".join(
        f'<li><b lang="{entry.name_language(text.language)}">{escape(entry.name[text.language])}</b>'
        f"<p>{escape(entry.what_for[text.language])}</p>{_ways(entry, text)}{_doubt(entry, text)}</li>"
        for entry in contacts_for(role)
    )
    return f'<section><h3>{escape(text(f"report.role.{role}"))}</h3><ul class="contacts">{items}</ul></section>'


def _ways(entry: Contact, text: Text) -> str:
    """Return how to reach a contact: a number to tap, and a text or an e-mail where there is one."""
    ways = [dial(entry, text)]
    if entry.text_tel:
        wording = text("report.send_text", number=entry.text_number)
        ways.append(f'<a href="sms:{entry.text_tel}">{escape(wording)}</a>')
    if entry.email:
        wording = text("report.send_email", address=entry.email)
        ways.append(f'<a href="mailto:{escape(entry.email)}">{escape(wording)}</a>')
    return f'<p class="ways">{" ".join(ways)}</p>'


def _doubt(entry: Contact, text: Text) -> str:
    return "" if entry.is_confirmed else f'<p class="doubt">{escape(text("report.unconfirmed"))}</p>'


def _source(entry: Contact, text: Text) -> str:
    language = text.language
    when = (
        text("report.checked", date=day(entry.checked_on.isoformat(), language))
        if entry.checked_on
        else text("report.recorded", date=day(entry.recorded_on.isoformat(), language))
    )
    # Sources are named in English.
    source = text("report.source", source=f'<span lang="en">{escape(entry.source)}</span>')
    return f"<li>{escape(entry.name[language])}, {escape(entry.number)}. {source}. {escape(when)}</li>"
