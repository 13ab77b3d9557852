"""Figures of a view as the table that readers see and take away, and where they are from. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from components import describe, trial
from components.categories import named
from components.chart import Table
from components.file_rows import FileRows
from components.format import UNRELIABLE, day, mark, number, period
from components.options import DEFAULT, Options
from components.places import in_area
from components.text import Text
from data.editions import Edition, Note, edition, estimates
from data.load import Dataset
from data.periods import period as read_period
from data.register import register
from data.views import View, ViewError, observation, trend
from geo.areas import areas


def rows(frame: pd.DataFrame, text: Text) -> pd.DataFrame:
    """Return the rows of a view in the page's language, in the order they are in, the code of each row first.

    Parameters
    ----------
    frame : DataFrame of shape (n, m)
        From ``data.views``: a row for each area, each period or each category.
    """
    if frame["category"].nunique() > 1:
        codes, heading = frame["category"], text("show.category")
        names = [named(*pair, text)[1] for pair in zip(frame["breakdown"], codes, strict=True)]
    elif frame["area_code"].nunique() > 1:
        codes, heading = frame["area_code"], text("show.area")
        names = [areas()[code].name(text.language) for code in codes]
    else:
        codes, heading = frame["period"], text("show.period")
        names = [period(code, text) for code in codes]
    columns = {text("show.code"): codes.array, heading: pd.array(names, dtype="string")}
    columns[text("show.count")] = frame["value"].array
    if frame["rate"].notna().any():
        columns |= {text(f"show.{name}"): frame[name].array for name in ("rate", "lower", "upper")}
    return pd.DataFrame({**columns, text("show.mark"): pd.array(marks(frame), dtype="string")})


def in_order(frame: pd.DataFrame, text: Text) -> pd.DataFrame:
    """Return the rows of a view as they are read: areas by their names, everything else as it is."""
    if frame["area_code"].nunique() < 2 or frame["category"].nunique() > 1:
        return frame
    names = {code: areas()[code].name(text.language) for code in frame["area_code"]}
    return frame.sort_values("area_code", key=lambda codes: codes.map(names), kind="stable", ignore_index=True)


def table(frame: pd.DataFrame, *, text: Text, **said: Any) -> Table:
    """Return the rows of a view as the table that travels with a chart; ``said`` are the other parts of a ``Table``."""
    ordered = in_order(frame, text)
    if "rows" in said:
        said["rows"] = replace(said["rows"], frame=ordered, marks=marks(ordered))
    return Table(data=rows(ordered, text), **said)


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


def download(text: Text, **view: str) -> str:
    """Return the address of a view's figures as CSV."""
    return f"/open-data/view.csv?{urlencode({**view, 'lang': text.language})}"


def take_away(exhibit: str, view: View, text: Text, options: Options = DEFAULT) -> str:
    """Return where an exhibit of ``components.exhibits`` can be taken away, as it is in this view and language."""
    return f"/take-away?{urlencode({'chart': exhibit, **vars(view), **options.query(), 'lang': text.language})}"


def origin(dataset: Dataset, indicator: str, rows: pd.DataFrame, text: Text) -> dict[str, Any]:
    """Return what a ``Table`` of some rows of a view has to say of them, by the names of its fields."""
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
        expected=text("show.expected", day=_day(found.expected, text)) if found.expected else "",
        text=text,
        marks=marks(rows) if "rate" in rows else (),
    )


@lru_cache(maxsize=128)
def source(indicator: str, dataset: Dataset, text: Text) -> str:
    """Return where an indicator's figures come from: publisher, publication and edition; then this site's release.

    The day a newer edition is to be expected from is said as a day, so that it is as true in a file tomorrow.
    """
    found = edition(dataset, indicator)
    said = (
        cited(indicator, dataset, text),
        text("show.expected", day=_day(found.expected, text)) if found.expected else "",
        release_words(dataset.release, text),
    )
    return " ".join(filter(None, said))


def cited(indicator: str, dataset: Dataset, text: Text) -> str:
    """Return the first sentence of the same: publisher, publication and edition."""
    found, is_own = edition(dataset, indicator), register()[indicator].is_local
    named = (text(f"indicator.{indicator}.publisher"), text(f"indicator.{indicator}.publication"))
    return text("show.source", named=", ".join(filter(None, (*named, edition_words(found, text, is_own=is_own)))))


def edition_words(found: Edition, text: Text, *, is_own: bool = False) -> str:
    """Return which edition figures are of, as part of a sentence; empty where nothing is known of it.

    ``is_own`` says that nobody published them before: a force's own records have no edition.
    """
    if not found.until:
        return text("show.edition.day", day=_day(found.published, text)) if found.published else ""
    if not found.published:
        return text("show.edition.own" if is_own else "show.edition.undated", until=_day(found.until, text))
    return text("show.edition.dated", day=_day(found.published, text), until=_day(found.until, text))


def dated(dataset: Dataset, indicator: str, text: Text) -> str:
    """Return to which day the figures of an indicator go, and this site's release: for a cover."""
    until, said = edition(dataset, indicator).until, release_words(dataset.release, text)
    name = text(f"indicator.{indicator}.name")
    return f"{text('show.until', name=name, until=_day(until, text))} {said}" if until else said


def release_words(release: str, text: Text) -> str:
    """Return the release of this site that figures were read from: the day it was made, not one of a publisher."""
    return text("show.release.trial" if trial.is_trial() else "show.release", release=day(release[:10], text.language))


def sources(dataset: Dataset, text: Text) -> tuple[str, ...]:
    """Return where all figures of a release come from, each source once, and its residents; not the release itself."""
    there, said = {*dataset.observations["indicator"].unique()}, release_words(dataset.release, text)
    found = (source(name, dataset, text).removesuffix(said).strip() for name in register() if name in there)
    return tuple(filter(None, (*dict.fromkeys(found), residents_words(dataset, text))))


def residents_words(dataset: Dataset, text: Text) -> str:
    """Return of which years and editions the estimates of residents are; empty where a release does not say."""
    editions = editions_of_residents(dataset, text)
    return text("show.residents", editions=editions) if editions else ""


def editions_of_residents(dataset: Dataset, text: Text) -> str:
    """Return which years are of which edition of the estimates; empty where a release does not say."""
    found = estimates(dataset).items()
    return "; ".join(text("show.residents.edition", edition=name, years=years_said(years)) for name, years in found)


def years_said(years: Sequence[int]) -> str:
    """Return years as a span, one by one where some are missing between them."""
    first, last = years[0], years[-1]
    if last - first + 1 != len(years):
        return ", ".join(map(str, years))
    return str(first) if first == last else f"{first}–{last}"


def with_release(sources: Iterable[str], release: str, text: Text) -> str:
    """Return sources in a row, and the release of this site once, at the end."""
    said = release_words(release, text)
    parts = (each.removesuffix(said).strip() for each in sources)
    return " ".join(filter(None, (*dict.fromkeys(parts), said)))


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


def _day(when: date, text: Text) -> str:
    return day(when.isoformat(), text.language)
