"""Who is referred and how they were exploited, as charts with what can be said of them.

What is kept is text: it depends on the release and the view, never on a visitor.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

import pandas as pd

from components.address import links as figures
from components.charts import tables
from components.charts.categories import category_name
from components.charts.series import ENGLAND_AND_WALES
from components.drawing.bars import bars_of, halves_of
from components.drawing.chart import Chart, Table
from components.guidance.blocks import signs_of_setting, signs_of_type
from components.wording import describe
from components.wording.format import period
from components.wording.text import Text
from data.load import Dataset
from data.periods import period as read_period
from data.register import register
from data.site import site
from data.views import View, ViewError, by_category, latest_period, newest_periods, observation
from geo.areas import areas

INDICATOR, LOCAL = "nrm_referrals", "local_cases"
# The first of the two halves of a divided bar: whom its sentence is about.
FIRST = {"type_age": "child", "type_gender": "female"}


class Links(NamedTuple):
    """Addresses of the pages that the figures lead to."""

    signs: str
    report: str
    methods: str
    glossary: str


def nearest_people_view(dataset: Dataset, view: View, *, home: str) -> View:
    """Return the view of referrals in a year that is nearest to ``view``."""
    area = view.area if areas()[view.area].kind != "united_kingdom" else home
    kind = register()[INDICATOR].headline_kind
    is_year = view.indicator == INDICATOR and read_period(view.period).kind == kind
    return View(area, INDICATOR, view.period if is_year else latest_period(dataset, INDICATOR, kind))


def people_periods(dataset: Dataset, view: View) -> tuple[str, ...]:
    """Return the years there are rows for, the newest first; those without any figure are among them."""
    return newest_periods(dataset, INDICATOR, register()[INDICATOR].headline_kind, view.area)[::-1]


def exhibit(dataset: Dataset, view: View, breakdown: str, text: Text) -> Chart:
    """Return the chart of a breakdown for itself, without the ways to other pages; of local cases if so asked.

    Raises
    ------
    data.views.ViewError
        If the breakdown is not published for the area and the period.
    """
    if view.indicator != LOCAL:
        view = nearest_people_view(dataset, view, home=site().home_area)
    if breakdown in FIRST:
        return halves_chart(dataset, replace(view, area=ENGLAND_AND_WALES), breakdown, text)
    if by_category(dataset, view, breakdown=breakdown).empty:
        raise ViewError(f"{breakdown} is not published for {view}")
    return category_chart(dataset, view, breakdown, text, Links("", "", "", ""))


def category_chart(dataset: Dataset, view: View, breakdown: str, text: Text, links: Links) -> Chart:
    """Return the bars of a breakdown, the largest of them in words, and their table."""
    below = {"type": signs_of_type, "setting": signs_of_setting}.get(breakdown)
    name = partial(category_name, breakdown, text=text)
    rows = by_category(dataset, view, breakdown=breakdown)
    bars = bars_of(rows, name, partial(below, text=text, signs=links.signs, report=links.report) if below else None)
    sentence = describe.parts(rows, observation(dataset, view).value, name, text)
    take = figures.take_away(f"people.{breakdown}", view, text)
    return Chart(bars, sentence, bars.alt(text), _table(dataset, view, rows, text), take)


def halves_chart(dataset: Dataset, view: View, breakdown: str, text: Text) -> Chart:
    """Return the types as bars of two halves, of the categories that ``breakdown`` crosses them with."""
    rows, other = by_category(dataset, view, breakdown=breakdown), breakdown.removeprefix("type_")
    codes = sorted(by_category(dataset, view, breakdown=other)["category"], key=lambda code: code != FIRST[breakdown])
    types = by_category(dataset, view, breakdown="type")["category"]
    figure = halves_of(
        rows,
        {code: category_name("type", code, text) for code in types},
        {code: category_name(other, code, text) for code in codes},
    )
    mostly = "; ".join(figure.mostly_first())
    gaps = dict.fromkeys(status for status in rows["status"] if status not in ("final", "provisional", "revised"))
    said = [text(f"people.mostly.{FIRST[breakdown]}", types=mostly)] if mostly else []
    sentence = " ".join([*said, *(describe.missing(status, text) for status in gaps)])
    take = figures.take_away(f"people.{breakdown}", view, text)
    return Chart(figure, sentence, figure.alt(text), _table(dataset, view, rows, text), take)


def _table(dataset: Dataset, view: View, rows: pd.DataFrame, text: Text) -> Table:
    breakdown = rows["breakdown"].iloc[0]
    title = f"{text(f'indicator.{view.indicator}.name')}, {areas()[view.area].name(text.language)}"
    address = {"indicator": view.indicator, "area": view.area, "period": view.period, "breakdown": breakdown}
    return tables.table(
        rows,
        text=text,
        caption=f"{title}, {period(view.period, text)}. {text(f'people.{breakdown}.title')}",
        download=figures.download(text, **address),
        **tables.origin(dataset, view.indicator, rows, text),
    )
