"""The United Kingdom as context: referrals since 2009 and decisions since 2014, each a chart of its own."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from components.address import links
from components.address.options import Options
from components.charts import tables
from components.charts.trends.events import NARROW as KEY_NARROW
from components.charts.trends.events import WIDE as KEY_WIDE
from components.charts.trends.events import Event, event_key, event_marks, events
from components.charts.trends.figure import series_trace, time_ticks
from components.charts.trends.gaps import Gaps, gap_bars, gap_words
from components.drawing import theme
from components.drawing.chart import Chart, Table
from components.drawing.plot.figure import Lines, Plot, Spec
from components.drawing.plot.parts import SIZE, axis, layout, note, ticks
from components.wording.describe import mark_in_words
from components.wording.format import mark, number, period
from components.wording.text import Text
from data.load import Dataset
from data.register import register
from data.views import View, latest_period, trend

UNITED_KINGDOM = "K02000001"
INDICATORS = ("uk_totals", "uk_referrals", "uk_decisions")
# About how wide the drawing is on a phone.
WIDTH = 240
HEIGHT, MARGIN = 320, {"l": 58, "r": 66, "t": 22, "b": 34}
# How high the name of a line above the drawing is.
NAME = 22
LOOKS = (
    {"colour": theme.STRONG, "symbol": "circle"},
    {"colour": theme.COMPARED_OUTLINE, "symbol": "square"},
)


def uk_chart(
    dataset: Dataset, indicator: str, options: Options, text: Text, *, is_narrow: bool = False, has_legend: bool = False
) -> Chart:
    """Return the chart of an indicator of the United Kingdom.

    Parameters
    ----------
    dataset : Dataset
    indicator : str
        One of ``INDICATORS``.
    options : Options
        Years or quarters, and whether dated events are drawn.
    text : Text
    is_narrow : bool
        Drawn for the width of a phone.
    has_legend : bool
        What the events are, below the drawing: for a picture.
    """
    view = uk_view(dataset, indicator, options)
    rows = trend(dataset, view)
    every = rows.groupby("category", sort=False, observed=True)
    series = {str(category): found for category, found in every if found["value"].notna().any()}
    codes = [*next(iter(series.values()))["period"]]
    width = (KEY_NARROW if is_narrow else KEY_WIDE) if has_legend else 0
    spec = _figure(series, codes, indicator, options, text, width)
    lines = {category: tuple(_values(found)) for category, found in series.items()}
    figure = Plot(spec, Lines("number", tuple(codes), lines))
    said = " ".join(_sentence(category, found, codes, text) for category, found in series.items())
    title = uk_title(indicator, options, text)
    table = _table(rows, title, view, dataset, text)
    take = links.take_away(f"trends.{indicator}", view, text, Options(step=options.step, notes=options.notes))
    return Chart(figure, said, f"{title}. {said}", table, take)


def uk_view(dataset: Dataset, indicator: str, options: Options) -> View:
    """Return the view of the newest period that the chart of an indicator ends with."""
    kind = "quarter" if options.step == "quarter" else register()[indicator].headline_kind
    return View(UNITED_KINGDOM, indicator, latest_period(dataset, indicator, kind))


def uk_title(indicator: str, options: Options, text: Text) -> str:
    """Return what a chart shows: years, whichever years the police figures go by, or quarters."""
    step = "quarter" if options.step == "quarter" else "year"
    return f"{text(f'indicator.{indicator}.name')}. {text(f'trends.unit.{step}')}"


def uk_events(dataset: Dataset, indicator: str, options: Options) -> tuple[Event, ...]:
    """Return the dated events on the chart of an indicator, in the order of their numbers."""
    kind = "quarter" if options.step == "quarter" else register()[indicator].headline_kind
    rows = trend(dataset, View(UNITED_KINGDOM, indicator, latest_period(dataset, indicator, kind)))
    return events(indicator, list(dict.fromkeys(rows["period"]))) if options.notes == "on" else ()


def _values(rows: pd.DataFrame) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in rows["value"]]


def _figure(
    series: Mapping[str, pd.DataFrame], codes: list[str], indicator: str, options: Options, text: Text, key_width: float
) -> Spec:
    place = {"xaxis": "x", "yaxis": "y"}
    top = 1.12 * max(value for rows in series.values() for value in _values(rows) if value is not None)
    found = events(indicator, codes) if options.notes == "on" else ()
    shapes, notes = event_marks(found, [("x", "y")])
    data = []
    for i, ((category, rows), look) in enumerate(zip(series.items(), LOOKS, strict=False)):
        values, statuses = _values(rows), [*rows["status"]]
        name = _name(category, text)
        said = [
            f"{f'{name}, ' if name else ''}{period(code, text)}: "
            + (mark_in_words(status, text) if value is None else number(value, text.language))
            for code, value, status in zip(codes, values, statuses, strict=True)
        ]
        missing = Gaps(tuple(values), tuple(statuses), top, WIDTH)
        data += [*gap_bars(missing, said, **place), series_trace(values, said, place, **look)]
        notes += [
            *gap_words(missing, text, ""),
            *_ends(values, look["colour"], text),
            *_line_name(name, len(series) - 1 - i, look),
        ]
    above = NAME * sum(1 for category in series if _name(category, text))
    margin, height = {**MARGIN, "t": MARGIN["t"] + above}, HEIGHT + above
    if key_width and found:
        deep, key = event_key(found, text, width=key_width)
        margin["b"], height = margin["b"] + deep, height + deep
        notes.append(key)
    places, labels = time_ticks(codes, 5, text.language)
    marks = ticks(top, 5)
    axes = {
        "xaxis": axis((-0.5, len(codes) - 0.5), places, labels, showgrid=False, showline=True, linecolor=theme.INK),
        "yaxis": axis((0, top), marks, [number(value, text.language) for value in marks]),
    }
    return {"data": data, "layout": layout(height, margin, shapes=shapes, annotations=notes, barmode="overlay", **axes)}


def _ends(values: list[float | None], colour: str, text: Text) -> list[Spec]:
    """Return the newest value beside its point."""
    if values[-1] is None:
        return []
    where = {"xanchor": "left", "yanchor": "middle", "xshift": 9}
    font = {"size": SIZE + 1, "color": colour, "weight": 700}
    return [{**note(number(values[-1], text.language), len(values) - 1, values[-1], **where), "font": font}]


def _line_name(name: str, i: int, look: Mapping[str, str]) -> list[Spec]:
    """Return what a line is, where there are several: above the drawing, ``i`` rows up, after its symbol."""
    if not name:
        return []
    sign = {"circle": "•", "square": "■"}[look["symbol"]]
    where = {"xref": "x domain", "yref": "y domain", "xanchor": "left", "yanchor": "bottom"}
    font = {"size": SIZE + 1, "color": look["colour"], "weight": 700}
    return [{**note(f"{sign} {name}", 0, 1, yshift=6 + NAME * i, **where), "font": font}]


def _name(category: str, text: Text) -> str:
    return "" if category == "all" else text(f"trends.uk.{category}")


def _sentence(category: str, rows: pd.DataFrame, codes: list[str], text: Text) -> str:
    """Return the first and the newest count; it is a description, and tests nothing."""
    known = rows.dropna(subset=["value"])
    first, last = known.iloc[0], known.iloc[-1]
    name = _name(category, text)
    said = text(
        "trends.uk.sentence",
        **{
            part: text("trends.end", period=period(row["period"], text), count=number(int(row["value"]), text.language))
            for part, row in (("first", first), ("last", last))
        },
    )
    return f"{name}: {said}" if name else said


def _table(rows: pd.DataFrame, title: str, view: View, dataset: Dataset, text: Text) -> Table:
    columns = {
        "code": rows["period"].array,
        "period": pd.array([period(code, text) for code in rows["period"]], dtype="string"),
    }
    if rows["category"].nunique() > 1:
        names = [_name(category, text) for category in rows["category"]]
        columns["category"] = pd.array(names, dtype="string")
    columns["number"] = rows["value"].array
    columns["mark"] = pd.array([mark(status) for status in rows["status"]], dtype="string")
    return Table(
        caption=title,
        data=pd.DataFrame(columns),
        heads=tables.heads([*columns][1:], text),
        download=links.download(text, indicator=view.indicator, area=view.area, period=view.period),
        **tables.origin(dataset, view.indicator, rows, text),
    )
