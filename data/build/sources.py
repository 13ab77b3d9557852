"""Sources as received: each CSV file with the sidecar that says where it came from and what it may hold."""

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.problems import Problem, SourceError

COLUMN_KINDS = (
    "financial_year",
    "financial_quarter",
    "quarter",
    "year",
    "period",
    "day",
    "area_code",
    "area_name",
    "category",
    "count",
    "edition",
    "text",
)


@dataclass(frozen=True)
class Sidecar:
    """Provenance of one source and the description of its table, from ``<name>.toml``."""

    title: str
    row: str
    publisher: str
    publication: str
    edition: str
    licence: str
    attribution: str
    covers: list[str]
    missing_quarters: list[str]
    sha256: str
    reconciled: list[str]
    known_gaps: list[str]
    table: dict[str, Any]
    columns: dict[str, dict[str, Any]]
    control_totals: list[dict[str, Any]] = field(default_factory=list)
    # The files it was read from by data.refresh: title, url, published, sha256, fetched_on.
    fetched: list[dict[str, Any]] = field(default_factory=list)
    # ISO day on which the publisher's newest edition in the table came out; empty where it is not known.
    published: str = ""
    # How the figures came here, in plain words.
    obtained: str = ""
    # The editions of a table that is put together from several, oldest first: name (as the column of the kind edition
    # has it), title, published.
    editions: list[dict[str, Any]] = field(default_factory=list)
    # What is to be said of single figures: area_code, period, and the id of the words, note.
    notes: list[dict[str, Any]] = field(default_factory=list)

    def column(self, kind: str) -> str | None:
        """Return the name of the first column of a kind, None if there is none."""
        return next((name for name, column in self.columns.items() if column["kind"] == kind), None)


@dataclass(frozen=True)
class Source:
    """One source: its sidecar and its table, cells still text, rows numbered as a spreadsheet shows them."""

    name: str
    sidecar: Sidecar
    rows: pd.DataFrame
    sha256: str

    @property
    def file(self) -> str:
        """Return the file name of the table."""
        return f"{self.name}.csv"

    def periods(self) -> pd.Series:
        """Return the code of the quarter, or the year, that each row is about."""
        rows, column = self.rows, self.sidecar.column
        if name := column("period"):
            return rows[name]
        if name := column("quarter"):
            return rows[name].str.replace("Q", "-Q")
        if name := column("year"):
            return rows[name]
        year = rows[column("financial_year")].str[:4].astype(int)
        quarter = rows[column("financial_quarter")].astype(int)
        # The fourth quarter of a financial year is January to March of the next calendar year.
        return (year + (quarter == 4)).astype(str) + "-Q" + (quarter % 4 + 1).astype(str)

    def in_use(self) -> pd.DataFrame:
        """Return the rows that figures are taken from: of each period, those of the newest edition that has it."""
        name = self.sidecar.column("edition")
        if not name:
            return self.rows
        places = {edition["name"]: place for place, edition in enumerate(self.sidecar.editions)}
        place = self.rows[name].map(places)
        return self.rows[place == place.groupby(self.periods()).transform("max")]


def read_sources(folder: Path, names: Iterable[str]) -> tuple[dict[str, Source], list[Problem]]:
    """Return the readable ones of the named sources, and what is wrong with the others."""
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            found[name] = read_source(folder, name)
        except SourceError as error:
            problems.extend(error.problems)
    return found, problems


def read_source(folder: Path, name: str) -> Source:
    """Return one source, its cells as text.

    Raises
    ------
    SourceError
        If the file is missing, not UTF-8, not CSV, or has not the columns its sidecar describes.
    """
    file = f"{name}.csv"
    if absent := [path for path in (folder / f"{name}.toml", folder / file) if not path.is_file()]:
        found = "no readable file (there is none)"
        raise SourceError([Problem(path.name, "", found, f"it at {path}") for path in absent])
    sidecar = _read_sidecar(folder / f"{name}.toml")
    content = _read_bytes(folder / file)
    sha256 = hashlib.sha256(content).hexdigest()
    problems = hash_problems(file, sha256, sidecar)
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise SourceError([*problems, Problem(file, f"row {row}", "bytes that are not UTF-8", "UTF-8")]) from error
    except csv.Error as error:
        raise SourceError([*problems, Problem(file, "", f"no CSV table ({error})", "a CSV table")]) from error
    if wrong_shape := _shape_problems(file, rows, [*sidecar.columns]):
        raise SourceError([*problems, *wrong_shape])
    table = pd.DataFrame(rows[1:], columns=rows[0], index=range(2, len(rows) + 1), dtype="str")
    return Source(name, sidecar, table, sha256)


def hash_problems(file: str, sha256: str, sidecar: Sidecar) -> list[Problem]:
    """Return what is wrong with the sha256 of a file; nothing, if its sidecar records the same."""
    if sha256 == sidecar.sha256:
        return []
    expected = (
        f"{sidecar.sha256}, the file that was checked. If this is a new edition, check it against the "
        f"publication and write its edition, covers and sha256 into {file.removesuffix('.csv')}.toml; if "
        "not, restore the file"
    )
    return [Problem(file, "", f"sha256 {sha256}", expected)]


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError([Problem(path.name, "", f"no readable file ({error.strerror})", f"it at {path}")]) from error


def _read_sidecar(path: Path) -> Sidecar:
    try:
        sidecar = Sidecar(**tomllib.loads(_read_bytes(path).decode("utf-8")))
        kinds = {column["kind"] for column in sidecar.columns.values()}
        if unknown := kinds - set(COLUMN_KINDS):
            raise ValueError(f"unknown kind of column: {', '.join(sorted(unknown))}")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, KeyError, ValueError) as error:
        found = f"a sidecar that cannot be used ({error})"
        raise SourceError([Problem(path.name, "", found, "the settings the other sidecars have")]) from error
    return sidecar


def _shape_problems(file: str, rows: list[list[str]], columns: list[str]) -> list[Problem]:
    header = rows[0] if rows else []
    problems = [Problem(file, "row 1", f"no column {name!r}", "it") for name in columns if name not in header]
    problems += [
        Problem(file, "row 1", f"a column {name!r}", f"only {', '.join(columns)}, each once")
        for position, name in enumerate(header)
        if name not in columns or name in header[:position]
    ]
    if rows and len(rows) == 1:
        problems.append(Problem(file, "", "no row below the header", "rows of figures"))
    problems += [
        Problem(file, f"row {number}", f"{len(row)} values", f"{len(header)}, one for each column")
        for number, row in enumerate(rows[1:], start=2)
        if len(row) != len(header)
    ]
    return problems
