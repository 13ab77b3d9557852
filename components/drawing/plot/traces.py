"""Traces of a Plotly figure as SVG: lines broken at gaps, areas, symbols with their intervals, bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from components.drawing import theme
from components.drawing.letters import Pen, colour_of, written
from components.drawing.plot.figure import Spec


def words(said: str, x: float, y: float, anchor: str, font: Spec, *, more: str = "") -> str:
    """Return a line of text; ``font`` has size, colour and maybe its ground, and `<b>` makes it bold."""
    is_bold = said.startswith("<b>") or font.get("weight") in (700, "bold")
    pen = Pen(font["size"], font["color"], is_bold, anchor, font.get("ground", ""))
    return written(said.replace("<b>", "").replace("</b>", ""), x, y, pen, more=more)


def line(
    x0: float, y0: float, x1: float, y1: float, colour: str, width: float, *, dash: str = "", more: str = ""
) -> str:
    """Return a straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="{colour}" stroke-width="{width:g}"{dashes}{more}/>'


def rect(left: float, top: float, right: float, bottom: float, paint: str) -> str:
    """Return a rectangle; ``paint`` are its attributes of fill and stroke."""
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" {paint}/>'


def opacity(part: Spec) -> str:
    """Return how much of what is behind shines through, as an attribute; empty for nothing."""
    return f' opacity="{part["opacity"]:g}"' if part.get("opacity") is not None else ""


def nth(value: Any, i: int) -> Any:
    """Return the ``i``-th of a list, or what holds for all."""
    return value[i] if isinstance(value, (list, tuple)) else value


FONT_SIZE = 14
DASHES = {"solid": "", "dot": "2 3", "dash": "7 5", "longdash": "10 6", "dashdot": "7 4 2 4"}
PATTERNS = {"/": "hidden", ".": "not_available", "x": "not_applicable"}
TEXT_POSITIONS = {"left": (-9, 4.5, "end"), "right": (9, 4.5, "start"), "center": (0, 4.5, "middle")}


class PlotError(ValueError):
    """A figure has a part that cannot be drawn as SVG."""


class Axis(Protocol):
    """What a trace needs of an axis."""

    def place(self, value: float) -> float:
        """Return the pixel of a value."""


