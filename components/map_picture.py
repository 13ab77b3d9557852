"""The maps for taking away: one picture that needs nothing else, and the shapes with their figures. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pandas as pd

from components import figures, map_area, maps, theme
from components.attribution import attribution
from components.chart import Chart, Table
from components.letters import FAMILY, Pen, written
from components.map_change import year_change
from components.map_figures import area_figures, mapped, shown_periods
from components.map_inset import frame, inset_in
from components.map_scope import Box, map_options, scope_of, viewbox
from components.map_shared import inner_of, legend, shared
from components.options import Options
from components.text import Text
from components.tilemap import painted_tiles, tile_box
from data.load import Dataset
from data.site import site
from data.views import View, ViewError, by_area, observation
from geo.areas import areas
from geo.shapes import shapes

WIDTH, MAP_WIDTH, LEGEND_WIDTH = 844, 520, 300
TALLEST = 620
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


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
    view = mapped(dataset, view, home=site().home_area)
    options = map_options(view, options)
    table, alt = shared(dataset, view, options, text)
    marked = _in_legend(dataset, view, options, table)
    table = replace(table, rows=replace(table.rows, extra={**table.rows.extra, **marked}))
    words = map_area.said(dataset, view, options, text)
    take = figures.take_away("map.tiles" if tiles else "map.areas", view, text, options)
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


def geojson(dataset: Dataset, view: View, options: Options, text: Text) -> dict:
    """Return the shapes of the areas shown with their figures, as GeoJSON for anybody's own map.

    Returns
    -------
    dict
        A FeatureCollection. Of each area ``code``, ``name_en``, ``name_cy``, ``indicator``, ``period``, ``value``,
        ``rate`` per 100,000 residents with ``lower`` and ``upper``, ``status``, ``rate_status``, ``mark``,
        ``release`` and ``licence``, and in words ``indicator_name``, ``period_name``, ``unit``, ``mark_words``,
        ``source``, ``edition`` and ``note``; None where there is no number, never 0 in its place.
    """
    view = mapped(dataset, view, home=site().home_area)
    scope = scope_of(view, options)
    frame = by_area(dataset, view)
    rows = dict(zip(frame["area_code"], zip(frame.itertuples(), figures.marks(frame), strict=True), strict=True))
    same = {
        "indicator": view.indicator,
        "period": view.period,
        "licence": LICENCE,
    }
    words = _in_words(dataset, view, frame, text)
    features = [
        {**feature, "properties": {**_properties(feature["properties"]["code"], rows), **same, **words(feature)}}
        for feature in shapes().features["features"]
        if feature["properties"]["code"] in scope.codes
    ]
    about = f"{text(f'indicator.{view.indicator}.meaning')} {attribution(text)}"
    return {"type": "FeatureCollection", "description": about, "features": features}


def _in_words(dataset: Dataset, view: View, frame: pd.DataFrame, text: Text) -> Callable[[dict], dict[str, str]]:
    """Return what the rows of a file say in words of the area of each feature."""
    rows = figures.file_table(dataset, view.indicator, frame, text).file().set_index("area_code")
    said = rows[["indicator", "period", "unit", "mark_words", "source", "edition", "release", "note"]]
    said = said.rename(columns={"indicator": "indicator_name", "period": "period_name"}).to_dict("index")
    absent = {**next(iter(said.values()), {}), "mark_words": text("status.not_available")}
    return lambda feature: said.get(feature["properties"]["code"], absent)


def _properties(code: str, rows: dict[str, tuple]) -> dict:
    area = areas()[code]
    named = {"code": code, "name_en": area.name_en, "name_cy": area.name_cy or area.name_en}
    if code not in rows:
        none = dict.fromkeys(("value", "rate", "lower", "upper"))
        return {**named, **none, **dict.fromkeys(("status", "rate_status"), "not_available"), "mark": "[x]"}
    row, marks = rows[code]
    numbers = {name: getattr(row, name) for name in ("value", "rate", "lower", "upper")}
    known = {name: None if pd.isna(value) else round(float(value), 4) for name, value in numbers.items()}
    if known["value"] is not None:
        known["value"] = int(known["value"])
    return {**named, **known, "status": row.status, "rate_status": row.rate_status, "mark": marks}


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
    scale, marked = box[2] / maps.WHOLE_WIDTH, (view.area, options.against)
    drawn = frame(inset_in(shapes(), scope.codes, box), text.language, scale)
    drawn += maps.painted_map(faces, shapes(), codes=scope.codes, box=box, marked=marked)
    inner, is_named = inner_of(scope, view.area)
    if inner in scope.codes:
        drawn += maps.inner_lines(shapes(), faces.look(inner).ink, scale, text.language, is_named=is_named)
    return maps.scaled(theme.ALL_PATTERNS, scale) + drawn, box


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
