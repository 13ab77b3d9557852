"""The areas the figures are about: police force areas, regions, countries, local authorities.

``areas.csv`` is the only list. A name may be changed there; a code never, because codes join the figures.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WALES = "W92000004"

AREAS_FILE = Path(__file__).with_name("areas.csv")
KINDS = ("united_kingdom", "england_and_wales", "country", "region", "force", "local_authority")
CY_STATUSES = ("attested", "review", "english")


class AreasError(ValueError):
    """``areas.csv`` is missing or breaks one of its rules."""


@dataclass(frozen=True)
class Area:
    """One area, its place in the hierarchy and its two names.

    ``name_cy`` is empty exactly when ``cy_status`` is ``english``: no Welsh form is attested, so the official
    English name stays and must be marked up as English on a Welsh page.
    """

    code: str
    kind: str
    parent: str
    name_en: str
    name_cy: str
    cy_status: str

    def name(self, language: str) -> str:
        """Return the name to show to a reader of ``language`` (``en`` or ``cy``)."""
        return self.name_cy if self.name_language(language) == "cy" else self.name_en

    def name_language(self, language: str) -> str:
        """Return the language :meth:`name` is in: ``en`` on a Welsh page where there is no Welsh form."""
        return "cy" if language == "cy" and self.name_cy else "en"


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
            found = [Area(**row) for row in csv.DictReader(file, strict=True)]
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
        columns = ",".join(Area.__dataclass_fields__)
        raise AreasError(f"{path}: expected a UTF-8 CSV file with the columns {columns} ({error})") from error
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


def _problem(area: Area, by_code: dict[str, Area]) -> str:
    if by_code[area.code] is not area:
        return "this code is listed twice"
    if not all(isinstance(value, str) for value in vars(area).values()):
        return f"expected six values, found {[value for value in vars(area).values() if value is not None]}"
    if area.kind not in KINDS:
        return f"kind is {area.kind!r}, expected one of {', '.join(KINDS)}"
    if area.parent not in by_code and area.kind != "united_kingdom":
        return f"parent {area.parent!r} is not a code in this file"
    if area.cy_status not in CY_STATUSES:
        return f"cy_status is {area.cy_status!r}, expected one of {', '.join(CY_STATUSES)}"
    if not area.name_en or bool(area.name_cy) == (area.cy_status == "english"):
        return "name_en must be filled in, and name_cy left empty exactly when cy_status is english"
    return ""
