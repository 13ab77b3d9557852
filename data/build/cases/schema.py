"""What a record of one case may hold: its fields, and the codes and texts each of them knows."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geo.areas import children

SCHEMA_FILE = Path(__file__).with_name("schema.toml")
# The quarter is given, or follows from the day.
WHEN = ("date", "quarter")
CODED = ("local_authority", "setting", "exploitation", "age_group", "gender")
FIELDS = ("quarter", *CODED)


@dataclass(frozen=True)
class Schema:
    """The codes of each coded field in their order, every text that stands for one, and the quarters possible."""

    codes: dict[str, tuple[str, ...]]
    texts: dict[str, dict[str, str]]
    quarters: tuple[str, str]


def schema(home_area: str, *, today: date) -> Schema:
    """Return the schema for the records of one police force.

    Parameters
    ----------
    home_area : str
        Code of the police force area; its local authorities come from ``geo/areas.csv``.
    today : date
        No case can be of a later quarter.
    """
    settings = _settings()
    inside = [area for area in children(home_area) if area.kind == "local_authority"]
    codes = {field: tuple(settings["codes"][field]) for field in CODED}
    codes["local_authority"] = (*(area.code for area in inside), *codes["local_authority"])
    texts = {field: {code: code for code in codes[field]} for field in CODED}
    for area in inside:
        texts["local_authority"] |= {area.name(language): area.code for language in area.names}
    return Schema(codes, texts, (settings["first_quarter"], f"{today.year}-Q{(today.month + 2) // 3}"))


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
