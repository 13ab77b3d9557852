"""The published figures, loaded and verified: the only figures the app can open."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.register import register
from data.schema import SchemaError, check_foreign_keys, read_table
from data.statuses import WITHOUT_VALUE

PUBLISHED = Path(__file__).with_name("published")
TABLES = ("areas", "observations", "population")
REMEDY = "Restore the folder from the repository, or run: python -m data.build"


class PublishedDataError(Exception):
    """The published figures are missing, altered or incomplete; the message says what to do."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """One release of the published figures.

    ``observations`` and ``population`` are the tables of the same name, typed by their schema; the
    manifest says what the release was made from. Compared by identity, so that results can be cached by
    it. Nothing in it may be changed.
    """

    observations: pd.DataFrame
    population: pd.DataFrame
    manifest: dict[str, Any]

    @property
    def release(self) -> str:
        """Return the id of the release: the day it was made."""
        return str(self.manifest["release"])


def load(folder: Path = PUBLISHED, *, indicators: Iterable[str] | None = None) -> Dataset:
    """Return the published figures of a folder.

    Parameters
    ----------
    folder : Path
    indicators : iterable of str
        Ids that must be there; unless given, those of the register but for local ones.

    Raises
    ------
    PublishedDataError
        If a file is missing or not the one the manifest lists (by sha256), a row breaks the schema, or an
        indicator is missing.
    """
    try:
        manifest = _read_json(folder / "manifest.json")
        for name in ("datapackage.json", *(f"{table}.csv" for table in TABLES)):
            _verify(folder / name, manifest["files"][name]["sha256"])
        package = _read_json(folder / "datapackage.json")
        schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
        tables = {name: read_table(folder / f"{name}.csv", schemas[name]) for name in TABLES}
        for name in TABLES:
            check_foreign_keys(name, schemas[name], tables)
        _check_values(tables["observations"])
        _check_whole(tables["observations"], manifest, _always_there() if indicators is None else indicators)
    except SchemaError as error:
        raise PublishedDataError(f"{_place(folder)}: {error}. {REMEDY}") from error
    except (KeyError, TypeError, AttributeError) as error:
        found = "manifest.json or datapackage.json is not of the form the build writes"
        raise PublishedDataError(f"{_place(folder)}: {found} ({error!r}). {REMEDY}") from error
    return Dataset(tables["observations"], tables["population"], manifest)


def _always_there() -> list[str]:
    return [name for name, indicator in register().items() if not indicator.is_local]


def _place(folder: Path) -> str:
    """Return the folder as people know it; the message may reach a page, so no path of the machine is in it."""
    return f"{folder.parent.name}/{folder.name}"


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SchemaError(f"{path.name} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise SchemaError(f"{path.name} is not valid JSON ({error})") from error
    if not isinstance(content, dict):
        raise SchemaError(f"{path.name} is not a JSON object")
    return content


def _verify(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise SchemaError(f"{path.name} cannot be read ({error.strerror})") from error
    if found != expected:
        raise SchemaError(f"{path.name} was altered: its sha256 is {found}; the manifest lists {expected}")


def _check_whole(observations: pd.DataFrame, manifest: dict[str, Any], indicators: Iterable[str]) -> None:
    if set(observations["release"]) != {manifest["release"]}:
        raise SchemaError(f"observations.csv is not of release {manifest['release']}, which manifest.json names")
    if missing := set(indicators) - set(observations["indicator"]):
        raise SchemaError(f"observations.csv has no row for {', '.join(sorted(missing))}")


def _check_values(observations: pd.DataFrame) -> None:
    has_none = observations["status"].isin(WITHOUT_VALUE)
    if (wrong := observations["value"].isna() != has_none).any():
        row = int(wrong.to_numpy().argmax())
        expected = "no value" if has_none.iloc[row] else "a value"
        where = f"observations.csv, row {row + 2}, column value"
        raise SchemaError(f"{where}: expected {expected} with the status {observations['status'].iloc[row]}")
