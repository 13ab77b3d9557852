"""How large words on a slide can be, and which of them there is room for. In inches, points and paragraphs.

Letters are measured before a slide is made, because no program that opens it would tell us that they do not fit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from components.drawing import theme
from components.drawing.letters import width_of

LEADING, POINTS = 1.17, 72
# Arial and the letters that stand in for it are wider than those we measure by up to this.
SLACK = 1.1
# Letters that can be read from the back of a room; a foot and a key may be smaller.
SIZES, SMALLEST = (24, 22, 20, 18, 16, 15, 14), 14
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", clean(self.said))
        object.__setattr__(self, "lead", clean(self.lead))

    @property
    def whole(self) -> str:
        """Everything it says."""
        return f"{self.lead} {self.said}".strip()


@dataclass(frozen=True)
class Row:
    """A line of a list in each language, and the title of its list."""

    titles: tuple[Line | None, ...]
    lines: tuple[Line, ...]


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
        rows = _rows(line.whole, round(room * POINTS / letters, 2), line.is_bold or bool(line.lead))
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


def pages(rows: Sequence[Row], box: Box, sizes: Sequence[float]) -> tuple[list[tuple[int, int]], float]:
    """Return which rows stand on each slide, and the size of their letters, the same on all of them.

    There are as few slides as there can be, each about as full as the others.

    Parameters
    ----------
    rows : sequence of Row
    box : Box
        Of one column.
    sizes : sequence of float
        The smallest last.
    """
    for count in range(1, len(rows) + 1):
        for parts in _parts(rows, count):
            if size := _common(rows, parts, box, sizes):
                return parts, size
    return [(place, place + 1) for place in range(len(rows))], sizes[-1]


def column(rows: Sequence[Row], place: int) -> list[Line]:
    """Return the paragraphs of one column: each title once, and again at the top of another slide."""
    found: list[Line] = []
    title: Line | None = None
    for row in rows:
        heading = row.titles[place]
        if heading and heading != title:
            title = heading
            found.append(heading)
        found.append(row.lines[place])
    return [line for line in found if line.whole]


def _parts(rows: Sequence[Row], count: int) -> list[list[tuple[int, int]]]:
    """Return ways to divide rows: where lists begin if that makes as many parts, and into parts of about one length."""
    even = [round(len(rows) * place / count) for place in range(count + 1)]
    starts = [place for place in range(1, len(rows)) if rows[place].titles != rows[place - 1].titles]
    near = {min(starts, key=lambda start: abs(start - place)) for place in even[1:-1]} if starts else set()
    ways = [sorted({0, *near, len(rows)}), even]
    if len(starts) >= count - 1 > len(near):
        ways.insert(0, sorted({0, *starts[: count - 1], len(rows)}))
    return [list(pairwise(way)) for way in ways if len(way) == count + 1]


def _common(rows: Sequence[Row], parts: Sequence[tuple[int, int]], box: Box, sizes: Sequence[float]) -> float | None:
    """Return the largest size with which every part fits."""
    found = [
        fitting(column(rows[start:end], place), box, sizes)
        for start, end in parts
        for place in range(len(rows[0].lines))
    ]
    known = [size for size in found if size is not None]
    return min(known) if len(known) == len(found) else None


def _shorter(said: str) -> str:
    """Return words without their last sentence, or without their last words where they are one sentence."""
    sentences = SENTENCE_END.split(said.removesuffix(MORE))
    if len(sentences) > 1:
        return " ".join(sentences[:-1]) + MORE
    words = said.removesuffix(MORE).split()
    if len(words) > 1:
        return " ".join(words[: max(1, len(words) - 8)]) + MORE
    return words[0][:80] + MORE if words and len(words[0]) > 80 else said


@lru_cache(maxsize=8192)
def _rows(words: str, width: float, is_bold: bool) -> int:
    """Return in how many lines words fit, ``width`` in heights of a letter; a longer word is broken."""
    rows, room, space = 1, width, _width(" ", is_bold)
    for word in words.split():
        wide = _width(word, is_bold)
        if wide > room and room < width:
            rows, room = rows + 1, width
        if wide > width:
            more = math.ceil(wide / width) - 1
            rows, wide = rows + more, wide - more * width
        room -= wide + space
    return rows


@lru_cache(maxsize=8192)
def _width(word: str, is_bold: bool) -> float:
    return width_of(word, bold=is_bold) * SLACK
