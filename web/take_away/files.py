"""An exhibit as a file: picture, data, workbook, and for maps the shapes with their figures.

Each carries title, sentence or marks, source and release inside, so that it can stand alone wherever it is copied to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache

from components.charts.exhibits import EXHIBITS, NoExhibitError
from components.charts.map import geojson
from components.charts.map.view import map_view
from components.charts.rows import MARKED, file_rows
from components.drawing.picture import picture_png, picture_svg
from components.drawing.table import mark_meanings
from components.opendata.csv_file import headed, rows_csv
from components.opendata.names import LONGEST, place_words, plain_name, saved_as
from components.wording import trial
from components.wording.attribution import attribution
from components.wording.format import period
from data.load import PublishedDataError
from data.site import site
from geo.shapes import ShapesError
from web.answer import CSV, OPEN, REVALIDATE, Answer, NoAnswerError, unavailable
from web.open_data.parameters import not_known
from web.take_away.request import ExhibitRequest, read_request


def exhibit_name(asked: ExhibitRequest) -> str:
    """Return the stem for the files of an exhibit: what was counted, how it is shown, where and when."""
    text, rows, shown = asked.text, file_rows(asked.chart.table), asked.shown
    key = f"file.name.{asked.name}"
    how = [text(key)] if text.has(key) else []
    if asked.parameters.get("measure") == "change":
        how.append(text("file.name.change"))
    what, when = text(f"indicator.{shown.indicator}.short"), period(shown.period, text)
    codes = [*dict.fromkeys(rows.frame["area_code"])]
    name = plain_name(what, *how, place_words(shown.area, codes, text), when)
    # What is long in itself says the chosen area alone, rather than lose its end.
    if len(name) <= LONGEST - len(".geojson" if asked.exhibit.is_map else ".xlsx"):
        return name
    return plain_name(what, *how, place_words(shown.area, [shown.area], text), when)


def answer(name: str, parameters: Mapping[str, str]) -> Answer:
    """Return a file of ``KINDS``.

    Raises
    ------
    web.answer.NoAnswerError
        If the address is not understood, the exhibit has no such file, or the figures cannot be read.
    """
    if name not in KINDS:
        raise NoAnswerError("unknown_file")
    try:
        asked = _asked(name, parameters)
        media_type, make = KINDS[name]
        content = make(asked)
    except NoExhibitError as error:
        raise NoAnswerError("no_figures") from error
    except PublishedDataError as error:
        raise unavailable("unreadable") from error
    except ShapesError as error:
        raise unavailable("unavailable") from error
    headers = {
        **OPEN,
        "cache-control": REVALIDATE,
        "content-language": asked.text.language,
        "content-disposition": saved_as(exhibit_name(asked), name.rsplit(".", 1)[1], shown=name == "chart.svg"),
    }
    return Answer(content, media_type, headers)


def _asked(name: str, parameters: Mapping[str, str]) -> ExhibitRequest:
    """Return what an address asks for; unlike a page, a file is never of a view that only comes near to it."""
    is_map = name == "chart.geojson"
    exhibits = tuple(id for id, exhibit in EXHIBITS.items() if exhibit.is_map or not is_map)
    if (chart := parameters.get("chart", "")) not in exhibits:
        raise NoAnswerError("unknown_value", parameter="chart", given=chart, expected=exhibits)
    asked = read_request(parameters)
    if asked.unknown:
        raise not_known(asked.unknown[0], parameters, asked.dataset)
    return asked


def about(asked: ExhibitRequest) -> tuple[str, ...]:
    """Return what stands at the foot of a visual: what it is not, its source, its notes, its shapes, its address."""
    text = asked.text
    meaning = text(f"indicator.{asked.shown.indicator}.meaning")
    lines = [
        *filter(None, (trial.said(text), asked.instead, meaning)),
        asked.chart.table.source,
        *asked.chart.table.notes,
    ]
    if asked.exhibit.is_map:
        lines.append(attribution(text))
    lines.append(text("take.licence"))
    if site().address:
        lines.append(site().address + asked.permalink(text.language))
    return tuple(lines)


def _svg(asked: ExhibitRequest) -> bytes:
    return _picture(asked).encode()


@lru_cache(maxsize=32)
def _picture(asked: ExhibitRequest, *, has_our_letters: bool = False) -> str:
    return picture_svg(asked.chart, asked.text, about=about(asked), has_our_letters=has_our_letters)


@lru_cache(maxsize=16)
def _png(asked: ExhibitRequest) -> bytes:
    chart = asked.chart
    said = {
        "Title": chart.table.caption,
        "Description": f"{chart.sentence} {chart.alt}",
        "Source": " ".join(about(asked)),
        "Site release": asked.dataset.release,
        "Language": asked.text.language,
    }
    return picture_png(_picture(asked, has_our_letters=True), said=said)


def _csv(asked: ExhibitRequest) -> bytes:
    return rows_csv(asked.rows, asked.text)


def _geojson(asked: ExhibitRequest) -> bytes:
    found = geojson.geojson(map_view(asked.dataset, asked.view, asked.options, asked.text))
    found["description"] = " ".join(filter(None, (asked.instead, found["description"])))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _xlsx(asked: ExhibitRequest) -> bytes:
    from components.opendata.sheets import Cover, Sheet
    from components.opendata.xlsx import workbook

    text, table, rows = asked.text, asked.chart.table, asked.rows
    shown = headed(rows, text)
    heads = dict(zip(map(str, rows), map(str, shown), strict=True))
    notes = tuple(filter(None, (asked.instead, asked.chart.sentence, *table.notes)))
    figures = tuple(heads[name] for name in MARKED if name in heads)
    sheet = Sheet(text("take.sheet"), table.caption, notes, shown, marks=heads["mark"], figures=figures)
    cover = Cover(
        title=table.caption,
        sources=(table.source,),
        release=asked.dataset.release,
        licence=text("take.licence"),
        about=(asked.chart.sentence, *about(asked)),
        marks=mark_meanings(table, text),
        language=text.language,
    )
    return workbook([sheet], cover=cover)


KINDS: dict[str, tuple[str, Callable[[ExhibitRequest], bytes]]] = {
    "chart.svg": ("image/svg+xml", _svg),
    "chart.png": ("image/png", _png),
    "chart.csv": (CSV, _csv),
    "chart.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "chart.geojson": ("application/geo+json", _geojson),
}
