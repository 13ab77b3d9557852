"""The areas the figures are about: police force areas, regions, countries, local authorities.

``areas.csv`` is the only list. A name may be changed there; a code never, because codes join the figures.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

WALES = "W92000004"

COLUMNS = "code,kind,parent, name_<language> of each language, and <language>_status of each but the first"
AREAS_FILE = Path(__file__).with_name("areas.csv")
KINDS = ("united_kingdom", "england_and_wales", "country", "region", "force", "local_authority")
STATUSES = ("attested", "review", "english")


class AreasError(ValueError):
    """``areas.csv`` is missing or breaks one of its rules."""


@dataclass(frozen=True)
class Area:
    """One area, its place in the hierarchy and its names.

    ``names`` are the columns ``name_en``, ``name_cy`` and so on, by language: the first is the official name. Another
    one is empty exactly when the column of its status, such as ``cy_status``, says ``english``: no form in that
    language is attested, so the official name stays and must be marked up as English.
    """

    code: str
    kind: str
    parent: str
    names: Mapping[str, str] = field(hash=False)
    statuses: Mapping[str, str] = field(hash=False)

    @property
    def official_name(self) -> str:
        """The name that its publishers give it."""
        return next(iter(self.names.values()))

    def name(self, language: str) -> str:
        """Return the name to show to a reader of ``language``."""
        return self.names[self.name_language(language)]

    def name_language(self, language: str) -> str:
        """Return the language :meth:`name` is in: that of the official name where there is no other form."""
        return language if self.names.get(language) else next(iter(self.names))


@cache
def areas() -> dict[str, Area]:
    """Return every area by its code, in the order of ``areas.csv``."""
    return read_areas(AREAS_FILE)


def forces() -> tuple[Area, ...]:
    """Return the 43 police force areas, in the order of ``areas.csv``."""
    return tuple(area for area in areas().values() if area.kind == "force")


def children(code: str) -> tuple[Area, ...]:
    """Return the areas one level below ``code``, in the order of ``areas.csv``; none for an unknown code."""
    return tuple(area for area in areas().values() if area.parent == code)


def read_areas(path: Path) -> dict[str, Area]:
    """Return the areas of a file like ``areas.csv``, by code.

    Raises
    ------
    AreasError
        If the file cannot be read, or a row breaks a rule; the message names file, row and value.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            found = [_area(row) for row in csv.DictReader(file, strict=True)]
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
        raise AreasError(f"{path}: expected a UTF-8 CSV file with the columns {COLUMNS} ({error})") from error
    by_code = {area.code: area for area in found}
    for row, area in enumerate(found, start=2):
        if problem := _problem(area, by_code):
            raise AreasError(f"{path}, row {row} ({area.code}): {problem}")
    return by_code


def region_of(code: str) -> str:
    """Return the region around an area, Wales for a Welsh one; a larger area is its own."""
    while areas()[code].kind not in ("region", "country", "england_and_wales"):
        code = areas()[code].parent
    return code


def is_within(code: str, outer: str) -> bool:
    """Return whether an area is another one or lies within it."""
    while code in areas():
        if code == outer:
            return True
        code = areas()[code].parent
    return False


def _area(row: Mapping[str, str]) -> Area:
    """Return the area of a row; raise TypeError for a column that is missing or unknown."""
    names = {column.removeprefix("name_"): value for column, value in row.items() if str(column).startswith("name_")}
    statuses = {code: row[f"{code}_status"] for code in [*names][1:] if f"{code}_status" in row}
    known = {"code", "kind", "parent", *(f"name_{code}" for code in names), *(f"{code}_status" for code in statuses)}
    if not names or len(statuses) != len(names) - 1 or row.keys() != known:
        raise TypeError(f"there are {', '.join(map(str, row))}")
    return Area(row["code"], row["kind"], row["parent"], names, statuses)


def _problem(area: Area, by_code: dict[str, Area]) -> str:
    if by_code[area.code] is not area:
        return "this code is listed twice"
    values = (area.code, area.kind, area.parent, *area.names.values(), *area.statuses.values())
    if not all(isinstance(value, str) for value in values):
        return f"expected {len(values)} values, found {[value for value in values if value is not None]}"
    if area.kind not in KINDS:
        return f"kind is {area.kind!r}, expected one of {', '.join(KINDS)}"
    if area.parent not in by_code and area.kind != "united_kingdom":
        return f"parent {area.parent!r} is not a code in this file"
    if not area.official_name:
        return f"name_{next(iter(area.names))} must be filled in"
    for code, status in area.statuses.items():
        if status not in STATUSES:
            return f"{code}_status is {status!r}, expected one of {', '.join(STATUSES)}"
        if bool(area.names[code]) == (status == "english"):
            return f"name_{code} must be left empty exactly when {code}_status is english"
    return ""
