"""The screens of a meeting view: each step of a briefing as one or more of them, in one or two languages.

What is on a screen has to be read across a room, so a step with much to show stands on several, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from components.briefing.step import Exhibited, Listed, Step

# Visuals that are so low that they stand on one screen; any other has a screen of its own.
TOGETHER = (("people.age", "people.gender"),)
# The letters of lists that one screen holds: in one language across its width, or in two side by side.
ROOM = {1: 1150, 2: 720}


@dataclass(frozen=True, eq=False)
class Face:
    """What a screen shows in one language."""

    step: Step
    shown: tuple[Exhibited, ...] = ()
    lists: tuple[Listed, ...] = ()


@dataclass(frozen=True, eq=False)
class Screen:
    """One screen: a part of a step, in each of the languages.

    Parameters
    ----------
    id : str
        Names it in the address: that of its step, with a number from the second part on.
    part, parts : int
        Which part of the step it is, and of how many.
    faces : tuple of Face
        One for each language.
    """

    id: str
    part: int
    parts: int
    faces: tuple[Face, ...]


def screens(briefings: Sequence[Sequence[Step]]) -> tuple[Screen, ...]:
    """Return the screens of a briefing.

    Parameters
    ----------
    briefings : sequence of sequence of Step
        The same steps in each language, as ``Asked.briefings()`` has them.
    """
    return tuple(screen for steps in zip(*briefings, strict=True) for screen in _of_step(steps))


def _of_step(steps: tuple[Step, ...]) -> Iterator[Screen]:
    """Return the screens of one step: its first says what is said, with the first of its visuals or lists."""
    parts = _visuals(steps) or _lists(steps) or [[Face(step) for step in steps]]
    for number, faces in enumerate(parts, 1):
        id = steps[0].id if number == 1 else f"{steps[0].id}-{number}"
        yield Screen(id, number, len(parts), tuple(faces))


def _visuals(steps: Sequence[Step]) -> list[list[Face]]:
    names = [shown.name for shown in steps[0].shown]
    groups: list[tuple[str, ...]] = []
    for name in names:
        beside = next((group for group in TOGETHER if name in group), (name,))
        if beside not in groups:
            groups.append(beside)
    return [
        [Face(step, shown=tuple(each for each in step.shown if each.name in group)) for step in steps]
        for group in groups
    ]


def _lists(steps: Sequence[Step]) -> list[list[Face]]:
    """Return the lines of all lists in as many parts as the languages need, cut at the same lines in each."""
    parts: list[list[tuple[int, int]]] = [[]]
    filled = 0
    for list_number, lines in enumerate(_longest(steps)):
        whole = sum(lines)
        if parts[-1] and filled + whole > ROOM[len(steps)] and list_number:
            parts, filled = [*parts, []], 0
        for line_number, length in enumerate(lines):
            if parts[-1] and filled + length > ROOM[len(steps)]:
                parts, filled = [*parts, []], 0
            parts[-1].append((list_number, line_number))
            filled += length
    if not parts[-1]:
        return []
    return [[Face(step, lists=_kept(step.lists, part)) for step in steps] for part in parts]


def _longest(steps: Sequence[Step]) -> list[list[int]]:
    """Return how long each line of each list is in the language in which it is longest."""
    return [
        [max(len(line) for line in lines) for lines in zip_longest(*(each.lines for each in found), fillvalue="")]
        for found in zip_longest(*(step.lists for step in steps), fillvalue=Listed("", ()))
    ]


def _kept(lists: Sequence[Listed], places: Sequence[tuple[int, int]]) -> tuple[Listed, ...]:
    found = []
    for number, each in enumerate(lists):
        lines = tuple(line for place, line in enumerate(each.lines) if (number, place) in places)
        if lines:
            found.append(Listed(each.title, lines))
    return tuple(found)
