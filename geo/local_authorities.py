"""The local authorities of one police force area as SVG paths, on a sheet of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import Any

from geo.areas import areas
from geo.shapes import shapes

WIDTH, EDGE = 400.0, 6.0


@dataclass(frozen=True)
class Sheet:
    """Outlines on a sheet that is ``width`` by ``height``.

    Attributes
    ----------
    paths : dict of str to str
        ``d`` of an SVG path by the code of the local authority.
    centres : dict of str to (float, float)
        Where a name belongs.
    width, height : float
    """

    paths: dict[str, str]
    centres: dict[str, tuple[float, float]]
    width: float
    height: float


@cache
def local_authority_sheet(force: str) -> Sheet | None:
    """Return the local authorities of a force area; None where there are no shapes of them.

    A degree of longitude is drawn as wide as it is at the middle of the area.

    Raises
    ------
    geo.shapes.ShapesError
        If the shapes cannot be read.
    """
    found = {
        feature["properties"]["code"]: feature
        for feature in shapes().local_authorities["features"]
        if areas()[feature["properties"]["code"]].parent == force
    }
    if not found:
        return None
    wests, souths, easts, norths = zip(*(feature["bbox"] for feature in found.values()), strict=True)
    west, south, east, north = min(wests), min(souths), max(easts), max(norths)
    narrow = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * EDGE) / ((east - west) * narrow)

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return EDGE + (longitude - west) * narrow * scale, EDGE + (north - latitude) * scale

    def ring(points: list[Any]) -> str:
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (place(*point[:2]) for point in points[:-1])) + "Z"

    return Sheet(
        {code: "".join(ring(points) for points in _rings(feature["geometry"])) for code, feature in found.items()},
        {code: place(*feature["properties"]["centre"]) for code, feature in found.items()},
        WIDTH,
        2 * EDGE + (north - south) * scale,
    )


def _rings(geometry: dict[str, Any]) -> list[Any]:
    """Return every closed line of a polygon or of several."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]
