"""How large words on a slide can be, and which of them there is room for. Pure: inches, points and paragraphs.

Letters are measured before a slide is made, because no program that opens it would tell us that they do not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from components import theme
from components.picture import wrapped

LEADING, POINTS = 1.2, 72
# Letters that can be read from the back of a room; a foot and a key may be smaller.
SIZES, SMALLEST = (24, 22, 20, 18, 16, 15, 14), 14
# A word longer than this is broken by the programs that show slides.
LONGEST_WORD = 26
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_]|[\d\[+])")
# What no file of this kind may hold.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MORE = " …"


class Box(NamedTuple):
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True)
class Line:
    """A paragraph.

    Parameters
    ----------
    said : str
    language : str
    lead : str
        What stands before it in bold.
    is_bold : bool
    colour : str
    scale : float
        Of its letters beside the others of the same text.
    before : float
        The space above it, in heights of a letter.
    bullet : bool
        Whether it is an item of a list.
    """

    said: str
    language: str
    lead: str = ""
    is_bold: bool = False
    colour: str = theme.INK
    scale: float = 1
    before: float = 0
    bullet: bool = False

    @property
    def whole(self) -> str:
        """Everything it says."""
        return f"{self.lead}{self.said}"


def clean(words: str) -> str:
    """Return words without what a file cannot hold, on one line."""
    return " ".join(CONTROLS.sub("", words).split())


def joined(words: Iterable[str]) -> str:
    """Return what two languages say of the same thing, once where they say it alike."""
    return " / ".join(dict.fromkeys(filter(None, map(clean, words))))


def high(lines: Sequence[Line], size: float, width: float) -> float:
    """Return how high paragraphs are, in inches."""
    total = 0.0
    for place, line in enumerate(lines):
        letters = size * line.scale
        room = width - (indent(letters) if line.bullet else 0)
        rows = max(1, len(wrapped(_broken(line.whole), letters, room * POINTS, bold=line.is_bold or bool(line.lead))))
        total += rows * letters * LEADING + (line.before * size if place else 0)
    return total / POINTS


def indent(size: float) -> float:
    """Return how far an item of a list stands in, in inches."""
    return 0.95 * size / POINTS


def fitting(lines: Sequence[Line], box: Box, sizes: Sequence[float] = SIZES) -> float | None:
    """Return the largest of ``sizes`` that paragraphs fit into a box with; None if they do not at the smallest."""
    return next((size for size in sizes if high(lines, size, box.width) <= box.height), None)


def fitted(lines: Sequence[Line], box: Box, sizes: Sequence[float] = SIZES) -> tuple[list[Line], float]:
    """Return paragraphs and their size so that they fit; the longest loses sentences from its end where it must.

    What is left out ends with an ellipsis on the slide, and stands whole in the notes.
    """
    shown = [*lines]
    while (size := fitting(shown, box, sizes)) is None:
        longest = max(range(len(shown)), key=lambda place: len(shown[place].said))
        shorter = _shorter(shown[longest].said)
        if shorter == shown[longest].said:
            return shown, min(sizes)
        shown[longest] = replace(shown[longest], said=shorter)
    return shown, size


def pages(rows: Sequence[tuple[list[Line], ...]], box: Box, sizes: Sequence[float] = SIZES) -> list[tuple[int, int]]:
    """Return which rows stand on each slide: as few slides as there can be, each about as full as the others.

    Parameters
    ----------
    rows : sequence of tuple of list of Line
        Of each row the paragraphs in each column.
    box : Box
        Of one column.
    sizes : sequence of float
    """
    for count in range(1, len(rows) + 1):
        step = -(-len(rows) // count)
        parts = [(start, min(start + step, len(rows))) for start in range(0, len(rows), step)]
        size = min(sizes) if count > 1 else min(sizes[-1], 16)
        if all(_fits(rows[start:end], box, max(size, 16 if count > 1 else size)) for start, end in parts):
            return parts
    return [(place, place + 1) for place in range(len(rows))]


def column(rows: Sequence[tuple[list[Line], ...]], place: int) -> list[Line]:
    """Return the paragraphs of one column."""
    return [line for row in rows for line in row[place]]


def _fits(rows: Sequence[tuple[list[Line], ...]], box: Box, size: float) -> bool:
    return all(high(column(rows, place), size, box.width) <= box.height for place in range(len(rows[0])))


def _shorter(said: str) -> str:
    """Return words without their last sentence, or without their last words where they are one sentence."""
    sentences = SENTENCE_END.split(said.removesuffix(MORE))
    if len(sentences) > 1:
        return " ".join(sentences[:-1]) + MORE
    words = said.removesuffix(MORE).split()
    if len(words) > 1:
        return " ".join(words[: max(1, len(words) - 8)]) + MORE
    return words[0][:80] + MORE if words and len(words[0]) > 80 else said


def _broken(words: str) -> str:
    """Return words as they are broken where they are longer than a line."""
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", r"\1 ", words)
