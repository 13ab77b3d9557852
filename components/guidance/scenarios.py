"""Invented stories to practise on: what was seen, whom one could tell, which of that fits and why.

Read from ``locales/guidance/scenarios.toml``. Every story has the same choices, and an answer to each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.guidance.entries import Entry, GuidanceError, Ids, Lists, Words, expect, find, read
from components.guidance.registry import GUIDANCE, Advice, contacts, settings

FILE = "scenarios.toml"
MOST_FITTING = 2


@dataclass(frozen=True, kw_only=True)
class Choice(Entry):
    """What one could do; ``contact`` is the id of whom to call, None where nobody is called."""

    title: Words
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class Scenario(Entry):
    """An invented story in a setting; ``fits`` are the ids of the choices that fit it.

    ``counts`` says which signs count here, ``alone`` which prove nothing by themselves, ``explained`` what innocent
    explanation there may be. ``ask`` and ``draw_out`` are for whoever leads a briefing.
    """

    setting: str
    title: Words
    story: Lists
    fits: Ids
    counts: Words
    alone: Words
    explained: Words
    ask: Lists
    draw_out: Lists


@dataclass(frozen=True, kw_only=True)
class Reply(Entry):
    """What follows from one choice in one story, and why; the id is that of the story, a dot, that of the choice."""

    words: Words


@cache
def choices(folder: Path = GUIDANCE) -> tuple[Choice, ...]:
    """Return what one could do, the most urgent first."""
    known = [entry.id for entry in contacts(folder)]

    def check(choice: Choice, where: str) -> None:
        if choice.contact is not None:
            expect(choice.contact, known, f"{where}: contact")

    return read(folder / FILE, "choice", Choice, check=check)


@cache
def scenarios(folder: Path = GUIDANCE) -> tuple[Scenario, ...]:
    """Return the stories in the order to show."""
    places = [entry.id for entry in settings(folder)]
    known = [entry.id for entry in choices(folder)]

    def check(scenario: Scenario, where: str) -> None:
        expect(scenario.setting, places, f"{where}: setting")
        for choice in scenario.fits:
            expect(choice, known, f"{where}: fits")
        if len(scenario.fits) > MOST_FITTING:
            raise GuidanceError(f"{where}: fits names more than {MOST_FITTING} choices")

    return read(folder / FILE, "scenario", Scenario, check=check)


@cache
def answers(folder: Path = GUIDANCE) -> tuple[Reply, ...]:
    """Return the answer to every choice in every story; raise GuidanceError if one is missing or belongs to none."""
    wanted = [f"{scenario.id}.{choice.id}" for scenario in scenarios(folder) for choice in choices(folder)]

    def check(answer: Reply, where: str) -> None:
        expect(answer.id, wanted, f"{where}: id")

    found = read(folder / FILE, "answer", Reply, check=check)
    if missing := sorted(set(wanted) - {answer.id for answer in found}):
        raise GuidanceError(f"locales/guidance/{FILE} has no answer {missing[0]!r}")
    return found


def answer(scenario: Scenario, choice: Choice) -> Reply:
    """Return what follows from ``choice`` in ``scenario``."""
    return find(answers(), f"{scenario.id}.{choice.id}")


@cache
def briefing(folder: Path = GUIDANCE) -> tuple[Advice, ...]:
    """Return what whoever leads a briefing needs: before, at the start, minute by minute, afterwards."""
    return read(folder / FILE, "briefing", Advice)
