"""Bars as HTML: one for each category with its number; where there is none, words, and never the look of a bar.

They are a list first: they can be read out, enlarged and printed, and need no script. A number that is not shown has a
short stub in the pattern of its status: anything longer would be read as a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from components.drawing import theme
from components.drawing.letters import FAMILY, Pen, written
from components.drawing.svg import Svg
from components.wording.format import mark, number
from components.wording.text import NOTHING, Text, wording


@dataclass(frozen=True)
class Bar:
    """One category: its name, its number or why there is none, HTML to stand below it, and its code."""

    name: str
    value: int | None
    status: str
    below: Markup = NOTHING
    code: str = ""

    def said(self, text: Text) -> str:
        """Return the number as it is written, or its mark and what that means."""
        if self.value is None:
            return f"{mark(self.status)} {text(f'status.{self.status}')}"
        return f"{number(self.value, text.language)} {mark(self.status)}".strip()


@dataclass(frozen=True)
class Bars:
    """Bars on one scale from 0."""

    bars: tuple[Bar, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all: then nothing is drawn."""
        return all(bar.value is None for bar in self.bars)

    def statuses(self) -> set[str]:
        """Return the statuses of all bars."""
        return {bar.status for bar in self.bars}

    def alt(self, text: Text) -> str:
        """Return every bar in words."""
        return "; ".join(f"{bar.name}: {bar.said(text)}" for bar in self.bars) + "."

    def html(self, text: Text) -> Markup:
        """Return the bars as a list; nothing where no number is shown."""
        if self.is_empty:
            return Markup()
        most = max((bar.value or 0 for bar in self.bars), default=0) or 1
        items = Markup().join(
            Markup('<li><span class="name">{}</span> {}{}{}</li>').format(
                bar.name, Markup() if bar.value is None else _number(bar, text), _lane(bar, most, text), bar.below
            )
            for bar in self.bars
        )
        return Markup('<ul class="bars">{}</ul>').format(items)


