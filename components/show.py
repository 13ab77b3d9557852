"""The only way a visual reaches the screen: figure, sentence, alternative text, table, source and download together."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from components.cards import Card, cards_html
from components.chart import Chart
from components.charts import svg_figure
from components.overview import where_html
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


def show_cards(cards: tuple[Card, ...], text: Text) -> None:
    """Show cards side by side, each with its drawing, sentence, table and download."""
    st.html(cards_html(cards, text))


def show_where(chart: Chart, text: Text, *, link: str) -> None:
    """Show the small map of the first screen beside what it means, with the way to the large one."""
    st.html(where_html(chart, text, link=link))


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
