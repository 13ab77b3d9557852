"""A chart as text, as it can be kept between runs: frames and figures would be looked at by every garbage collection.

It is made from a whole chart only, so nothing of it can be shown without the rest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from components.drawing.chart import Chart
from components.drawing.table import below_html
from components.wording.text import Text


@dataclass(frozen=True)
class SerialisedChart:
    """A Plotly figure as JSON, its alternative text, and the HTML of its sentence, table and take-away.

    The figure is empty where nothing is drawn.
    """

    figure: str
    alt: str
    below: str


def serialised(chart: Chart, text: Text) -> SerialisedChart:
    """Return ``chart``, whose figure is one of Plotly's kind as a dict, as text."""
    below = f'<p class="sentence">{escape(chart.sentence)}</p>{below_html(chart, text)}'
    figure = json.dumps(chart.figure, separators=(",", ":")) if chart.is_drawn else ""
    return SerialisedChart(figure, chart.alt, below)
