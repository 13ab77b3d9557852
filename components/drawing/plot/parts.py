"""What the drawings of Plotly's kind on a page have in common: paper, letters, axes and lines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from components.drawing import theme
from components.drawing.plot.figure import Spec

FAMILY = "Source Sans, Arial, sans-serif"
SIZE = 14
# The patterns of the faces of a figure that is not there, as Plotly calls them.
SHAPES = {"hidden": "/", "not_available": ".", "not_applicable": "x"}


def layout(height: float, margin: Mapping[str, float], **more: object) -> Spec:
    """Return a layout: white, without a legend, a mode bar or anything to drag."""
    return {
        "height": height,
        "margin": margin,
        "font": {"family": FAMILY, "size": SIZE, "color": theme.INK},
        "paper_bgcolor": theme.GROUND,
        "plot_bgcolor": theme.GROUND,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.GROUND,
            "bordercolor": theme.INK,
            "font": {"family": FAMILY, "color": theme.INK, "size": SIZE},
        },
        "template": "none",
        **more,
    }


def axis(span: tuple[float, float], ticks: Sequence[float], labels: Sequence[str], **more: object) -> Spec:
    """Return an axis whose range and ticks are written out."""
    return {
        "type": "linear",
        "range": [*span],
        "tickvals": [*ticks],
        "ticktext": [*labels],
        "zeroline": False,
        "fixedrange": True,
        "gridcolor": theme.LINE,
        "tickfont": {"size": SIZE, "color": theme.QUIET_INK},
        **more,
    }


def titled(said: str) -> Spec:
    """Return the title of an axis."""
    return {"text": said, "font": {"size": SIZE, "color": theme.INK}}


def note(said: str, x: float, y: float, **more: object) -> Spec:
    """Return words at a place of the axes."""
    return {"text": said, "x": x, "y": y, "showarrow": False, "font": {"size": SIZE, "color": theme.INK}, **more}


def corner(said: str, left: float, *, size: float = SIZE, above: float = 8) -> Spec:
    """Return words over the top left corner of the drawing, ``left`` pixels before the axes begin."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    font = {"size": size, "color": theme.QUIET_INK}
    return {**note(said, 0, 1, xshift=-left, yshift=above), **place, "font": font}


def face_bar(status: str, place: float, *, long: float, thick: float) -> Spec:
    """Return the face of a figure that is not there as a stub at the axis; words say why, and nothing has a length."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [long],
        "y": [place],
        "width": thick,
        "marker": {
            "color": theme.HIDDEN_HATCH,
            "line": {"color": theme.HIDDEN_HATCH, "width": 1},
            "pattern": {"shape": SHAPES[status], "bgcolor": theme.GROUND, "size": 6},
        },
        "hoverinfo": "skip",
    }


def ticks(top: float, most: int) -> list[float]:
    """Return up to ``most`` round values from 0 to ``top``, equally far apart."""
    rough = top / max(most - 1, 1)
    power = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    return [step * i for i in range(int(top / step + 1e-9) + 1)]
