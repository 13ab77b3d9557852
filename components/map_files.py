"""The maps as files at an address: shapes with the figures of a view, for the page and for anybody. Pure.

The page only names them. So they travel compressed, are kept by the browser, and are not sent again when a
reader chooses another area. Each carries its source and its caveat wherever it is copied to.
"""

from __future__ import annotations

import json
from functools import lru_cache
from urllib.parse import urlencode

from components import figures
from components.deck import rgb
from components.map_figures import INDICATORS, AreaFigures, area_figures
from components.maps import area_map, faces_of, overview_map
from components.text import Text
from components.tilemap import tile_map
from data.load import Dataset
from data.register import register
from data.views import View, by_area
from geo.shapes import shapes

GEOJSON, SVG = "application/geo+json", "image/svg+xml"
# Shapes without figures, and the part of ``Shapes`` that each of them is.
OUTLINES = {"local_authorities.geojson": "local_authorities", "context.geojson": "context"}
KINDS = {
    "overview.svg": SVG,
    "map.geojson": GEOJSON,
    "map.svg": SVG,
    "tiles.svg": SVG,
    **dict.fromkeys(OUTLINES, GEOJSON),
}


class NoMapError(LookupError):
    """There are no maps of an indicator: it is not published for police force areas or has no classes."""


def map_address(name: str, view: View, release: str, text: Text) -> str:
    """Return the address of the file ``name`` for ``view``; only the overview's map differs by area."""
    parameters = {"indicator": view.indicator, "period": view.period, "lang": text.language, "release": release}
    if name == "overview.svg":
        parameters["area"] = view.area
    return f"/open-data/{name}?{urlencode(parameters)}"


def map_file(name: str, dataset: Dataset, view: View, text: Text) -> bytes:
    """Return a file of ``KINDS`` for the indicator and the period of ``view``, UTF-8.

    Raises
    ------
    NoMapError
        If there are no maps of the indicator.
    geo.shapes.ShapesError
        If the shapes cannot be read.
    """
    if name in OUTLINES:
        return _json(getattr(shapes(), OUTLINES[name]))
    if view.indicator not in INDICATORS:
        raise NoMapError(view.indicator)
    if name == "overview.svg":
        return _overview(dataset, view, text)
    return _map_file(name, dataset, view.indicator, view.period, text)


@lru_cache(maxsize=128)
def _overview(dataset: Dataset, view: View, text: Text) -> bytes:
    """Return the small map of the first screen, the one map that shows which area was chosen."""
    faces = faces_of(by_area(dataset, view), register()[view.indicator].map_breaks)
    return overview_map(faces, shapes(), chosen=view.area, language=text.language).encode()


@lru_cache(maxsize=64)
def _map_file(name: str, dataset: Dataset, indicator: str, period: str, text: Text) -> bytes:
    shown = area_figures(dataset, indicator, period, text)
    if name == "map.geojson":
        features = [_feature(shown, feature) for feature in shapes().features["features"]]
        return _json({"type": "FeatureCollection", "description": _about(shown, dataset, text), "features": features})
    draw, words = {"map.svg": (area_map, "map.twin.name"), "tiles.svg": (tile_map, "map.tiles.name")}[name]
    heading = text(words, title=shown.title(text))
    drawn = draw(shown.faces, shapes(), shown.labels, name=heading, about=_about(shown, dataset, text))
    return drawn.encode()


def _about(shown: AreaFigures, dataset: Dataset, text: Text) -> str:
    """Return what is shown, what it does not say, and where figures and shapes come from."""
    drawn_from = text(shapes().attribution, edition=shapes().edition)
    source = figures.source(shown.indicator, dataset.release, text)
    return f"{shown.title(text)}. {text(f'indicator.{shown.indicator}.meaning')} {source} {drawn_from}"


def _json(content: dict) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(shown: AreaFigures, feature: dict) -> dict:
    code = feature["properties"]["code"]
    label, faces = shown.labels[code], shown.faces
    properties = {
        "code": code,
        "name": label.name,
        "language": label.language,
        "figure": label.figure,
        "fill": rgb(faces.colour(code)),
        "line": rgb(faces.boundary(code)),
        "pattern": faces.pattern(code) or "none",
    }
    return {"type": "Feature", "properties": properties, "geometry": feature["geometry"]}
