"""Small drawings as SVG: a line for a series, a dot with its interval for a rate. Values in, markup out.

They carry no words but the first and last period and the name beside a mark; what they say is in the sentence
and the table that travel with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from components.drawing.chart import Chart
from components.drawing.letters import FAMILY, Pen, written
from components.drawing.theme import CONTEXT_LAND, GROUND, HIDDEN_HATCH, INK, LINE, PATTERN, QUIET_INK, STRONG

WIDTH, HEIGHT = 230, 74
LEFT, RIGHT, TOP, BASE, STUB = 8, 222, 10, 54, 7
START, END = (Pen(12.5, QUIET_INK, anchor=anchor) for anchor in ("start", "end"))


def sparkline(values: Sequence[float | None], statuses: Sequence[str], *, first: str, last: str) -> str:
    """Return a line through ``values`` from zero up, broken by a pale gap where a value is missing.

    Parameters
    ----------
    values : sequence of shape (n,)
        One value a period, in order; None where there is none. A lone value is a dot.
    statuses : sequence of shape (n,)
        Why there is none: the pattern of the stub at the foot of the gap, as on the maps.
    first, last : str
        The first and the last period, written under the line.
    """
    known = [value for value in values if value is not None]
    top = max(known, default=0) or 1
    step = (RIGHT - LEFT) / max(len(values) - 1, 1)
    points = [None if v is None else (LEFT + i * step, BASE - (BASE - TOP) * v / top) for i, v in enumerate(values)]
    drawn = "".join(_run(run) for run in _runs(points))
    half = min(max(step / 2, 4), (RIGHT - LEFT) / 2)
    bands = "".join(
        _band(max(LEFT + i * step - half, 0), min(LEFT + i * step + half, WIDTH), statuses[i])
        for i, point in enumerate(points)
        if point is None
    )
    end = points[-1] if points else None
    dot = f'<circle cx="{end[0]:.1f}" cy="{end[1]:.1f}" r="4.5" fill="{STRONG}"/>' if end else ""
    ground = f'<path d="M{LEFT} {BASE}H{RIGHT}" stroke="{LINE}"/>'
    labels = written(first, LEFT - 6, HEIGHT - 4, START) + written(last, RIGHT + 6, HEIGHT - 4, END)
    return _svg(bands + ground + drawn + dot + labels)


def interval(value: float, lower: float, upper: float, *, other: float, other_name: str) -> str:
    """Return a dot with its interval on a line from zero, and a tick where ``other`` lies, with its name."""
    top = max(upper, other) * 1.08
    place = lambda rate: LEFT + (RIGHT - LEFT) * rate / top  # noqa: E731 - one scale for all marks
    middle, tick = 26, place(other)
    marks = (
        f'<path d="M{LEFT} {middle + 18}H{RIGHT}" stroke="{LINE}"/>'
        f'<path d="M{place(lower):.1f} {middle}H{place(upper):.1f}" stroke="{STRONG}" stroke-width="3"/>'
        f'<circle cx="{place(value):.1f}" cy="{middle}" r="6" fill="{STRONG}"/>'
        f'<path d="M{tick:.1f} {middle - 14}V{middle + 26}" stroke="{INK}" stroke-width="2" stroke-dasharray="3 2"/>'
    )
    return _svg(marks + written(other_name, tick, HEIGHT - 6, END if tick > WIDTH / 2 else START))


def svg_figure(chart: Chart) -> str:
    """Return an SVG chart as an image with its alternative text and its sentence below it."""
    return f'<figure class="drawing">{svg_image(chart)}<figcaption>{escape(chart.sentence)}</figcaption></figure>'


def svg_image(chart: Chart) -> str:
    """Return an SVG chart as an image with its alternative text."""
    address = chart.figure if chart.figure.startswith("/") else svg_address(chart.figure)
    return f'<img alt="{escape(chart.alt)}" src="{escape(address)}">'


def svg_address(markup: str) -> str:
    """Return SVG markup as an address an image can have, so that no further request is needed."""
    return "data:image/svg+xml," + quote(markup, safe=" =:;,/()'!?-._~*&@$+")


def _band(left: float, right: float, status: str) -> str:
    """Return a gap that is quieter than any line, with a stub in the pattern of its status where the axis is."""
    wide = f'x="{left:.1f}" width="{right - left:.1f}"'
    ground = f'<rect {wide} y="{TOP}" height="{BASE - TOP}" fill="{CONTEXT_LAND}"/>'
    stub = f'<rect {wide} y="{BASE - STUB}" height="{STUB}" fill="url(#{status})" '
    return f'{ground}{stub}stroke="{HIDDEN_HATCH}" stroke-width=".7"/>'


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Return the unbroken stretches of ``points``."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _run(run: Sequence[tuple[float, float]]) -> str:
    if len(run) == 1:
        return f'<circle cx="{run[0][0]:.1f}" cy="{run[0][1]:.1f}" r="2.5" fill="{STRONG}"/>'
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
    return f'<path d="M{path}" fill="none" stroke="{STRONG}" stroke-width="2.5" stroke-linejoin="round"/>'


def _svg(content: str) -> str:
    used = "".join(pattern for status, pattern in PATTERN.items() if f"url(#{status})" in content)
    patterns = f"<defs>{used}</defs>" if used else ""
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}">'
    return f'{opening}{patterns}<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>{content}</svg>'
