"""The helper "What did you see?" as HTML: four steps and what follows.

Everything it can say is in the page; ``assets/seen.js`` only shows one part at a time: no answer leaves the browser.
"""

from __future__ import annotations

from html import escape

from components.content.block import Block, Html
from components.content.blocks import heading
from components.content.request import PageRequest
from components.guidance.blocks import Link, dial, dial_by_name, icon, listed
from components.guidance.questions import PARTS, Outcome, Question, answers, outcomes, questions
from components.guidance.registry import Advice, advice, contact, general_signs, places, settings
from components.wording.text import Text

STEPS = 4


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: four private questions, and then whom to call, what to say and what to note."""
    return Html(opening(request.text)), Html(form(request.text, link=request.link))


def opening(text: Text) -> str:
    """Return the heading, what the helper does with answers, and whom to call without any question."""
    emergency = contact("999")
    return (
        f"{heading('seen', text)}"
        f'<p class="notice ways"><span>{escape(text("seen.danger"))}</span> {dial(emergency, text)}</p>'
    )


def form(text: Text, *, link: Link) -> str:
    """Return the questions and every outcome, of which the page shows one at a time."""
    who, danger = questions()
    steps = (
        _step(1, text("seen.where"), _places(text), text),
        _step(2, text("seen.noticed"), _noticed(text), text),
        _step(3, who.title[text.language], _answers(who, text), text),
        _step(4, danger.title[text.language], _answers(danger, text), text),
    )
    unknown = " ".join(f'data-{question.id}="{question.unknown}"' for question in (who, danger))
    return (
        f'<form class="helper" data-helper {unknown} autocomplete="off">{"".join(steps)}'
        f"{_result(text, link=link)}{_buttons(text)}"
        f'<p class="quiet">{escape(text("seen.private"))}</p></form>'
    )


def _step(number: int, question: str, content: str, text: Text) -> str:
    count = escape(text("seen.step", step=number, steps=STEPS))
    return (
        f'<fieldset class="step"><legend><span tabindex="-1"><small>{count}</small> {escape(question)}</span></legend>'
        f"{content}</fieldset>"
    )


def _places(text: Text) -> str:
    chips = "".join(
        f"<label>{_radio('where', place.id)}{icon(place.id)}<span>{escape(place.title[text.language])}</span></label>"
        for place in places()
    )
    elsewhere = f"<label>{_radio('where', '')}<span>{escape(text('seen.elsewhere'))}</span></label>"
    return f'<div class="chips">{chips}{elsewhere}</div>'


def _noticed(text: Text) -> str:
    """Return the signs to tick: those that may be noticed anywhere, and the settings of the place."""
    language = text.language
    anywhere = "".join(_tick(group.id, group.title[language], group.summary[language]) for group in general_signs())
    there = "".join(
        _tick(setting.id, setting.title[language], setting.summary[language], setting.places) for setting in settings()
    )
    return (
        f'<p class="hint">{escape(text("seen.several"))}</p><div class="ticks">{anywhere}</div>'
        f'<h3>{escape(text("seen.looked_like"))}</h3><div class="ticks">{there}</div>'
    )


def _answers(question: Question, text: Text) -> str:
    chips = "".join(
        f"<label>{_radio(question.id, answer.id)}<span>{escape(answer.title[text.language])}</span></label>"
        for answer in answers(question.id)
    )
    return f'<div class="chips large">{chips}</div>'


def _result(text: Text, *, link: Link) -> str:
    """Return what follows: the outcome, what was answered, and below it what belongs to the outcome."""
    language = text.language
    victim = advice("victim")
    lists = dict.fromkeys(each for outcome in outcomes() for each in outcome.follows if each not in PARTS)
    to_report = f'<a href="{escape(link("report"))}#{victim.id}">{escape(victim.title[language])}</a>'
    return (
        f'<div class="result">{"".join(_outcome(each, text) for each in outcomes())}'
        f'<section class="notes"><h3>{escape(text("seen.answers"))}</h3>'
        f'<dl><dt>{escape(text("seen.place"))}</dt><dd data-said="where"></dd>'
        f'<dt>{escape(text("seen.signs"))}</dt><dd><ul data-said="noticed"></ul></dd></dl></section>'
        f"{''.join(_follows(advice(each), text) for each in lists)}{_related(text, link=link)}"
        f'<p data-follows="report">{to_report}</p></div>'
    )


def _follows(entry: Advice, text: Text) -> str:
    """Return a list of advice; what can be noted is noted unseen or not at all."""
    said = text("seen.unseen") if entry.id == "note" else entry.lead[text.language] if entry.lead else ""
    lead = f"<p>{escape(said)}</p>" if said else ""
    title, items = escape(entry.title[text.language]), listed(entry.items[text.language])
    return f'<section data-follows="{entry.id}"><h3>{title}</h3>{lead}{items}</section>'


def _related(text: Text, *, link: Link) -> str:
    """Return the ways to what the page of signs says of each setting."""
    signs = escape(link("signs"))
    items = "".join(
        f'<li data-sign="{setting.id}"><a href="{signs}#{setting.id}">{escape(setting.title[text.language])}</a></li>'
        for setting in settings()
    )
    return f'<section data-follows="signs"><h3>{escape(text("seen.related"))}</h3><ul>{items}</ul></section>'


def _outcome(outcome: Outcome, text: Text) -> str:
    language = text.language
    numbers = "".join(f"<li>{dial_by_name(entry, text)}</li>" for entry in map(contact, outcome.contacts))
    return (
        f'<section class="outcome" data-who="{" ".join(outcome.who)}" data-danger="{" ".join(outcome.danger)}" '
        f'data-then="{" ".join(outcome.follows)}">'
        f'<h2 tabindex="-1">{escape(outcome.title[language])}</h2><ul class="to-call">{numbers}</ul>'
        f"{listed(outcome.words[language])}<h3>{escape(text('seen.say'))}</h3>"
        f"<blockquote>{escape(outcome.say[language])}</blockquote></section>"
    )


def _buttons(text: Text) -> str:
    words = {name: escape(text(f"seen.{name}")) for name in ("back", "next", "again")}
    return (
        f'<p class="buttons"><button type="button" data-go="back">{words["back"]}</button>'
        f'<button type="submit">{words["next"]}</button>'
        f'<button type="reset">{words["again"]}</button></p>'
    )


def _radio(name: str, value: str) -> str:
    return f'<input type="radio" name="{name}" value="{value}">'


def _tick(id: str, title: str, summary: str, where: tuple[str, ...] = ()) -> str:
    there = f' data-places="{" ".join(where)}"' if where else ""
    return (
        f'<label{there}><input type="checkbox" name="noticed" value="{id}">'
        f"<span><b>{escape(title)}</b> <small>{escape(summary)}</small></span></label>"
    )
