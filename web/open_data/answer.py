"""The open data: published files as they are, a view or what two releases say differently as CSV, the feed.

``web/open_data/releases.py`` answers the addresses that stay and the whole release in one ZIP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from components.address.language import language_of
from components.address.visit import asked_for
from components.charts import tables
from components.charts.map import files
from components.charts.rows import not_among
from components.opendata import changes as was_now
from components.opendata import feed
from components.opendata.csv_file import csv_of, rows_csv
from components.opendata.names import saved_as, view_name
from components.wording.text import Text, text
from data import current
from data.history import HistoryError
from data.load import Dataset, PublishedDataError
from data.nearest import nearest
from data.register import register
from data.site import site
from data.views import View, by_area, by_category, trend
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
        return _between_releases(name, text(language_of(parameters.get("lang", ""))), parameters, base)
    if name == releases.WHOLE or name.startswith((releases.LATEST, releases.FROZEN)):
        return releases.answer(name, parameters)
    published = _files()
    return Answer(published[name], KINDS[f".{name.rsplit('.', 1)[1]}"]) if name in published else None


def _view(parameters: Mapping[str, str]) -> Answer | None:
    """Return the figures of one area over time, of all areas in a period, or of an area in a period by category."""
    asked = _asked(parameters)
    if asked is None:
        return None
    dataset, view, words = asked
    breakdown = parameters.get("breakdown")
    if breakdown:
        if breakdown not in register()[view.indicator].breakdowns:
            return None
        frame = by_category(dataset, view, breakdown=breakdown)
        if frame.empty:
            return None
    else:
        areas = by_area(dataset, view)
        frame = trend(dataset, view) if parameters.get("area") or areas.empty else areas
    table = tables.file_table(dataset, view.indicator, frame, words)
    rows = table.file(not_among(asked_for(parameters, ()), table.rows))
    found = Answer(rows_csv(rows, words), KINDS[".csv"])
    return replace(found, headers={**found.headers, "content-disposition": saved_as(view_name(rows, words), "csv")})


def _map(name: str, parameters: Mapping[str, str]) -> Answer | None:
    """Return a map of the view, or shapes that are part of every map.

    A browser may keep either for an hour, but not under an address that names another release than the one it is of.
    """
    asked = _asked(parameters)
    if asked is None:
        return None
    try:
        content = files.map_file(name, *asked)
    except (LookupError, ShapesError):
        return None
    found = Answer(content, files.KINDS[name])
    if parameters.get("release", asked[0].release) not in (asked[0].release, shapes().edition):
        return found
    return replace(found, headers={**found.headers, "cache-control": "public, max-age=3600"})


def _between_releases(name: str, words: Text, parameters: Mapping[str, str], base: str) -> Answer | None:
    """Return what two releases say differently, or the feed of them all; None where they cannot be read."""
    try:
        if name == "releases.atom":
            return Answer(
                feed.feed(words, base), feed.MEDIA_TYPE, {**OPEN, "cache-control": "no-cache", "vary": VARIES_BY}
            )
        changes = was_now.changes_rows(parameters, words)
    except (HistoryError, PublishedDataError):
        return None
    if changes is None:
        return None
    file, rows = changes
    found = Answer(csv_of(rows), KINDS[".csv"])
    return replace(found, headers={**found.headers, "content-disposition": saved_as(file, "csv")})


def _asked(parameters: Mapping[str, str]) -> tuple[Dataset, View, Text] | None:
    """Return the figures, the view and the wording an address asks for; None where it is not understood."""
    asked = {name: parameters.get(name) for name in ("area", "indicator", "period")}
    try:
        dataset = current.dataset()
    except PublishedDataError:
        return None
    view, unknown = nearest(dataset, **asked, home=site().home_area)
    return None if unknown else (dataset, view, text(language_of(parameters.get("lang", ""))))


def _files() -> Mapping[str, bytes]:
    """Return the published files by name; none of them is handed out while one of them cannot be trusted."""
    try:
        return dict(sorted(current.snapshot().files.items()))
    except PublishedDataError:
        return {}
