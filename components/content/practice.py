"""The practice page as HTML: every story with its choices, and what follows from each of them.

All of it is in the page, so that no choice has to be sent anywhere: ``assets/practice.js`` only shows and hides. There
is no form, since a form could be sent and its choice would then stand in the address.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.address.assets import style
from components.address.visit import stays_html
from components.content.block import Block, Html, Practice
from components.content.request import PageRequest
from components.content.snippets import heading
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


def opening(text: Text, *, report: str) -> Markup:
    """Return the heading, and what a reader should know before the first story; ``report`` is for what is real."""
    about = f"{text('practice.invented')} {text('practice.private')}"
    return Markup('{heading}<p class="practice-about">{about} <a href="{report}">{real}</a></p>').format(
        heading=heading("practice", text), about=about, report=report, real=text("practice.real")
    )


def stories(text: Text) -> Markup:
    """Return all stories, one shown, and the buttons that lead from one to the next."""
    sections = Markup().join(_story(scenario, text) for scenario in scenarios())
    buttons = Markup().join(
        Markup('<button type="button" data-go="{}">{}</button>').format(name, text(f"practice.{name}"))
        for name in ("previous", "next", "again")
    )
    return Markup('<div class="practice">{}<p class="practice-ways">{}</p></div>').format(sections, buttons)


def stories_to_read(text: Text) -> Markup:
    """Return all stories without a script: each folded away but the first, with what follows from each answer."""
    read = Markup().join(_story_to_read(scenario, text) for scenario in scenarios())
    return Markup('{}<div class="practice">{}</div>').format(style("practice.css"), read)


def further(text: Text, *, signs: str) -> Markup:
    """Return the way to the notes for a briefing and to the signs, whose address is given."""
    notes = f"{NOTES}?lang={text.language}"
    is_confirmed = all(scenario.is_confirmed for scenario in scenarios())
    doubt = Markup() if is_confirmed else Markup('<p class="quiet">{}</p>').format(text("practice.unconfirmed"))
    return Markup(
        '<section class="note practice-notes"><h2>{notes_title}</h2><p>{notes_words}</p>'
        '<p><a href="{notes}">{notes_link}</a></p>{stays}</section>'
        '<p><a href="{signs}">{signs_link}</a></p>{doubt}'
    ).format(
        notes_title=text("practice.notes_title"),
        notes_words=text("practice.notes_words"),
        notes=notes,
        notes_link=text("practice.notes_link"),
        stays=stays_html(text),
        signs=signs,
        signs_link=text("practice.signs_link"),
        doubt=doubt,
    )


def topic(scenario: Scenario, text: Text) -> str:
    """Return what the signs of the story belong to, in words."""
    return text("practice.topic", setting=find(settings(), scenario.setting).title[text.language])


def reasons(scenario: Scenario, text: Text) -> Markup:
    """Return what counts in the story, what proves nothing alone and what may explain it."""
    parts = {"counts": scenario.counts, "alone": scenario.alone, "explained": scenario.explained}
    entries = Markup().join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(text(f"practice.{name}"), words[text.language])
        for name, words in parts.items()
    )
    return Markup("<dl>{}</dl>").format(entries)


def fitting(scenario: Scenario) -> Sequence[Choice]:
    """Return the choices that fit, in the order the story names them."""
    return [find(choices(), id) for id in scenario.fits]


def _story(scenario: Scenario, text: Text) -> Markup:
    all_of_them = scenarios()
    number = all_of_them.index(scenario) + 1
    name = f"practice-{scenario.id}"
    step = text("practice.step", number=number, total=len(all_of_them))
    hidden = "" if number == 1 else " hidden"
    radios = Markup().join(
        Markup('<label><input type="radio" name="{}" value="{}" autocomplete="off"><span>{}</span></label>').format(
            name, choice.id, choice.title[text.language]
        )
        for choice in choices()
    )
    return Markup(
        '<section class="practice-story" aria-labelledby="{name}"{hidden}>'
        '<h2 id="{name}" tabindex="-1"><span class="practice-step">{step}<span class="hidden-words">: </span>'
        '</span>{title}</h2><p class="quiet">{topic}</p><p>{story}</p>'
        "<fieldset><legend>{question}</legend>{radios}</fieldset>"
        '<button type="button" data-go="show">{show}</button>'
        '<div class="practice-outcome" role="status"></div>{templates}</section>'
    ).format(
        name=name,
        hidden=hidden,
        step=step,
        title=scenario.title[text.language],
        topic=topic(scenario, text),
        story=" ".join(scenario.story[text.language]),
        question=text("practice.question"),
        radios=radios,
        show=text("practice.show"),
        templates=_templates(scenario, text),
    )


def _story_to_read(scenario: Scenario, text: Text) -> Markup:
    number, total = scenarios().index(scenario) + 1, len(scenarios())
    outcomes = Markup().join(
        Markup("<details><summary>{}</summary>{}</details>").format(
            choice.title[text.language], _outcome_words(scenario, choice, text)
        )
        for choice in choices()
    )
    return Markup(
        '<details class="practice-story"{is_open}><summary><span class="practice-step">{step}</span>{title}</summary>'
        '<p class="quiet">{topic}</p><p>{story}</p><h3>{question}</h3>{outcomes}'
        "<details><summary>{what_fits}</summary>{fits}{reasons}</details></details>"
    ).format(
        is_open=Markup(" open") if number == 1 else Markup(),
        step=text("practice.step", number=number, total=total),
        title=scenario.title[text.language],
        topic=topic(scenario, text),
        story=" ".join(scenario.story[text.language]),
        question=text("practice.question"),
        outcomes=outcomes,
        what_fits=text("practice.what_fits"),
        fits=listed(choice.title[text.language] for choice in fitting(scenario)),
        reasons=reasons(scenario, text),
    )


def _templates(scenario: Scenario, text: Text) -> Markup:
    """Return what can appear below a story: a request to choose, what follows from each choice, and the reasons."""
    each = Markup().join(_outcome(scenario, choice, text) for choice in choices())
    fits = listed(choice.title[text.language] for choice in fitting(scenario))
    return Markup(
        '<template data-of="none"><p>{choose_first}</p></template>{each}'
        '<template data-of="all"><h4>{what_fits}</h4>{fits}{reasons}</template>'
    ).format(
        choose_first=text("practice.choose_first"),
        each=each,
        what_fits=text("practice.what_fits"),
        fits=fits,
        reasons=reasons(scenario, text),
    )


def _outcome(scenario: Scenario, choice: Choice, text: Text) -> Markup:
    chosen = text("practice.chosen", choice=choice.title[text.language])
    return Markup(
        '<template data-of="{id}"><h3 tabindex="-1">{heading}</h3><p class="quiet">{chosen}</p><p>{words}</p>'
        "</template>"
    ).format(
        id=choice.id,
        heading=_verdict(scenario, choice, text),
        chosen=chosen,
        words=answer(scenario, choice).words[text.language],
    )


def _outcome_words(scenario: Scenario, choice: Choice, text: Text) -> Markup:
    words = answer(scenario, choice).words[text.language]
    return Markup("<p><b>{}</b> {}</p>").format(_verdict(scenario, choice, text), words)


def _verdict(scenario: Scenario, choice: Choice, text: Text) -> str:
    return text("practice.fits") if choice.id in scenario.fits else text("practice.other")
