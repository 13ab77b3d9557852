"""The open data: the published files as they are, and the figures of one view as CSV in either language."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape

import pandas as pd

from components import figures, store
from components.language import language_of
from components.shell import asset
from components.text import LANGUAGES, Text, text
from data.load import PublishedDataError
from data.site import site
from data.views import by_area, nearest, trend

KINDS = {".csv": "text/csv; charset=utf-8", ".json": "application/json"}
RATE_DECIMALS = 4
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Found:
    """What an address of the open data answers with; readable from any site, since it is open."""

    content: bytes
    media_type: str
    headers: dict[str, str] = field(
        default_factory=lambda: {"access-control-allow-origin": "*", "cache-control": "no-cache"}
    )


def answer(name: str, parameters: Mapping[str, str]) -> Found | None:
    """Return the index, a published file or the figures of a view; None where there is no such file."""
    if name == "":
        return Found(_index().encode(), "text/html; charset=utf-8")
    if name == "view.csv":
        return _view(parameters)
    if name in _files():
        path = store.PUBLISHED / name
        return Found(path.read_bytes(), KINDS[path.suffix])
    return None


def view_csv(frame: pd.DataFrame, *, source: str, words: Text) -> bytes:
    """Return a view's figures as CSV: codes, names, figures, marks, and the source in each row.

    UTF-8 with a byte order mark, so that spreadsheets read the Welsh; no cell can be taken for a formula.
    """
    shown = figures.rows(frame, words).round(RATE_DECIMALS)
    shown[words("show.source_heading")] = source
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([neutral(str(name)) for name in shown.columns])
    for row in shown.itertuples(index=False):
        writer.writerow(["" if pd.isna(cell) else neutral(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def neutral(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _view(parameters: Mapping[str, str]) -> Found | None:
    """Return the figures of one area over time, or of all areas in the period that is asked for."""
    words = text(language_of(parameters.get("lang", "")))
    asked = {name: parameters.get(name) for name in ("area", "indicator", "period")}
    try:
        dataset = store.dataset()
    except PublishedDataError:
        return None
    view, unknown = nearest(dataset, **asked, home=site().home_area)
    if unknown:
        return None
    frame = trend(dataset, view) if asked["area"] else by_area(dataset, view)
    name = "_".join(part for part in (view.indicator, asked["area"], asked["period"]) if part)
    found = Found(
        view_csv(frame, source=figures.source(view.indicator, dataset.release, words), words=words),
        KINDS[".csv"],
    )
    return replace(found, headers={**found.headers, "content-disposition": f'attachment; filename="{name}.csv"'})


def _files() -> tuple[str, ...]:
    return tuple(sorted(path.name for path in store.PUBLISHED.iterdir() if path.suffix in KINDS))


def _index() -> str:
    """Return the list of the files in both languages."""
    sections = "".join(_section(text(language)) for language in LANGUAGES)
    title = " / ".join(text(language)("open_data.title") for language in LANGUAGES)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="{asset("site.css")[1]}"></head><body class="plain"><main>{sections}</main>'
        f"</body></html>"
    )


def _section(words: Text) -> str:
    files = "".join(
        f'<li><a href="/open-data/{name}">{name}</a> ({(store.PUBLISHED / name).stat().st_size // 1000 + 1} kB): '
        f"{escape(words(f'open_data.file.{name}'))}</li>"
        for name in _files()
    )
    home = f'<a href="/?lang={words.language}">{escape(site().title[words.language])}</a>'
    return (
        f'<section lang="{words.language}"><h1>{escape(words("open_data.title"))}</h1><p>{home}</p>'
        f"<p>{escape(words('open_data.words'))}</p><ul>{files}</ul><p>{escape(words('open_data.view'))}</p>"
        f"<p><code>/open-data/view.csv?indicator=recorded_offences&amp;area={site().home_area}</code><br>"
        f"<code>/open-data/view.csv?indicator=recorded_offences&amp;period=2022-23</code></p>"
        f"<p>{escape(words('site.footer.source'))}</p></section>"
    )
