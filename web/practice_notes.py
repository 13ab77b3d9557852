"""The same stories for whoever briefs staff: a page to print or to read from, which needs no script."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from components.address.pages import address, in_tab, page_of
from components.address.visit import stays_html
from components.content import practice
from components.content.snippets import heading
from components.guidance.blocks import FIRST_CONTACTS, advice_list
from components.guidance.registry import advice, contact
from components.guidance.scenarios import Scenario, answer, briefing, choices, scenarios
from components.wording.text import Text
from data.languages import languages
from web.plain_page import plain_page

# What stands before the numbers to call; the rest of the briefing comes after them, and then the stories.
BEFORE = ("prepare", "opening_words", "plan")


@cache
def notes_page(text: Text) -> bytes:
    """Return the notes for a briefing as a whole HTML page, UTF-8."""
    parts = {entry.id: entry for entry in briefing()}
    sources = dict.fromkeys(part for scenario in scenarios() for part in scenario.source.split("; "))
    return plain_page(
        "practice_notes.html",
        in_tab(text("practice.notes.tab"), text),
        text,
        kind="plain wide notes",
        back=address(page_of("practice"), lang=text.language),
        others=[
            (code, f"{practice.NOTES}?lang={code}", language.name)
            for code, language in languages().items()
            if code != text.language
        ],
        heading=heading("practice.notes", text),
        opening=_opening(text),
        stays=stays_html(text),
        before=[parts.pop(id) for id in BEFORE],
        contacts=[*map(contact, FIRST_CONTACTS)],
        advice=Markup().join(advice_list(advice(name), text) for name in ("do_not", "note")),
        after=[*parts.values()],
        sources="; ".join(sources),
        stories=[_story(scenario, text) for scenario in scenarios()],
    )


def _opening(text: Text) -> str:
    """Return that the stories are made up, and once for the whole page that something is still being checked."""
    lines = [text("practice.invented")]
    if not all(entry.is_confirmed for entry in (*scenarios(), *briefing())):
        lines.append(text("practice.unconfirmed"))
    return " ".join(lines)


class _Story(NamedTuple):
    """A story with what it is about, why it is told, and each answer: its name, what is said to it, whether it fits."""

    scenario: Scenario
    topic: str
    reasons: Markup
    answers: list[tuple[str, str, bool]]


def _story(scenario: Scenario, text: Text) -> _Story:
    language = text.language
    answers = [
        (choice.title[language], answer(scenario, choice).words[language], choice.id in scenario.fits)
        for choice in choices()
    ]
    return _Story(scenario, practice.topic(scenario, text), practice.reasons(scenario, text), answers)
