"""Inspection, training, how counting and the law changed: each statement with the source it rests on."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from components.address.assets import style
from components.content.block import Block, Html
from components.content.prose import explained, linked
from components.content.request import PageRequest
from components.content.snippets import heading, jumps
from components.guidance.background import Section, Source, Statement, sections, sources, statements
from components.wording.text import Text


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: the inspection of 2017, what was done in North Wales, training, and how to read a rise."""
    return Html(style("background.css")), Html(page_html(request.text, link=request.link))


def page_html(text: Text, *, link: Callable[[str], str]) -> Markup:
    """Return the whole page; ``link`` gives the address of a page by its id."""
    numbers = _numbers()
    parts = Markup().join(_section(section, numbers, text) for section in sections())
    heads = (*((each.id, each.title[text.language]) for each in sections()), ("sources", text("background.sources")))
    ways = jumps(heads, label=text("background.contents"))
    html = Markup('{heading}{ways}<div class="prose">{parts}{sources}</div>').format(
        heading=heading("background", text), ways=ways, parts=parts, sources=_sources(numbers, text)
    )
    return linked(html, link)


def _numbers() -> dict[str, int]:
    """Return the number of every source, in the order in which the page first rests on it."""
    used = dict.fromkeys(statement.source for section in sections() for statement in _statements(section))
    return {id: number for number, id in enumerate(used, start=1)}


def _statements(section: Section) -> tuple[Statement, ...]:
    return tuple(statement for statement in statements() if statement.section == section.id)


def _section(section: Section, numbers: dict[str, int], text: Text) -> Markup:
    said = Markup().join(
        Markup("<p>{}{}</p>").format(statement.words[text.language], _note(numbers[statement.source], text))
        for statement in _statements(section)
    )
    html = Markup('<h2 id="{}">{}</h2>{}').format(section.id, section.title[text.language], said)
    return Markup('<section class="statements">{}</section>').format(explained(html, text.language))


def _note(number: int, text: Text) -> Markup:
    words = text("background.source")
    return Markup('<sup><a href="#source-{}"><span class="hidden-words">{} </span>{}</a></sup>').format(
        number, words, number
    )


def _sources(numbers: dict[str, int], text: Text) -> Markup:
    by_id = {source.id: source for source in sources()}
    items = Markup().join(
        Markup('<li id="source-{}">{}</li>').format(number, _source(by_id[id], text)) for id, number in numbers.items()
    )
    title = text("background.sources")
    return Markup('<section><h2 id="sources">{}</h2><ol class="sources">{}</ol></section>').format(title, items)


def _source(source: Source, text: Text) -> Markup:
    title = Markup(', <cite lang="en">{}</cite>').format(source.title) if source.title else Markup()
    return Markup('{publisher}{title}, {when}. <span class="quiet">{kind}</span>').format(
        publisher=source.publisher[text.language],
        title=title,
        when=source.when[text.language],
        kind=text(f"background.kind.{source.kind}"),
    )
