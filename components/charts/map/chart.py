"""What all the maps of a view share: the table of their figures, their alternative text, and their legend."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlencode

import pandas as pd

from components.address import links
from components.address.options import Options
from components.charts import tables
from components.charts.map.change import change_table, year_change
from components.charts.map.figures import AreaFigures, area_figures, gaps_in_words
from components.charts.map.scope import Scope, scope_by_key, scope_of
from components.drawing.chart import Table
from components.drawing.map import outlines
from components.drawing.map.classes import VERDICTS, ChangeClasses
from components.drawing.map.figure import Legend, Marked
from components.drawing.map.legend import break_value
from components.wording.describe import mark_in_words
from components.wording.format import number
from components.wording.text import Text
from data.load import Dataset
from data.periods import year_before
from data.statuses import WITHOUT_VALUE
from data.views import View, ViewError, observation
from geo.areas import areas
from geo.shapes import shapes


def shared(dataset: Dataset, view: View, options: Options, text: Text) -> tuple[Table, str]:
    """Return the table of the areas shown, and what a drawing of them shows to those who cannot see it."""
    scope = scope_of(view, options)
    # Only what is around an area differs by area.
    around = view.area if scope.key.startswith("near") else ""
    return _shared(dataset, View(around, view.indicator, view.period), options.measure, scope.key, text)


@lru_cache(maxsize=512)
def legend(dataset: Dataset, view: View, options: Options, text: Text) -> tuple[Legend, str, str]:
    """Return the legend, its sentence, and what it says to those who cannot see it.

    The chosen area and the one it is compared with are marked in it.
    """
    shown = area_figures(dataset, view.indicator, view.period, text, measure=options.measure)
    statuses = {status: mark_in_words(status, text) for status in WITHOUT_VALUE}
    if isinstance(shown.faces, ChangeClasses):
        verdicts = {face: text(f"verdict.{verdict}") for verdict, face in VERDICTS.items()}
        marked = (_changed(dataset, view, view.area, text), _changed(dataset, view, options.against, text))
        alt = text("map.legend.words", words="; ".join([*verdicts.values(), *statuses.values()]))
        return Legend(None, verdicts | statuses, marked), _marks(marked, "look", text), alt
    marked = (_rated(dataset, view, view.area, text), _rated(dataset, view, options.against, text))
    meanings = {"zero": text("map.legend.zero")} | statuses
    ends = [break_value(value, text.language) for value in shown.faces.breaks]
    between = [text("format.interval", lower=low, upper=high) for low, high in pairwise(ends)]
    classes = [text("map.legend.below", value=ends[0]), *between, text("map.legend.from", value=ends[-1])]
    alt = text("map.legend.alt", classes="; ".join(classes), patterns="; ".join(meanings.values()))
    sentence = f"{text('show.rate')}. {_marks(marked, 'rate', text)}"
    return Legend(shown.faces, meanings, marked), sentence, alt


def inner_of(scope: Scope, chosen: str) -> tuple[str, bool]:
    """Return the area whose local authorities are drawn, if any, and whether there is room for their names."""
    divided = next(iter(outlines.divided(shapes())))
    fills = bool(scope.key) and scope.middle == areas()[divided].parent
    return (divided if fills or chosen == divided else ""), fills


@lru_cache(maxsize=32)
def _shared(dataset: Dataset, view: View, measure: str, scope_key: str, text: Text) -> tuple[Table, str]:
    shown = area_figures(dataset, view.indicator, view.period, text, measure=measure)
    scope = scope_by_key(scope_key)
    rows = shown.rows[shown.rows["area_code"].isin(scope.codes)]
    caption = f"{shown.title(text)}. {scope.name(text)}" if scope_key else shown.title(text)
    download = _download(view, measure, scope_key, text)
    said = tables.origin(dataset, view.indicator, _with_periods(rows, view.period, measure), text)
    if measure == "change":
        table = change_table(rows, view.period, text, caption=caption, download=download, **said)
        return table, _change_alt(shown, rows, scope, text)
    return tables.table(rows, text=text, caption=caption, download=download, **said), _rate_alt(
        shown, rows, scope, text
    )


def _with_periods(rows: pd.DataFrame, period: str, measure: str) -> pd.DataFrame:
    """Return rows with the period of each: a change is of two, whose figures stand in one row."""
    if measure == "rate":
        return rows
    return pd.concat([rows.assign(period=code) for code in (year_before(period), period)])


def _download(view: View, measure: str, scope_key: str, text: Text) -> str:
    """Return where the very table can be had as CSV: the figures of all areas, or what the map's take-away holds."""
    if measure == "rate" and not scope_key:
        return links.download(text, indicator=view.indicator, period=view.period)
    scope = scope_key.partition("-")[0].replace("near", "around") or "all"
    named = {"chart": "map.areas", "area": view.area, "indicator": view.indicator, "period": view.period}
    asked = {**named, **Options(measure=measure, scope=scope).query(), "lang": text.language}
    return f"/open-data/chart.csv?{urlencode({name: value for name, value in asked.items() if value})}"


