"""The open data: published files as they are, a view or what two releases say differently as CSV, the feed.

``web/open_data/releases.py`` answers the addresses that stay and the whole release in one ZIP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from components.address.visit import Visit, read_text, read_visit
from components.charts import tables
from components.charts.map import files
from components.charts.rows import not_among
from components.opendata import changes as was_now
from components.opendata import feed
from components.opendata.csv_file import csv_of, rows_csv
from components.opendata.names import saved_as, view_name
from data import current
from data.history import HistoryError
from data.load import Dataset, PublishedDataError
from data.register import register
from data.views import by_area, by_category, trend
from geo.shapes import ShapesError, shapes
from web.answer import OPEN, Answer
from web.base import VARIES_BY
from web.open_data import releases
from web.open_data.index import index

KINDS = {".csv": "text/csv; charset=utf-8", ".json": "application/json"}


def answer(name: str, parameters: Mapping[str, str], *, base: str = "") -> Answer | None:
    """Return the index, a published file, or a view as figures or map; None where there is no such file.

    ``base`` are scheme, host and port of this site, for the addresses in the feed.
    """
    if name == "":
        sizes = {file: len(content) for file, content in _files().items()}
        return Answer(index(sizes, current.ages() if sizes else ()).encode(), "text/html; charset=utf-8")
    if name == "view.csv":
        return _view(parameters)
    if name in files.KINDS:
        return _map(name, parameters)
    if name in ("changes.csv", "releases.atom"):
        return _between_releases(name, parameters, base)
    if name == releases.WHOLE or name.startswith((releases.LATEST, releases.FROZEN)):
        return releases.answer(name, parameters)
    published = _files()
    return Answer(published[name], KINDS[f".{name.rsplit('.', 1)[1]}"]) if name in published else None


def _view(parameters: Mapping[str, str]) -> Answer | None:
    """Return the figures of one area over time, of all areas in a period, or of an area in a period by category."""
    found = _visit(parameters)
    if found is None:
        return None
    dataset, visit = found
    view, words = visit.view, visit.text
    breakdown = parameters.get("breakdown")
    if breakdown:
        if breakdown not in register()[view.indicator].breakdowns:
            return None
        frame = by_category(dataset, view, breakdown=breakdown)
        if frame.empty:
            return None
    else:
        areas = by_area(dataset, view)
        frame = trend(dataset, view) if "area" in dict(visit.asked) or areas.empty else areas
    table = tables.file_table(dataset, view.indicator, frame, words)
    rows = table.file(not_among(visit.asked, table.rows))
    answered = Answer(rows_csv(rows, words), KINDS[".csv"])
    named = saved_as(view_name(rows, words), "csv")
    return replace(answered, headers={**answered.headers, "content-disposition": named})


def _map(name: str, parameters: Mapping[str, str]) -> Answer | None:
    """Return a map of the view, or shapes that are part of every map.

    A browser may keep either for an hour, but not under an address that names another release than the one it is of.
    None also where a map of another period than the one asked for would be the answer: it has no place for a line.
    """
    visited = _visit(parameters)
    if visited is None:
        return None
    dataset, visit = visited
    if name not in files.ALIKE and dict(visit.asked).get("period", visit.view.period) != visit.view.period:
        return None
    try:
        content = files.map_file(name, dataset, visit.view, visit.text)
    except (LookupError, ShapesError):
        return None
    found = Answer(content, files.KINDS[name])
    if parameters.get("release", dataset.release) not in (dataset.release, shapes().edition):
        return found
    return replace(found, headers={**found.headers, "cache-control": "public, max-age=3600"})


def _between_releases(name: str, parameters: Mapping[str, str], base: str) -> Answer | None:
    """Return what two releases say differently, or the feed of them all.

    None where they cannot be read, or one is asked for that is not kept.
    """
    words = read_text(parameters)
    try:
        if name == "releases.atom":
            return Answer(
                feed.feed(words, base), feed.MEDIA_TYPE, {**OPEN, "cache-control": "no-cache", "vary": VARIES_BY}
            )
        visit = read_visit(parameters, "", current.dataset())
        changes = None if {"from", "to"} & {*visit.unknown} else was_now.changes_rows(visit.options, words)
    except (HistoryError, PublishedDataError):
        return None
    if changes is None:
        return None
    file, rows = changes
    found = Answer(csv_of(rows), KINDS[".csv"])
    return replace(found, headers={**found.headers, "content-disposition": saved_as(file, "csv")})


def _visit(parameters: Mapping[str, str]) -> tuple[Dataset, Visit] | None:
    """Return the figures and what an address asks for; None where its view is not understood."""
    try:
        dataset = current.dataset()
    except PublishedDataError:
        return None
    visit = read_visit(parameters, "", dataset)
    return None if {*vars(visit.view)} & {*visit.unknown} else (dataset, visit)


def _files() -> Mapping[str, bytes]:
    """Return the published files by name; none of them is handed out while one of them cannot be trusted."""
    try:
        return dict(sorted(current.snapshot().files.items()))
    except PublishedDataError:
        return {}
