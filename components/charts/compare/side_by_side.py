"""Up to five areas side by side: each rate with its interval on one scale, and what may be said of each pair."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.address.options import Options
from components.charts.beside import beside
from components.charts.compare.comparison import Comparison, comparison, marks_of, rate_columns
from components.charts.compare.words import rate_words
from components.drawing import theme
from components.drawing.chart import Chart, Nothing
from components.drawing.plot.figure import Intervals, Plot, RateInterval, Spec
from components.drawing.plot.parts import SIZE, axis, corner, face_bar, layout, note, ticks
from components.wording.format import number
from components.wording.text import Text
from data.load import Dataset
from data.statistics.rates import ALPHA
from data.views import Observation, View, ViewError, observation
from geo.areas import is_within

MARGIN = {"l": 10, "r": 10, "t": 30, "b": 30}
ROW, NARROW_ROW = 56, 74
# The stub of a figure that is not there, as a share of the scale.
FACE = 0.04
VERDICTS = ("rose", "fell", "no clear change", "too few to compare")


def side_chart(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool = False) -> Chart:
    """Return the chosen area and those it is compared with, one below the other on one scale.

    Where it is narrow, the figures of an area stand below its name.

    Raises
    ------
    data.views.ViewError
        If there is no area to compare with.
    """
    shown = comparison(dataset, view, options, text)
    if not shown.members:
        raise ViewError(f"nobody to compare with: {shown.view}, {shown.options}")
    caption = text("compare.side.title", title=shown.title, area=shown.name())
    rows = _rows(shown)
    table = shown.table("side", caption, rows, {"pair": [*rows["pair"]]})
    return Chart(_figure(shown, is_narrow), side_sentence(shown), _alt(shown), table, shown.take_away("side"))


def side_sentence(shown: Comparison) -> str:
    """Return what may be said of each pair with the chosen area, and that several pairs were tested at once."""
    text, pairs = shown.text, verdicts(shown)
    said = [
        text(f"compare.pair.{verdict}", area=shown.name(), others=shown.names(codes))
        for verdict in VERDICTS
        if (codes := [code for code, found in pairs.items() if found == verdict])
    ]
    untold = [code for code, found in pairs.items() if not found]
    if untold:
        said.append(text("compare.pair.none", others=shown.names(untold)))
    tested = sum(1 for found in pairs.values() if found not in ("", "too few to compare"))
    if any(is_within(shown.view.area, code) or is_within(code, shown.view.area) for code in pairs):
        said.append(text("compare.pair.rest"))
    if tested > 1:
        one_in = number(round(1 / ALPHA), text.language)
        said.append(text("compare.pair.several", count=number(tested, text.language), one_in=one_in))
    return " ".join(said)


def verdicts(shown: Comparison) -> dict[str, str]:
    """Return the verdict on the rate of the chosen area beside that of each member; empty where there is none."""
    found = {code: beside(shown.dataset, shown.view, code) for code in shown.members}
    return {code: each.change.verdict if each and each.change else "" for code, each in found.items()}


def observed(shown: Comparison) -> list[Observation]:
    """Return the figures of the chosen area and of those beside it."""
    codes = (shown.view.area, *shown.members)
    return [observation(shown.dataset, replace(shown.view, area=code)) for code in codes]


def figure_words(figure: Observation, text: Text) -> str:
    """Return rate, interval and count of a figure, each with its mark, or the mark of why there is none."""
    if figure.value is None:
        return rate_words(figure, text)
    return f"{rate_words(figure, text)}; {text('compare.count', count=number(figure.value, text.language))}"


def _figure(shown: Comparison, is_narrow: bool) -> Plot | Nothing:
    rows = observed(shown)
    top = 1.04 * max((row.upper for row in rows if row.upper is not None), default=1.0) or 1.0
    if all(row.rate is None for row in rows):
        return Nothing()
    found = ticks(top, 6)
    spec = {
        "data": [*_dots(rows), *_faces(rows, top)],
        "layout": layout(
            (NARROW_ROW if is_narrow else ROW) * len(rows) + MARGIN["t"] + MARGIN["b"],
            MARGIN,
            xaxis=axis((0, top), found, [f"{value:g}" for value in found]),
            yaxis=axis((len(rows) - 0.5, -0.5), [], [], showgrid=False, showticklabels=False),
            annotations=[*_names(shown, rows, is_narrow), corner(shown.text("compare.side.axis"), 0)],
            shapes=_own(rows),
            barmode="overlay",
        ),
    }
    return Plot(spec, Intervals({row.view.area: RateInterval(row.rate, row.lower, row.upper) for row in rows}))


def _dots(rows: list[Observation]) -> list[Spec]:
    """Return a dot for each rate with its interval; the chosen area first, larger and of another shape."""
    rated = [(place + 0.2, row.interval) for place, row in enumerate(rows) if row.interval]
    if not rated:
        return []
    is_first = [place < 0.5 for place, _ in rated]
    colours = [theme.STRONG if first else theme.MAP_CLASSES[3] for first in is_first]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [rate for _, (rate, _, _) in rated],
            "y": [place for place, _ in rated],
            "error_x": {
                "array": [upper - rate for _, (rate, _, upper) in rated],
                "arrayminus": [rate - lower for _, (rate, lower, _) in rated],
                "color": theme.QUIET_INK,
                "thickness": 2.5,
                "width": 0,
            },
            "marker": {
                "opacity": 1,
                "color": colours,
                "size": [17 if first else 12 for first in is_first],
                "symbol": ["diamond" if first else "circle" for first in is_first],
                "line": {"color": theme.GROUND, "width": 1.5},
            },
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    ]


def _faces(rows: list[Observation], top: float) -> list[Spec]:
    """Return a patterned stub for each figure that is not there: the words stand in its row."""
    return [
        face_bar(row.rate_status, place + 0.2, long=FACE * top, thick=0.3)
        for place, row in enumerate(rows)
        if row.rate is None
    ]


def _names(shown: Comparison, rows: list[Observation], is_narrow: bool) -> list[Spec]:
    notes = []
    above = 17 if is_narrow else 0
    for place, row in enumerate(rows):
        level = {"xref": "paper", "yanchor": "bottom", "y": place + 0.02, "bgcolor": theme.GROUND, "borderpad": 0}
        font = {"size": SIZE + 1, "color": theme.INK, "weight": 400 if place else 700}
        notes.append({**note(shown.name(row.view.area), 0, 0, xanchor="left", yshift=above), **level, "font": font})
        said = figure_words(row, shown.text)
        side = {"xanchor": "left"} if is_narrow else {"x": 1, "xanchor": "right"}
        notes.append({**note(said, 0, 0), **level, **side, "font": {**font, "size": SIZE}})
    return notes


def _own(rows: list[Observation]) -> list[Spec]:
    """Return a line down through the rate of the chosen area, so that the others can be seen against it."""
    own = rows[0].rate
    if own is None:
        return []
    line = {"color": theme.STRONG, "width": 1, "dash": "dot"}
    return [{"type": "line", "x0": own, "x1": own, "y0": 0.3, "y1": len(rows) - 0.5, "line": line, "layer": "below"}]


def _alt(shown: Comparison) -> str:
    said = "; ".join(f"{shown.name(row.view.area)}: {figure_words(row, shown.text)}" for row in observed(shown))
    return f"{shown.title}. {shown.text('compare.side.axis')}. {said}."


def _rows(shown: Comparison) -> pd.DataFrame:
    """Return the figures of each area in their order, with the verdict on each pair."""
    text, pairs = shown.text, verdicts(shown)
    found = observed(shown)
    columns = {
        "code": pd.array([row.view.area for row in found], dtype="string"),
        "place": pd.array([shown.name(row.view.area) for row in found], dtype="string"),
        "number": pd.array([row.value for row in found], dtype="Int64"),
        **rate_columns(found),
        "pair": pd.array(
            [text(f"compare.verdict.{verdict}") if verdict else "" for verdict in ["", *pairs.values()]],
            dtype="string",
        ),
        "mark": pd.array([*map(marks_of, found)], dtype="string"),
    }
    return pd.DataFrame(columns)