@dataclass(frozen=True)
class Halves:
    """Bars that are each divided in two: how many of a category are of one kind, and how many of the other."""

    kinds: tuple[str, str]
    pairs: tuple[tuple[Bar, Bar], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all: then nothing is drawn."""
        return all(bar.value is None for pair in self.pairs for bar in pair)

    def statuses(self) -> set[str]:
        """Return the statuses of all bars."""
        return {bar.status for pair in self.pairs for bar in pair}

    def mostly_first(self) -> list[str]:
        """Return the names of the categories of which more than half are of the first kind."""
        return [
            one.name
            for one, other in self.pairs
            if one.value is not None and other.value is not None and one.value > other.value
        ]

    def alt(self, text: Text) -> str:
        """Return both numbers of every bar in words."""
        said = (f"{one.name}: {one.said(text)}, {other.said(text)}" for one, other in self.pairs)
        return f"{self.kinds[0]}, {self.kinds[1]}. " + "; ".join(said) + "."

    def html(self, text: Text) -> Markup:
        """Return the bars as a list, with what each half counts above it; nothing where no number is shown."""
        if self.is_empty:
            return Markup()
        kinds = Markup().join(Markup("<span>{}</span>").format(kind) for kind in self.kinds)
        items = Markup().join(
            Markup('<li><span class="name">{}</span><span class="ends">{} {}</span>{}</li>').format(
                one.name, _number(one, text), _number(other, text), _halved(one, other, text)
            )
            for one, other in self.pairs
        )
        return Markup('<p class="ends kinds">{}</p><ul class="bars halves">{}</ul>').format(kinds, items)


def bars_of(rows: pd.DataFrame, name: Callable[[str], str], below: Callable[[str], Markup] | None = None) -> Bars:
    """Return a bar for each row of one area, period and breakdown.

    Parameters
    ----------
    rows : DataFrame of shape (n, m)
        From ``data.views.by_category``.
    name, below : callable
        Return the name of a category, and the HTML below it.
    """
    return Bars(
        tuple(_bar(cell, name(cell.category), below(cell.category) if below else NOTHING) for cell in _cells(rows))
    )


def halves_of(rows: pd.DataFrame, names: Mapping[str, str], kinds: Mapping[str, str]) -> Halves:
    """Return a divided bar for each category of ``names``, crossed with the two of ``kinds``, all by code.

    Parameters
    ----------
    rows : DataFrame of shape (n, m)
        From ``data.views.by_category``, of a breakdown that crosses the two.
    names, kinds : dict of str
        What the categories are called, in their order.
    """
    cells, (first, second) = {cell.category: cell for cell in _cells(rows)}, kinds
    pairs = (
        (_bar(cells[f"{code}_{first}"], name), _bar(cells[f"{code}_{second}"], name)) for code, name in names.items()
    )
    return Halves((kinds[first], kinds[second]), tuple(pairs))


def missing_words(bars: Iterable[Bar], text: Text) -> str:
    """Return why there are no numbers in a row, each reason once; empty where all are there."""
    return "; ".join(dict.fromkeys(bar.said(text) for bar in bars if bar.value is None))


def missing_status(bars: Iterable[Bar]) -> str:
    """Return the status of the first number of a row that is not there; empty where all are."""
    return next((bar.status for bar in bars if bar.value is None), "")


class _Cell(NamedTuple):
    """A category with its number, or the status of why there is none."""

    category: str
    value: int | None
    status: str


def _cells(rows: pd.DataFrame) -> list[_Cell]:
    each = zip(rows["category"], rows["value"], rows["status"], strict=True)
    return [_Cell(code, None if pd.isna(value) else int(value), status) for code, value, status in each]


def _bar(cell: _Cell, name: str, below: Markup = NOTHING) -> Bar:
    return Bar(name, cell.value, cell.status, below, cell.category)


def _number(bar: Bar, text: Text) -> Markup:
    """Return a number that keeps its end of the row, also where it is not shown."""
    return Markup("<b></b>") if bar.value is None else Markup("<b>{}</b>").format(bar.said(text))


def _stub(bars: Sequence[Bar], text: Text) -> Markup:
    """Return the lane of a row without a bar: a short stub and the words."""
    words = missing_words(bars, text)
    stub = Markup('<span class="stub {}"></span>').format(missing_status(bars))
    return Markup('<span class="lane">{} <span class="words">{}</span></span>').format(stub, words)


def _of_both(one: Bar, other: Bar) -> tuple[int, int] | None:
    """Return the first of two numbers and what it is a part of, at least 1; None where one of them is not shown."""
    if one.value is None or other.value is None:
        return None
    return one.value, (one.value + other.value) or 1


def _lane(bar: Bar, most: int, text: Text) -> Markup:
    if bar.value is None:
        return _stub((bar,), text)
    return Markup('<span class="lane"><span class="bar" style="width:{:.1f}%"></span></span>').format(
        100 * bar.value / most
    )


def _halved(one: Bar, other: Bar, text: Text) -> Markup:
    numbers = _of_both(one, other)
    if numbers is None:
        return _stub((one, other), text)
    first, both = numbers
    lane = Markup('<span class="lane whole"><span class="bar" style="width:{:.1f}%"></span></span>')
    return lane.format(100 * first / both)


WIDTH, LANE, STEP = 844, 22, 58
# How long the stub of a number that is not shown is: no number is drawn by it.
STUB = 30
NAME, FIGURE = Pen(17), Pen(17, is_bold=True, anchor="end")
WORDS, KIND = Pen(16, theme.QUIET_INK), Pen(15, theme.QUIET_INK)
OTHER_KIND = Pen(15, theme.QUIET_INK, anchor="end")


def bars_svg(bars: Bars, language: str, *, width: float = WIDTH) -> Svg:
    """Return bars on one scale from 0, each with its number, or a stub and the words of why there is none."""
    most = max((bar.value or 0 for bar in bars.bars), default=0) or 1
    rows = "".join(_row(bar, most, STEP * i, language, width) for i, bar in enumerate(bars.bars))
    return _svg(rows, STEP * len(bars.bars), width)


def halves_svg(halves: Halves, language: str) -> Svg:
    """Return bars that are each divided in two, with what each half counts above them."""
    first, second = halves.kinds
    heads = written(first, 0, 15, KIND) + written(second, WIDTH, 15, OTHER_KIND)
    rows = "".join(_pair(*pair, 30 + (STEP + 12) * i, language) for i, pair in enumerate(halves.pairs))
    return _svg(heads + rows, 30 + (STEP + 12) * len(halves.pairs), WIDTH)


def figure_of(bar: Bar, language: str) -> str:
    """Return the number of a bar with its mark; empty where there is none."""
    return "" if bar.value is None else f"{number(bar.value, language)} {mark(bar.status)}".strip()


def _row(bar: Bar, most: int, top: float, language: str, width: float) -> str:
    head = written(bar.name, 0, top + 19, NAME) + written(figure_of(bar, language), width, top + 19, FIGURE)
    if bar.value is None:
        return head + _stub_svg((bar,), top + 26, language)
    return head + _lane_svg(top + 26, width * bar.value / most, across=width)


def _pair(one: Bar, other: Bar, top: float, language: str) -> str:
    # The first number follows its name, however wide the letters are.
    head = (
        f'<text y="{top + 19}" font-size="{NAME.size}">{escape(one.name)} '
        f'<tspan font-weight="700">{escape(figure_of(one, language))}</tspan></text>'
        f"{written(figure_of(other, language), WIDTH, top + 19, FIGURE)}"
    )
    numbers = _of_both(one, other)
    if numbers is None:
        return head + _stub_svg((one, other), top + 26, language)
    first, both = numbers
    return head + _lane_svg(top + 26, WIDTH * (first / both), whole=theme.MAP_CLASSES[1])


def _stub_svg(bars: Sequence[Bar], top: float, language: str) -> str:
    return (
        f'<rect x=".5" y="{top + 3}" width="{STUB}" height="{LANE - 6}" fill="url(#{missing_status(bars)})" '
        f'stroke="{theme.HIDDEN_HATCH}"/>{written(missing_words(bars, wording(language)), STUB + 12, top + 17, WORDS)}'
    )


def _lane_svg(top: float, width: float, *, whole: str = theme.CONTEXT_LAND, across: float = WIDTH) -> str:
    return (
        f'<rect y="{top}" width="{across}" height="{LANE}" fill="{whole}"/>'
        f'<rect y="{top}" width="{width:.1f}" height="{LANE}" fill="{theme.STRONG}"/>'
    )


def _svg(content: str, height: float, width: float) -> Svg:
    ground = f'<rect width="{width}" height="{height:g}" fill="{theme.GROUND}"/>'
    look = f' font-family="{FAMILY}" fill="{theme.INK}"'
    return Svg(width, height, f"{theme.PATTERNS}{ground}{content}", look)
