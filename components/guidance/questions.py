"""What the helper "What did you see?" asks and answers, read from ``locales/guidance/seen.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.guidance.entries import Entry, GuidanceError, Ids, Lists, Words, expect, read
from components.guidance.registry import GUIDANCE, advices, contacts

# What can follow an outcome beside advice: more about the signs that were ticked, the page for whoever it happens to.
PARTS = ("signs", "report")


@dataclass(frozen=True, kw_only=True)
class Question(Entry):
    """A question with one answer; ``unknown`` is the id of the answer taken where none is given."""

    title: Words
    unknown: str


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """One answer to the question ``question``."""

    question: str
    title: Words


@dataclass(frozen=True, kw_only=True)
class Outcome(Entry):
    """What to do: whom to call first and then, how a call can begin, and what stands below.

    It holds for each of the answers ``who`` together with each of the answers ``danger``. ``follows`` are ids of
    advice, or of ``PARTS``.
    """

    who: Ids
    danger: Ids
    contacts: Ids
    follows: Ids
    title: Words
    words: Lists
    say: Words


@cache
def questions(folder: Path = GUIDANCE) -> tuple[Question, ...]:
    """Return the questions in the order to ask them."""
    return read(folder / "seen.toml", "question", Question)


@cache
def answers(question: str, folder: Path = GUIDANCE) -> tuple[Option, ...]:
    """Return the answers to a question in the order to offer them."""
    known = [entry.id for entry in questions(folder)]

    def check(answer: Option, where: str) -> None:
        expect(answer.question, known, f"{where}: question")

    entries = read(folder / "seen.toml", "answer", Option, check=check)
    return tuple(entry for entry in entries if entry.question == question)


@cache
def outcomes(folder: Path = GUIDANCE) -> tuple[Outcome, ...]:
    """Return every outcome; each names existing answers and contacts, and no answers have two."""
    numbers = [entry.id for entry in contacts(folder)]
    lists = [entry.id for entry in advices(folder)]
    taken: dict[tuple[str, str], str] = {}

    def check(outcome: Outcome, where: str) -> None:
        for name in ("who", "danger"):
            for each in getattr(outcome, name):
                expect(each, [entry.id for entry in answers(name, folder)], f"{where}: {name}")
        for each in outcome.contacts:
            expect(each, numbers, f"{where}: contacts")
        for each in outcome.follows:
            expect(each, [*lists, *PARTS], f"{where}: follows")
        for pair in ((who, danger) for who in outcome.who for danger in outcome.danger):
            if pair in taken:
                raise GuidanceError(f"{where} and {taken[pair]!r} both answer {' and '.join(pair)}")
            taken[pair] = outcome.id

    return read(folder / "seen.toml", "outcome", Outcome, check=check)


def outcome_for(who: str, danger: str) -> Outcome:
    """Return the outcome of two answers; raise GuidanceError if there is none."""
    for entry in outcomes():
        if who in entry.who and danger in entry.danger:
            return entry
    raise GuidanceError(f"locales/guidance/seen.toml: no outcome for {who!r} and {danger!r}")
