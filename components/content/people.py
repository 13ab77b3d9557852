"""The page /people: who is referred and how they were exploited, and the force's own cases where it publishes them.

What is kept is text: it depends on the release and the view, never on a visitor.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from html import escape

from components.address.visit import Visit, instead, instead_html
from components.charts import people
from components.charts.local_cases import local_view, map_chart
from components.charts.people import (
    FIRST,
    INDICATOR,
    Links,
    category_chart,
    halves_chart,
    nearest_people_view,
    people_periods,
)
from components.charts.series import ENGLAND_AND_WALES
from components.content.block import Block, Choice, Group, Html, choice, style
from components.content.blocks import heading
from components.content.request import PageRequest
from components.drawing.bars import Bars, Halves
from components.drawing.chart import Chart
from components.drawing.map.local import LocalMap
from components.drawing.picture import image
from components.drawing.table import below_html
from components.guidance.terms import joined
from components.wording import describe
from components.wording.format import mark, number, period
from components.wording.text import Text
from data.load import Dataset
from data.register import register
from data.site import site
from data.views import View, observation
from geo.areas import areas


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: the people referred by type, age group and gender, and the signs that belong to each."""
    visit, dataset, text = request.visit, request.dataset, request.text
    view = nearest_people_view(dataset, visit.about(dataset, INDICATOR), home=site().home_area)
    links = Links(*map(request.link, Links._fields))
    parts = (
        opening_html(dataset, view, text),
        referred_html(dataset, view, text, links),
        crossed_html(dataset, view.period, text, links),
        local_html(dataset, view, text, links),
    )
    return (
        style("people.css"),
        Html(request.explained(heading_html(dataset, visit, view))),
        Group("year", (year_choice(dataset, view, text),)),
        *(Html(part) for part in parts if part),
    )


def year_choice(dataset: Dataset, view: View, text: Text) -> Choice:
    """Return the choice of the year."""
    codes = people_periods(dataset, view)
    return choice("period", codes, view.period, label=text("people.period"), wording=lambda code: period(code, text))


def heading_html(dataset: Dataset, visit: Visit, shown: View) -> str:
    """Return the name of the page, what it is about, and a line where it shows another year than was asked for."""
    local = local_view(dataset, shown.area, shown.period)
    periods = (local.period,) if local else ()
    line = instead(visit, shown, periods=periods, parts=("period",))
    return heading("people", visit.text, title="heading") + instead_html(line)


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
    charts = {name: halves_chart(dataset, view, name, text) for name in FIRST}
    blocks = [framed(f"people.{name}.title", chart, view, text, links) for name, chart in charts.items()]
    return (
        f"<h2>{escape(text('people.crossed.title'))}</h2><p>{escape(text('people.crossed.words'))}</p>"
        f'<div class="blocks">{"".join(blocks)}</div>'
    )


def _block(dataset: Dataset, view: View, breakdown: str, text: Text, links: Links) -> str:
    chart = category_chart(dataset, view, breakdown, text, links)
    return framed(f"people.{breakdown}.title", chart, view, text, links)


def framed(title: str, chart: Chart, view: View, text: Text, links: Links) -> str:
    """Return a chart of bars under the title ``title`` (a key), with why numbers of it are hidden."""
    if not isinstance(chart.figure, Bars | Halves):
        raise TypeError(f"{type(chart.figure).__name__} is not bars")
    note = why_html(chart.figure.statuses(), view.indicator, text, links)
    return block_html(text(title), chart, chart.figure, text, note=note)


def block_html(title: str, chart: Chart, bars: Bars | Halves, text: Text, *, note: str) -> str:
    """Return a chart, whose figure is ``bars``, with its title, sentence, note (as HTML) and table."""
    drawn = bars.html(text)
    figure = f'<figure role="group" aria-label="{escape(chart.alt)}">{drawn}</figure>' if drawn else ""
    return (
        f'<section class="block"><h3>{escape(title)}</h3><p class="sentence">{escape(chart.sentence)}</p>'
        f"{figure}{note}{below_html(chart, text)}</section>"
    )


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


@lru_cache(maxsize=64)
def local_html(dataset: Dataset, view: View, text: Text, links: Links) -> str:
    """Return the force's own cases in the year, or in the newest there is; empty where it publishes none."""
    local = local_view(dataset, view.area, view.period)
    if local is None:
        return ""
    setting = people.category_chart(dataset, local, "setting", text, links)
    return (
        f"<h2>{escape(text('people.local.title'))}</h2>{count_html(dataset, local, text)}"
        f'<div class="blocks">{_map_block(dataset, local, text, links)}'
        f"{framed('people.setting.title', setting, local, text, links)}</div>"
    )


def _map_block(dataset: Dataset, view: View, text: Text, links: Links) -> str:
    """Return the map with its sentence, what its numbers are, why some are hidden, and its table."""
    chart = map_chart(dataset, view, text)
    if not isinstance(chart.figure, LocalMap):
        return framed("people.local_map.title", chart, view, text, links)
    why = why_html({*chart.table.rows.frame["status"]}, view.indicator, text, links)
    return (
        f'<section class="block"><h3>{escape(text("people.local_map.title"))}</h3>'
        f'<p class="sentence">{escape(chart.sentence)}</p>'
        f'<figure class="local-map">{image(chart, text.language)}</figure>'
        f'<p class="quiet">{escape(text("people.local_map.words"))}</p>{why}{below_html(chart, text)}</section>'
    )
