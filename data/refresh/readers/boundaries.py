"""The boundaries of police force areas as the Open Geography service of the Office for National Statistics answers."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data.build.problems import Problem
from data.refresh.readers.figures import stop_on
from geo.areas import forces

LARGEST = 100_000_000
# Longitude and latitude that England and Wales lie within, the Isles of Scilly and Berwick included.
WEST, SOUTH, EAST, NORTH = -6.6, 49.8, 1.9, 55.9
_CODE = re.compile(r"PFA\d\dCD", re.IGNORECASE)


def read_boundaries(path: Path) -> dict[str, Any]:
    """Return checked GeoJSON of the 43 police force areas, ready for ``python -m geo.build --from``.

    Raises
    ------
    SourceError
        If the file is no GeoJSON, is only the first page of an answer, lacks an area or has one twice, or lies
        elsewhere than longitude and latitude of England and Wales.
    """
    document = _document(path)
    stop_on([*_wrong_document(path, document)])
    features = document["features"]
    names = sorted({name for feature in features for name in feature["properties"] if _CODE.fullmatch(name)})
    if len(names) != 1:
        stop_on(
            [Problem(path.name, "", f"the properties {', '.join(names) or 'without a code'}", "one such as PFA23CD")]
        )
    codes = [str(feature["properties"].get(names[0])) for feature in features]
    stop_on([*_wrong_codes(path, codes), *_wrong_shapes(path, codes, features)])
    return document


def _document(path: Path) -> dict[str, Any]:
    document: dict[str, Any]
    try:
        if path.stat().st_size > LARGEST:
            stop_on([Problem(path.name, "", f"a file of {path.stat().st_size:,} bytes", f"{LARGEST:,} at most")])
        document = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
    except (OSError, ValueError, RecursionError) as error:
        stop_on(
            [Problem(path.name, "", f"a file that cannot be read as GeoJSON ({error})", "the answer of the service")]
        )
    if isinstance(document, dict) and "error" in document:
        stop_on([Problem(path.name, "", f"an error of the service: {document['error']}", "the boundaries")])
    return document


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _wrong_document(path: Path, document: object) -> Iterator[Problem]:
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        yield Problem(path.name, "", "no FeatureCollection", "GeoJSON of the police force areas")
        return
    properties = document.get("properties")
    if document.get("exceededTransferLimit") or (
        isinstance(properties, dict) and properties.get("exceededTransferLimit")
    ):
        yield Problem(path.name, "", "only the first page of the answer", "all pages put together")
    crs = document.get("crs")
    named = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) else ""
    if named and not named.endswith(("4326", "CRS84")):
        yield Problem(path.name, "", f"the coordinates {named}", "longitude and latitude, EPSG:4326")
    features = document.get("features")
    if not isinstance(features, list) or not all(
        isinstance(feature, dict) and isinstance(feature.get("properties"), dict) for feature in features
    ):
        yield Problem(path.name, "", "features without properties", "a list of features with code and name")


def _wrong_codes(path: Path, codes: list[str]) -> Iterator[Problem]:
    expected = {area.code: area.official_name for area in forces()}
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Problem(path.name, "", f"{code} {codes.count(code)} times", "each area once")
    for code in sorted(set(codes) - set(expected)):
        yield Problem(path.name, "", f"the area {code}, which is unknown", "only codes of geo/areas.csv")
    for code in sorted(set(expected) - set(codes)):
        yield Problem(path.name, "", f"no boundary of {expected[code]} ({code})", "all 43 police force areas")


def _wrong_shapes(path: Path, codes: list[str], features: list[dict[str, Any]]) -> Iterator[Problem]:
    for code, feature in zip(codes, features, strict=True):
        geometry = feature.get("geometry") or {}
        rings = _rings(geometry)
        try:
            points = [point for ring in rings for point in ring]
            if not points or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
                raise ValueError
            is_inside = all(WEST < point[0] < EAST and SOUTH < point[1] < NORTH for point in points)
        except (TypeError, ValueError, IndexError, KeyError):
            yield Problem(path.name, code, "no closed outline", "a Polygon or MultiPolygon")
            continue
        if not is_inside:
            yield Problem(path.name, code, "a point outside England and Wales", "longitude and latitude, EPSG:4326")


def _rings(geometry: dict[str, Any]) -> list[Any]:
    coordinates = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        return list(coordinates)
    if geometry.get("type") == "MultiPolygon":
        return [ring for polygon in coordinates if isinstance(polygon, Iterable) for ring in polygon]
    return []
