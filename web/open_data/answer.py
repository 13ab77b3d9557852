"""The open data: published files as they are, a view or what two releases say differently as CSV, the feed.

``web/open_data/releases.py`` answers the addresses that stay and the whole release in one ZIP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from components.address.visit import Visit, read_text, read_visit
from components.charts import tables
from components.charts.map import files
from components.charts.rows import file_rows, not_among
from components.charts.views import INDICATORS
from components.content.request import PageRequest
from components.opendata import changes as was_now
from components.opendata import feed
from components.opendata.csv_file import csv_of, rows_csv
from components.opendata.names import saved_as, view_name
from components.wording.text import DEFAULT_LANGUAGE, NOTHING
from data import current
from data.history import HistoryError
from data.load import Dataset, PublishedDataError
from data.register import register
from data.views import by_area, by_category, trend
from geo.shapes import ShapesError, shapes
from web.answer import CSV, HOUR, HTML, JSON, OPEN, REVALIDATE, Answer, NoAnswerError, unavailable
from web.base import VARIES_BY
from web.open_data import releases
from web.open_data.index import index
from web.open_data.parameters import not_known
from web.page.structured_data import dataset_json

KINDS = {".csv": CSV, ".json": JSON}
FEED, CHANGES = "releases.atom", "changes.csv"


def answer(name: str, parameters: Mapping[str, str], *, base: str = "") -> Answer:
    """Return the index, a published file, or a view as figures or map.

    ``base`` are scheme, host and port of this site, for the addresses in the feed.

    Raises
    ------
    web.answer.NoAnswerError
        If there is no such file, the address is not understood, or the figures cannot be read.
    """
    if name == "":
        sizes = {file: len(content) for file, content in _files().items()}
        described = dataset_json(PageRequest({"lang": DEFAULT_LANGUAGE}, origin=base)) if sizes else NOTHING
        return Answer(index(sizes, current.ages() if sizes else (), described), HTML)
    if name == "view.csv":
        return _view(parameters)
    if name in files.KINDS:
        return _map(name, parameters)
    if name in (CHANGES, FEED):
        return _between_releases(name, parameters, base)
    if name == releases.WHOLE or name.startswith((releases.LATEST, releases.FROZEN)):
        return releases.answer(name, parameters)
    published = _files()
    if not published:
        raise unavailable("unreadable")
    if name not in published:
        raise NoAnswerError("unknown_file")
    return Answer(published[name], KINDS[f".{name.rsplit('.', 1)[1]}"])


def _view(parameters: Mapping[str, str]) -> Answer:
    """Return the figures of one area over time, of all areas in a period, or of an area in a period by category."""
    dataset, visit = _visit(parameters)
    view, text = visit.view, visit.text
    breakdown = parameters.get("breakdown")
    if breakdown:
        if breakdown not in register()[view.indicator].breakdowns:
            raise not_known("breakdown", {**parameters, "indicator": view.indicator}, dataset)
        frame = by_category(dataset, view, breakdown=breakdown)
        if frame.empty:
            raise NoAnswerError("no_figures")
    else:
        areas = by_area(dataset, view)
        frame = trend(dataset, view) if "area" in dict(visit.asked) or areas.empty else areas
    table = tables.file_table(dataset, view.indicator, frame, text)
    rows = table.file(not_among(visit.asked, file_rows(table)))
    found = Answer(rows_csv(rows, text), CSV)
    return replace(found, headers={**found.headers, "content-disposition": saved_as(view_name(rows, text), "csv")})


def _map(name: str, parameters: Mapping[str, str]) -> Answer:
    """Return a map of the view, or shapes that are part of every map.

    A browser may keep either for an hour, but not under an address that names another release than the one it is of.
    A map of another period than the one asked for is no answer: it has no place for a line that says so.
    """
    dataset, visit = _visit(parameters)
    view = visit.view
    if name not in files.ALIKE and dict(visit.asked).get("period", view.period) != view.period:
        raise not_known("period", {**parameters, "indicator": view.indicator}, dataset)
    try:
        content = files.map_file(name, dataset, view, visit.text)
        edition = shapes().edition
    except ShapesError as error:
        raise unavailable("unavailable") from error
    except LookupError as error:
        raise NoAnswerError("no_figures", parameter="indicator", given=view.indicator, expected=INDICATORS) from error
    found = Answer(content, files.KINDS[name])
    if parameters.get("release", dataset.release) not in (dataset.release, edition):
        return found
    return replace(found, headers={**found.headers, "cache-control": HOUR})


def _between_releases(name: str, parameters: Mapping[str, str], base: str) -> Answer:
    """Return what two releases say differently, or the feed of them all."""
    text = read_text(parameters)
    try:
        if name == FEED:
            headers = {**OPEN, "cache-control": REVALIDATE, "vary": VARIES_BY}
            return Answer(feed.feed(text, base), feed.MEDIA_TYPE, headers)
        dataset = current.dataset()
        visit = read_visit(parameters, "", dataset)
        not_kept = [end for end in ("from", "to") if end in visit.unknown]
        if not_kept:
            raise not_known(not_kept[0], parameters, dataset)
        changes = was_now.changes_rows(visit.options, text)
        if changes is None:
            raise NoAnswerError("no_figures")
    except HistoryError as error:
        raise unavailable("unavailable") from error
    except PublishedDataError as error:
        raise unavailable("unreadable") from error
    file, rows = changes
    found = Answer(csv_of(rows), CSV)
    return replace(found, headers={**found.headers, "content-disposition": saved_as(file, "csv")})


def _visit(parameters: Mapping[str, str]) -> tuple[Dataset, Visit]:
    """Return the figures and what an address asks for; NoAnswerError where its view is not understood."""
    try:
        dataset = current.dataset()
    except PublishedDataError as error:
        raise unavailable("unreadable") from error
    visit = read_visit(parameters, "", dataset)
    wrong = [part for part in ("area", "indicator", "period") if part in visit.unknown]
    if wrong:
        raise not_known(wrong[0], parameters, dataset)
    return dataset, visit


def _files() -> Mapping[str, bytes]:
    """Return the published files by name; none of them is handed out while one of them cannot be trusted."""
    try:
        return dict(sorted(current.snapshot().files.items()))
    except PublishedDataError:
        return {}
