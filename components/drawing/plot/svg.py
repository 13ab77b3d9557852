"""A Plotly figure as SVG, without Plotly and without a browser: the picture of a chart is drawn from its own spec.

Only what this site's charts use is drawn: `scatter` and `bar` traces, lines and rectangles, annotations, and axes
whose domain, range and ticks are written out. Anything else is refused, so that no picture can leave out what the
screen shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from components.drawing import theme
from components.drawing.letters import FAMILY, colour_of
from components.drawing.plot.figure import Spec
from components.drawing.plot.traces import DASHES, FONT_SIZE, PlotError, line, opacity, rect, trace_svg, words
from components.drawing.svg import Svg

# How far Plotly's tick labels stand from their axis, and its annotations from their place.
TICK_GAP = 6
ANCHORS = {"left": "start", "center": "middle", "right": "end", "auto": "middle"}


@dataclass(frozen=True)
class Axis:
    """One axis: its settings, and where its range begins and ends in pixels."""

    settings: Spec
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return the pixel of a value."""
        first, last = self.settings["range"]
        share: float = (value - first) / (last - first)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True)
class Plane:
    """The drawing area and its axes by Plotly's names: ``x``, ``x2``, ``y``."""

    left: float
    top: float
    width: float
    height: float
    axes: Mapping[str, Axis]

    def place(self, ref: str, value: float) -> float:
        """Return the pixel of a value of an axis, of the part of an axis' domain, or of the paper."""
        name, _, domain = ref.partition(" ")
        if name == "paper":
            raise PlotError("the paper needs a direction")
        axis = self.axes[name]
        return axis.start + value * (axis.end - axis.start) if domain else axis.place(value)

    def across(self, ref: str, value: float) -> float:
        """Return the pixel from the left of ``value`` on a horizontal reference."""
        return self.left + value * self.width if ref == "paper" else self.place(ref, value)

    def down(self, ref: str, value: float) -> float:
        """Return the pixel from the top of ``value`` on a vertical reference."""
        return self.top + (1 - value) * self.height if ref == "paper" else self.place(ref, value)


def plot_svg(figure: Spec, *, width: float) -> Svg:
    """Return a figure as a drawing ``width`` pixels wide and as high as its layout says.

    Parameters
    ----------
    figure : mapping
        ``data`` and ``layout`` as Plotly has them.
    width : float

    Raises
    ------
    PlotError
        If a trace, a shape or an axis is of a kind that is not drawn here.
    """
    layout = figure["layout"]
    plane = _plane(layout, width)
    shapes = layout.get("shapes", ())
    below = "".join(_shape(each, plane) for each in shapes if each.get("layer") == "below")
    above = "".join(_shape(each, plane) for each in shapes if each.get("layer") != "below")
    axes = "".join(_axis(name, axis, plane) for name, axis in plane.axes.items())
    traces = "".join(_trace(each, plane) for each in figure["data"])
    notes = "".join(_annotation(each, plane) for each in layout.get("annotations", ()))
    ground = rect(0, 0, width, layout["height"], f'fill="{theme.GROUND}"')
    look = f' font-family="{FAMILY}" font-size="{FONT_SIZE}" fill="{theme.INK}"'
    content = f"{theme.PATTERNS}{ground}{below}{axes}{traces}{above}{notes}"
    return Svg(width, layout["height"], content, look)


def _plane(layout: Spec, width: float) -> Plane:
    margin = layout["margin"]
    left, top = margin["l"], margin["t"]
    inner, high = width - left - margin["r"], layout["height"] - top - margin["b"]
    axes = {}
    for name, settings in layout.items():
        if not name.startswith(("xaxis", "yaxis")):
            continue
        if settings.get("type", "linear") != "linear" or "range" not in settings:
            raise PlotError(f"{name} needs a linear range that is written out")
        first, last = settings.get("domain", (0, 1))
        ends = (
            (left + first * inner, left + last * inner)
            if name[0] == "x"
            else (top + (1 - first) * high, top + (1 - last) * high)
        )
        axes[name.replace("axis", "")] = Axis(settings, *ends)
    return Plane(left, top, inner, high, axes)


