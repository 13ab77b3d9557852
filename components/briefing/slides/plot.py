"""The figures of a chart for a native chart: categories, series, limits and points, as its table has them.

Nothing is worked out here: a number is that of the table, and where the table has none there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.briefing.slides.fit import joined
from components.drawing.chart import Chart
from components.drawing.table import mark_meanings, of_count
from components.wording.format import MEANINGS, UNRELIABLE, axis_period
from components.wording.text import Text

Number = int | float | None


@dataclass(frozen=True)
class Series:
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
class Plot:
    """Series by category, and what their numbers are: words in each language, and their decimals."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: tuple[str, ...]
    decimals: int

    @property
    def number_format(self) -> str:
        """The format of the numbers as spreadsheets write it."""
        return "#,##0.0" if self.decimals else "#,##0"


def bars(charts: Sequence[Chart], texts: Sequence[Text], *, measure: str = "count", is_short: bool = False) -> Plot:
    """Return one series: a number for each row of the table.

    Parameters
    ----------
    charts : sequence of Chart
        The same chart in each language.
    texts : sequence of Text
        In the same order.
    measure : str
        ``count`` or ``rate``.
    is_short : bool
        Whether the categories are the codes of the rows, where there are too many for their names.
    """
    frame, text = charts[0].table.data, texts[0]
    unit = tuple(words(f"show.{measure}") for words in texts)
    marks = _marks(frame, text)
    values = _numbers(frame, text(f"show.{measure}"))
    labels = (chart.table.data.iloc[:, 0 if is_short else 1] for chart in charts)
    names = [joined(map(str, each)) for each in zip(*labels, strict=True)]
    shown = marks if measure == "rate" else [of_count(mark) for mark in marks]
    if len(texts) == 1 and not is_short:
        # An empty row says why; in two languages there is room for the mark only, which is explained below.
        names = [_reasoned(name, value, mark, text) for name, value, mark in zip(names, values, shown, strict=True)]
    categories = tuple(joined_mark(name, mark) for name, mark in zip(names, shown, strict=True))
    limits = [_numbers(frame, text(f"show.{end}")) if measure == "rate" else () for end in ("lower", "upper")]
    return Plot(categories, (Series(joined(unit), values, *limits, tuple(marks)),), unit, int(measure == "rate"))


def lines(charts: Sequence[Chart], texts: Sequence[Text]) -> Plot:
    """Return a series for each area, by period: rates where the table has them, else counts."""
    frame, text = charts[0].table.data, texts[0]
    measure = "rate" if text("show.rate") in frame.columns else "count"
    areas = [list(dict.fromkeys(chart.table.data[words("show.area")])) for chart, words in _each(charts, texts)]
    periods = list(dict.fromkeys(frame.iloc[:, 1]))
    codes = list(dict.fromkeys(frame.iloc[:, 0]))
    translated = [[axis_period(code, words) for code in codes] for words in texts]
    series = []
    for place, area in enumerate(areas[0]):
        rows = frame[frame[text("show.area")] == area]
        numbers = zip(_numbers(rows, text(f"show.{measure}")), _marks(rows, text), strict=True)
        by_period = dict(zip(rows.iloc[:, 1], numbers, strict=True))
        values, marks = zip(*(by_period.get(each, (None, "")) for each in periods), strict=True)
        series.append(Series(joined(names[place] for names in areas), values, marks=marks))
    categories = tuple(joined(each) for each in zip(*translated, strict=True))
    unit = tuple(words(f"show.{measure}") for words in texts)
    return _marked(Plot(categories, tuple(series), unit, int(measure == "rate")))


def key(charts: Sequence[Chart], texts: Sequence[Text], *, has_rates: bool = True) -> tuple[str, ...]:
    """Return in each language what the marks in the table of a chart mean; empty where there is none.

    Without ``has_rates`` only counts are shown, and the mark of few events, which is one of a rate, is left out.
    """
    said = []
    for chart, words in _each(charts, texts):
        found = mark_meanings(chart.table, words)
        shown = (mark for mark in found if has_rates or mark != UNRELIABLE)
        said.append("; ".join(f"{mark} {found[mark]}" for mark in shown))
    return tuple(said)


def names_by_code(charts: Sequence[Chart]) -> Mapping[str, str]:
    """Return what each row is called in all languages, by its code."""
    tables = [dict(zip(chart.table.data.iloc[:, 0], chart.table.data.iloc[:, 1], strict=True)) for chart in charts]
    return {code: joined(table[code] for table in tables) for code in tables[0]}


def joined_mark(name: str, mark: str) -> str:
    """Return a name with the mark of its figure."""
    return f"{name} {mark}".strip()


def _reasoned(name: str, value: Number, mark: str, text: Text) -> str:
    """Return a name with why there is no number, in words; the name alone where there is one."""
    if value is not None or mark not in MEANINGS:
        return name
    return f"{name}: {text(f'map.legend.{MEANINGS[mark]}')}"


def _each(charts: Sequence[Chart], texts: Sequence[Text]) -> list[tuple[Chart, Text]]:
    return list(zip(charts, texts, strict=True))


def _numbers(frame: pd.DataFrame, column: str) -> tuple[Number, ...]:
    if column not in frame.columns:
        return (None,) * len(frame)
    whole = pd.api.types.is_integer_dtype(frame[column].dtype)
    return tuple(None if pd.isna(each) else (int(each) if whole else float(each)) for each in frame[column])


def _marks(frame: pd.DataFrame, text: Text) -> list[str]:
    return [str(each).strip() for each in frame[text("show.mark")]]


def _marked(plot: Plot) -> Plot:
    """Return a plot whose missing figures are marked: in the name of a series without any, else at the period."""
    series = tuple(
        Series(joined_mark(each.name, _missing(each)), each.values, marks=each.marks) if each.is_empty else each
        for each in plot.series
    )
    some = [each for each in series if not each.is_empty]
    categories = []
    for place, name in enumerate(plot.categories):
        found = [of_count(each.marks[place]) for each in some if each.values[place] is None]
        categories.append(joined_mark(name, " ".join(dict.fromkeys(filter(None, found)))))
    return Plot(tuple(categories), series, plot.unit, plot.decimals)


def _missing(series: Series) -> str:
    """Return the mark that most of the figures of a series have."""
    found = [of_count(mark) for mark in series.marks]
    return max(dict.fromkeys(found), key=found.count, default="")
