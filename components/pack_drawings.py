"""The drawings of a briefing for paper: as SVG with the letters of the typesetter, as wide as the letters need. Pure."""

from __future__ import annotations

import re

from components.chart import Chart
from components.picture import drawing
from components.plot_svg import plot_svg

# The typesetter has these letters and no others.
FONT = "Source Sans Pro"
FAMILY = re.compile(r'font-family="[^"]*"')
BOX = re.compile(r'viewBox="([^"]+)"')


def print_svg(chart: Chart, language: str, *, width: int) -> str:
    """Return the drawing of a chart for the typesetter; empty where the chart has none.

    Parameters
    ----------
    chart : Chart
    language : str
    width : int
        Pixels to draw a plot in, so that its letters keep their size on a narrow column; other drawings have their own.
    """
    if isinstance(chart.figure, str) and not chart.figure:
        return ""
    drawn = plot_svg(chart.figure, width=width) if isinstance(chart.figure, dict) else drawing(chart, language)
    named = FAMILY.sub(f'font-family="{FONT}"', drawn)
    return named if named.startswith("<svg") and "font-family" in opening(named) else _with_family(named)


def ratio(svg: str) -> float:
    """Return the height of a drawing by its width."""
    width, height = (float(part) for part in BOX.search(svg)[1].split()[2:])
    return height / width


def opening(svg: str) -> str:
    """Return the first tag of a drawing."""
    return svg[: svg.index(">") + 1]


def _with_family(svg: str) -> str:
    return svg.replace("<svg ", f'<svg font-family="{FONT}" ', 1)
