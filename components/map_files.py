"""The maps as files at an address: shapes with the figures of a view, for the page and for anybody. Pure.

The page only names them. So they travel compressed, are kept by the browser, and are not sent again when a
reader chooses another area. Each carries its source and its caveat wherever it is copied to.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from components import figures
from components.deck import rgb
from components.map_figures import AreaFigures, area_figures
from components.maps import area_map
from components.text import Text
from components.tilemap import tile_map
from data.load import Dataset
from data.views import View
from geo.shapes import shapes

KINDS = {"map.geojson": "application/geo+json", "map.svg": "image/svg+xml", "tiles.svg": "image/svg+xml"}
OUTLINES = {"local_authorities.geojson": "local_authorities", "context.geojson": "context"}


def map_address(name: str, view: View, release: str, text: Text) -> str:
    """Return the address of the file ``name`` for the indicator and the period of ``view``."""
    parameters = {"indicator": view.indicator, "period": view.period, "lang": text.language, "release": release}
    return f"/open-data/{name}?{urlencode(parameters)}"


def map_file(name: str, dataset: Dataset, view: View, text: Text) -> bytes:
    """Return the file ``name`` of ``KINDS`` for the indicator and the period of ``view``, UTF-8."""
    return _map_file(name, dataset, replace(view, area=""), text)


def outline_file(name: str) -> bytes:
    """Return the file ``name`` of ``OUTLINES``, GeoJSON: shapes without figures, UTF-8."""
    return json.dumps(getattr(shapes(), OUTLINES[name]), ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=64)
def _map_file(name: str, dataset: Dataset, view: View, text: Text) -> bytes:
    shown = area_figures(dataset, view, text)
    source = figures.source(view.indicator, dataset.release, text)
    drawn_from = text(shapes().attribution, edition=shapes().edition)
    about = f"{shown.title(text)}. {text(f'indicator.{view.indicator}.meaning')} {source} {drawn_from}"
    if name == "map.geojson":
        return _geojson(shown, about)
    draw, words = {"map.svg": (area_map, "map.twin.name"), "tiles.svg": (tile_map, "map.tiles.name")}[name]
    heading = text(words, title=shown.title(text))
    return draw(shown.faces, shapes(), shown.labels, name=heading, about=about).encode()


def _geojson(shown: AreaFigures, about: str) -> bytes:
    features = [_feature(shown, feature) for feature in shapes().features["features"]]
    collection = {"type": "FeatureCollection", "description": about, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


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
