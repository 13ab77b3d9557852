"""The files of a release: tables, the data package that describes them, the manifest that seals them."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from data.build.sources import Source
from data.periods import period
from geo.areas import areas

TABLES_FILE = Path(__file__).with_name("tables.toml")


def files_of_release(
    release: str, sources: Mapping[str, Source], tables: Mapping[str, pd.DataFrame]
) -> dict[str, bytes]:
    """Return the content of every published file by its name.

    The same figures and the same release id always give the same bytes: nothing here looks at a clock.

    Parameters
    ----------
    release : str
        Id of the release, which every row carries.
    sources : dict of Source
        What the figures were made from.
    tables : dict of DataFrame
        ``observations`` and ``population``.
    """
    with_areas = {
        **{name: table.assign(release=release) for name, table in tables.items()},
        "areas": _areas(),
    }
    contract = tomllib.loads(TABLES_FILE.read_text(encoding="utf-8"))
    content = {f"{name}.csv": _csv(with_areas[name], contract[name]) for name in sorted(with_areas)}
    content["datapackage.json"] = _json(_data_package(release, sources, content, contract))
    listed = {name: {"sha256": _sha256(made), "bytes": len(made)} for name, made in content.items()}
    for name, table in with_areas.items():
        listed[f"{name}.csv"]["rows"] = len(table)
    manifest = {
        "release": release,
        "sources": [_provenance(source) for source in sources.values()],
        "newest": _newest(tables["observations"]),
        "files": listed,
    }
    return {**content, "manifest.json": _json(manifest)}


def _areas() -> pd.DataFrame:
    published = [asdict(area) for area in areas().values() if area.kind != "local_authority"]
    return pd.DataFrame(published).rename(columns={"code": "area_code"})


def _csv(table: pd.DataFrame, described: dict) -> bytes:
    columns = [field["name"] for field in described["fields"]]
    return table[columns].to_csv(index=False, lineterminator="\n").encode("utf-8")


def _json(content: dict) -> bytes:
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _data_package(release: str, sources: Mapping[str, Source], content: Mapping[str, bytes], contract: dict) -> dict:
    resources = [
        {
            "name": file.removesuffix(".csv"),
            "path": file,
            "profile": "tabular-data-resource",
            "description": contract[file.removesuffix(".csv")]["description"],
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(made),
            "hash": f"sha256:{_sha256(made)}",
            "schema": {
                **{key: value for key, value in contract[file.removesuffix(".csv")].items() if key != "description"},
                "missingValues": [""],
            },
        }
        for file, made in content.items()
    ]
    # One attribution for each publisher, in the words its licence asks for.
    credited = {
        (s.publisher, s.publication, s.attribution): {
            "title": f"{s.publisher}, {s.publication}",
            "attribution": s.attribution,
        }
        for s in (source.sidecar for source in sources.values())
    }
    return {
        **contract["package"],
        "version": release,
        "sources": [*credited.values()],
        "resources": resources,
    }


def _provenance(source: Source) -> dict:
    sidecar = source.sidecar
    return {
        "file": source.file,
        "sha256": source.sha256,
        "title": sidecar.title,
        "publisher": sidecar.publisher,
        "publication": sidecar.publication,
        "edition": sidecar.edition,
        "covers": sidecar.covers,
    }


def _newest(observations: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return, for each indicator and kind of period, the newest period any area has a figure for."""
    shown = observations[observations["value"].notna()]
    newest: dict[str, dict[str, str]] = {}
    for (indicator, code), _ in shown.groupby(["indicator", "period"], sort=False):
        held = newest.setdefault(indicator, {})
        kind = period(code).kind
        held[kind] = max(held.get(kind, code), code)
    return newest
