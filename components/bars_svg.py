"""Bars as SVG, for the picture that can be taken away; on the page they are HTML. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components import theme
from components.bars import Bar, Bars, Halves, missing_status, missing_words
from components.format import mark, number
from components.letters import FAMILY, Pen, written
from components.text import text

WIDTH, LANE, STEP = 844, 22, 58
# How long the stub of a number that is not shown is: no number is drawn by it.
STUB = 30
NAME, FIGURE = Pen(17), Pen(17, is_bold=True, anchor="end")
WORDS, KIND = Pen(16, theme.QUIET_INK), Pen(15, theme.QUIET_INK)
OTHER_KIND = Pen(15, theme.QUIET_INK, anchor="end")


def bars_svg(bars: Bars, language: str, *, width: float = WIDTH) -> str:
    """Return bars on one scale from 0, each with its number, or a stub and the words of why there is none."""
    most = max((bar.value or 0 for bar in bars.bars), default=0) or 1
    rows = "".join(_row(bar, most, STEP * i, language, width) for i, bar in enumerate(bars.bars))
    return _svg(rows, STEP * len(bars.bars), width)


def halves_svg(halves: Halves, language: str) -> str:
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
        return head + _stub((bar,), top + 26, language)
    return head + _lane(top + 26, width * bar.value / most, across=width)


def _pair(one: Bar, other: Bar, top: float, language: str) -> str:
    # The first number follows its name, however wide the letters are.
    head = (
        f'<text y="{top + 19}" font-size="{NAME.size}">{escape(one.name)} '
        f'<tspan font-weight="700">{escape(figure_of(one, language))}</tspan></text>'
        f"{written(figure_of(other, language), WIDTH, top + 19, FIGURE)}"
    )
    if None in (one.value, other.value):
        return head + _stub((one, other), top + 26, language)
    share = one.value / ((one.value + other.value) or 1)
    return head + _lane(top + 26, WIDTH * share, whole=theme.MAP_CLASSES[1])


def _stub(bars: Sequence[Bar], top: float, language: str) -> str:
    return (
        f'<rect x=".5" y="{top + 3}" width="{STUB}" height="{LANE - 6}" fill="url(#{missing_status(bars)})" '
        f'stroke="{theme.HIDDEN_HATCH}"/>{written(missing_words(bars, text(language)), STUB + 12, top + 17, WORDS)}'
    )


def _lane(top: float, width: float, *, whole: str = theme.CONTEXT_LAND, across: float = WIDTH) -> str:
    return (
        f'<rect y="{top}" width="{across}" height="{LANE}" fill="{whole}"/>'
        f'<rect y="{top}" width="{width:.1f}" height="{LANE}" fill="{theme.STRONG}"/>'
    )


def _svg(content: str, height: float, width: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}" font-family="{FAMILY}" '
        f'fill="{theme.INK}">{theme.PATTERNS}<rect width="{width}" height="{height:g}" fill="{theme.GROUND}"/>'
        f"{content}</svg>"
    )
