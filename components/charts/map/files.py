"""The maps as files at an address: outlines that travel once, and how every period of an indicator looks.

The page only names them. So they travel compressed, are kept by the browser, and are not sent again when a reader
chooses another area, period, measure or part of the map. Each carries its source and its caveat.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from components.charts import tables
from components.charts.map.figures import AreaFigures, area_figures
from components.charts.map.scope import keys, scope_by_key
from components.charts.views import INDICATORS, MEASURES, map_periods, shown_periods
from components.drawing.map.classes import Symbol, rate_classes
from components.drawing.map.deck import rgb
from components.drawing.map.outlines import area_map, by_name, overview_map
from components.drawing.map.tiles import tile_map
from components.wording import sources
from components.wording.attribution import attribution
from components.wording.format import period as period_in_words
from components.wording.text import Text
from data.load import Dataset
from data.register import register
from data.views import View, by_area, latest_view
from geo.shapes import GeoJson, shapes

GEOJSON, SVG, JSON = "application/geo+json", "image/svg+xml", "application/json"
# Shapes without figures, and the part of ``Shapes`` that each of them is.
OUTLINES = {"local_authorities.geojson": "local_authorities", "context.geojson": "context"}
DRAWINGS = {"map.svg": area_map, "tiles.svg": tile_map}
# How every view of an indicator looks: as properties of the shapes, or alone for the drawings.
PAINTED = {"map.geojson": GEOJSON, "faces.json": JSON}
KINDS = {
    "overview.svg": SVG,
    **PAINTED,
    **dict.fromkeys(DRAWINGS, SVG),
    **dict.fromkeys(OUTLINES, GEOJSON),
}


# The same whatever view is asked for.
ALIKE = (*OUTLINES, *DRAWINGS)


class NoMapError(LookupError):
    """There are no maps of an indicator: it is not published for police force areas or has no classes."""


def map_address(name: str, view: View, release: str, text: Text) -> str:
    """Return the address of the file ``name`` for ``view``.

    Drawings are the same for every view, what is painted on them for every area of an indicator; only the overview's
    map is of one area. Ask for what is painted with :func:`whole_series`, or each period has an address of its own.
    """
    if name in OUTLINES:
        return f"/open-data/{name}?{urlencode({'release': shapes().edition})}"
    if name in DRAWINGS:
        return f"/open-data/{name}?{urlencode({'lang': text.language, 'release': shapes().edition})}"
    parameters = {"indicator": view.indicator, "period": view.period, "lang": text.language, "release": release}
    if name == "overview.svg":
        parameters = {"area": view.area, **parameters}
    return f"/open-data/{name}?{urlencode(parameters)}"


def whole_series(dataset: Dataset, view: View) -> View:
    """Return the newest view of the periods that may be played together with a view's: one file has them all."""
    return replace(view, period=map_periods(dataset, view.indicator, view.period)[-1])


def view_key(measure: str, period: str) -> str:
    """Return under what name the files keep how a measure looks in a period."""
    return f"{measure} {period}"


def map_file(name: str, dataset: Dataset, view: View, text: Text) -> bytes:
    """Return a file of ``KINDS`` for the indicator of ``view``, UTF-8.

    Raises
    ------
    NoMapError
        If there are no maps of the indicator.
    geo.shapes.ShapesError
        If the shapes cannot be read.
    """
    if name in OUTLINES:
        return _json({"description": attribution(text), **getattr(shapes(), OUTLINES[name])})
    if name in DRAWINGS:
        return _drawing(name, text)
    if view.indicator not in INDICATORS:
        raise NoMapError(view.indicator)
    if name == "overview.svg":
        return _overview(dataset, view, text)
    return _painted(name, dataset, whole_series(dataset, replace(view, area="")), text)


@lru_cache(maxsize=128)
def _overview(dataset: Dataset, view: View, text: Text) -> bytes:
    """Return the small map of the first screen, the one map that shows which area was chosen."""
    classes = rate_classes(by_area(dataset, view), register()[view.indicator].map_breaks)
    drawn = overview_map(classes, shapes(), chosen=view.area, language=text.language, about=attribution(text))
    return drawn.encode()


