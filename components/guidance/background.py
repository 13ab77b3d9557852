"""What came before, read from ``locales/guidance``: sections, statements and the sources they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.guidance.entries import Entry, MarkupWords, Words, expect, read
from components.guidance.registry import GUIDANCE

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
    words: MarkupWords


@dataclass(frozen=True, kw_only=True)
class Source(Entry):
    """What a statement rests on: who published it, ``when``, and its ``title`` in English where it has one."""

    kind: str
    publisher: MarkupWords
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
