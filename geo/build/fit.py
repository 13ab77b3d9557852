"""What the official file does not draw, taken from Natural Earth and fitted to the official outlines.

The publisher's file has police force areas only. The six local authorities of North Wales and the land around England
and Wales were drawn by others, whose coast and borders differ by up to a few kilometres. Without fitting, lines would
stop short of the coast or run into the sea, and land would lie on land.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo.areas import areas
from geo.build import BuildError
from geo.build.coverage import CONTEXT, METRES, local_authorities

# The outlines of Natural Earth as `python -m geo.build` without a file writes them.
NATURAL_EARTH = "natural_earth.geojson"
# How close together the points are that say which authority is nearest.
STEP = 200  # metres


def read(folder: Path) -> gpd.GeoSeries:
    """Return the local authorities and the context that Natural Earth draws, indexed by code or ``CONTEXT``.

    Raises
    ------
    BuildError
        If the file is missing or broken.
    """
    path = folder / NATURAL_EARTH
    try:
        frame = gpd.read_file(path)
        return frame.set_index(frame["code"].fillna(CONTEXT)).geometry.rename_axis(None).to_crs(METRES)
    except (RuntimeError, KeyError, OSError) as error:
        raise BuildError(f"{path} is missing or broken ({error!r}); run python -m geo.build without --from.") from error


def fitted(pieces: gpd.GeoSeries, around: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the pieces with the one that has local authorities divided among them, and with the context around all.

    Parameters
    ----------
    pieces : GeoSeries in EPSG:27700
        The official force areas, indexed by code.
    around : GeoSeries in EPSG:27700
        The authorities of one force area and the context, as :func:`read` returns them.
    """
    authorities = local_authorities(around)
    (parent,) = {areas()[code].parent for code in authorities.index}
    divided = _divided(pieces[parent], authorities)
    land = shapely.union_all(pieces.values)
    context = gpd.GeoSeries({CONTEXT: _beside(land, around[CONTEXT])}, crs=pieces.crs)
    return gpd.GeoSeries({**divided, **pieces.drop(parent), **context}, crs=pieces.crs)


def _divided(whole: shapely.Geometry, authorities: gpd.GeoSeries) -> dict[str, shapely.Geometry]:
    """Return the parts of a shape by authority: what it covers, and what it is the nearest to."""
    edges = shapely.segmentize(shapely.boundary(authorities.values), STEP)
    points = shapely.points(np.unique(np.rint(shapely.get_coordinates(edges)), axis=0))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=whole, ordered=True))
    nearest = np.argmin([shapely.distance(points, shape) for shape in authorities], axis=0)
    uncovered = shapely.difference(whole, shapely.union_all(authorities.values))
    parts = {}
    for position, (code, shape) in enumerate(authorities.items()):
        added = shapely.intersection(shapely.union_all(cells[nearest == position], grid_size=1), uncovered)
        parts[code] = _land(shapely.union(shapely.intersection(shape, whole), added))
    return parts


def _beside(land: shapely.Geometry, context: shapely.Geometry) -> shapely.Geometry:
    """Return the context without what lies on ``land``, and with the gaps between the two filled."""
    context = shapely.difference(context, land)
    parts = shapely.get_parts(shapely.union_all([land, context]))
    holes = [shapely.Polygon(ring) for part in parts for ring in part.interiors]
    gaps = [hole for hole in holes if hole.intersects(context) and hole.intersects(land)]
    return _land(shapely.union_all([context, *gaps]))


def _land(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a shape without the lines and points that overlaying leaves."""
    parts = shapely.get_parts(shape)
    return shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2])
