"""The same stories for whoever briefs staff: a page to print or to read from, which needs no script."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape

from components.address.assets import asset
from components.address.pages import address, in_tab, page_of
from components.address.visit import stays_html
from components.content import practice
from components.content.blocks import heading
from components.guidance.blocks import FIRST_CONTACTS, advice_list, listed
from components.guidance.registry import Advice, advice, contact
from components.guidance.scenarios import Scenario, answer, briefing, choices, scenarios
from components.wording.text import Text
from data.languages import languages
from web.plain_page import plain_page

# What stands before the numbers to call; the rest of the briefing comes after them, and then the stories.
BEFORE = ("prepare", "opening_words", "plan")


@cache
def notes_page(text: Text) -> bytes:
    """Return the notes for a briefing as a whole HTML page, UTF-8."""
    parts = {entry.id: _section(entry, text) for entry in briefing()}
    stories = "".join(_story(scenario, text) for scenario in scenarios())
    content = (
        f'<link rel="stylesheet" href="{asset("practice_notes.css")[1]}">{_opening(text)}'
        f"{''.join(parts.pop(id) for id in BEFORE)}{_numbers(text)}"
        f"{advice_list(advice('do_not'), text)}{advice_list(advice('note'), text)}{''.join(parts.values())}"
        f'{_sources(text)}<h2 class="stories">{escape(text("practice.notes.stories"))}</h2>{stories}'
    )
    title = in_tab(text("practice.notes.tab"), text)
    return plain_page(title, content, text, kind="plain wide notes")


def _opening(text: Text) -> str:
    others = " ".join(
        f'<a href="{practice.NOTES}?lang={other}" lang="{other}" hreflang="{other}">{escape(language.name)}</a>'
        for other, language in languages().items()
        if other != text.language
    )
    back = address(page_of("practice"), lang=text.language)
    lines = [text("practice.invented")]
    if not all(entry.is_confirmed for entry in (*scenarios(), *briefing())):
        lines.append(text("practice.unconfirmed"))
    return (
        f'<p class="ways"><a href="{escape(back)}">{escape(text("practice.notes.back"))}</a> '
        f"{others}</p>"
        f"{heading('practice.notes', text)}"
        f"<p>{escape(' '.join(lines))}</p>{stays_html(text)}"
    )


def _section(entry: Advice, text: Text) -> str:
    """Return a part of the briefing; that it is still being checked is said once, at the top of the page."""
    lead = f"<p>{escape(entry.lead[text.language])}</p>" if entry.lead else ""
    title, items = escape(entry.title[text.language]), listed(entry.items[text.language])
    return f'<section class="advice"><h2>{title}</h2>{lead}{items}</section>'


def _numbers(text: Text) -> str:
    items = "".join(
        f'<li><a href="tel:{entry.tel}">{escape(entry.number)}</a> <b>{escape(entry.name[text.language])}</b><br>'
        f"{escape(entry.what_for[text.language])}</li>"
        for entry in map(contact, FIRST_CONTACTS)
    )
    return f'<section class="whom"><h2>{escape(text("practice.notes.numbers"))}</h2><ul>{items}</ul></section>'


def _story(scenario: Scenario, text: Text) -> str:
    language = text.language
    number = scenarios().index(scenario) + 1
    answers = "".join(
        f"<div><dt>{escape(choice.title[language])}{_mark(choice.id in scenario.fits, text)}</dt>"
        f"<dd>{escape(answer(scenario, choice).words[language])}</dd></div>"
        for choice in choices()
    )
    return (
        f'<section class="story" id="{scenario.id}"><h3>{number}. {escape(scenario.title[language])}</h3>'
        f'<p class="quiet">{escape(practice.topic(scenario, text))}</p>'
        f"<p>{escape(' '.join(scenario.story[language]))}</p>"
        f'<h4>{escape(text("practice.notes.answers"))}</h4><dl class="answers">{answers}</dl>'
        f"{practice.reasons(scenario, text)}"
        f"{_list('practice.notes.ask', scenario.ask[language], text)}"
        f"{_list('practice.notes.draw_out', scenario.draw_out[language], text)}</section>"
    )


def _mark(fits: bool, text: Text) -> str:
    return f' <b class="fits">{escape(text("practice.notes.fits"))}</b>' if fits else ""


def _list(key: str, items: Iterable[str], text: Text) -> str:
    return f"<h4>{escape(text(key))}</h4>{listed(items)}"


def _sources(text: Text) -> str:
    named = dict.fromkeys(part for scenario in scenarios() for part in scenario.source.split("; "))
    title = escape(text("practice.notes.sources"))
    return f'<section class="quiet sources"><h2>{title}</h2><p lang="en">{escape("; ".join(named))}</p></section>'