def _opening(shown: AreaFigures, scope: Scope, text: Text) -> dict[str, str]:
    return {"title": shown.title(text), "where": scope.name(text), "count": number(len(scope.codes), text.language)}


def _rate_alt(shown: AreaFigures, rows: pd.DataFrame, scope: Scope, text: Text) -> str:
    rated, gaps = rows.dropna(subset=["rate"]).sort_values("rate"), gaps_in_words(rows, text)
    opening = _opening(shown, scope, text)
    if rated.empty:
        return f"{text('map.alt.none', **opening)} {gaps}"
    ends = {"lowest": rated.iloc[0], "highest": rated.iloc[-1]}
    rates = text(
        "map.alt.rates",
        **opening,
        **{name: shown.labels[row["area_code"]].name for name, row in ends.items()},
        **{f"{name}_rate": number(row["rate"], text.language, decimals=1) for name, row in ends.items()},
    )
    return f"{rates} {gaps}".strip()


def _change_alt(shown: AreaFigures, rows: pd.DataFrame, scope: Scope, text: Text) -> str:
    found = rows["verdict"].value_counts()
    counts = [
        f"{text(f'verdict.{verdict}')}: {number(int(found[verdict]), text.language)}"
        for verdict in VERDICTS
        if verdict in found
    ]
    gaps = gaps_in_words(rows[rows["verdict"] == ""], text, column="change_status")
    said = f"{'; '.join(counts)}." if counts else text("map.alt.unchanged")
    return f"{text('map.alt.change', **_opening(shown, scope, text))} {said} {gaps}".strip()


def _marks(marked: tuple[Marked, Marked], part: str, text: Text) -> str:
    """Return which areas are marked in the legend, and for the chosen one also that it is not."""
    chosen, compared = marked
    is_marked = getattr(chosen, part) not in (None, "")
    said = [text("map.legend.marked", area=chosen.name) if is_marked else text("map.legend.unmarked", area=chosen.name)]
    if getattr(compared, part) not in (None, ""):
        said.append(text("map.legend.ghost", area=compared.name))
    return " ".join(said)


def _rated(dataset: Dataset, view: View, code: str, text: Text) -> Marked:
    try:
        rate = observation(dataset, View(code, view.indicator, view.period)).rate
    except ViewError:
        rate = None
    return Marked(areas()[code].name(text.language), rate, "", is_drawn=areas()[code].kind == "force")


def _changed(dataset: Dataset, view: View, code: str, text: Text) -> Marked:
    """Return an area with the face of its change: the verdict on the rates, or the status that says why none is."""
    shown = area_figures(dataset, view.indicator, view.period, text, measure="change")
    name = areas()[code].name(text.language)
    if areas()[code].kind == "force":
        return Marked(name, None, shown.faces.look(code).name, is_drawn=True)
    try:
        year = year_change(dataset, View(code, view.indicator, view.period))
    except ViewError:
        return Marked(name, None, "", is_drawn=False)
    look = VERDICTS[year.change.verdict] if year.change else year.status
    return Marked(name, None, look, is_drawn=False)
