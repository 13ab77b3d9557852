"""An exhibit as a file: picture, data, workbook, and for maps the shapes with their figures. Pure.

Each carries title, sentence or marks, source and release inside, so that it can stand alone wherever it is copied to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache

from components import map_picture, trial
from components.attribution import attribution
from components.exhibit_request import Asked, read_request
from components.exhibits import NoExhibitError
from components.file_names import exhibit_name, saved_as
from components.file_rows import MARKED, headed, rows_csv
from components.open_data import Found
from components.picture import picture_png, picture_svg
from components.tables import mark_meanings
from data.load import PublishedDataError
from data.site import site
from geo.shapes import ShapesError


def answer(name: str, parameters: Mapping[str, str]) -> Found | None:
    """Return a file of ``KINDS``; None where the address is not understood or the exhibit has no such file."""
    if name not in KINDS:
        return None
    try:
        asked = read_request(parameters)
        if asked.unknown or (name == "chart.geojson" and not asked.exhibit.is_map):
            return None
        kind = name.rsplit(".", 1)[1]
        media_type, make = KINDS[name]
        content = make(asked)
    except (NoExhibitError, PublishedDataError, ShapesError):
        return None
    return Found(
        content,
        media_type,
        {
            "access-control-allow-origin": "*",
            "cache-control": "no-cache",
            "content-language": asked.text.language,
            "content-disposition": saved_as(exhibit_name(asked), kind, shown=name == "chart.svg"),
        },
    )


def about(asked: Asked) -> tuple[str, ...]:
    """Return what stands at the foot of a visual: what it is not, its source, its notes, its shapes, its address."""
    words = asked.text
    meaning = words(f"indicator.{asked.shown.indicator}.meaning")
    lines = [
        *filter(None, (trial.said(words), asked.instead, meaning)),
        asked.chart.table.source,
        *asked.chart.table.notes,
    ]
    if asked.exhibit.is_map:
        lines.append(attribution(words))
    lines.append(words("take.licence"))
    if site().address:
        lines.append(site().address + asked.permalink(words.language))
    return tuple(lines)


def _svg(asked: Asked) -> bytes:
    return _picture(asked).encode()


@lru_cache(maxsize=32)
def _picture(asked: Asked, *, has_our_letters: bool = False) -> str:
    return picture_svg(asked.chart, asked.text, about=about(asked), has_our_letters=has_our_letters)


@lru_cache(maxsize=16)
def _png(asked: Asked) -> bytes:
    chart = asked.chart
    said = {
        "Title": chart.table.caption,
        "Description": f"{chart.sentence} {chart.alt}",
        "Source": " ".join(about(asked)),
        "Site release": asked.dataset.release,
        "Language": asked.text.language,
    }
    return picture_png(_picture(asked, has_our_letters=True), said=said)


def _csv(asked: Asked) -> bytes:
    return rows_csv(asked.rows, asked.text)


def _geojson(asked: Asked) -> bytes:
    found = map_picture.geojson(asked.dataset, asked.view, asked.options, asked.text)
    found["description"] = " ".join(filter(None, (asked.instead, found["description"])))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _xlsx(asked: Asked) -> bytes:
    from components.workbook import Cover, Sheet, workbook

    words, table, rows = asked.text, asked.chart.table, asked.rows
    shown = headed(rows, words)
    heads = dict(zip(rows, shown, strict=True))
    notes = tuple(filter(None, (asked.instead, asked.chart.sentence, *table.notes)))
    figures = tuple(heads[name] for name in MARKED if name in heads)
    sheet = Sheet(words("take.sheet"), table.caption, notes, shown, marks=heads["mark"], figures=figures)
    cover = Cover(
        title=table.caption,
        sources=(table.source,),
        release=asked.dataset.release,
        licence=words("take.licence"),
        about=(asked.chart.sentence, *about(asked)),
        marks=mark_meanings(table, words),
        language=words.language,
    )
    return workbook([sheet], cover=cover)


KINDS: dict[str, tuple[str, Callable[[Asked], bytes]]] = {
    "chart.svg": ("image/svg+xml", _svg),
    "chart.png": ("image/png", _png),
    "chart.csv": ("text/csv; charset=utf-8", _csv),
    "chart.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "chart.geojson": ("application/geo+json", _geojson),
}
