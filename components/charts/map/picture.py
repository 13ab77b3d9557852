"""The maps for taking away: one picture that needs nothing else, and the shapes with their figures."""

from __future__ import annotations

import re
from collections.abc import Callable
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
from components.drawing import theme
from components.drawing.chart import Chart, Table
from components.drawing.letters import FAMILY, Pen, written
from components.drawing.map import outlines
from components.drawing.map.inset import frame, inset_in
from components.drawing.map.outlines import Box
from components.drawing.map.tiles import painted_tiles, tile_box
from components.wording.text import Text
from data.load import Dataset
from data.site import site
from data.views import View, ViewError, observation
from geo.areas import areas
from geo.shapes import shapes

WIDTH, MAP_WIDTH, LEGEND_WIDTH = 844, 520, 300
TALLEST = 620


def picture_chart(
    dataset: Dataset, view: View, options: Options, text: Text, *, tiles: bool, is_narrow: bool = False
) -> Chart:
    """Return the map, or the tile map, as one plain SVG with its legend; without a figure where there is none.

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
    marked = _in_legend(dataset, view, options, table)
    table = replace(table, rows=replace(table.rows, extra={**table.rows.extra, **marked}))
    words = map_area.said(dataset, view, options, text)
    take = links.take_away("map.tiles" if tiles else "map.areas", view, text, options)
    if not shown_periods(dataset, view.indicator, view.period, options.measure):
        return Chart("", words, alt, table, take)
    drawn = _tiles(dataset, view, options, text, is_narrow) if tiles else _map(dataset, view, options, text)
    return Chart(_picture(drawn, legend(dataset, view, options, text)[0], options, text), words, alt, table, take)


def _in_legend(dataset: Dataset, view: View, options: Options, table: Table) -> dict[str, str | list]:
    """Return what the legend marks beside the areas of the map: one they are compared with, and a larger chosen one."""
    columns, shown = {}, {*table.rows.frame["area_code"]}
    for prefix, code in (("marked", view.area), ("compared", options.against)):
        if code in shown:
            continue
        with suppress(ViewError):
            figure = _rate_or_change(dataset, replace(view, area=code), options.measure, table.rows.text)
            name = areas()[code].name(table.rows.text.language)
            columns |= {f"{prefix}_code": code, prefix: name}
            columns[f"{prefix}_{options.measure}"] = [figure] * len(table.data)
    return columns


def _rate_or_change(dataset: Dataset, view: View, measure: str, text: Text) -> float | str | None:
    if measure == "rate":
        return observation(dataset, view).rate
    found = year_change(dataset, view).change
    return text(f"verdict.{found.verdict}") if found else None


def values_in_words(dataset: Dataset, view: View, frame: pd.DataFrame, text: Text) -> Callable[[dict], dict[str, str]]:
    """Return what the rows of a file say in words of the area of each feature."""
    rows = tables.file_table(dataset, view.indicator, frame, text).file().set_index("area_code")
    said = rows[["indicator", "period", "unit", "mark_words", "source", "edition", "release", "note"]]
    said = said.rename(columns={"indicator": "indicator_name", "period": "period_name"}).to_dict("index")
    absent = {**next(iter(said.values()), {}), "mark_words": text("status.not_available")}
    return lambda feature: said.get(feature["properties"]["code"], absent)


def _picture(shown: tuple[str, Box], explained: str, options: Options, text: Text) -> str:
    """Return the map beside its legend, as high as the higher of them."""
    drawn, box = shown
    height = min(TALLEST, MAP_WIDTH * box[3] / box[2])
    size = f'x="0" y="0" width="{MAP_WIDTH}" height="{height:.1f}" viewBox="{" ".join(f"{each:.2f}" for each in box)}"'
    high, left = legend_height(explained), WIDTH - LEGEND_WIDTH
    unit, top = "", 6
    if options.measure == "rate":
        unit = f'<g font-family="{FAMILY}">{written(text("show.rate"), left, 18, Pen(14, is_bold=True))}</g>'
        top = 30
    place = f'<svg x="{left}" y="{top}" width="{LEGEND_WIDTH}" height="{high:g}" '
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {max(height, top + high + 6):.0f}">'
        f'<svg {size} font-family="{FAMILY}">{_window(drawn, box)}</svg>'
        f'<rect x="{left - 4}" y="0" width="{LEGEND_WIDTH + 4}" height="{top + high:g}" fill="{theme.GROUND}"/>'
        f"{unit}{_apart(explained).replace('<svg ', place, 1)}</svg>"
    )


def _map(dataset: Dataset, view: View, options: Options, text: Text) -> tuple[str, Box]:
    """Return the painted areas with their patterns, and the part of the sheet they are on."""
    scope, box = scope_of(view, options), viewbox(scope_of(view, options))
    faces = area_figures(dataset, view.indicator, view.period, text, measure=options.measure).faces
    scale, marked = box[2] / outlines.WHOLE_WIDTH, (view.area, options.against)
    drawn = frame(inset_in(shapes(), scope.codes, box), text.language, scale)
    drawn += outlines.painted_map(faces, shapes(), codes=scope.codes, box=box, marked=marked)
    inner, is_named = inner_of(scope, view.area)
    if inner in scope.codes:
        drawn += outlines.inner_lines(shapes(), faces.look(inner).ink, scale, text.language, is_named=is_named)
    return outlines.scaled(theme.ALL_PATTERNS, scale) + drawn, box


def _tiles(dataset: Dataset, view: View, options: Options, text: Text, is_short: bool) -> tuple[str, Box]:
    """Return the painted tiles with their patterns, and the part of the tile map they are on."""
    codes, marked = scope_of(view, options).codes, (view.area, options.against)
    faces = area_figures(dataset, view.indicator, view.period, text, measure=options.measure).faces
    drawn = painted_tiles(faces, shapes(), text.language, codes=codes, marked=marked, is_short=is_short)
    return theme.ALL_PATTERNS + drawn, tile_box(shapes(), codes)


def map_parts(picture: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the map and its legend out of a picture that has them side by side, each as ``viewBox`` and content."""
    opening = picture[: picture.index(">") + 1]
    high = float(opening.split('viewBox="')[1].split('"')[0].split()[3])
    drawn, beside = picture[len(opening) :].split("</svg>", 1)
    top, height = map(
        float, re.search(r'<svg x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', beside).groups()
    )
    left = WIDTH - LEGEND_WIDTH - 4
    return (
        (f"0 0 {MAP_WIDTH} {high:g}", f"{drawn}</svg></svg>"),
        (f"{left} 0 {LEGEND_WIDTH + 4} {top + height:g}", beside),
    )


def _window(drawn: str, box: Box) -> str:
    """Return the part of a drawing that is shown: not every program cuts off what lies outside of an inner picture."""
    left, top, width, height = box
    place = f'x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}"'
    ground = f'<rect {place} fill="{theme.GROUND}"/>'
    return f'<clipPath id="window"><rect {place}/></clipPath>{ground}<g clip-path="url(#window)">{drawn}</g>'


def _apart(drawing: str) -> str:
    """Return the legend with names of its own for its patterns, because those of the map may have another size."""
    return drawing.replace('<pattern id="', '<pattern id="legend-').replace("url(#", "url(#legend-")


def legend_height(drawing: str) -> float:
    """Return how high a legend is, from its own ``viewBox``."""
    return float(drawing.split('viewBox="', 1)[1].split('"', 1)[0].split()[3])