def _axis(name: str, axis: Axis, plane: Plane) -> str:
    settings, is_x = axis.settings, name[0] == "x"
    if settings.get("visible") is False:
        return ""
    other = plane.axes[settings.get("anchor", "y" if is_x else "x")]
    drawn = []
    if settings.get("showgrid", True):
        colour = settings.get("gridcolor", theme.LINE)
        drawn += [
            line(*_cross(axis.place(value), other, is_x), colour, settings.get("gridwidth", 1))
            for value in settings.get("tickvals", ())
        ]
    if settings.get("showline"):
        along = (axis.start, other.start, axis.end, other.start)
        ends = along if is_x else (other.start, axis.start, other.start, axis.end)
        drawn.append(line(*ends, settings.get("linecolor", theme.INK), settings.get("linewidth", 1)))
    if settings.get("showticklabels", True):
        drawn += [_tick(axis.place(value), label, other, settings, is_x) for value, label in _ticks(settings)]
    return "".join(drawn) + _axis_title(axis, other, settings, is_x)


def _ticks(settings: Spec) -> Iterable[tuple[float, str]]:
    values = settings.get("tickvals", ())
    return zip(values, settings.get("ticktext", [f"{value:g}" for value in values]), strict=True)


def _tick(at: float, label: str, other: Axis, settings: Spec, is_x: bool) -> str:
    font = {"size": FONT_SIZE, "color": theme.QUIET_INK, **settings.get("tickfont", {})}
    if is_x:
        return words(str(label), at, other.start + TICK_GAP + font["size"], "middle", font)
    return words(str(label), other.start - TICK_GAP, at + 0.35 * font["size"], "end", font)


def _axis_title(axis: Axis, other: Axis, settings: Spec, is_x: bool) -> str:
    title = settings.get("title") or {}
    said = title.get("text", "") if isinstance(title, Mapping) else title
    if not said:
        return ""
    font = {"size": FONT_SIZE, "color": theme.INK, **(title.get("font", {}) if isinstance(title, Mapping) else {})}
    middle = (axis.start + axis.end) / 2
    if is_x:
        return words(said, middle, other.start + 2.9 * FONT_SIZE, "middle", font)
    turned = f' transform="rotate(-90 {other.start - 48:.1f} {middle:.1f})"'
    return words(said, other.start - 48, middle, "middle", font, more=turned)


def _cross(at: float, other: Axis, is_x: bool) -> tuple[float, float, float, float]:
    return (at, other.start, at, other.end) if is_x else (other.start, at, other.end, at)


def _trace(trace: Spec, plane: Plane) -> str:
    return trace_svg(trace, plane.axes[trace.get("xaxis", "x")], plane.axes[trace.get("yaxis", "y")])


def _shape(shape: Spec, plane: Plane) -> str:
    x0, x1 = (plane.across(shape.get("xref", "x"), shape[name]) for name in ("x0", "x1"))
    y0, y1 = (plane.down(shape.get("yref", "y"), shape[name]) for name in ("y0", "y1"))
    edge = shape.get("line", {})
    width, colour = edge.get("width", 2), colour_of(edge.get("color", theme.INK))
    if shape["type"] == "line":
        return line(x0, y0, x1, y1, colour, width, dash=DASHES[edge.get("dash", "solid")], more=opacity(shape))
    if shape["type"] != "rect":
        raise PlotError(f"a shape of the type {shape['type']} cannot be drawn")
    stroke = f' stroke="{colour}" stroke-width="{width:g}"' if width and "color" in edge else ""
    fill = colour_of(shape.get("fillcolor", "none"))
    return rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), f'fill="{fill}"{stroke}{opacity(shape)}')


def _annotation(note: Spec, plane: Plane) -> str:
    font = {"size": FONT_SIZE, "color": theme.INK, **note.get("font", {})}
    x = plane.across(note.get("xref", "x"), note["x"]) + note.get("xshift", 0)
    y = plane.down(note.get("yref", "y"), note["y"]) - note.get("yshift", 0)
    rows = str(note["text"]).split("<br>")
    step = 1.25 * font["size"]
    top = {"top": 0, "bottom": -step * len(rows)}.get(note.get("yanchor", "middle"), -step * len(rows) / 2)
    anchor = ANCHORS[note.get("xanchor", "center")]
    font["ground"] = note.get("bgcolor", "")
    if note.get("textangle"):
        turned = f' transform="rotate({note["textangle"]} {x:.1f} {y:.1f})"'
        return words(note["text"], x, y + 0.35 * font["size"], "middle", font, more=turned)
    return "".join(words(row, x, y + top + step * i + font["size"], anchor, font) for i, row in enumerate(rows))