@lru_cache(maxsize=8)
def _drawing(name: str, text: Text) -> bytes:
    return DRAWINGS[name](shapes(), text.language, about=attribution(text)).encode()


@lru_cache(maxsize=16)
def _painted(name: str, dataset: Dataset, view: View, text: Text) -> bytes:
    """Return how each measure looks in each period: as properties of the shapes, or alone for the drawings."""
    indicator, newest = view.indicator, view.period
    shown = {
        view_key(measure, period): area_figures(dataset, indicator, period, text, measure=measure)
        for measure in MEASURES
        if shown_periods(dataset, indicator, newest, measure)
        for period in map_periods(dataset, indicator, newest)
    }
    about = _about(dataset, indicator, text)
    if name == "faces.json":
        return _json({"description": about, **_faces(shown, text)})
    same = _said_of_all(dataset, indicator, text) | {
        f"period {code}": period_in_words(code, text) for code in map_periods(dataset, indicator, newest)
    }
    features = [_feature(shown, feature, same) for feature in shapes().features["features"]]
    return _json({"type": "FeatureCollection", "description": about, "features": features})


def _said_of_all(dataset: Dataset, indicator: str, text: Text) -> dict[str, str]:
    """Return what is the same of every area: what was counted, in which unit, whose figures, edition and release."""
    rows = tables.origin(dataset, indicator, by_area(dataset, latest_view(dataset, indicator)), text)["rows"]
    return {
        "indicator": indicator,
        "indicator_name": text(f"indicator.{indicator}.name"),
        "unit": text(f"file.unit.{register()[indicator].unit}"),
        **rows.origin,
        "release": dataset.release,
    }


def _about(dataset: Dataset, indicator: str, text: Text) -> str:
    """Return what is shown, what it does not say, and where figures and shapes come from."""
    source = sources.source(indicator, dataset, text)
    meaning = text(f"indicator.{indicator}.meaning")
    return f"{text(f'indicator.{indicator}.name')}. {meaning} {source} {attribution(text)}"


def _json(content: GeoJson) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _faces(shown: dict[str, AreaFigures], text: Text) -> GeoJson:
    """Return the symbols there are, and for each view symbol and words of each area, in the order of ``codes``."""
    codes = by_name(shapes().paths, text.language)
    symbols: dict[str, Symbol] = {}
    views: GeoJson = {}
    for key, view in shown.items():
        each = [view.classes.symbol(code) for code in codes]
        symbols |= {symbol.name: symbol for symbol in each}
        views[key] = {
            "title": view.title(text),
            "looks": [symbol.name for symbol in each],
            "labels": [f"{view.labels[code].name}: {view.labels[code].figure}" for code in codes],
        }
    painted = {
        name: {"fill": symbol.fill, "line": symbol.line, "ink": symbol.ink, "halo": symbol.halo}
        for name, symbol in symbols.items()
    }
    return {"codes": codes, "looks": painted, "views": views}


def _feature(shown: dict[str, AreaFigures], feature: GeoJson, same: dict[str, str]) -> GeoJson:
    """Return a shape with its looks and words; ``scopes`` says which parts of the map it belongs to."""
    code = feature["properties"]["code"]
    name = next(iter(shown.values())).labels[code]
    properties: GeoJson = {
        "code": code,
        "name": name.name,
        "language": name.language,
        "scopes": {key: 1 for key in keys() if code in scope_by_key(key).codes},
        **same,
    }
    for key, view in shown.items():
        symbol = view.classes.symbol(code)
        properties[key] = {"fill": rgb(symbol.colour), "line": rgb(symbol.line), "pattern": symbol.pattern or "none"}
        properties[f"figure {key}"] = view.labels[code].figure
    return {"type": "Feature", "properties": properties, "geometry": feature["geometry"]}
