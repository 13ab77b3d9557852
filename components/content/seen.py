"""The helper "What did you see?" as HTML: four steps and what follows.

Everything it can say is in the page; ``assets/seen.js`` only shows one part at a time: no answer leaves the browser.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from components.content.block import Block, Html
from components.content.request import PageRequest
from components.content.snippets import heading
from components.guidance.blocks import Link, dial, dial_by_name, icon, listed
from components.guidance.questions import PARTS, Outcome, Question, answers, outcomes, questions
from components.guidance.registry import Advice, advice, contact, general_signs, places, settings
from components.wording.text import Text

STEPS = 4


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: four private questions, and then whom to call, what to say and what to note."""
    return Html(opening(request.text)), Html(form(request.text, link=request.link))


def opening(text: Text) -> Markup:
    """Return the heading, what the helper does with answers, and whom to call without any question."""
    emergency = contact("999")
    return Markup('{}<p class="notice ways"><span>{}</span> {}</p>').format(
        heading("seen", text), text("seen.danger"), dial(emergency, text)
    )


def form(text: Text, *, link: Link) -> Markup:
    """Return the questions and every outcome, of which the page shows one at a time."""
    who, danger = questions()
    steps = (
        _step(1, text("seen.where"), _places(text), text),
        _step(2, text("seen.noticed"), _noticed(text), text),
        _step(3, who.title[text.language], _answers(who, text), text),
        _step(4, danger.title[text.language], _answers(danger, text), text),
    )
    unknown = Markup(" ").join(
        Markup('data-{}="{}"').format(question.id, question.unknown) for question in (who, danger)
    )
    return Markup(
        '<form class="helper" data-helper {unknown} autocomplete="off">{steps}{result}{buttons}'
        '<p class="quiet">{private}</p></form>'
    ).format(
        unknown=unknown,
        steps=Markup().join(steps),
        result=_result(text, link=link),
        buttons=_buttons(text),
        private=text("seen.private"),
    )


def _step(number: int, question: str, content: Markup, text: Text) -> Markup:
    count = text("seen.step", step=number, steps=STEPS)
    return Markup(
        '<fieldset class="step"><legend><span tabindex="-1"><small>{}</small> {}</span></legend>{}</fieldset>'
    ).format(count, question, content)


@cache
def _places(text: Text) -> Markup:
    chips = Markup().join(
        Markup("<label>{}{}<span>{}</span></label>").format(
            _radio("where", place.id), icon(place.id), place.title[text.language]
        )
        for place in places()
    )
    elsewhere = Markup("<label>{}<span>{}</span></label>").format(_radio("where", ""), text("seen.elsewhere"))
    return Markup('<div class="chips">{}{}</div>').format(chips, elsewhere)


@cache
def _noticed(text: Text) -> Markup:
    """Return the signs to tick: those that may be noticed anywhere, and the settings of the place."""
    language = text.language
    anywhere = Markup().join(
        _tick(group.id, group.title[language], group.summary[language]) for group in general_signs()
    )
    there = Markup().join(
        _tick(setting.id, setting.title[language], setting.summary[language], setting.places) for setting in settings()
    )
    return Markup(
        '<p class="hint">{several}</p><div class="ticks">{anywhere}</div>'
        '<h3>{looked_like}</h3><div class="ticks">{there}</div>'
    ).format(several=text("seen.several"), anywhere=anywhere, looked_like=text("seen.looked_like"), there=there)


def _answers(question: Question, text: Text) -> Markup:
    chips = Markup().join(
        Markup("<label>{}<span>{}</span></label>").format(_radio(question.id, answer.id), answer.title[text.language])
        for answer in answers(question.id)
    )
    return Markup('<div class="chips large">{}</div>').format(chips)


