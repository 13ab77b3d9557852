"""Figures of a view as the table that readers see and take away, with what has to be said of single figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypedDict, Unpack

import pandas as pd

from components.charts.categories import named
from components.charts.rows import COLUMNS, FileRows
from components.drawing.chart import Table
from components.wording import describe
from components.wording.format import UNRELIABLE, mark, number, period
from components.wording.places import in_area
from components.wording.sources import cited, day_words, edition_words, source
from components.wording.text import Text
from data.editions import Note, edition
from data.load import Dataset
from data.periods import period as read_period
from data.register import register
from data.views import View, ViewError, observation, trend
from geo.areas import areas

# The headings of the columns that a table has and a file calls by another name.
NAMED = {"area": "show.area", "period": "show.period", "category": "show.category", "place": "show.place"}


class Origin(TypedDict):
    """What a ``Table`` of some rows of a view has to say of them, by the names of its fields."""

    source: str
    cited: str
    notes: tuple[str, ...]
    meanings: Mapping[str, str]
    rows: FileRows


def rows(frame: pd.DataFrame, text: Text) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the rows of a view, in the order they are in, by the ids of their columns, and the headings of those.

    Parameters
    ----------
    frame : DataFrame of shape (n, m)
        From ``data.views``: a row for each area, each period or each category.
    """
    if frame["category"].nunique() > 1:
        codes, what = frame["category"], "category"
        names = [named(*pair, text)[1] for pair in zip(frame["breakdown"], codes, strict=True)]
    elif frame["area_code"].nunique() > 1:
        codes, what = frame["area_code"], "area"
        names = [areas()[code].name(text.language) for code in codes]
    else:
        codes, what = frame["period"], "period"
        names = [period(code, text) for code in codes]
    columns = {"code": codes.array, what: pd.array(names, dtype="string"), "number": frame["value"].array}
    if frame["rate"].notna().any():
        columns |= {name: frame[name].array for name in ("rate", "lower", "upper")}
    data = pd.DataFrame({**columns, "mark": pd.array(marks(frame), dtype="string")})
    return data, heads([*data][1:], text)


def heads(ids: Iterable[str], text: Text) -> dict[str, str]:
    """Return the headings of columns by their ids, in their order."""
    return {id: text(NAMED[id] if id in NAMED else COLUMNS[id].heading) for id in ids}


def in_order(frame: pd.DataFrame, text: Text) -> pd.DataFrame:
    """Return the rows of a view as they are read: areas by their names, everything else as it is."""
    if frame["area_code"].nunique() < 2 or frame["category"].nunique() > 1:
        return frame
    names = {code: areas()[code].name(text.language) for code in frame["area_code"]}
    return frame.sort_values("area_code", key=lambda codes: codes.map(names), kind="stable", ignore_index=True)


def table(frame: pd.DataFrame, *, text: Text, caption: str, download: str, **said: Unpack[Origin]) -> Table:
    """Return the rows of a view as the table that travels with a chart; ``said`` is from :func:`origin`."""
    ordered = in_order(frame, text)
    said["rows"] = replace(said["rows"], frame=ordered, marks=marks(ordered))
    data, headings = rows(ordered, text)
    return Table(data=data, heads=headings, caption=caption, download=download, **said)


def file_table(dataset: Dataset, indicator: str, frame: pd.DataFrame, text: Text) -> Table:
    """Return the rows of a view as a table that belongs to no chart: a file of its own."""
    return table(frame, text=text, caption="", download="", **origin(dataset, indicator, frame, text))


def marks(frame: pd.DataFrame) -> list[str]:
    """Return the marks of each row: of the count, of the rate where it differs, and of few events."""
    has_rates = frame["rate"].notna().any()
    rows = zip(frame["status"], frame["rate_status"], frame["is_unreliable"], strict=True)
    return [
        " ".join(
            dict.fromkeys(
                each
                for each in (
                    mark(status),
                    mark(rate_status) if has_rates else "",
                    UNRELIABLE if few and has_rates else "",
                )
                if each
            )
        )
        for status, rate_status, few in rows
    ]


def origin(dataset: Dataset, indicator: str, rows: pd.DataFrame, text: Text) -> Origin:
    """Return what a ``Table`` of some rows of a view has to say of them."""
    reason = describe.stand_ins(dataset, rows, text)
    return {
        "source": source(indicator, dataset, text),
        "cited": cited(indicator, dataset, text),
        "notes": notes_on(dataset, indicator, rows, text),
        "meanings": {mark("provisional"): reason} if reason else {},
        "rows": _file_rows(dataset, indicator, rows, text),
    }


def _file_rows(dataset: Dataset, indicator: str, rows: pd.DataFrame, text: Text) -> FileRows:
    found = edition(dataset, indicator)
    said = edition_words(found, text, is_own=register()[indicator].is_local)
    whose = (text(f"indicator.{indicator}.{part}") for part in ("publisher", "publication"))
    return FileRows(
        frame=rows,
        indicator=indicator,
        release=dataset.release,
        origin={"source": ", ".join(whose), "edition": said},
        expected=text("show.expected", day=day_words(found.expected, text)) if found.expected else "",
        text=text,
        marks=marks(rows) if "rate" in rows else (),
    )


def notes(dataset: Dataset, view: View, text: Text) -> tuple[str, ...]:
    """Return what has to be said of single figures in the series of a view, and in whatever is made of them."""
    return notes_on(dataset, view.indicator, trend(dataset, view), text)


def notes_on(dataset: Dataset, indicator: str, rows: pd.DataFrame, text: Text) -> tuple[str, ...]:
    """Return the same for rows of a view: of those whose area and period have such a figure in them.

    A note on a figure that the release no longer has is left out.
    """
    found = edition(dataset, indicator).notes
    if not found:
        return ()
    shown = {*zip(rows["area_code"], rows["period"], strict=True)}
    said = (
        _note(dataset, indicator, note, text)
        for note in found
        if any(area == note.area and read_period(code).holds(note.period) for area, code in shown)
    )
    return tuple(filter(None, said))


def _note(dataset: Dataset, indicator: str, note: Note, text: Text) -> str:
    try:
        value = observation(dataset, View(note.area, indicator, note.period)).value
    except ViewError:
        return ""
    if value is None:
        return ""
    return text(
        f"show.note.{note.id}.{indicator}",
        period=period(note.period, text),
        place=in_area(note.area, text),
        count=number(value, text.language),
    )
