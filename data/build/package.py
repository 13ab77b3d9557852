"""The files of a release: tables, the data package that describes them, the manifest that seals them."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.sources import Source
from data.history import sha256
from data.periods import period
from geo.areas import areas

TABLES_FILE = Path(__file__).with_name("tables.toml")


def files_of_release(
    release: str,
    provenance: Sequence[Mapping[str, Any]],
    tables: Mapping[str, pd.DataFrame],
    held_back: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return the content of every published file by its name.

    The same figures and the same release id always give the same bytes: nothing here looks at a clock.

    Parameters
    ----------
    release : str
        Id of the release, which every row carries.
    provenance : sequence of dict
        What the figures were made from, as :func:`provenance_of` describes each source.
    tables : dict of DataFrame
        ``observations`` and ``population``.
    held_back : sequence of str
        Figures that stay as they were in the release before, although their source was corrected, as far as that is
        for everybody to know; see ``data.build.report.told_to_all``.
    """
    with_areas = {
        **{name: table.assign(release=release) for name, table in tables.items()},
        "areas": _areas(),
    }
    contract = tomllib.loads(TABLES_FILE.read_text(encoding="utf-8"))
    content = {f"{name}.csv": _csv(with_areas[name], contract[name]) for name in sorted(with_areas)}
    content["datapackage.json"] = _json(_data_package(release, provenance, content, contract))
    listed = {name: {"sha256": sha256(made), "bytes": len(made)} for name, made in content.items()}
    for name, table in with_areas.items():
        listed[f"{name}.csv"]["rows"] = len(table)
    manifest = {
        "release": release,
        "sources": [*provenance],
        "held_back": [*held_back],
        "newest": _newest(tables["observations"]),
        "files": listed,
    }
    return {**content, "manifest.json": _json(manifest)}


def provenance_of(source: Source) -> dict[str, Any]:
    """Return where a source comes from; the sha256 of a published file, and of nothing else."""
    sidecar = source.sidecar
    seal = {"sha256": source.sha256} if source.sha256 else {}
    return {
        "file": source.file,
        **seal,
        "title": sidecar.title,
        "publisher": sidecar.publisher,
        "publication": sidecar.publication,
        "edition": sidecar.edition,
        "published": sidecar.published,
        "obtained": sidecar.obtained,
        "notes": sidecar.notes,
        "attribution": sidecar.attribution,
        "covers": sidecar.covers,
    }


def _areas() -> pd.DataFrame:
    published = [
        {
            "area_code": area.code,
            "kind": area.kind,
            "parent": area.parent,
            **{f"name_{language}": name for language, name in area.names.items()},
        }
        for area in areas().values()
        if area.kind != "local_authority"
    ]
    return pd.DataFrame(published)


def _csv(table: pd.DataFrame, described: dict[str, Any]) -> bytes:
    columns = [field["name"] for field in described["fields"]]
    return table[columns].to_csv(index=False, lineterminator="\n").encode("utf-8")


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _data_package(
    release: str, provenance: Sequence[Mapping[str, Any]], content: Mapping[str, bytes], contract: dict[str, Any]
) -> dict[str, Any]:
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
            "hash": f"sha256:{sha256(made)}",
            "schema": {
                **{key: value for key, value in contract[file.removesuffix(".csv")].items() if key != "description"},
                "missingValues": [""],
            },
        }
        for file, made in content.items()
    ]
    # One attribution for each publisher, in the words its licence asks for.
    credited = {
        (each["publisher"], each["publication"], each["attribution"]): {
            "title": f"{each['publisher']}, {each['publication']}",
            "attribution": each["attribution"],
        }
        for each in provenance
    }
    return {
        **contract["package"],
        "version": release,
        "sources": [*credited.values()],
        "resources": resources,
    }


def _newest(observations: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return, for each indicator and kind of period, the newest period any area has a figure for."""
    shown = observations[observations["value"].notna()]
    newest: dict[str, dict[str, str]] = {}
    named = shown[["indicator", "period"]].drop_duplicates()
    for indicator, code in zip(named["indicator"], named["period"], strict=True):
        held = newest.setdefault(indicator, {})
        kind = period(code).kind
        held[kind] = max(held.get(kind, code), code)
    return newest