def _result(text: Text, *, link: Link) -> Markup:
    """Return what follows: the outcome, what was answered, and below it what belongs to the outcome."""
    language = text.language
    victim = advice("victim")
    to_report = Markup('<a href="{}#{}">{}</a>').format(link("report"), victim.id, victim.title[language])
    return Markup(
        '<div class="result">{outcomes}<section class="notes"><h3>{answers}</h3>'
        '<dl><dt>{place}</dt><dd data-said="where"></dd>'
        '<dt>{signs}</dt><dd><ul data-said="noticed"></ul></dd></dl></section>{follows}{related}'
        '<p data-follows="report">{to_report}</p></div>'
    ).format(
        outcomes=_outcomes(text),
        answers=text("seen.answers"),
        place=text("seen.place"),
        signs=text("seen.signs"),
        follows=_lists(text),
        related=_related(text, link=link),
        to_report=to_report,
    )


@cache
def _outcomes(text: Text) -> Markup:
    return Markup().join(_outcome(each, text) for each in outcomes())


@cache
def _lists(text: Text) -> Markup:
    """Return every list of advice that belongs to an outcome."""
    names = dict.fromkeys(each for outcome in outcomes() for each in outcome.follows if each not in PARTS)
    return Markup().join(_follows(advice(name), text) for name in names)


def _follows(entry: Advice, text: Text) -> Markup:
    """Return a list of advice; what can be noted is noted unseen or not at all."""
    said = text("seen.unseen") if entry.id == "note" else entry.lead[text.language] if entry.lead else ""
    lead = Markup("<p>{}</p>").format(said) if said else Markup()
    title, items = entry.title[text.language], listed(entry.items[text.language])
    return Markup('<section data-follows="{id}"><h3>{title}</h3>{lead}{items}</section>').format(
        id=entry.id, title=title, lead=lead, items=items
    )


def _related(text: Text, *, link: Link) -> Markup:
    """Return the ways to what the page of signs says of each setting."""
    signs = link("signs")
    items = Markup().join(
        Markup('<li data-sign="{id}"><a href="{signs}#{id}">{title}</a></li>').format(
            id=setting.id, signs=signs, title=setting.title[text.language]
        )
        for setting in settings()
    )
    return Markup('<section data-follows="signs"><h3>{}</h3><ul>{}</ul></section>').format(text("seen.related"), items)


def _outcome(outcome: Outcome, text: Text) -> Markup:
    language = text.language
    numbers = Markup().join(
        Markup("<li>{}</li>").format(dial_by_name(entry, text)) for entry in map(contact, outcome.contacts)
    )
    return Markup(
        '<section class="outcome" data-who="{who}" data-danger="{danger}" data-then="{follows}">'
        '<h2 tabindex="-1">{title}</h2><ul class="to-call">{numbers}</ul>{listed}<h3>{seen_say}</h3>'
        "<blockquote>{outcome_say}</blockquote></section>"
    ).format(
        who=" ".join(outcome.who),
        danger=" ".join(outcome.danger),
        follows=" ".join(outcome.follows),
        title=outcome.title[language],
        numbers=numbers,
        listed=listed(outcome.words[language]),
        seen_say=text("seen.say"),
        outcome_say=outcome.say[language],
    )


def _buttons(text: Text) -> Markup:
    return Markup(
        '<p class="buttons"><button type="button" data-go="back">{}</button><button type="submit">{}</button>'
        '<button type="reset">{}</button></p>'
    ).format(text("seen.back"), text("seen.next"), text("seen.again"))


def _radio(name: str, value: str) -> Markup:
    return Markup('<input type="radio" name="{}" value="{}">').format(name, value)


def _tick(id: str, title: str, summary: str, where: tuple[str, ...] = ()) -> Markup:
    there = Markup(' data-places="{}"').format(" ".join(where)) if where else Markup()
    return Markup(
        '<label{there}><input type="checkbox" name="noticed" value="{id}">'
        "<span><b>{title}</b> <small>{summary}</small></span></label>"
    ).format(there=there, id=id, title=title, summary=summary)
