"""An exhibit as a file: picture, data, workbook, and for maps the shapes with their figures. Pure.

Each carries title, sentence or marks, source and release inside, so that it can stand alone wherever it is copied to.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from functools import lru_cache

import pandas as pd

from components import map_picture
from components.attribution import attribution
from components.exhibit_request import Asked, read_request
from components.exhibits import NoExhibitError
from components.open_data import Found, neutral
from components.picture import picture_png, picture_svg
from components.tables import mark_meanings
from components.text import Text
from data.load import PublishedDataError
from data.site import site
from geo.shapes import ShapesError

# Decimals of a rate in a file: more than are read, few enough not to pretend.
DECIMALS = 4


def answer(name: str, parameters: Mapping[str, str]) -> Found | None:
    """Return a file of ``KINDS``; None where the address is not understood or the exhibit has no such file."""
    if name not in KINDS:
        return None
    try:
        asked = read_request(parameters)
        if asked.unknown or (name == "chart.geojson" and not asked.exhibit.is_map):
            return None
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
            "content-disposition": f'{_disposition(name)}; filename="{file_name(asked, name)}"',
        },
    )


def about(asked: Asked) -> tuple[str, ...]:
    """Return what stands at the foot of a visual: what it is not, its source, its notes, its shapes, its address."""
    words = asked.text
    lines = [words(f"indicator.{asked.shown.indicator}.meaning"), asked.chart.table.source, *asked.chart.table.notes]
    if asked.exhibit.is_map:
        lines.append(attribution(words))
    lines.append(words("take.licence"))
    if site().address:
        lines.append(site().address + asked.permalink(words.language))
    return tuple(lines)


def file_name(asked: Asked, name: str) -> str:
    """Return a name for a file, made of codes that we have and not of what an address says."""
    shown = asked.shown
    parts = (asked.name.replace(".", "-"), shown.indicator, shown.area, shown.period, asked.text.language)
    return f"{'_'.join(parts)}.{name.rsplit('.', 1)[1]}"


def table_csv(frame: pd.DataFrame, *, source: str, words: Text) -> bytes:
    """Return a table as CSV, the source in each row; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([neutral(str(name)) for name in (*frame.columns, words("show.source_heading"))])
    for row in rounded(frame).itertuples(index=False):
        writer.writerow(["" if pd.isna(cell) else neutral(cell) for cell in (*row, source)])
    return out.getvalue().encode("utf-8-sig")


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose rates have no more decimals than a file needs; counts stay as they are."""
    floats = [name for name, kind in frame.dtypes.items() if pd.api.types.is_float_dtype(kind)]
    return frame.assign(**{name: frame[name].round(DECIMALS) for name in floats})


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
    table = asked.chart.table
    return table_csv(table.data, source=table.full_source, words=asked.text)


def _geojson(asked: Asked) -> bytes:
    found = map_picture.geojson(asked.dataset, asked.view, asked.options, asked.text)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _xlsx(asked: Asked) -> bytes:
    from components.workbook import Cover, Sheet, workbook

    words, table = asked.text, asked.chart.table
    sheet = Sheet(words("take.sheet"), table.caption, (asked.chart.sentence, *table.notes), rounded(table.data))
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


def _disposition(name: str) -> str:
    """Return whether a browser shows a file or keeps it: an SVG is also the picture on the page."""
    return "inline" if name == "chart.svg" else "attachment"


KINDS: dict[str, tuple[str, Callable[[Asked], bytes]]] = {
    "chart.svg": ("image/svg+xml", _svg),
    "chart.png": ("image/png", _png),
    "chart.csv": ("text/csv; charset=utf-8", _csv),
    "chart.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "chart.geojson": ("application/geo+json", _geojson),
}
