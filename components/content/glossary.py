"""The glossary as HTML: every word in every language, by the alphabet of the reader's."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from components.content.blocks import heading, jumps
from components.guidance.terms import Term, in_order, joined, letters, terms
from components.wording.text import DEFAULT_LANGUAGE, Text
from data.site import LANGUAGES


def opening(text: Text) -> str:
    """Return the heading, what the page is, and the way to each letter."""
    parts = ((f"letter-{letter}", letter.capitalize()) for letter, _ in _by_letter(text.language))
    return heading("glossary", text) + jumps(parts, label=text("glossary.letters"), kind="jumps letters")


def entries(text: Text) -> str:
    """Return every term below its letter, and what is said of a Welsh term that is not settled."""
    sections = "".join(
        f'<section class="letter" id="letter-{letter}"><h2>{letter.capitalize()}</h2>'
        f"<dl>{''.join(_entry(term, text) for term in found)}</dl></section>"
        for letter, found in _by_letter(text.language)
    )
    return f'<div class="glossary">{sections}</div>'


def _by_letter(language: str) -> Iterator[tuple[str, list[Term]]]:
    grouped = groupby(in_order(language), key=lambda term: letters(term.term[language], language)[0])
    return ((letter, list(found)) for letter, found in grouped)


def _entry(term: Term, text: Text) -> str:
    """Return one term: what it means, its other names, and what it is in each other language."""
    language = text.language
    wanted = frozenset(each.id for each in terms()) - {term.id}
    meaning = joined(escape(term.meaning[language]), language, link="", wanted=wanted)
    doubt = "" if term.is_confirmed else f'<dd class="quiet">{escape(text("glossary.unconfirmed"))}</dd>'
    also = ", ".join(map(escape, term.also[language]))
    own = f'<dd class="quiet">{escape(text("glossary.also"))} {also}</dd>' if also else ""
    mark = f" <b>{escape(term.mark)}</b>" if term.mark else ""
    others = "".join(_in_other(term, other, text) for other in LANGUAGES if other != language)
    note = _unsettled(term, language, text)
    marked = "" if term.name_language(language) == language else f' lang="{term.name_language(language)}"'
    return (
        f'<div class="entry"><dt id="{term.id}"><dfn{marked}>{escape(term.term[language])}</dfn>{mark}{note}</dt>'
        f"<dd>{meaning}</dd>{own}"
        f"{others}{doubt}</div>"
    )


def _in_other(term: Term, language: str, text: Text) -> str:
    """Return what a term is in another language."""
    names = ", ".join(map(escape, (term.term[language], *term.also[language])))
    return (
        f'<dd class="quiet">{escape(text.of_language(f"glossary.other.{language}", language))} '
        f'<span lang="{term.name_language(language)}">{names}</span>{_unsettled(term, language, text)}</dd>'
    )


def _unsettled(term: Term, language: str, text: Text) -> str:
    """Return the note on a term that was translated and is not settled; empty in the default language."""
    if term.is_settled or language == DEFAULT_LANGUAGE:
        return ""
    return f' <span class="unsettled">{escape(text("glossary.unsettled"))}</span>'
