"""The maps for taking away: one picture that needs nothing else, and the shapes with their figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import pandas as pd

from components.address import links
from components.charts import tables
from components.charts.map import words
from components.charts.map.change import year_change
from components.charts.map.chart import legend, shared
from components.charts.map.scope import viewbox
from components.charts.map.view import MapView
from components.drawing.chart import Chart, Table
from components.drawing.map.figure import MapFigure, Shape
from components.drawing.map.tiles import tile_box
from data.views import ViewError, observation
from geo.shapes import GeoJson, shapes


def picture_chart(shown: MapView, *, tiles: bool, is_narrow: bool = False) -> Chart:
    """Return the map, or the tile map, with its legend; without a figure where there is none.

    Parameters
    ----------
    shown : MapView
    tiles : bool
        Whether the areas are equal squares.
    is_narrow : bool
        Whether the names in those are short, for the width of a phone.
    """
    table, alt = shared(shown)
    table = replace(table, rows=table.rows.compared(_in_legend(shown, table)))
    take = links.take_away("map.tiles" if tiles else "map.areas", shown.view, shown.text, shown.options)
    shape: Shape = "areas" if not tiles else "short_tiles" if is_narrow else "tiles"
    figure = map_figure(shown, shape) if shown.periods else None
    return Chart(figure, words.said(shown), alt, table, take)


def _in_legend(shown: MapView, table: Table) -> dict[str, str | Sequence[object]]:
    """Return what the legend marks beside the areas of the map: one they are compared with, and a larger chosen one."""
    columns: dict[str, str | Sequence[object]] = {}
    drawn = table.rows.codes("area")
    for prefix, code in (("marked", shown.view.area), ("compared", shown.options.against)):
        if code in drawn:
            continue
        with suppress(ViewError):
            figure = _rate_or_change(shown, code)
            columns |= {f"{prefix}_code": code, prefix: shown.name(code)}
            columns[f"{prefix}_{shown.options.measure}"] = [figure] * len(table.data)
    return columns


def _rate_or_change(shown: MapView, code: str) -> float | str | None:
    if shown.options.measure == "rate":
        return observation(shown.dataset, shown.of_area(code)).rate
    found = year_change(shown.dataset, shown.of_area(code)).change
    return shown.text(f"verdict.{found.verdict}") if found else None


def values_in_words(shown: MapView, frame: pd.DataFrame) -> Callable[[GeoJson], dict[str, str]]:
    """Return what the rows of a file say in words of the area of each feature."""
    text = shown.text
    rows = tables.file_table(shown.dataset, shown.view.indicator, frame, text).file().set_index("area_code")
    columns = rows[["indicator", "period", "unit", "mark_words", "source", "edition", "release", "note"]]
    named = columns.rename(columns={"indicator": "indicator_name", "period": "period_name"})
    said = dict(zip(named.index, named.to_dict("records"), strict=True))
    absent = {**next(iter(said.values()), {}), "mark_words": text("status.not_available")}
    return lambda feature: said.get(feature["properties"]["code"], absent)


def map_figure(shown: MapView, shape: Shape) -> MapFigure:
    """Return what is painted and which part of the sheet or of the tiles is shown."""
    scope = shown.scope
    inner, is_named = shown.inner if shape == "areas" else ("", False)
    return MapFigure(
        shape=shape,
        classes=shown.figures.classes,
        codes=scope.codes,
        box=viewbox(scope) if shape == "areas" else tile_box(shapes(), scope.codes),
        marked=(shown.view.area, shown.options.against),
        inner=inner,
        is_named=is_named,
        legend=legend(shown)[0],
        title=shown.text("show.rate") if shown.options.measure == "rate" else "",
    )
