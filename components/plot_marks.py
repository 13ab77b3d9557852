"""Lines, rectangles and words as SVG markup, in the parts that Plotly's specification names. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from components.letters import Pen, colour_of, written

__all__ = ["colour_of", "line", "nth", "opacity", "rect", "words"]


def words(said: str, x: float, y: float, anchor: str, font: Mapping, *, more: str = "") -> str:
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


def opacity(part: Mapping) -> str:
    """Return how much of what is behind shines through, as an attribute; empty for nothing."""
    return f' opacity="{part["opacity"]:g}"' if part.get("opacity") is not None else ""


def nth(value: object, i: int) -> object:
    """Return the ``i``-th of a list, or what holds for all."""
    return value[i] if isinstance(value, (list, tuple)) else value
