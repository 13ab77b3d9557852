"""The files the build writes, as bytes: the same source always gives the same bytes."""

import json
from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import shapely

from geo.areas import areas
from geo.build import BuildError, checks, svg
from geo.build.coverage import CONTEXT, forces, local_authorities, rounded, simplify

LONGITUDE_DECIMALS = 4  # about ten metres
LARGEST_GEOJSON = 150_000  # bytes
LARGEST_PATHS = 45_000  # bytes, force areas alone
# The finest of these that keeps a file within its size is used.
GEOJSON_TOLERANCES = (250, 350, 500, 700, 1_000)  # metres
SVG_TOLERANCES = (700, 1_000, 1_400, 2_000)  # metres
# Context is a quiet background: coarse, but following the border itself this far into the country.
CONTEXT_TOLERANCE = 2_500  # metres
BORDER_STRIP = 10_000  # metres


def geojson_files(pieces: gpd.GeoSeries) -> tuple[dict[str, bytes], int]:
    """Return the GeoJSON files by name, and the tolerance in metres they were simplified with.

    ``local_authorities.geojson`` and ``context.geojson`` are there only if the source has such pieces.

    Raises
    ------
    BuildError
        If ``force_areas.geojson`` stays larger than 150 kB, or areas no longer fit each other.
    """
    for tolerance in GEOJSON_TOLERANCES:
        simple = _with_quiet_context(simplify(pieces, tolerance))
        drawn = rounded(simple.to_crs("EPSG:4326"), LONGITUDE_DECIMALS)
        checks.check_coverage(drawn.drop(CONTEXT, errors="ignore"), "force_areas.geojson")
        content = _geojson(forces(drawn))
        if len(content) <= LARGEST_GEOJSON:
            files = {"force_areas.geojson": content}
            if len(authorities := local_authorities(drawn)):
                files["local_authorities.geojson"] = _geojson(authorities, _label_points(local_authorities(simple)))
            if CONTEXT in drawn.index:
                files["context.geojson"] = _geojson(drawn[[CONTEXT]])
            return files, tolerance
    raise BuildError(f"force_areas.geojson would be {len(content)} bytes, the limit is {LARGEST_GEOJSON}")


def svg_parts(pieces: gpd.GeoSeries) -> tuple[dict[str, Any], int]:
    """Return the content of ``svg_paths.json``, and the tolerance in metres it was simplified with.

    ``local_authority_lines``, ``local_authority_centres`` and ``context`` are there only if the source has such pieces.
    ``inset`` is None where every area is large enough to see.

    Raises
    ------
    BuildError
        If the paths stay longer than 45 kB, areas no longer fit each other, or the inset would lie on land.
    """
    for tolerance in SVG_TOLERANCES:
        simple = _with_quiet_context(simplify(pieces, tolerance))
        if CONTEXT in simple.index:
            simple[CONTEXT] = shapely.intersection(simple[CONTEXT], svg.SHEET)
        drawn = rounded(svg.on_sheet(simple), svg.DECIMALS)
        checks.check_coverage(drawn.drop(CONTEXT, errors="ignore"), "svg_paths.json")
        areas_drawn = forces(drawn)
        paths = {code: svg.path(shape) for code, shape in areas_drawn.items()}
        if sum(map(len, paths.values())) <= LARGEST_PATHS:
            dots = [code for code, shape in areas_drawn.items() if svg.needs_dot(shape)]
            parts = {
                "viewbox": f"0 0 {svg.WIDTH} {svg.HEIGHT}",
                "paths": paths,
                "centres": {code: svg.centre(shape) for code, shape in areas_drawn.items()},
                "dots": dots,
                "inset": _inset(forces(pieces)[dots[:1]], drawn),
            }
            if len(authorities := local_authorities(drawn)):
                parts["local_authority_lines"] = svg.path(svg.inner_lines(authorities))
                parts["local_authority_centres"] = {code: svg.centre(shape) for code, shape in authorities.items()}
            if CONTEXT in drawn.index:
                parts["context"] = svg.path(drawn[CONTEXT])
            return parts, tolerance
    raise BuildError(f"The SVG paths would be longer than {LARGEST_PATHS} characters")


def one_collection(*collections: bytes) -> bytes:
    """Return the features of several GeoJSON files of :func:`geojson_files` as one."""
    return _collection(line.rstrip(",") for each in collections for line in each.decode().splitlines()[1:-1])


def as_json(content: dict[str, Any]) -> bytes:
    """Return ``content`` as JSON with one line for each entry, so that a change can be read in a diff."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _inset(small: gpd.GeoSeries, drawn: gpd.GeoSeries) -> dict[str, object] | None:
    """Return the enlarged path of the one area that is too small to see, and the frame around it."""
    for code, shape in small.items():
        left, top, width, height = svg.FRAME_AND_WORDS
        place = shapely.box(left, top, left + width, top + height)
        if under := list(drawn.index[drawn.intersects(place)]):
            raise BuildError(f"The inset of {code} would lie on {', '.join(under)}; move it in geo/build/svg.py.")
        larger = rounded(gpd.GeoSeries({code: svg.enlarged(shape)}), svg.DECIMALS)[code]
        return {"code": code, "frame": list(svg.FRAME), "path": svg.path(larger)}
    return None


def _label_points(shapes: gpd.GeoSeries) -> dict[str, tuple[float, float]]:
    """Return where the name of each shape in EPSG:27700 belongs, in longitude and latitude."""
    circles = shapely.maximum_inscribed_circle(shapes.values, tolerance=100)
    points = gpd.GeoSeries(shapely.get_point(circles, 0), index=shapes.index, crs=shapes.crs).to_crs("EPSG:4326")
    return {
        code: (round(point.x, LONGITUDE_DECIMALS), round(point.y, LONGITUDE_DECIMALS)) for code, point in points.items()
    }


def _geojson(shapes: gpd.GeoSeries, label_points: dict[str, tuple[float, float]] | None = None) -> bytes:
    lines = []
    for code, shape in shapes.items():
        shape = shapely.orient_polygons(shape)
        feature = {
            "type": "Feature",
            "properties": _properties(code, label_points or {}),
            "bbox": shape.bounds,
            "geometry": shapely.geometry.mapping(shape),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return _collection(lines)


def _collection(lines: Iterable[str]) -> bytes:
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n").encode()


def _properties(code: str, label_points: dict[str, tuple[float, float]]) -> dict[str, object]:
    if code not in areas():
        return {}
    centre = {"centre": label_points[code]} if code in label_points else {}
    return {"code": code, "name": areas()[code].official_name, **centre}


def _with_quiet_context(simple: gpd.GeoSeries) -> gpd.GeoSeries:
    if CONTEXT not in simple.index:
        return simple
    land = shapely.union_all(forces(simple).values)
    strip = shapely.intersection(simple[CONTEXT], shapely.buffer(land, BORDER_STRIP))
    coarse = shapely.union(shapely.simplify(simple[CONTEXT], CONTEXT_TOLERANCE), strip)
    quiet = simple.copy()
    quiet[CONTEXT] = shapely.difference(coarse, land)
    return quiet
