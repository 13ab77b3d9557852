"""What the columns of the files of figures mean, for people (the codebook) and for programs (Table Schemas)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from components.charts.rows import ALWAYS, COLUMNS
from components.opendata.change_rows import CODED, headings
from components.opendata.change_rows import COLUMNS as CHANGES
from components.wording.text import Text, wording
from data.site import LANGUAGES
from geo.areas import areas

# Properties of the areas in ``chart.geojson``, and the columns they are the same as.
PROPERTIES = {
    "code": "area_code",
    **{f"name_{code}": "area" for code in next(iter(areas().values())).names},
    "value": "number",
    **{name: name for name in ("rate", "lower", "upper")},
    "status": "status",
    "rate_status": "rate_status",
    "mark": "mark",
    "indicator": "indicator_code",
    "period": "period_code",
    "licence": "licence",
    "indicator_name": "indicator",
    "period_name": "period",
    **{name: name for name in ("unit", "mark_words", "source", "edition", "release", "note")},
}
FILES = ("view.csv", "chart.csv", "changes.csv", "chart.geojson")
INTEGERS = ("was", "now", "difference")


class Described(NamedTuple):
    """A column of a file: its id, its type in a Table Schema, its heading and what it means."""

    id: str
    kind: str
    heading: str
    meaning: str


def columns_of(file: str, text: Text) -> Iterator[Described]:
    """Yield the columns that one of ``FILES`` can have, in their order."""
    if file == "changes.csv":
        yield from _changes(text)
    elif file == "chart.geojson":
        for name, alike in PROPERTIES.items():
            kind = COLUMNS[alike].kind if alike in COLUMNS else "string"
            yield Described(name, kind, name, text(f"file.meaning.{alike}"))
    else:
        for column in COLUMNS.values():
            if file == "chart.csv" or column.id in ALWAYS:
                yield Described(column.id, column.kind, text(column.heading), text(f"file.meaning.{column.id}"))


def _changes(text: Text) -> Iterator[Described]:
    ids = (*(f"{name}_code" for name in CODED), *CHANGES)
    for id, heading in zip(ids, headings(text), strict=True):
        key = f"file.meaning.changes.{id}"
        meaning = text(key) if text.has(key) else text(f"file.meaning.{id}")
        yield Described(id, "integer" if id in INTEGERS else "string", heading, meaning)


def code_rows() -> Iterator[tuple[str, ...]]:
    """Yield the columns of all files as rows of the codebook."""
    for file in FILES:
        for each in zip(*(columns_of(file, wording(language)) for language in LANGUAGES), strict=True):
            yield "column", file, each[0].id, "", *(one.heading for one in each), *(one.meaning for one in each)


def schemas() -> bytes:
    """Return the Table Schema (Frictionless Data) of each CSV file in each language; a file may lack columns of it."""
    found = {
        file: {language: _schema(file, wording(language)) for language in LANGUAGES}
        for file in FILES
        if file.endswith(".csv")
    }
    return (json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode()


def _schema(file: str, text: Text) -> dict[str, object]:
    fields = [
        {"name": each.heading, "type": each.kind, "description": each.meaning, "id": each.id}
        for each in columns_of(file, text)
    ]
    return {"fields": fields, "missingValues": [""]}
