"""Inspection, training, how counting and the law changed: each statement with the source it rests on. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from components.entries import Entry, Words, expect, read
from components.guidance import GUIDANCE
from components.headings import heading, jumps
from components.prose import PAGE_LINK, explained
from components.text import Text

KINDS = (
    "report",
    "press",
    "police",
    "commissioner",
    "network",
    "parliament",
    "statistics",
    "government",
    "office",
    "others",
    "own",
)


@dataclass(frozen=True, kw_only=True)
class Section(Entry):
    """A part of the page."""

    title: Words


@dataclass(frozen=True, kw_only=True)
class Statement(Entry):
    """One or two sentences; ``section`` is where they stand, ``source`` the id of what they rest on."""

    section: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Source(Entry):
    """What a statement rests on: who published it, ``when``, and its ``title`` in English where it has one."""

    kind: str
    publisher: Words
    when: Words
    title: str | None = None


@cache
def sections(folder: Path = GUIDANCE) -> tuple[Section, ...]:
    """Return the parts of the page."""
    return read(folder / "background.toml", "section", Section)


@cache
def sources(folder: Path = GUIDANCE) -> tuple[Source, ...]:
    """Return what the statements rest on."""

    def check(source: Source, where: str) -> None:
        expect(source.kind, KINDS, f"{where}: kind")

    return read(folder / "background.toml", "source", Source, check=check)


@cache
def statements(folder: Path = GUIDANCE) -> tuple[Statement, ...]:
    """Return every statement; each belongs to a section and rests on a source."""
    places, known = ([entry.id for entry in entries(folder)] for entries in (sections, sources))

    def check(statement: Statement, where: str) -> None:
        expect(statement.section, places, f"{where}: section")
        expect(statement.source, known, f"{where}: source")

    return read(folder / "background.toml", "statement", Statement, check=check)


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
