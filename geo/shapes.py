"""The shapes of the areas, ready to draw: boundaries, SVG paths, label points and the tile layout."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.areas import forces

FOLDER = Path(__file__).parent


class ShapesError(ValueError):
    """A file of shapes is missing or broken; the message names it and says how to make it again."""


@dataclass(frozen=True)
class Shapes:
    """Everything needed to draw the 43 police force areas. Shared by all visitors: never change what is inside.

    Attributes
    ----------
    features, local_authorities, context : dict
        GeoJSON in longitude and latitude: the force areas and the six authorities of North Wales with the
        properties ``code`` and ``name``, and Scotland as a quiet background.
    paths : dict of str to str
        ``d`` of an SVG path by area code, all on the sheet ``viewbox``; ``local_authority_lines`` and
        ``context_path`` are on the same sheet.
    centres : dict of str to (float, float)
        Where a label or a dot belongs, on the sheet.
    dots : frozenset of str
        Codes of areas too small to see or touch on the sheet: draw a dot at their centre as well.
    bounds : dict of str to (float, float, float, float)
        West, south, east and north in degrees.
    tiles : dict of str to (int, int)
        Column and row on the tile map, from 0 at the top left.
    attribution, edition : str
        Key of the words that travel with every map, and the edition those words may name.
    """

    features: dict
    local_authorities: dict
    context: dict
    paths: dict[str, str]
    viewbox: str
    centres: dict[str, tuple[float, float]]
    dots: frozenset[str]
    bounds: dict[str, tuple[float, float, float, float]]
    local_authority_lines: str
    context_path: str
    tiles: dict[str, tuple[int, int]]
    attribution: str
    edition: str


@cache
def shapes() -> Shapes:
    """Return the shapes in this folder, read once; raises ShapesError as :func:`read_shapes` does."""
    return read_shapes(FOLDER)


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


def _read(path: Path, content):
    try:
        return content(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "restore it from the project" if path.suffix == ".csv" else "run: python -m geo.build"
        raise ShapesError(f"{path} is missing or broken ({error!r}); {remedy}") from error


def _drawn(text: str) -> dict:
    drawn = json.loads(text)
    _expect_forces(drawn["paths"])
    _expect_forces(drawn["centres"])
    return {
        "paths": drawn["paths"],
        "viewbox": drawn["viewbox"],
        "centres": {code: (x, y) for code, (x, y) in drawn["centres"].items()},
        "dots": frozenset(drawn["dots"]),
        "local_authority_lines": drawn["local_authority_lines"],
        "context_path": drawn["context"],
        "attribution": drawn["attribution"],
        "edition": drawn["edition"],
    }


def _force_areas(text: str) -> dict:
    collection = _collection(text)
    _expect_forces({feature["properties"]["code"]: feature["bbox"] for feature in collection["features"]})
    return collection


def _collection(text: str) -> dict:
    collection = json.loads(text)
    if collection["type"] != "FeatureCollection":
        raise ValueError(f"expected a FeatureCollection, found {collection['type']}")
    return collection


def _tiles(text: str) -> dict[str, tuple[int, int]]:
    tiles = {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(text.splitlines())}
    _expect_forces(tiles)
    if len(set(tiles.values())) != len(tiles):
        raise ValueError("two areas stand on the same tile")
    return tiles


def _expect_forces(found: dict) -> None:
    expected = {force.code for force in forces()}
    if found.keys() != expected:
        raise ValueError(f"missing {sorted(expected - found.keys())}, unknown {sorted(found.keys() - expected)}")
