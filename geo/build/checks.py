"""What must be true of the shapes before anything is replaced."""

import io
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo import areas
from geo.build import BuildError
from geo.build.coverage import METRES

# A point of the reference list may lie this far outside its area: source and official coasts differ.
FARTHEST = 2_000  # metres
LARGEST_GAP = 1_000_000  # square metres


def check_codes(codes: pd.Index) -> None:
    """Raise BuildError unless ``codes`` are exactly the police force areas of areas.csv."""
    expected = {force.code: force.official_name for force in areas.forces()}
    missing = [f"{code} {name}" for code, name in expected.items() if code not in codes]
    unknown = [str(code) for code in codes if code not in expected]
    if missing or unknown:
        raise BuildError(
            f"Expected the {len(expected)} police force areas of geo/areas.csv. "
            f"Missing: {', '.join(missing) or 'none'}. Not known: {', '.join(unknown) or 'none'}."
        )


def check_coverage(shapes: gpd.GeoSeries, name: str) -> None:
    """Raise BuildError unless the shapes are valid and meet edge to edge without overlap."""
    broken = list(shapes.index[~shapes.is_valid | shapes.is_empty])
    edges = shapely.coverage_invalid_edges(shapes.values)
    broken += [code for code, edge in zip(shapes.index, edges, strict=True) if not edge.is_empty]
    if broken:
        raise BuildError(
            f"{name}: after simplifying, these areas cross or miss a neighbour: {', '.join(broken)}. "
            "Try a source with more detail."
        )


def check_force_areas(geojson: bytes, units: Path) -> None:
    """Check the file about to be published as a reader would find it.

    Parameters
    ----------
    geojson : bytes
        The content of ``force_areas.geojson``.
    units : Path
        CSV with a point inside each unit: ``unit_name``, ``area_code``, ``longitude``, ``latitude``.

    Raises
    ------
    BuildError
        If a code is missing or unknown, areas overlap or leave a gap, or a place falls in the wrong area.
    """
    frame = gpd.read_file(io.BytesIO(geojson))
    check_codes(pd.Index(frame["code"]))
    shapes = frame.set_index("code").geometry
    check_coverage(shapes, "force_areas.geojson")
    shapes = shapes.to_crs(METRES)
    _check_gaps(shapes)
    _check_places(shapes, pd.read_csv(units))


def _check_gaps(shapes: gpd.GeoSeries) -> None:
    land = shapely.get_parts(shapely.union_all(shapes.values))
    for hole in (shapely.Polygon(ring) for part in land for ring in part.interiors):
        around = shapes.index[shapes.distance(hole) < 1]
        # Water inside one area is no gap.
        if hole.area > LARGEST_GAP and len(around) > 1:
            raise BuildError(
                f"A gap of {hole.area / 1e6:.1f} square kilometres lies between {', '.join(around)}. "
                "Expected neighbours that meet; of an official file take the generalised, clipped version."
            )


def _check_places(shapes: gpd.GeoSeries, places: pd.DataFrame) -> None:
    points = gpd.GeoSeries.from_xy(places["longitude"], places["latitude"], crs="EPSG:4326").to_crs(METRES)
    away = pd.DataFrame({code: points.distance(shape) for code, shape in shapes.items()})
    nearest = away.idxmin(axis="columns")
    wrong = (nearest != places["area_code"]) | (away.min(axis="columns") > FARTHEST)
    if wrong.any():
        found = [
            f"{place.unit_name} ({place.longitude}, {place.latitude}) belongs to {place.area_code}, "
            f"the nearest area is {nearest[row]}, {away.min(axis='columns')[row]:.0f} m away"
            for row, place in zip(places.index[wrong], places[wrong].itertuples(), strict=True)
        ]
        raise BuildError("These places fall in the wrong area; are the codes right?\n" + "\n".join(found))
