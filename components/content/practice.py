"""The practice page as HTML: every story with its choices, and what follows from each of them.

All of it is in the page, so that no choice has to be sent anywhere: ``assets/practice.js`` only shows and hides. There
is no form, since a form could be sent and its choice would then stand in the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components.address.visit import stays_html
from components.content.block import Block, Html, Practice
from components.content.blocks import heading
from components.content.request import PageRequest
from components.guidance.blocks import call_box, listed
from components.guidance.entries import find
from components.guidance.registry import settings
from components.guidance.scenarios import Choice, Scenario, answer, choices, scenarios
from components.wording.text import Text

NOTES = "/practice-notes"


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: invented stories, whether one would report them and to whom, what fits and why."""
    text, link = request.text, request.link
    return (
        Html(opening(text, report=link("report"))),
        Practice(),
        Html(further(text, signs=link("signs"))),
        Html(call_box(text)),
    )


def opening(text: Text, *, report: str) -> str:
    """Return the heading, and what a reader should know before the first story; ``report`` is for what is real."""
    about = f"{text('practice.invented')} {text('practice.private')}"
    return (
        f"{heading('practice', text)}"
        f'<p class="practice-about">{escape(about)} <a href="{escape(report)}">{escape(text("practice.real"))}</a></p>'
    )


def stories(text: Text) -> str:
    """Return all stories, one shown, and the buttons that lead from one to the next."""
    sections = "".join(_story(scenario, text) for scenario in scenarios())
    buttons = "".join(
        f'<button type="button" data-go="{name}">{escape(text(f"practice.{name}"))}</button>'
        for name in ("previous", "next", "again")
    )
    return f'<div class="practice">{sections}<p class="practice-ways">{buttons}</p></div>'


def further(text: Text, *, signs: str) -> str:
    """Return the way to the notes for a briefing and to the signs, whose address is given."""
    notes = f"{NOTES}?lang={text.language}"
    is_confirmed = all(scenario.is_confirmed for scenario in scenarios())
    doubt = "" if is_confirmed else f'<p class="quiet">{escape(text("practice.unconfirmed"))}</p>'
    return (
        f'<section class="note practice-notes"><h2>{escape(text("practice.notes_title"))}</h2>'
        f"<p>{escape(text('practice.notes_words'))}</p>"
        f'<p><a href="{notes}">{escape(text("practice.notes_link"))}</a></p>{stays_html(text)}</section>'
        f'<p><a href="{escape(signs)}">{escape(text("practice.signs_link"))}</a></p>{doubt}'
    )


def topic(scenario: Scenario, text: Text) -> str:
    """Return what the signs of the story belong to, in words."""
    return text("practice.topic", setting=find(settings(), scenario.setting).title[text.language])


def reasons(scenario: Scenario, text: Text) -> str:
    """Return what counts in the story, what proves nothing alone and what may explain it."""
    parts = {"counts": scenario.counts, "alone": scenario.alone, "explained": scenario.explained}
    entries = "".join(
        f"<div><dt>{escape(text(f'practice.{name}'))}</dt><dd>{escape(words[text.language])}</dd></div>"
        for name, words in parts.items()
    )
    return f"<dl>{entries}</dl>"


def fitting(scenario: Scenario) -> Sequence[Choice]:
    """Return the choices that fit, in the order the story names them."""
    return [find(choices(), id) for id in scenario.fits]


def _story(scenario: Scenario, text: Text) -> str:
    all_of_them = scenarios()
    number = all_of_them.index(scenario) + 1
    name = f"practice-{scenario.id}"
    step = text("practice.step", number=number, total=len(all_of_them))
    hidden = "" if number == 1 else " hidden"
    radios = "".join(
        f'<label><input type="radio" name="{name}" value="{choice.id}" autocomplete="off">'
        f"<span>{escape(choice.title[text.language])}</span></label>"
        for choice in choices()
    )
    return (
        f'<section class="practice-story" aria-labelledby="{name}"{hidden}>'
        f'<h2 id="{name}" tabindex="-1"><span class="practice-step">{escape(step)}<span class="hidden-words">: </span>'
        f"</span>{escape(scenario.title[text.language])}</h2>"
        f'<p class="quiet">{escape(topic(scenario, text))}</p><p>{escape(" ".join(scenario.story[text.language]))}</p>'
        f"<fieldset><legend>{escape(text('practice.question'))}</legend>{radios}</fieldset>"
        f'<button type="button" data-go="show">{escape(text("practice.show"))}</button>'
        f'<div class="practice-outcome" role="status"></div>{_templates(scenario, text)}</section>'
    )


def _templates(scenario: Scenario, text: Text) -> str:
    """Return what can appear below a story: a request to choose, what follows from each choice, and the reasons."""
    each = "".join(_outcome(scenario, choice, text) for choice in choices())
    fits = listed(choice.title[text.language] for choice in fitting(scenario))
    return (
        f'<template data-of="none"><p>{escape(text("practice.choose_first"))}</p></template>{each}'
        f'<template data-of="all"><h4>{escape(text("practice.what_fits"))}</h4>{fits}'
        f"{reasons(scenario, text)}</template>"
    )


def _outcome(scenario: Scenario, choice: Choice, text: Text) -> str:
    heading = text("practice.fits") if choice.id in scenario.fits else text("practice.other")
    chosen = text("practice.chosen", choice=choice.title[text.language])
    return (
        f'<template data-of="{choice.id}"><h3 tabindex="-1">{escape(heading)}</h3>'
        f'<p class="quiet">{escape(chosen)}</p><p>{escape(answer(scenario, choice).words[text.language])}</p>'
        "</template>"
    )
