"""Pieces of land that share their edges, kept that way through cleaning, simplifying and rounding.

A *piece* is one police force area, one local authority standing for part of its force area, or the context
around them. Pieces are a GeoSeries in EPSG:27700 (metres) indexed by area code or ``CONTEXT``; they are
simplified together, so that a border stays one line for all who share it.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.areas import areas
from geo.build import BuildError

METRES = "EPSG:27700"
CONTEXT = "context"

# Islets and source slivers below this are dropped: at the size of the drawn map they are half a pixel.
SMALLEST_PART = 500_000  # square metres
# What a dropped sliver leaves open between neighbours goes to one of them; a full circle would be this wide.
WIDEST_SLIVER = 800  # metres
# Neighbouring pieces of an official file may overlap by rounding; more than this is a wrong file.
LARGEST_OVERLAP = 100_000  # square metres


def clean(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the pieces without specks, edge-matched and without overlaps or slivers between them.

    Raises
    ------
    BuildError
        If a piece is not a valid polygon, or two pieces overlap by more than rounding; all are named.
    """
    wrong = pieces[~(pieces.is_valid & pieces.geom_type.isin(["Polygon", "MultiPolygon"]))]
    if len(wrong):
        reasons = [f"{code}: {shapely.is_valid_reason(shape) or 'no shape'}" for code, shape in wrong.items()]
        raise BuildError("These are not valid polygons; mend them at the source:\n" + "\n".join(reasons))
    if overlaps := _overlaps(pieces):
        raise BuildError("Areas must not overlap; mend them at the source:\n" + "\n".join(overlaps))
    kept = [_without_specks(shape) for shape in pieces]
    cleaned = shapely.coverage_clean(kept, gap_width=WIDEST_SLIVER, snapping_distance=0)
    return gpd.GeoSeries(cleaned, index=pieces.index, crs=pieces.crs)


def simplify(pieces: gpd.GeoSeries, tolerance: float) -> gpd.GeoSeries:
    """Return the pieces simplified together (Visvalingam-Whyatt), shared edges kept.

    Parameters
    ----------
    pieces : GeoSeries
        As :func:`clean` returns them.
    tolerance : float
        Metres: the square root of the largest triangle that may be cut off.
    """
    return gpd.GeoSeries(shapely.coverage_simplify(pieces.values, tolerance), index=pieces.index, crs=pieces.crs)


def rounded(pieces: gpd.GeoSeries, decimals: int) -> gpd.GeoSeries:
    """Return the pieces with rounded coordinates, as they fit each other: no gap, no overlap, no crossing.

    Rounding each corner for itself can push it across a line that lies less than a rounding away, as at the mouth of
    the Dee. So all lines are rounded as one drawing, where a line that comes that close to a corner is given the corner
    too; the faces between the lines then go back to the pieces that they came from.

    Notes
    -----
    Snap rounding, as GEOS does it for a ``grid_size``: J. D. Hobby, Practical segment intersection with finite
    precision output, Computational Geometry 13 (1999), 199-214.
    """
    lines = shapely.union_all(shapely.boundary(pieces.values), grid_size=10.0**-decimals)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    # What crosses itself before it is rounded cannot be overlaid.
    whole = gpd.GeoSeries(shapely.make_valid(pieces.values))
    face, piece = whole.sindex.query(faces, predicate="intersects")
    shared = pd.Series(shapely.area(shapely.intersection(faces[face], whole.values[piece])), index=piece)
    by_face = shared.groupby(face)
    # A face of which most belongs to nobody is water.
    owners = by_face.idxmax()[by_face.sum() > shapely.area(faces)[np.unique(face)] / 2]
    shapes = [shapely.coverage_union_all(faces[owners.index[owners == position]]) for position in range(len(pieces))]
    shapes = shapely.transform(shapely.normalize(shapes), lambda points: np.round(points, decimals))
    return gpd.GeoSeries(shapes, index=pieces.index, crs=pieces.crs)


def force_codes(pieces: gpd.GeoSeries) -> pd.Index:
    """Return for each piece but the context the code of the police force area it belongs to."""
    codes = pieces.index.drop(CONTEXT, errors="ignore")
    authorities = {code: area.parent for code, area in areas().items() if area.kind == "local_authority"}
    owners: pd.Index = pd.Index([authorities.get(code, code) for code in codes])
    return owners


def forces(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return one shape for each police force area, its authorities joined, in the order of areas.csv."""
    land = pieces.drop(CONTEXT, errors="ignore")
    joined = land.groupby(force_codes(land)).agg(lambda parts: shapely.coverage_union_all(parts.values))
    return gpd.GeoSeries(joined, crs=pieces.crs).reindex([code for code in areas() if code in joined.index])


def local_authorities(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the pieces that are local authorities."""
    return pieces[pieces.index.isin([area.code for area in areas().values() if area.kind == "local_authority"])]


def _without_specks(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    size = shapely.area(parts)
    # The largest part stays whatever its size: an area is never dropped.
    return shapely.multipolygons(parts[(size >= SMALLEST_PART) | (size == size.max())])


def _overlaps(pieces: gpd.GeoSeries) -> list[str]:
    left, right = pieces.sindex.query(pieces.values, predicate="intersects")
    left, right = left[left < right], right[left < right]
    shared = shapely.area(shapely.intersection(pieces.values[left], pieces.values[right]))
    return [
        f"{pieces.index[a]} and {pieces.index[b]} overlap by {area / 1e6:.2f} square kilometres"
        for a, b, area in zip(left, right, shared, strict=True)
        if area > LARGEST_OVERLAP
    ]
