"""The only way a visual reaches the screen: figure, sentence, alternative text, table, source and download together."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import quote

import streamlit as st

from components.chart import Chart
from components.tables import table_details
from components.text import Text


def show(chart: Chart, text: Text, *, key: str, on_select: Callable[[], None] | None = None) -> None:
    """Draw ``chart`` with everything that belongs to it.

    Parameters
    ----------
    chart : Chart
        The visual.
    text : Text
        The wording of the page.
    key : str
        Name of the figure on the page; the selection of a map is found under it in the session.
    on_select : callable, optional
        Called when a reader chooses something in the figure.
    """
    if isinstance(chart.figure, str):
        st.html(svg_figure(chart))
    else:
        _draw(chart, key, on_select)
        st.html(f'<p class="sentence">{escape(chart.sentence)}</p>')
    st.html(table_details(chart.table, text))


def svg_figure(chart: Chart) -> str:
    """Return an SVG chart as an image with its alternative text and its sentence below it."""
    return (
        f'<figure class="drawing"><img alt="{escape(chart.alt)}" src="{svg_address(chart.figure)}">'
        f"<figcaption>{escape(chart.sentence)}</figcaption></figure>"
    )


def svg_address(markup: str) -> str:
    """Return SVG markup as an address an image can have, so that no further request is needed."""
    return "data:image/svg+xml," + quote(markup, safe=" =:;,/()'!?-._~*&@$+")


def _draw(chart: Chart, key: str, on_select: Callable[[], None] | None) -> None:
    if type(chart.figure).__module__.startswith("pydeck"):
        st.pydeck_chart(
            chart.figure,
            key=key,
            height=620,
            on_select=on_select or "ignore",
            selection_mode="single-object",
            alt=chart.alt,
        )
    else:
        st.plotly_chart(chart.figure, key=key, theme=None, alt=chart.alt, config={"displayModeBar": False})
