"""Plotly's figures on a page: sent as they are, because the tests check them, and what a click in one of them means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from geo.areas import areas


def plotted(figure: Mapping) -> object:
    """Return a figure as ``st.plotly_chart`` takes it without checking it at each run, which takes it 10 ms."""
    return _kind()(figure)


def chosen_area(state: Mapping) -> str:
    """Return the code of the area in what Streamlit keeps of a click; empty if it holds none of ours.

    A point that can be chosen has the code as its ``customdata``. The state comes from a browser, so anything may
    stand in it.
    """
    selection = state.get("selection")
    points = selection.get("points") if isinstance(selection, Mapping) else None
    point = points[0] if isinstance(points, list) and points else None
    code = point.get("customdata") if isinstance(point, Mapping) else None
    return code if isinstance(code, str) and code in areas() else ""


@cache
def _kind() -> type:
    # Imported when the first figure is drawn: it takes long, and many visits need none.
    from plotly.basedatatypes import BaseFigure

    class Plotted(BaseFigure):
        """A figure of Plotly's kind that knows nothing but its own dict."""

        def __init__(self, figure: Mapping) -> None:
            self._figure = figure

        def to_dict(self) -> Mapping:
            """Return the figure as it is to be written."""
            return self._figure

    return Plotted
