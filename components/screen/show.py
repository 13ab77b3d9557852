"""The only way a visual reaches the screen: figure, sentence, alternative text, table, source and download together."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, assert_never

import streamlit as st
from markupsafe import Markup

from components.address.visit import known_area
from components.drawing.bars import Bars, Halves
from components.drawing.chart import Chart, Nothing
from components.drawing.map import deck
from components.drawing.map.figure import Legend, MapFigure
from components.drawing.map.local import LocalMap
from components.drawing.map.operable import HostedMap, Operable, ZoomableMap
from components.drawing.picture import image_figure
from components.drawing.plot.figure import Plot
from components.drawing.serialised import SerialisedChart
from components.drawing.sparkline import RateBeside, Sparkline
from components.drawing.table import below_html, table_details, take_away_link
from components.screen import custom
from components.screen.choices import hear
from components.screen.markup import html
from components.wording.text import NOTHING, Text


def plotted(figure: Mapping[str, Any]) -> object:
    """Return a figure as ``st.plotly_chart`` takes it without checking it at each run, which takes it 10 ms."""
    return _kind()(figure)


def chosen_area(state: Mapping[str, Any]) -> str:
    """Return the code of the area in what Streamlit keeps of a click; empty if it holds none of ours.

    A point that can be chosen has the code as its ``customdata``. The state comes from a browser, so anything may
    stand in it.
    """
    selection = state.get("selection")
    points = selection.get("points") if isinstance(selection, Mapping) else None
    point = points[0] if isinstance(points, list) and points else None
    code = point.get("customdata") if isinstance(point, Mapping) else None
    return known_area(code)


@cache
def _kind() -> Callable[[Mapping[str, Any]], object]:
    # Imported when the first figure is drawn: it takes long, and many visits need none.
    from plotly.basedatatypes import BaseFigure

    class Plotted(BaseFigure):  # type: ignore[misc] # Plotly has no types
        """A figure of Plotly's kind that knows nothing but its own dict."""

        def __init__(self, figure: Mapping[str, Any]) -> None:
            self._figure = figure

        def to_dict(self) -> Mapping[str, Any]:
            """Return the figure as it is to be written."""
            return self._figure

    return Plotted


def show(chart: Chart, text: Text, *, key: str, on_select: Callable[[str], None] | None = None) -> None:
    """Draw ``chart`` with everything that belongs to it.

    Parameters
    ----------
    chart : Chart
        The visual.
    text : Text
        The wording of the page.
    key : str
        Name of the figure on the page.
    on_select : callable, optional
        Called with the code of the area a reader chooses in the figure.
    """
    html(_drawn(chart, text, key, on_select) + below_html(chart, text))


def show_kept(kept: SerialisedChart, *, key: str, on_select: Callable[[str], None] | None = None) -> None:
    """Draw a chart that was kept as text, with everything that belongs to it; ``on_select`` as :func:`show` has it."""
    if kept.figure:
        _plotted(json.loads(kept.figure), kept.alt, key, on_select)
    html(kept.below)


def show_together(
    charts: Mapping[str, Chart],
    text: Text,
    *,
    above: Mapping[str, Markup],
    on_select: Callable[[str], None],
) -> None:
    """Draw several charts of the same figures one after another, and their one table after them.

    Parameters
    ----------
    charts : mapping of str to Chart
        By the name of the figure on the page; each has as few elements as it can, because each is sent at every choice.
    text : Text
        The wording of the page.
    above : mapping of str to Markup
        What stands above a figure, by its name.
    on_select : callable
        Called with the code of the area a reader chooses in any of them.

    Raises
    ------
    ValueError
        If the charts do not share one table: each would need its own.
    """
    first, *others = (chart.table for chart in charts.values())
    if any(table is not first for table in others):
        raise ValueError(f"charts shown together must share one table: {', '.join(charts)}")
    for key, chart in charts.items():
        html(_drawn(chart, text, key, on_select, above=above.get(key, NOTHING)) + take_away_link(chart, text))
    html(table_details(first, text))


def _drawn(
    chart: Chart, text: Text, key: str, on_select: Callable[[str], None] | None, *, above: Markup = NOTHING
) -> Markup:
    """Draw what has an element of its own in Streamlit; return the HTML that is to follow, the sentence in it.

    ``above`` stands above the figure.
    """
    figure = chart.figure
    match figure:
        case Plot(is_empty=True) | Nothing() | None:
            return above + _sentence(chart)
        case Bars() | Halves():
            drawn = Markup('<figure role="group" aria-label="{}">{}</figure>').format(chart.alt, figure.html(text))
            return above + drawn + _sentence(chart)
        case MapFigure() | LocalMap() | Legend() | Sparkline() | RateBeside() | HostedMap():
            return above + image_figure(chart, text.language)
        case Plot():
            draw = partial(_plotted, figure.spec, chart.alt, key, on_select)
        case Operable():
            draw = partial(_heard, partial(custom.operable, figure, key=key), key, custom.chosen_area, on_select)
        case ZoomableMap():
            draw = partial(_zoomable, figure, chart.alt, key, on_select)
        case _:
            assert_never(figure)
    if above:
        html(above)
    draw()
    return _sentence(chart)


def _zoomable(figure: ZoomableMap, alt: str, key: str, on_select: Callable[[str], None] | None) -> None:
    map_ = partial(st.pydeck_chart, figure, key=key, height=figure.height, selection_mode="single-object", alt=alt)
    _heard(map_, key, partial(clicked_now, figure), on_select)


def _plotted(figure: Mapping[str, Any], alt: str, key: str, on_select: Callable[[str], None] | None) -> None:
    chart = partial(
        st.plotly_chart,
        plotted(figure),
        key=key,
        theme=None,
        selection_mode="points",
        alt=alt,
        config={"displayModeBar": False},
    )
    _heard(chart, key, chosen_area, on_select)


def _sentence(chart: Chart) -> Markup:
    return Markup('<p class="sentence">{}</p>').format(chart.sentence)


def _heard(
    drawn: Callable[..., object],
    key: str,
    chosen: Callable[[Mapping[str, Any]], str],
    on_select: Callable[[str], None] | None,
) -> None:
    """Draw what can be chosen in, and hand on what a reader chooses, if anybody wants to know."""
    if on_select is None:
        drawn(on_select="ignore")
    else:
        hear(lambda told: drawn(on_select=told), key=key, chosen=chosen, write=on_select)


def clicked_now(drawn: ZoomableMap, state: Mapping[str, Any]) -> str:
    """Return the code of the area chosen in the map as it is drawn; empty for a click in an earlier one.

    A browser keeps the last click and sends it with every later choice; the layer it names is then another.
    """
    objects = state.get("selection", {}).get("objects", {})
    now = {layer: found for layer, found in objects.items() if f'"id":"{layer}"' in drawn.spec}
    return deck.chosen_area({"selection": {"objects": now}})
