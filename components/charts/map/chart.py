"""What all the maps of a view share: the table of their figures, their alternative text, and their legend."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlencode

import pandas as pd

from components.address import links
from components.charts import tables
from components.charts.map.change import change_table, year_change
from components.charts.map.figures import gaps_in_words
from components.charts.map.view import MapView
from components.drawing.chart import Table
from components.drawing.map.classes import VERDICTS, ChangeClasses
from components.drawing.map.figure import Legend, Marked
from components.drawing.map.legend import break_value
from components.wording.describe import mark_in_words
from components.wording.format import number
from components.wording.text import Text
from data.periods import year_before
from data.statuses import WITHOUT_VALUE
from data.views import ViewError, observation
from geo.areas import areas


def shared(shown: MapView) -> tuple[Table, str]:
    """Return the table of the areas shown, and what a drawing of them shows to those who cannot see it."""
    return _shared(shown.of_scope)


@lru_cache(maxsize=512)
def legend(shown: MapView) -> tuple[Legend, str, str]:
    """Return the legend, its sentence, and what it says to those who cannot see it.

    The chosen area and the one it is compared with are marked in it.
    """
    text, classes, chosen, compared = shown.text, shown.figures.classes, shown.view.area, shown.options.against
    statuses = {status: mark_in_words(status, text) for status in WITHOUT_VALUE}
    if isinstance(classes, ChangeClasses):
        verdicts = {face: text(f"verdict.{verdict}") for verdict, face in VERDICTS.items()}
        marked = (_changed(shown, chosen), _changed(shown, compared))
        alt = text("map.legend.words", words="; ".join([*verdicts.values(), *statuses.values()]))
        return Legend(None, verdicts | statuses, marked), _marks(marked, "symbol", text), alt
    marked = (_rated(shown, chosen), _rated(shown, compared))
    meanings = {"zero": text("map.legend.zero")} | statuses
    ends = [break_value(value, text.language) for value in classes.breaks]
    between = [text("format.interval", lower=low, upper=high) for low, high in pairwise(ends)]
    said = [text("map.legend.below", value=ends[0]), *between, text("map.legend.from", value=ends[-1])]
    alt = text("map.legend.alt", classes="; ".join(said), patterns="; ".join(meanings.values()))
    sentence = f"{text('show.rate')}. {_marks(marked, 'rate', text)}"
    return Legend(classes, meanings, marked), sentence, alt


@lru_cache(maxsize=32)
def _shared(shown: MapView) -> tuple[Table, str]:
    text, view, scope, is_change = shown.text, shown.view, shown.scope, shown.options.measure == "change"
    every = shown.figures.rows
    rows = every[every["area_code"].isin(scope.codes)]
    caption = f"{shown.title}. {scope.name(text)}" if scope.key else shown.title
    # A change is of two periods, whose figures stand in one row.
    of_two = [rows.assign(period=code) for code in (year_before(view.period), view.period)] if is_change else [rows]
    said = tables.origin(shown.dataset, view.indicator, pd.concat(of_two), text)
    if is_change:
        table = change_table(rows, view.period, text, caption=caption, download=_download(shown), **said)
        return table, _change_alt(shown, rows)
    table = tables.table(rows, text=text, caption=caption, download=_download(shown), **said)
    return table, _rate_alt(shown, rows)


def _download(shown: MapView) -> str:
    """Return where the very table can be had as CSV: the figures of all areas, or what the map's take-away holds."""
    view, text = shown.view, shown.text
    if shown.options.measure == "rate" and not shown.scope.key:
        return links.download(text, indicator=view.indicator, period=view.period)
    named = {"chart": "map.areas", "area": view.area, "indicator": view.indicator, "period": view.period}
    asked = {**named, **shown.options.query(), "lang": text.language}
    return f"/open-data/chart.csv?{urlencode({name: value for name, value in asked.items() if value})}"


def _opening(shown: MapView) -> dict[str, str]:
    scope, text = shown.scope, shown.text
    return {"title": shown.title, "where": scope.name(text), "count": number(len(scope.codes), text.language)}


def _rate_alt(shown: MapView, rows: pd.DataFrame) -> str:
    text = shown.text
    rated, gaps = rows.dropna(subset=["rate"]).sort_values("rate"), gaps_in_words(rows, text)
    if rated.empty:
        return f"{text('map.alt.none', **_opening(shown))} {gaps}"
    ends = {"lowest": rated.iloc[0], "highest": rated.iloc[-1]}
    rates = text(
        "map.alt.rates",
        **_opening(shown),
        **{name: shown.name(row["area_code"]) for name, row in ends.items()},
        **{f"{name}_rate": number(row["rate"], text.language, decimals=1) for name, row in ends.items()},
    )
    return f"{rates} {gaps}".strip()


def _change_alt(shown: MapView, rows: pd.DataFrame) -> str:
    text, found = shown.text, rows["verdict"].value_counts()
    counts = [
        f"{text(f'verdict.{verdict}')}: {number(int(found[verdict]), text.language)}"
        for verdict in VERDICTS
        if verdict in found
    ]
    gaps = gaps_in_words(rows[rows["verdict"] == ""], text, column="change_status")
    said = f"{'; '.join(counts)}." if counts else text("map.alt.unchanged")
    return f"{text('map.alt.change', **_opening(shown))} {said} {gaps}".strip()


def _marks(marked: tuple[Marked, Marked], part: str, text: Text) -> str:
    """Return which areas are marked in the legend, and for the chosen one also that it is not."""
    chosen, compared = marked
    is_marked = getattr(chosen, part) not in (None, "")
    said = [text("map.legend.marked", area=chosen.name) if is_marked else text("map.legend.unmarked", area=chosen.name)]
    if getattr(compared, part) not in (None, ""):
        said.append(text("map.legend.ghost", area=compared.name))
    return " ".join(said)


def _rated(shown: MapView, code: str) -> Marked:
    try:
        rate = observation(shown.dataset, shown.of_area(code)).rate
    except ViewError:
        rate = None
    return Marked(shown.name(code), rate, "", is_drawn=areas()[code].kind == "force")


def _changed(shown: MapView, code: str) -> Marked:
    """Return an area with the face of its change: the verdict on the counts, or the status that says why none is."""
    name = shown.name(code)
    if areas()[code].kind == "force":
        return Marked(name, None, shown.figures.classes.symbol(code).name, is_drawn=True)
    try:
        year = year_change(shown.dataset, shown.of_area(code))
    except ViewError:
        return Marked(name, None, "", is_drawn=False)
    symbol = VERDICTS[year.change.verdict] if year.change else year.status
    return Marked(name, None, symbol, is_drawn=False)
