"""``python -m geo.build``: source -> clean -> simplify -> check -> publish, or stop and replace nothing."""

import argparse
import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd

from geo.build import BuildError, checks, coverage, fit, natural_earth, official, outputs

GEO = Path(__file__).parents[1]
CACHE = GEO.parent / ".cache" / "geo"


def main(arguments: list[str] | None = None) -> int:
    """Run the build with the command line ``arguments``; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("--from", dest="file", type=Path, metavar="FILE", help="official boundaries as GeoJSON")
    parser.add_argument("--to", type=Path, default=GEO, metavar="FOLDER", help="where to write (%(default)s)")
    options = parser.parse_args(arguments)
    try:
        pieces, source, around = from_official(options.file) if options.file else from_natural_earth()
        publish(build(pieces, source, around=around), options.to)
    except (BuildError, OSError) as error:
        print(f"geo.build stopped and replaced nothing.\n{error}", file=sys.stderr)
        return 1
    return 0


def from_natural_earth() -> tuple[gpd.GeoSeries, dict[str, Any], None]:
    """Return the pieces of the default source and where they come from; nothing is missing around them."""
    _say(f"Fetching {natural_earth.PACKAGE} (kept in {CACHE})")
    topology = natural_earth.fetch(CACHE)
    source = {
        "title": "Natural Earth 1:10m administrative units",
        "obtained_from": f"npm package {natural_earth.PACKAGE}, {natural_earth.MEMBER}",
        "sha256": natural_earth.SHA256,
        "licence": "Public domain",
        "attribution": "map.attribution.natural_earth",
        "edition": natural_earth.PACKAGE.partition("@")[2],
    }
    return natural_earth.read(topology), source, None


def from_official(file: Path) -> tuple[gpd.GeoSeries, dict[str, Any], gpd.GeoSeries]:
    """Return the pieces of an official boundary file, where they come from, and what it does not draw."""
    _say(f"Reading {file}")
    pieces, year = official.read(file)
    around = fit.read(GEO)
    source = {
        "title": "Police Force Areas, Office for National Statistics",
        "obtained_from": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "licence": "Open Government Licence v3.0; contains OS data, Crown copyright and database right",
        "attribution": "map.attribution.ons",
        "edition": year,
        "fitted": {
            "file": fit.NATURAL_EARTH,
            "sha256": hashlib.sha256((GEO / fit.NATURAL_EARTH).read_bytes()).hexdigest(),
            "content": "Local authorities of North Wales and the land around England and Wales, fitted to the outlines",
            "licence": "Natural Earth, public domain",
        },
    }
    return pieces, source, around


def build(
    pieces: gpd.GeoSeries,
    source: dict[str, Any],
    *,
    units: Path = natural_earth.UNITS_FILE,
    around: gpd.GeoSeries | None = None,
) -> dict[str, bytes]:
    """Return every file to publish, checked, by its name.

    Parameters
    ----------
    pieces : GeoSeries in EPSG:27700
        Indexed by area code, as :mod:`geo.build.coverage` describes.
    source : dict
        Where the pieces come from; ``attribution`` is the key of the words that travel with every map.
    units : Path
        The assignment of units to areas, whose points must each fall in the right area.
    around : GeoSeries in EPSG:27700, optional
        Local authorities and context for ``pieces`` that have none, as :func:`geo.build.fit.read` returns them.
        Without it the files keep those of ``pieces`` for a build that needs them.

    Raises
    ------
    BuildError
        If the pieces or the finished files break a check.
    """
    checks.check_codes(coverage.force_codes(pieces))
    _say("Cleaning shared edges")
    pieces = coverage.clean(pieces)
    if around is not None:
        _say("Fitting the local authorities and the land around")
        pieces = coverage.clean(fit.fitted(pieces, around))
    _say("Simplifying for the map")
    files, map_tolerance = outputs.geojson_files(pieces)
    checks.check_force_areas(files["force_areas.geojson"], units)
    _say("Simplifying and drawing the SVG paths")
    paths, svg_tolerance = outputs.svg_parts(pieces)
    credit = {key: source[key] for key in ("attribution", "edition")}
    files["svg_paths.json"] = outputs.as_json(credit | paths)
    if around is None:
        files[fit.NATURAL_EARTH] = outputs.one_collection(files["local_authorities.geojson"], files["context.geojson"])
    provenance = {
        "source": source,
        "assignment": {
            "file": units.name,
            "sha256": hashlib.sha256(units.read_bytes()).hexdigest(),
            "content": "Which unit belongs to which police force area, and a point inside each unit",
            "licence": "Own assignment of Natural Earth units (public domain) to ONS codes (OGL v3.0)",
        },
        "generalised": {"geojson_metres": map_tolerance, "svg_metres": svg_tolerance},
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return files | {"provenance.json": outputs.as_json(provenance)}


def publish(files: dict[str, bytes], folder: Path) -> None:
    """Write all ``files`` to a temporary place in ``folder``, then rename them: never a half-written file."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".build-") as staging:
        for name, content in files.items():
            Path(staging, name).write_bytes(content)
        for name, content in files.items():
            os.replace(Path(staging, name), folder / name)
            _say(f"{name}: {len(content):,} bytes")


def _say(progress: str) -> None:
    print(progress, flush=True)


if __name__ == "__main__":
    sys.exit(main())
