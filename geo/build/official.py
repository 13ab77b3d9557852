"""The official source: the Police Force Areas file of the Office for National Statistics, as GeoJSON."""

import json
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geo.build import BuildError, svg
from geo.build.coverage import METRES

CODE_COLUMN = re.compile(r"PFA(\d\d)CD", re.IGNORECASE)


def read(path: Path) -> tuple[gpd.GeoSeries, str]:
    """Return the force areas of an official boundary file, and the year of its edition.

    Parameters
    ----------
    path : Path
        GeoJSON of any year, codes in ``PFAyyCD``; EPSG:4326, or EPSG:27700 with a ``crs`` member saying so.

    Returns
    -------
    pieces : GeoSeries in EPSG:27700, indexed by area code
    year : str
        For example ``2023`` for ``PFA23CD``.

    Raises
    ------
    BuildError
        If the file is not GeoJSON, has no code column, repeats a code or does not lie where it should.
    """
    document = _read_document(path)
    try:
        frame = gpd.GeoDataFrame.from_features(document["features"], crs=_crs(document, path))
    except (KeyError, TypeError, AttributeError, shapely.GEOSException) as error:
        raise BuildError(f"{path}: a feature is broken ({error!r}); download the file again") from error
    columns = [column for column in frame.columns if CODE_COLUMN.fullmatch(column)]
    if len(columns) != 1:
        found = ", ".join(column for column in frame.columns if column != "geometry") or "none"
        raise BuildError(f"{path}: expected one property named PFAyyCD, such as PFA23CD; found {found}")
    codes = frame[columns[0]].astype(str)
    if codes.duplicated().any():
        raise BuildError(f"{path}: listed more than once in {columns[0]}: {', '.join(codes[codes.duplicated()])}")
    pieces = frame.set_index(codes).geometry.rename_axis(None).to_crs(METRES)
    west, south, east, north = svg.SHEET.bounds
    found = pieces.total_bounds
    if not (west < found[0] < found[2] < east and south < found[1] < found[3] < north):
        raise BuildError(
            f"{path}: the shapes lie outside England and Wales. Expected longitude and latitude (EPSG:4326), "
            "or British National Grid (EPSG:27700) with a crs member saying so; download it again as GeoJSON."
        )
    return pieces, "20" + CODE_COLUMN.sub(r"\1", columns[0])


def _read_document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BuildError(f"{path}: cannot be read as GeoJSON: {error}") from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BuildError(f"{path}: expected GeoJSON of the type FeatureCollection; download the file again")
    return document


def _crs(document: dict[str, Any], path: Path) -> str:
    named = str((document.get("crs") or {}).get("properties", {}).get("name", "EPSG:4326"))
    for code, name in (("27700", METRES), ("4326", "EPSG:4326"), ("CRS84", "EPSG:4326")):
        if named.endswith(code):
            return name
    raise BuildError(f"{path}: its crs is {named}; expected EPSG:4326 or EPSG:27700")
