"""The figures of a chart for a native chart: categories, series and limits; names and marks as its table has them.

Nothing is worked out here: a number is that of the figure or the table, and where they have none there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.briefing.slides.fit import joined
from components.drawing.chart import Chart
from components.drawing.plot.figure import Intervals, Lines, Number
from components.drawing.table import mark_meanings, of_count
from components.wording.format import MEANINGS, UNRELIABLE, axis_period
from components.wording.text import Text


@dataclass(frozen=True)
class NativeSeries:
    """Numbers of one area or measure by category; None where there is none; limits of the 95% interval likewise."""

    name: str
    values: tuple[Number, ...]
    lower: tuple[Number, ...] = ()
    upper: tuple[Number, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all."""
        return all(value is None for value in self.values)


@dataclass(frozen=True)
class NativePlot:
    """Series by category, and what their numbers are: words in each language, and their decimals."""

    categories: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    unit: tuple[str, ...]
    decimals: int

    @property
    def number_format(self) -> str:
        """The format of the numbers as spreadsheets write it."""
        return "#,##0.0" if self.decimals else "#,##0"


def counts(charts: Sequence[Chart], texts: Sequence[Text], *, is_short: bool = False) -> NativePlot:
    """Return one series: the number of each row of the table.

    Parameters
    ----------
    charts : sequence of Chart
        The same chart in each language.
    texts : sequence of Text
        In the same order.
    is_short : bool
        Whether the categories are the codes of the rows, where there are too many for their names.
    """
    table, marks = charts[0].table, [*map(of_count, charts[0].table.marks)]
    values = tuple(None if pd.isna(each) else int(each) for each in table.data["number"])
    names = [*map(str, table.data["code"])] if is_short else [*names_by_code(charts).values()]
    categories = _categories(names, values, marks, [] if is_short else texts)
    unit = tuple(words("show.count") for words in texts)
    return NativePlot(categories, (NativeSeries(joined(unit), values, marks=tuple(table.marks)),), unit, 0)


def rates(intervals: Intervals, charts: Sequence[Chart], texts: Sequence[Text]) -> NativePlot:
    """Return one series: the rate of each area with its limits; the other arguments are those of ``counts``."""
    values, lower, upper = zip(*intervals.rates.values(), strict=True)
    names, table = names_by_code(charts), charts[0].table
    by_code = dict(zip(table.data["code"], table.marks, strict=True))
    marks = [by_code[code] for code in intervals.rates]
    categories = _categories([names[code] for code in intervals.rates], values, marks, texts)
    unit = tuple(words("show.rate") for words in texts)
    return NativePlot(categories, (NativeSeries(joined(unit), values, lower, upper, tuple(marks)),), unit, 1)


def lines(drawn: Lines, charts: Sequence[Chart], texts: Sequence[Text]) -> NativePlot:
    """Return a series for each area, by period; the other arguments are those of ``counts``."""
    table = charts[0].table
    key = "rate" if drawn.measure == "rate" else "count"
    codes = [*map(str, table.data["area_code"])]
    called = [dict(zip(codes, chart.table.data["area"], strict=True)) for chart in charts]
    marks = dict(zip(zip(codes, table.data["code"], strict=True), table.marks, strict=True))
    series = [
        NativeSeries(
            joined(names[area] for names in called),
            tuple(value if value is None or key == "rate" else int(value) for value in values),
            marks=tuple(marks[area, period] for period in drawn.periods),
        )
        for area, values in drawn.values.items()
    ]
    categories = tuple(joined(axis_period(code, words) for words in texts) for code in drawn.periods)
    unit = tuple(words(f"show.{key}") for words in texts)
    return _marked(NativePlot(categories, tuple(series), unit, int(key == "rate")))


def key(charts: Sequence[Chart], texts: Sequence[Text], *, has_rates: bool = True) -> tuple[str, ...]:
    """Return in each language what the marks in the table of a chart mean; empty where there is none.

    Without ``has_rates`` only counts are shown, and the mark of few events, which is one of a rate, is left out.
    """
    said = []
    for chart, words in zip(charts, texts, strict=True):
        found = mark_meanings(chart.table, words)
        shown = (mark for mark in found if has_rates or mark != UNRELIABLE)
        said.append("; ".join(f"{mark} {found[mark]}" for mark in shown))
    return tuple(said)


def names_by_code(charts: Sequence[Chart]) -> dict[str, str]:
    """Return what each row is called in all languages, by its code: the order of the rows can be that of the names."""
    tables = [chart.table for chart in charts]
    called = [dict(zip(each.data["code"], each.data[next(iter(each.heads))], strict=True)) for each in tables]
    return {code: joined(names[code] for names in called) for code in called[0]}


def joined_mark(name: str, mark: str) -> str:
    """Return a name with the mark of its figure."""
    return f"{name} {mark}".strip()


def _reasoned(name: str, value: Number, mark: str, text: Text) -> str:
    """Return a name with why there is no number, in words; the name alone where there is one."""
    if value is not None or mark not in MEANINGS:
        return name
    return f"{name}: {text(f'map.legend.{MEANINGS[mark]}')}"


def _categories(
    names: Sequence[str], values: Sequence[Number], marks: Sequence[str], texts: Sequence[Text]
) -> tuple[str, ...]:
    """Return the names of bars, each with the mark of its figure.

    An empty row says why; in two languages there is room for the mark only, which is explained below.
    """
    if len(texts) == 1:
        names = [_reasoned(name, value, mark, texts[0]) for name, value, mark in zip(names, values, marks, strict=True)]
    return tuple(joined_mark(name, mark) for name, mark in zip(names, marks, strict=True))


def _marked(plot: NativePlot) -> NativePlot:
    """Return a plot whose missing figures are marked: in the name of a series without any, else at the period."""
    series = tuple(
        NativeSeries(joined_mark(each.name, _missing(each)), each.values, marks=each.marks) if each.is_empty else each
        for each in plot.series
    )
    some = [each for each in series if not each.is_empty]
    categories = []
    for place, name in enumerate(plot.categories):
        found = [of_count(each.marks[place]) for each in some if each.values[place] is None]
        categories.append(joined_mark(name, " ".join(dict.fromkeys(filter(None, found)))))
    return NativePlot(tuple(categories), series, plot.unit, plot.decimals)


def _missing(series: NativeSeries) -> str:
    """Return the mark that most of the figures of a series have."""
    found = [of_count(mark) for mark in series.marks]
    return max(dict.fromkeys(found), key=found.count, default="")
