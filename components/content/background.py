"""Inspection, training, how counting and the law changed: each statement with the source it rests on."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from components.content.block import Block, Html, style
from components.content.blocks import heading, jumps
from components.content.prose import explained
from components.content.request import PageRequest
from components.guidance.background import Section, Source, Statement, sections, sources, statements
from components.wording.text import PAGE_LINK, Text


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: the inspection of 2017, what was done in North Wales, training, and how to read a rise."""
    return style("background.css"), Html(page_html(request.text, link=request.link))


def page_html(text: Text, *, link: Callable[[str], str]) -> str:
    """Return the whole page; ``link`` gives the address of a page by its id."""
    numbers = _numbers()
    parts = "".join(_section(section, numbers, text) for section in sections())
    heads = (*((each.id, each.title[text.language]) for each in sections()), ("sources", text("background.sources")))
    ways = jumps(((id, escape(title)) for id, title in heads), label=text("background.contents"))
    html = f'{heading("background", text)}{ways}<div class="prose">{parts}{_sources(numbers, text)}</div>'
    return PAGE_LINK.sub(lambda found: escape(link(found[1])), html)


def _numbers() -> dict[str, int]:
    """Return the number of every source, in the order in which the page first rests on it."""
    used = dict.fromkeys(statement.source for section in sections() for statement in _statements(section))
    return {id: number for number, id in enumerate(used, start=1)}


def _statements(section: Section) -> tuple[Statement, ...]:
    return tuple(statement for statement in statements() if statement.section == section.id)


def _section(section: Section, numbers: dict[str, int], text: Text) -> str:
    said = "".join(
        f"<p>{statement.words[text.language]}{_note(numbers[statement.source], text)}</p>"
        for statement in _statements(section)
    )
    html = f'<h2 id="{section.id}">{escape(section.title[text.language])}</h2>{said}'
    return f'<section class="statements">{explained(html, text.language)}</section>'


def _note(number: int, text: Text) -> str:
    words = escape(text("background.source"))
    return f'<sup><a href="#source-{number}"><span class="hidden-words">{words} </span>{number}</a></sup>'


def _sources(numbers: dict[str, int], text: Text) -> str:
    by_id = {source.id: source for source in sources()}
    items = "".join(f'<li id="source-{number}">{_source(by_id[id], text)}</li>' for id, number in numbers.items())
    title = escape(text("background.sources"))
    return f'<section><h2 id="sources">{title}</h2><ol class="sources">{items}</ol></section>'


def _source(source: Source, text: Text) -> str:
    title = f', <cite lang="en">{escape(source.title)}</cite>' if source.title else ""
    kind = escape(text(f"background.kind.{source.kind}"))
    when = escape(source.when[text.language])
    return f'{source.publisher[text.language]}{title}, {when}. <span class="quiet">{kind}</span>'
