"""Bars as SVG, for the picture that can be taken away; on the page they are HTML. Pure."""

from __future__ import annotations

from html import escape

from components import theme
from components.bars import Bar, Bars, Halves
from components.format import mark, number

WIDTH, LANE, STEP = 844, 22, 58
NAME, FIGURE = 'font-size="17"', 'font-size="17" font-weight="700" text-anchor="end"'
KIND = f'font-size="15" fill="{theme.QUIET_INK}"'


def bars_svg(bars: Bars, language: str, *, width: float = WIDTH) -> str:
    """Return bars on one scale from 0, each with its number or the mark and pattern of why there is none."""
    most = max((bar.value or 0 for bar in bars.bars), default=0) or 1
    rows = "".join(_row(bar, most, STEP * i, language, width) for i, bar in enumerate(bars.bars))
    return _svg(rows, STEP * len(bars.bars), width)


def halves_svg(halves: Halves, language: str) -> str:
    """Return bars that are each divided in two, with what each half counts above them."""
    first, second = halves.kinds
    heads = (
        f'<text y="15" {KIND}>{escape(first)}</text>'
        f'<text x="{WIDTH}" y="15" text-anchor="end" {KIND}>{escape(second)}</text>'
    )
    rows = "".join(_pair(*pair, 30 + (STEP + 12) * i, language) for i, pair in enumerate(halves.pairs))
    return _svg(heads + rows, 30 + (STEP + 12) * len(halves.pairs), WIDTH)


def figure_of(bar: Bar, language: str) -> str:
    """Return the number of a bar with its mark, or the mark alone."""
    return f"{'' if bar.value is None else number(bar.value, language)} {mark(bar.status)}".strip()


def _row(bar: Bar, most: int, top: float, language: str, width: float) -> str:
    return (
        f'<text y="{top + 19}" {NAME}>{escape(bar.name)}</text>'
        f'<text x="{width}" y="{top + 19}" {FIGURE}>{escape(figure_of(bar, language))}</text>'
        f"{_lane(top + 26, bar.status if bar.value is None else '', width * (bar.value or 0) / most, across=width)}"
    )


def _pair(one: Bar, other: Bar, top: float, language: str) -> str:
    missing = next((bar.status for bar in (one, other) if bar.value is None), "")
    share = 0 if missing else one.value / ((one.value + other.value) or 1)
    return (
        f'<text y="{top + 19}" {NAME}>{escape(one.name)} '
        f'<tspan font-weight="700">{escape(figure_of(one, language))}</tspan></text>'
        f'<text x="{WIDTH}" y="{top + 19}" {FIGURE}>{escape(figure_of(other, language))}</text>'
        f"{_lane(top + 26, missing, WIDTH * share, whole=theme.MAP_CLASSES[1])}"
    )


def _lane(top: float, missing: str, width: float, *, whole: str = theme.CONTEXT_LAND, across: float = WIDTH) -> str:
    if missing:
        return (
            f'<rect x=".5" y="{top}" width="{across - 1}" height="{LANE}" fill="url(#{missing})" '
            f'stroke="{theme.HIDDEN_HATCH}"/>'
        )
    return (
        f'<rect y="{top}" width="{across}" height="{LANE}" fill="{whole}"/>'
        f'<rect y="{top}" width="{width:.1f}" height="{LANE}" fill="{theme.STRONG}"/>'
    )


def _svg(content: str, height: float, width: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}" fill="{theme.INK}">'
        f"{theme.PATTERNS}{content}</svg>"
    )