def trace_svg(trace: Spec, across: Axis, down: Axis) -> str:
    """Return one trace; PlotError if it is of a kind that is not drawn here."""
    if trace.get("visible") is False:
        return ""
    if trace["type"] == "bar":
        return _bars(trace, across, down)
    if trace["type"] != "scatter":
        raise PlotError(f"a trace of the type {trace['type']} cannot be drawn")
    points = [
        None if x is None or y is None else (across.place(x), down.place(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    mode = trace.get("mode", "lines")
    drawn = _area(trace, points) if trace.get("fill", "none") != "none" else ""
    drawn += _errors(trace, points, across, down)
    if "lines" in mode:
        drawn += _lines(trace.get("line", {}), points)
    if "markers" in mode:
        drawn += _markers(trace.get("marker", {}), points)
    if "text" in mode:
        drawn += _labels(trace, points)
    return drawn


def _area(trace: Spec, points: Sequence[tuple[float, float] | None]) -> str:
    corners = [point for point in points if point is not None]
    if trace["fill"] != "toself" or len(corners) < len(points):
        raise PlotError("a filled trace needs fill='toself' and no gap")
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "z"
    return f'<path d="{path}" fill="{colour_of(trace.get("fillcolor", theme.LINE))}"{opacity(trace)}/>'


def _lines(pen: Spec, points: Sequence[tuple[float, float] | None]) -> str:
    path, pen_is_up = [], True
    for point in points:
        if point is not None:
            path.append(f"{'M' if pen_is_up else 'L'}{point[0]:.1f} {point[1]:.1f}")
        pen_is_up = point is None
    dash = DASHES[pen.get("dash", "solid")]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="{colour_of(pen.get("color", theme.STRONG))}" '
        f'stroke-width="{pen.get("width", 2):g}" stroke-linejoin="round"{dashes}/>'
    )


def _markers(marker: Spec, points: Sequence[tuple[float, float] | None]) -> str:
    edge, drawn = marker.get("line", {}), []
    for i, point in enumerate(points):
        if point is None:
            continue
        each = {name: nth(marker.get(name), i) for name in ("color", "size", "symbol", "opacity")}
        stroke, width = nth(edge.get("color"), i), nth(edge.get("width"), i) or 0
        drawn.append(_symbol(each, point, stroke, width))
    return "".join(drawn)


def _symbol(each: Spec, point: tuple[float, float], stroke: str | None, width: float) -> str:
    x, y = point
    half, symbol = (each["size"] or 6) / 2, each["symbol"] or "circle"
    colour = colour_of(each["color"] or theme.STRONG)
    fade = f' opacity="{each["opacity"]:g}"' if each["opacity"] is not None else ""
    is_open = symbol.endswith("-open")
    paint = f'fill="{theme.GROUND if is_open else colour}"'
    if is_open:
        paint += f' stroke="{colour}" stroke-width="{width or 2:g}"'
    elif stroke and width:
        paint += f' stroke="{colour_of(stroke)}" stroke-width="{width:g}"'
    paths = {
        "square": f"M{x - half:.1f} {y - half:.1f}h{2 * half:g}v{2 * half:g}h{-2 * half:g}z",
        "diamond": f"M{x:.1f} {y - 1.3 * half:.1f}l{1.3 * half:.1f} {1.3 * half:.1f}l{-1.3 * half:.1f} "
        f"{1.3 * half:.1f}l{-1.3 * half:.1f} {-1.3 * half:.1f}z",
        "triangle-up": f"M{x:.1f} {y - half:.1f}l{half:.1f} {1.8 * half:.1f}h{-2 * half:.1f}z",
    }
    base = symbol.removesuffix("-open")
    if base == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:g}" {paint}{fade}/>'
    if base in ("line-ns", "line-ew"):
        ends = (x, y - half, x, y + half) if base == "line-ns" else (x - half, y, x + half, y)
        return line(*ends, colour_of(stroke or colour), width or 2)
    if base not in paths:
        raise PlotError(f"the symbol {symbol} cannot be drawn")
    return f'<path d="{paths[base]}" {paint}{fade}/>'


def _errors(trace: Spec, points: Sequence[tuple[float, float] | None], across: Axis, down: Axis) -> str:
    drawn = []
    for direction, axis in (("x", across), ("y", down)):
        error = trace.get(f"error_{direction}")
        if not error or error.get("visible") is False:
            continue
        colour, width = colour_of(error.get("color", theme.STRONG)), error.get("thickness", 2)
        for i, point in enumerate(points):
            more, less = error["array"][i], error.get("arrayminus", error["array"])[i]
            if point is None or more is None or less is None:
                continue
            value = trace[direction][i]
            low, high = axis.place(value - less), axis.place(value + more)
            ends = (low, point[1], high, point[1]) if direction == "x" else (point[0], low, point[0], high)
            drawn.append(line(*ends, colour, width))
    return "".join(drawn)


def _labels(trace: Spec, points: Sequence[tuple[float, float] | None]) -> str:
    font = {"size": FONT_SIZE, "color": theme.INK, **trace.get("textfont", {})}
    drawn = []
    for i, point in enumerate(points):
        said = nth(trace["text"], i)
        if point is None or not said:
            continue
        vertical, _, side = (nth(trace.get("textposition"), i) or "middle center").partition(" ")
        by_x, by_y, anchor = TEXT_POSITIONS[side or "center"]
        by_y += {"top": -12, "bottom": 12}.get(vertical, 0)
        drawn.append(words(str(said), point[0] + by_x, point[1] + by_y, anchor, font))
    return "".join(drawn)


def _bars(trace: Spec, across: Axis, down: Axis) -> str:
    is_flat, marker = trace.get("orientation") == "h", trace.get("marker", {})
    along, side = (across, down) if is_flat else (down, across)
    values, places = (trace["x"], trace["y"]) if is_flat else (trace["y"], trace["x"])
    drawn = []
    for i, (value, place) in enumerate(zip(values, places, strict=True)):
        if value is None:
            continue
        base, half = nth(trace.get("base"), i) or 0, (nth(trace.get("width"), i) or 0.8) / 2
        shift = nth(trace.get("offset"), i)
        near = place + shift if shift is not None else place - half
        ends = sorted((along.place(base), along.place(base + value)))
        sides = sorted((side.place(near), side.place(near + 2 * half)))
        (left, right), (top, bottom) = (ends, sides) if is_flat else (sides, ends)
        drawn.append(rect(left, top, right, bottom, _bar_paint(marker, i)))
    return "".join(drawn)


def _bar_paint(marker: Spec, i: int) -> str:
    pattern = nth(marker.get("pattern", {}).get("shape"), i)
    edge = marker.get("line", {})
    fill = f"url(#{PATTERNS[pattern]})" if pattern else colour_of(nth(marker.get("color"), i) or theme.STRONG)
    stroke = nth(edge.get("color"), i)
    if not stroke:
        return f'fill="{fill}"'
    return f'fill="{fill}" stroke="{colour_of(stroke)}" stroke-width="{nth(edge.get("width"), i) or 1:g}"'
