"""Small drawings as SVG: a line for a series, a dot with its interval for a rate. Values in, markup out.

They carry no words but the first and last period and the name beside a mark; what they say is in the sentence
and the table that travel with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.drawing.letters import FAMILY, Pen, written
from components.drawing.strokes import Frame, gap, through, unbroken
from components.drawing.svg import Svg
from components.drawing.theme import GROUND, INK, LINE, PATTERN, QUIET_INK, STRONG

WIDTH, HEIGHT = 230, 74
LEFT, RIGHT, TOP, BASE, STUB = 8, 222, 10, 54, 7
FRAME = Frame(TOP, BASE, STUB)
START, END = (Pen(12.5, QUIET_INK, anchor=anchor) for anchor in ("start", "end"))


@dataclass(frozen=True)
class Sparkline:
    """A small line from zero up, broken by a pale gap where a value is missing.

    Parameters
    ----------
    periods : tuple of str, of shape (n,)
        Codes, in order of time.
    values : tuple of shape (n,)
        One a period; None where there is none. A lone value is a dot.
    statuses : tuple of str, of shape (n,)
        Why there is none: the pattern of the stub at the foot of the gap, as on the maps.
    first, last : str
        The first and the last period in words, written under the line.
    """

    periods: tuple[str, ...]
    values: tuple[float | None, ...]
    statuses: tuple[str, ...]
    first: str
    last: str

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all: then nothing is drawn."""
        return all(value is None for value in self.values)


@dataclass(frozen=True)
class RateBeside:
    """A rate with its interval, and beside it that of another area, by code; all per 100,000 residents.

    Parameters
    ----------
    area, other : str
        Codes of the two areas.
    value, lower, upper : float
    other_value : float
    other_name : str
        What the other area is called.
    """

    area: str
    value: float
    lower: float
    upper: float
    other: str
    other_value: float
    other_name: str

    @property
    def is_empty(self) -> bool:
        """Never: both rates are there."""
        return False


def sparkline_svg(line: Sparkline) -> Svg:
    """Return a line through its values with the first and the last period under it."""
    known = [value for value in line.values if value is not None]
    top = max(known, default=0) or 1
    step = (RIGHT - LEFT) / max(len(line.values) - 1, 1)
    points = [
        None if v is None else (LEFT + i * step, BASE - (BASE - TOP) * v / top) for i, v in enumerate(line.values)
    ]
    drawn = "".join(_run(run) for run in unbroken(points))
    half = min(max(step / 2, 4), (RIGHT - LEFT) / 2)
    bands = "".join(
        gap(max(LEFT + i * step - half, 0), min(LEFT + i * step + half, WIDTH), line.statuses[i], FRAME)
        for i, point in enumerate(points)
        if point is None
    )
    end = points[-1] if points else None
    dot = f'<circle cx="{end[0]:.1f}" cy="{end[1]:.1f}" r="4.5" fill="{STRONG}"/>' if end else ""
    ground = f'<path d="M{LEFT} {BASE}H{RIGHT}" stroke="{LINE}"/>'
    labels = written(line.first, LEFT - 6, HEIGHT - 4, START) + written(line.last, RIGHT + 6, HEIGHT - 4, END)
    return _svg(bands + ground + drawn + dot + labels)


def beside_svg(rates: RateBeside) -> Svg:
    """Return a dot with its interval on a line from zero, and a tick where the other rate lies, with its name."""
    top = max(rates.upper, rates.other_value) * 1.08

    def place(rate: float) -> float:
        return LEFT + (RIGHT - LEFT) * rate / top

    middle, tick = 26, place(rates.other_value)
    marks = (
        f'<path d="M{LEFT} {middle + 18}H{RIGHT}" stroke="{LINE}"/>'
        f'<path d="M{place(rates.lower):.1f} {middle}H{place(rates.upper):.1f}" stroke="{STRONG}" stroke-width="3"/>'
        f'<circle cx="{place(rates.value):.1f}" cy="{middle}" r="6" fill="{STRONG}"/>'
        f'<path d="M{tick:.1f} {middle - 14}V{middle + 26}" stroke="{INK}" stroke-width="2" stroke-dasharray="3 2"/>'
    )
    return _svg(marks + written(rates.other_name, tick, HEIGHT - 6, END if tick > WIDTH / 2 else START))


def _run(run: Sequence[tuple[float, float]]) -> str:
    if len(run) == 1:
        return f'<circle cx="{run[0][0]:.1f}" cy="{run[0][1]:.1f}" r="2.5" fill="{STRONG}"/>'
    return f'<path d="M{through(run)}" fill="none" stroke="{STRONG}" stroke-width="2.5" stroke-linejoin="round"/>'


def _svg(content: str) -> Svg:
    used = "".join(pattern for status, pattern in PATTERN.items() if f"url(#{status})" in content)
    patterns = f"<defs>{used}</defs>" if used else ""
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>'
    return Svg(WIDTH, HEIGHT, f"{patterns}{ground}{content}", f' font-family="{FAMILY}"')
