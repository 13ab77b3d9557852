"""A chart as text, as it can be kept between runs: frames and figures would be looked at by every garbage collection.

It is made from a whole chart only, so nothing of it can be shown without the rest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup

from components.drawing.chart import Chart, Nothing
from components.drawing.plot.figure import Plot
from components.drawing.table import below_html
from components.wording.text import Text


@dataclass(frozen=True)
class SerialisedChart:
    """A Plotly figure as JSON, its alternative text, and the HTML of its sentence, table and take-away.

    The figure is empty where nothing is drawn.
    """

    figure: str
    alt: str
    below: Markup


def serialised(chart: Chart, text: Text) -> SerialisedChart:
    """Return ``chart`` as text; TypeError if its figure is no plot."""
    below = Markup('<p class="sentence">{}</p>{}').format(chart.sentence, below_html(chart, text))
    match chart.figure:
        case Plot(spec=spec, is_empty=False):
            figure = json.dumps(spec, separators=(",", ":"))
        case Plot() | Nothing():
            figure = ""
        case other:
            raise TypeError(f"{type(other).__name__} is not kept as text")
    return SerialisedChart(figure, chart.alt, below)
