"""The glossary as HTML: every word in every language, by the alphabet of the reader's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from markupsafe import Markup, escape

from components.address.assets import style
from components.content.block import Block, Html
from components.content.request import PageRequest
from components.content.snippets import heading, jumps
from components.guidance.terms import Term, in_order, joined, letters, terms
from components.wording.text import DEFAULT_LANGUAGE, NOTHING, Text
from data.site import LANGUAGES


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: the terms of the subject and of the figures, in both languages."""
    return Html(style("glossary.css")), Html(opening(request.text)), Html(entries(request.text))


def opening(text: Text) -> Markup:
    """Return the heading, what the page is, and the way to each letter."""
    parts = ((f"letter-{letter}", letter.capitalize()) for letter, _ in _by_letter(text.language))
    return heading("glossary", text) + jumps(parts, label=text("glossary.letters"), kind="jumps letters")


@cache
def entries(text: Text) -> Markup:
    """Return every term below its letter, and what is said of a Welsh term that is not settled."""
    sections = Markup().join(
        Markup('<section class="letter" id="letter-{}"><h2>{}</h2><dl>{}</dl></section>').format(
            letter, letter.capitalize(), Markup().join(_entry(term, text) for term in found)
        )
        for letter, found in _by_letter(text.language)
    )
    return Markup('<div class="glossary">{}</div>').format(sections)


def _by_letter(language: str) -> Iterator[tuple[str, list[Term]]]:
    grouped = groupby(in_order(language), key=lambda term: letters(term.term[language], language)[0])
    return ((letter, list(found)) for letter, found in grouped)


def _entry(term: Term, text: Text) -> Markup:
    """Return one term: what it means, its other names, and what it is in each other language."""
    language = text.language
    wanted = frozenset(each.id for each in terms()) - {term.id}
    meaning = joined(escape(term.meaning[language]), language, link="", wanted=wanted)
    doubt = NOTHING if term.is_confirmed else Markup('<dd class="quiet">{}</dd>').format(text("glossary.unconfirmed"))
    also = ", ".join(term.also[language])
    named = term.name_language(language)
    return Markup(
        '<div class="entry"><dt id="{id}"><dfn{marked}>{term}</dfn>{mark}{note}</dt><dd>{meaning}</dd>{own}'
        "{others}{doubt}</div>"
    ).format(
        id=term.id,
        marked=NOTHING if named == language else Markup(' lang="{}"').format(named),
        term=term.term[language],
        mark=Markup(" <b>{}</b>").format(term.mark) if term.mark else NOTHING,
        note=_unsettled(term, language, text),
        meaning=meaning,
        own=Markup('<dd class="quiet">{} {}</dd>').format(text("glossary.also"), also) if also else NOTHING,
        others=Markup().join(_in_other(term, other, text) for other in LANGUAGES if other != language),
        doubt=doubt,
    )


def _in_other(term: Term, language: str, text: Text) -> Markup:
    """Return what a term is in another language."""
    return Markup('<dd class="quiet">{} <span lang="{}">{}</span>{}</dd>').format(
        text.of_language(f"glossary.other.{language}", language),
        term.name_language(language),
        ", ".join((term.term[language], *term.also[language])),
        _unsettled(term, language, text),
    )


def _unsettled(term: Term, language: str, text: Text) -> Markup:
    """Return the note on a term that was translated and is not settled; empty in the default language."""
    if term.is_settled or language == DEFAULT_LANGUAGE:
        return NOTHING
    return Markup(' <span class="unsettled">{}</span>').format(text("glossary.unsettled"))
