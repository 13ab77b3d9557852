"""A series as one large line with its numbers beside it: for a picture that is seen small, with a link."""

from __future__ import annotations

from dataclasses import dataclass

from components.drawing import theme
from components.drawing.letters import FAMILY, Pen, width_of, written
from components.drawing.strokes import Frame, Point, gap, through, unbroken
from components.drawing.svg import Svg

WIDTH, HEIGHT = 520, 400
LEFT, RIGHT, TOP, BASE = 10, 510, 52, 356
NUMBER, NAME, AXIS = 30, 22, 20
# How high the stub in the pattern of a missing figure is, and how far a label stands from its point.
STUB, APART = 12, 16


@dataclass(frozen=True)
class Other:
    """Another series on the same scale: what it is called, and its values."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Line:
    """A line from zero up, broken where a value is missing.

    Parameters
    ----------
    values : tuple of shape (n,)
        One a period, in order of time; None where there is none.
    statuses : tuple of str, of shape (n,)
        Why there is none.
    first, last : str
        The first and the last period in words.
    written : tuple of str, of shape (n,)
        The values as they are read.
    name : str
        What the line is called; empty where nothing else is drawn.
    other : Other, optional
    """

    values: tuple[float | None, ...]
    statuses: tuple[str, ...]
    first: str
    last: str
    written: tuple[str, ...]
    name: str = ""
    other: Other | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all: then nothing is drawn."""
        return all(value is None for value in self.values)


def line_svg(line: Line) -> Svg:
    """Return the line with its newest and its highest number, the ends of its time, and the other line in grey."""
    others = line.other.values if line.other else ()
    top = max((value for value in (*line.values, *others) if value is not None), default=0) or 1
    own, other = _points(line.values, top), _points(others, top)
    gaps = "".join(_gap(i, len(own), line.statuses[i]) for i, point in enumerate(own) if point is None)
    ground = f'<path d="M{LEFT} {BASE}H{RIGHT}" stroke="{theme.HIDDEN_HATCH}" stroke-width="1.5"/>'
    ends = written(line.first, LEFT, HEIGHT - 12, Pen(AXIS, theme.QUIET_INK))
    ends += written(line.last, RIGHT, HEIGHT - 12, Pen(AXIS, theme.QUIET_INK, anchor="end"))
    drawn = _path(other, theme.HIDDEN_HATCH, 3) + _path(own, theme.STRONG, 5)
    content = f"{theme.PATTERNS}{gaps}{ground}{drawn}{_labels(line, own, other)}{ends}"
    return Svg(WIDTH, HEIGHT, content, f' font-family="{FAMILY}"')


def _points(values: tuple[float | None, ...], top: float) -> list[Point | None]:
    step = (RIGHT - LEFT - 12) / max(len(values) - 1, 1)
    return [
        None if value is None else (LEFT + 6 + i * step, BASE - (BASE - TOP) * value / top)
        for i, value in enumerate(values)
    ]


def _path(points: list[Point | None], colour: str, width: float) -> str:
    """Return the unbroken stretches of a line; one of a single point is a dot."""
    drawn = ""
    for run in unbroken(points):
        look = f'fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round" stroke-linecap="round"'
        alone = f'<circle cx="{run[0][0]:.1f}" cy="{run[0][1]:.1f}" r="{width:g}" fill="{colour}"/>'
        drawn += f'<path d="M{through(run)}" {look}/>' if len(run) > 1 else alone
    if points and points[-1]:
        drawn += f'<circle cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="{width * 1.6:g}" fill="{colour}"/>'
    return drawn


def _labels(line: Line, own: list[Point | None], other: list[Point | None]) -> str:
    """Return the newest number at its point, and the highest one at its own where there is room for both."""
    end, beside = (points[-1] if points else None for points in (own, other))
    is_below = bool(end and beside and beside[1] <= end[1])
    said = ""
    if line.other and beside:
        said += _label(line.other.name, beside, Pen(NAME, theme.QUIET_INK), is_below=not is_below)
    if end:
        words = " ".join(filter(None, (line.name, line.written[-1])))
        said += _label(words, end, Pen(NAME if line.name else NUMBER, theme.STRONG, is_bold=True), is_below=is_below)
    at = max(range(len(own)), key=lambda i: -1 if line.values[i] is None else line.values[i] or 0)
    peak = own[at]
    if peak and not line.other and (not end or end[0] - peak[0] > 80):
        said += _label(line.written[at], peak, Pen(NAME, theme.QUIET_INK), is_below=False)
    return said


def _label(words: str, point: Point, pen: Pen, *, is_below: bool) -> str:
    """Return words above a point, or below it, within the width of the drawing."""
    half = width_of(words, bold=pen.is_bold) * pen.size / 2
    x = min(max(point[0], LEFT + half), RIGHT - half)
    y = min(point[1] + APART + pen.size, BASE - 6) if is_below else point[1] - APART
    placed = Pen(pen.size, pen.colour, is_bold=pen.is_bold, anchor="middle", ground=theme.GROUND)
    return written(words, x, y, placed)


def _gap(i: int, count: int, status: str) -> str:
    """Return the place of a missing figure: pale, with a stub in the pattern of its status at its foot."""
    step = (RIGHT - LEFT - 12) / max(count - 1, 1)
    half = min(max(step / 2, 5), (RIGHT - LEFT) / 2)
    left, right = max(LEFT + 6 + i * step - half, LEFT), min(LEFT + 6 + i * step + half, RIGHT)
    return gap(left, right, status, Frame(TOP, BASE, STUB))
