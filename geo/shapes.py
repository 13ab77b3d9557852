"""The shapes of the areas, ready to draw: boundaries, SVG paths, label points and the tile layout."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from geo.areas import forces

FOLDER = Path(__file__).parent
Content = TypeVar("Content")
# A collection of features, or a feature of one.
GeoJson = dict[str, Any]


class ShapesError(ValueError):
    """A file of shapes is missing or broken; the message names it and says how to make it again."""


@dataclass(frozen=True)
class Inset:
    """An area too small to see, drawn a second time in a frame on the sheet, where there is no land.

    Attributes
    ----------
    code : str
    path : str
        ``d`` of an SVG path on the sheet: the shape enlarged.
    frame : (float, float, float, float)
        Left, top, width and height.
    """

    code: str
    path: str
    frame: tuple[float, float, float, float]


@dataclass(frozen=True)
class Shapes:
    """Everything needed to draw the 43 police force areas. Shared by all visitors: never change what is inside.

    Attributes
    ----------
    features, local_authorities, context : dict
        GeoJSON in longitude and latitude: the force areas and the six authorities of North Wales with the
        properties ``code`` and ``name``, and Scotland as a quiet background. The authorities also have
        their ``centre``, where a name belongs.
    paths : dict of str to str
        ``d`` of an SVG path by area code, all on the sheet ``viewbox``; ``local_authority_lines`` and
        ``context_path`` are on the same sheet.
    centres : dict of str to (float, float)
        Where a label or a dot belongs, on the sheet; ``local_authority_centres`` likewise.
    dots : frozenset of str
        Codes of areas too small to see or touch on the sheet: draw a dot at their centre as well.
    inset : Inset or None
        One of them enlarged, in place of its dot where the whole sheet is shown.
    bounds : dict of str to (float, float, float, float)
        West, south, east and north in degrees.
    tiles : dict of str to (int, int)
        Column and row on the tile map, from 0 at the top left.
    attribution, edition : str
        Key of the words that travel with every map, and the edition those words may name.
    """

    features: GeoJson
    local_authorities: GeoJson
    context: GeoJson
    paths: dict[str, str]
    viewbox: str
    centres: dict[str, tuple[float, float]]
    dots: frozenset[str]
    inset: Inset | None
    bounds: dict[str, tuple[float, float, float, float]]
    local_authority_lines: str
    local_authority_centres: dict[str, tuple[float, float]]
    context_path: str
    tiles: dict[str, tuple[int, int]]
    attribution: str
    edition: str


@cache
def shapes() -> Shapes:
    """Return the shapes in this folder, read once; raises ShapesError as :func:`read_shapes` does."""
    return read_shapes(FOLDER)


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Return by area code the areas that share a stretch of boundary with it; a corner alone is not enough.

    Neighbours share the very points of their common boundary: the build simplifies and rounds them together.
    """
    owners: defaultdict[tuple[float, float], set[str]] = defaultdict(set)
    for feature in shapes().features["features"]:
        for point in _points(feature["geometry"]["coordinates"]):
            owners[point].add(feature["properties"]["code"])
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for codes in owners.values():
        for pair in combinations(sorted(codes), 2):
            shared[pair] += 1
    found: dict[str, set[str]] = {code: set() for code in shapes().paths}
    for (one, other), points in shared.items():
        if points > 1:
            found[one].add(other)
            found[other].add(one)
    return {code: frozenset(beside) for code, beside in found.items()}


@cache
def sheet_bounds() -> dict[str, tuple[float, float, float, float]]:
    """Return left, top, right and bottom of each area on the sheet, by its code."""
    return {code: _extent(path) for code, path in shapes().paths.items()}


def read_shapes(folder: Path) -> Shapes:
    """Return the shapes written to ``folder`` by ``python -m geo.build``, with its ``tiles.csv``.

    Raises
    ------
    ShapesError
        If a file is missing or broken, or does not hold exactly the 43 police force areas.
    """
    drawn = _read(folder / "svg_paths.json", _drawn)
    features = _read(folder / "force_areas.geojson", _force_areas)
    return Shapes(
        features=features,
        local_authorities=_read(folder / "local_authorities.geojson", _collection),
        context=_read(folder / "context.geojson", _collection),
        bounds={feature["properties"]["code"]: tuple(feature["bbox"]) for feature in features["features"]},
        tiles=_read(folder / "tiles.csv", _tiles),
        **drawn,
    )


def _points(coordinates: list[Any]) -> Iterator[tuple[float, float]]:
    """Return every point of the coordinates of a polygon or of several."""
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _points(part)


def _extent(path: str) -> tuple[float, float, float, float]:
    """Return the extent of a path as the build writes it: ``M`` to a point, then ``l`` and steps from it."""
    across, down = [], []
    for line in filter(None, path.split("M")):
        steps = [float(step) for step in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", line)]
        x = y = 0.0
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + step_x, y + step_y
            across.append(x)
            down.append(y)
    return min(across), min(down), max(across), max(down)


def _read(path: Path, content: Callable[[str], Content]) -> Content:
    try:
        return content(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "restore it from the project" if path.suffix == ".csv" else "run: python -m geo.build"
        raise ShapesError(f"{path} is missing or broken ({error!r}); {remedy}") from error


def _drawn(text: str) -> dict[str, Any]:
    drawn = json.loads(text)
    _expect_forces(drawn["paths"])
    _expect_forces(drawn["centres"])
    return {
        "paths": drawn["paths"],
        "viewbox": drawn["viewbox"],
        "centres": {code: (x, y) for code, (x, y) in drawn["centres"].items()},
        "dots": frozenset(drawn["dots"]),
        "inset": _inset(drawn["inset"]),
        "local_authority_lines": drawn["local_authority_lines"],
        "local_authority_centres": {code: (x, y) for code, (x, y) in drawn["local_authority_centres"].items()},
        "context_path": drawn["context"],
        "attribution": drawn["attribution"],
        "edition": drawn["edition"],
    }


def _inset(drawn: dict[str, Any] | None) -> Inset | None:
    return Inset(drawn["code"], drawn["path"], tuple(drawn["frame"])) if drawn else None


def _force_areas(text: str) -> GeoJson:
    collection = _collection(text)
    _expect_forces({feature["properties"]["code"]: feature["bbox"] for feature in collection["features"]})
    return collection


def _collection(text: str) -> GeoJson:
    collection: GeoJson = json.loads(text)
    if collection["type"] != "FeatureCollection":
        raise ValueError(f"expected a FeatureCollection, found {collection['type']}")
    return collection


def _tiles(text: str) -> dict[str, tuple[int, int]]:
    tiles = {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(text.splitlines())}
    _expect_forces(tiles)
    if len(set(tiles.values())) != len(tiles):
        raise ValueError("two areas stand on the same tile")
    return tiles


def _expect_forces(found: dict[str, Any]) -> None:
    expected = {force.code for force in forces()}
    if found.keys() != expected:
        raise ValueError(f"missing {sorted(expected - found.keys())}, unknown {sorted(found.keys() - expected)}")
