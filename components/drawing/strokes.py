"""What every line of a series shares, whatever its size: its unbroken stretches, and the place of a missing figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from components.drawing.theme import CONTEXT_LAND, HIDDEN_HATCH

Point = tuple[float, float]


class Frame(NamedTuple):
    """Where a line stands, in pixels from the top, and how high the stub of a missing figure is."""

    top: float
    base: float
    stub: float


def unbroken(points: Sequence[Point | None]) -> list[list[Point]]:
    """Return the unbroken stretches of ``points``."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def through(run: Sequence[Point]) -> str:
    """Return a stretch as what an SVG path goes through."""
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in run)


def gap(left: float, right: float, status: str, frame: Frame) -> str:
    """Return a gap that is quieter than any line, with a stub in the pattern of its status where the axis is."""
    wide = f'x="{left:.1f}" width="{right - left:.1f}"'
    ground = f'<rect {wide} y="{frame.top}" height="{frame.base - frame.top}" fill="{CONTEXT_LAND}"/>'
    stub = f'<rect {wide} y="{frame.base - frame.stub}" height="{frame.stub}" fill="url(#{status})" '
    return f'{ground}{stub}stroke="{HIDDEN_HATCH}" stroke-width=".7"/>'
