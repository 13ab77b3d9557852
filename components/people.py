"""Who is referred and how they were exploited, as charts with what can be said of them. Pure.

What is kept is text: it depends on the release and the view, never on a visitor.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache, partial
from html import escape
from typing import NamedTuple

import pandas as pd

from components import describe, figures
from components.bars import bars_of, block_html, halves_of
from components.block import Choice, choice
from components.categories import category_name, signs_of_setting, signs_of_type
from components.chart import Chart, Table
from components.format import mark, number, period
from components.headings import heading
from components.series import ENGLAND_AND_WALES
from components.terms import joined
from components.text import Text
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


def peopled(dataset: Dataset, view: View, *, home: str) -> View:
    """Return the view of referrals in a year that is nearest to ``view``."""
    area = view.area if areas()[view.area].kind != "united_kingdom" else home
    kind = register()[INDICATOR].headline_kind
    is_year = view.indicator == INDICATOR and read_period(view.period).kind == kind
    return View(area, INDICATOR, view.period if is_year else latest_period(dataset, INDICATOR, kind))


def peopled_periods(dataset: Dataset, view: View) -> tuple[str, ...]:
    """Return the years there are rows for, the newest first; those without any figure are among them."""
    return newest_periods(dataset, INDICATOR, register()[INDICATOR].headline_kind, view.area)[::-1]


def year_choice(dataset: Dataset, view: View, text: Text) -> Choice:
    """Return the choice of the year."""
    codes = peopled_periods(dataset, view)
    return choice("period", codes, view.period, label=text("people.period"), wording=lambda code: period(code, text))


def heading_html(text: Text) -> str:
    """Return the name of the page as its first heading, and what it is about."""
    return heading("people", text, title="heading")


@lru_cache(maxsize=256)
def opening_html(dataset: Dataset, view: View, text: Text) -> str:
    """Return the area, how many people were referred or why the number is not shown, and what it is not."""
    area = areas()[view.area]
    return (
        f'<div class="area-words"><h2 lang="{area.name_language(text.language)}">'
        f"{escape(area.name(text.language))}</h2>{count_html(dataset, view, text)}</div>"
    )


@lru_cache(maxsize=256)
def referred_html(dataset: Dataset, view: View, text: Text, links: Links) -> str:
    """Return the people referred in an area and year by type of exploitation, age group and gender."""
    types, *others = (_block(dataset, view, breakdown, text, links) for breakdown in ("type", "age", "gender"))
    sentence, opening, bars = types.partition('<ul class="bars"')
    explained = joined(bars, text.language, link=links.glossary)
    return f'<div class="blocks">{sentence}{opening}{explained}<div>{"".join(others)}</div></div>'


@lru_cache(maxsize=64)
def crossed_html(dataset: Dataset, period: str, text: Text, links: Links) -> str:
    """Return the types in England and Wales by age group and gender: the only area that is published so finely."""
    view = View(ENGLAND_AND_WALES, INDICATOR, period)
    charts = {name: _halves(dataset, view, name, text) for name in FIRST}
    blocks = [framed(f"people.{name}.title", chart, view, text, links) for name, chart in charts.items()]
    return (
        f"<h2>{escape(text('people.crossed.title'))}</h2><p>{escape(text('people.crossed.words'))}</p>"
        f'<div class="blocks">{"".join(blocks)}</div>'
    )


def exhibit(dataset: Dataset, view: View, breakdown: str, text: Text) -> Chart:
    """Return the chart of a breakdown for itself, without the ways to other pages; of local cases if so asked.

    Raises
    ------
    data.views.ViewError
        If the breakdown is not published for the area and the period.
    """
    if view.indicator != LOCAL:
        view = peopled(dataset, view, home=site().home_area)
    if breakdown in FIRST:
        return _halves(dataset, replace(view, area=ENGLAND_AND_WALES), breakdown, text)
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


def _block(dataset: Dataset, view: View, breakdown: str, text: Text, links: Links) -> str:
    chart = category_chart(dataset, view, breakdown, text, links)
    return framed(f"people.{breakdown}.title", chart, view, text, links)


def framed(title: str, chart: Chart, view: View, text: Text, links: Links) -> str:
    """Return a chart of bars under the title ``title`` (a key), with why numbers of it are hidden."""
    return block_html(text(title), chart, text, note=why_html(chart.figure.statuses(), view.indicator, text, links))


def _halves(dataset: Dataset, view: View, breakdown: str, text: Text) -> Chart:
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


def count_html(dataset: Dataset, view: View, text: Text) -> str:
    """Return how many there are, or why that is not shown, and what the figure is not."""
    total, when = observation(dataset, view), escape(period(view.period, text))
    if total.value is None:
        said = f"{when}: {mark(total.status)} {escape(describe.missing(total.status, text))}"
    else:
        count = number(total.value, text.language)
        said = text.plural(f"people.count.{view.indicator}", total.value, count=count, period=when)
    meaning = escape(text(f"indicator.{view.indicator}.meaning"))
    said = f"{said} {escape(describe.newest_by_force(dataset, view.indicator, text))}".strip()
    return f'<p>{said}</p><p class="quiet">{meaning}</p>'


def why_html(statuses: Collection[str], indicator: str, text: Text, links: Links) -> str:
    """Return why numbers are hidden, one tap away; empty where none of the statuses says so."""
    if "hidden" not in statuses:
        return ""
    threshold = number(register()[indicator].threshold, text.language)
    return (
        f'<details class="why"><summary>{escape(text("people.why.title"))}</summary>'
        f"<p>{escape(text('people.why.words', threshold=threshold, mark=mark('hidden')))}</p>"
        f'<p><a href="{escape(links.methods)}#protection">{escape(text("people.why.more"))}</a></p></details>'
    )


def _table(dataset: Dataset, view: View, rows: pd.DataFrame, text: Text) -> Table:
    breakdown = rows["breakdown"].iloc[0]
    title = f"{text(f'indicator.{view.indicator}.name')}, {areas()[view.area].name(text.language)}"
    address = {"indicator": view.indicator, "area": view.area, "period": view.period, "breakdown": breakdown}
    return figures.table(
        rows,
        text=text,
        caption=f"{title}, {period(view.period, text)}. {text(f'people.{breakdown}.title')}",
        download=figures.download(text, **address),
        **figures.origin(dataset, view.indicator, rows, text),
    )
