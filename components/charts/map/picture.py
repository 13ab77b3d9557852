"""The maps for taking away: one picture that needs nothing else, and the shapes with their figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import pandas as pd

from components.address import links
from components.address.options import Options
from components.charts import tables
from components.charts.map import words as map_area
from components.charts.map.change import year_change
from components.charts.map.chart import inner_of, legend, shared
from components.charts.map.figures import area_figures
from components.charts.map.scope import map_options, scope_of, viewbox
from components.charts.views import nearest_map_view, shown_periods
from components.drawing.chart import Chart, Table
from components.drawing.map.figure import MapFigure, Shape
from components.drawing.map.tiles import tile_box
from components.wording.text import Text
from data.load import Dataset
from data.site import site
from data.views import View, ViewError, observation
from geo.areas import areas
from geo.shapes import GeoJson, shapes


def picture_chart(
    dataset: Dataset, view: View, options: Options, text: Text, *, tiles: bool, is_narrow: bool = False
) -> Chart:
    """Return the map, or the tile map, with its legend; without a figure where there is none.

    Parameters
    ----------
    dataset : Dataset
    view : View
        Any; the nearest that there is a map of is shown.
    options : Options
    text : Text
    tiles : bool
        Whether the areas are equal squares.
    is_narrow : bool
        Whether the names in those are short, for the width of a phone.
    """
    view = nearest_map_view(dataset, view, home=site().home_area)
    options = map_options(view, options)
    table, alt = shared(dataset, view, options, text)
    table = replace(table, rows=table.rows.compared(_in_legend(dataset, view, options, table, text)))
    words = map_area.said(dataset, view, options, text)
    take = links.take_away("map.tiles" if tiles else "map.areas", view, text, options)
    if not shown_periods(dataset, view.indicator, view.period, options.measure):
        return Chart(None, words, alt, table, take)
    shape: Shape = "areas" if not tiles else "short_tiles" if is_narrow else "tiles"
    return Chart(_figure(dataset, view, options, text, shape), words, alt, table, take)


def _in_legend(
    dataset: Dataset, view: View, options: Options, table: Table, text: Text
) -> dict[str, str | Sequence[object]]:
    """Return what the legend marks beside the areas of the map: one they are compared with, and a larger chosen one."""
    columns: dict[str, str | Sequence[object]] = {}
    shown = table.rows.codes("area")
    for prefix, code in (("marked", view.area), ("compared", options.against)):
        if code in shown:
            continue
        with suppress(ViewError):
            figure = _rate_or_change(dataset, replace(view, area=code), options.measure, text)
            name = areas()[code].name(text.language)
            columns |= {f"{prefix}_code": code, prefix: name}
            columns[f"{prefix}_{options.measure}"] = [figure] * len(table.data)
    return columns


def _rate_or_change(dataset: Dataset, view: View, measure: str, text: Text) -> float | str | None:
    if measure == "rate":
        return observation(dataset, view).rate
    found = year_change(dataset, view).change
    return text(f"verdict.{found.verdict}") if found else None


def values_in_words(
    dataset: Dataset, view: View, frame: pd.DataFrame, text: Text
) -> Callable[[GeoJson], dict[str, str]]:
    """Return what the rows of a file say in words of the area of each feature."""
    rows = tables.file_table(dataset, view.indicator, frame, text).file().set_index("area_code")
    columns = rows[["indicator", "period", "unit", "mark_words", "source", "edition", "release", "note"]]
    named = columns.rename(columns={"indicator": "indicator_name", "period": "period_name"})
    said = dict(zip(named.index, named.to_dict("records"), strict=True))
    absent = {**next(iter(said.values()), {}), "mark_words": text("status.not_available")}
    return lambda feature: said.get(feature["properties"]["code"], absent)


def _figure(dataset: Dataset, view: View, options: Options, text: Text, shape: Shape) -> MapFigure:
    """Return what is painted and which part of the sheet or of the tiles is shown."""
    scope = scope_of(view, options)
    inner, is_named = inner_of(scope, view.area) if shape == "areas" else ("", False)
    return MapFigure(
        shape=shape,
        classes=area_figures(dataset, view.indicator, view.period, text, measure=options.measure).faces,
        codes=scope.codes,
        box=viewbox(scope) if shape == "areas" else tile_box(shapes(), scope.codes),
        marked=(view.area, options.against),
        inner=inner,
        is_named=is_named,
        legend=legend(dataset, view, options, text)[0],
        title=text("show.rate") if options.measure == "rate" else "",
    )
