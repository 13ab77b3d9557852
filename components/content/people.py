"""The page /people: who is referred and how they were exploited, and the force's own cases where it publishes them.

What is kept is text: it depends on the release and the view, never on a visitor.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from markupsafe import Markup

from components.address.assets import style
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
from components.content.block import Block, Choice, Group, Html, choice, html_blocks
from components.content.request import PageRequest
from components.content.snippets import area_words, heading
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
from data.views import View, by_category, observation


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: the people referred by type, age group and gender, and the signs that belong to each."""
    visit, dataset, text = request.visit, request.dataset, request.text
    view = nearest_people_view(dataset, visit.about(dataset, INDICATOR), home=site().home_area)
    links = Links(*map(request.link, Links._fields))
    return (
        Html(style("people.css")),
        Html(request.explained(heading_html(dataset, visit, view))),
        Group("year", (year_choice(dataset, view, text),)),
        *html_blocks(
            opening_html(dataset, view, text),
            referred_html(dataset, view, text, links),
            crossed_html(dataset, view.period, text, links),
            local_html(dataset, view, text, links),
        ),
    )


def year_choice(dataset: Dataset, view: View, text: Text) -> Choice:
    """Return the choice of the year."""
    codes = people_periods(dataset, view)
    return choice("period", codes, view.period, label=text("people.period"), wording=lambda code: period(code, text))


def heading_html(dataset: Dataset, visit: Visit, shown: View) -> Markup:
    """Return the name of the page, what it is about, and a line where it shows another year than was asked for."""
    local = local_view(dataset, shown.area, shown.period)
    periods = (local.period,) if local else ()
    line = instead(visit, shown, periods=periods, parts=("area", "period"))
    return heading("people", visit.text, title="heading") + instead_html(line)


@lru_cache(maxsize=256)
def opening_html(dataset: Dataset, view: View, text: Text) -> Markup:
    """Return the area, how many people were referred or why the number is not shown, and what it is not."""
    return area_words(view.area, count_html(dataset, view, text), text)


@lru_cache(maxsize=256)
def referred_html(dataset: Dataset, view: View, text: Text, links: Links) -> Markup:
    """Return the people referred in an area and year by type of exploitation, age group and gender."""
    types = _block(dataset, view, "type", text, links, is_joined=True)
    others = Markup().join(_block(dataset, view, breakdown, text, links) for breakdown in ("age", "gender"))
    return Markup('<div class="blocks">{}<div>{}</div></div>').format(types, others)


@lru_cache(maxsize=64)
def crossed_html(dataset: Dataset, period: str, text: Text, links: Links) -> Markup:
    """Return the types in England and Wales by age group and gender: the only area that is published so finely."""
    view = View(ENGLAND_AND_WALES, INDICATOR, period)
    charts = {name: halves_chart(dataset, view, name, text) for name in FIRST}
    blocks = [framed(f"people.{name}.title", chart, view, text, links) for name, chart in charts.items()]
    return Markup('<h2>{}</h2><p>{}</p><div class="blocks">{}</div>').format(
        text("people.crossed.title"), text("people.crossed.words"), Markup().join(blocks)
    )


def _block(
    dataset: Dataset, view: View, breakdown: str, text: Text, links: Links, *, is_joined: bool = False
) -> Markup:
    chart = category_chart(dataset, view, breakdown, text, links)
    return framed(f"people.{breakdown}.title", chart, view, text, links, is_joined=is_joined)


def framed(title: str, chart: Chart, view: View, text: Text, links: Links, *, is_joined: bool = False) -> Markup:
    """Return a chart of bars under the title ``title`` (a key), with why numbers of it are hidden.

    If ``is_joined``, words of its categories lead to the glossary.
    """
    if not isinstance(chart.figure, Bars | Halves):
        raise TypeError(f"{type(chart.figure).__name__} is not bars")
    note = why_html(chart.figure.statuses(), view.indicator, text, links)
    return block_html(text(title), chart, chart.figure, text, note=note, glossary=links.glossary if is_joined else "")


def block_html(
    title: str, chart: Chart, bars: Bars | Halves, text: Text, *, note: Markup, glossary: str = ""
) -> Markup:
    """Return a chart, whose figure is ``bars``, with its title, sentence, note and table.

    ``glossary`` is the address to which words of the bars and the table lead; empty where none does.
    """
    shown = Markup("{}{}").format(note, below_html(chart, text))
    if drawn := bars.html(text):
        shown = Markup('<figure role="group" aria-label="{}">{}</figure>{}').format(chart.alt, drawn, shown)
        shown = joined(shown, text.language, link=glossary) if glossary else shown
    return Markup('<section class="block"><h3>{}</h3><p class="sentence">{}</p>{}</section>').format(
        title, chart.sentence, shown
    )


def count_html(dataset: Dataset, view: View, text: Text) -> Markup:
    """Return how many there are, or why that is not shown, and what the figure is not."""
    meaning = text(f"indicator.{view.indicator}.meaning")
    said = Markup("{} {}").format(
        count_words(dataset, view, text), describe.newest_by_force(dataset, view.indicator, text)
    )
    return Markup('<p>{}</p><p class="quiet">{}</p>').format(said.strip(), meaning)


def count_words(dataset: Dataset, view: View, text: Text) -> Markup:
    """Return how many there are, or why that is not shown."""
    total, when = observation(dataset, view), period(view.period, text)
    if total.value is None:
        return Markup("{}: {} {}").format(when, mark(total.status), describe.missing(total.status, text))
    count = number(total.value, text.language)
    return text.plural_markup(f"people.count.{view.indicator}", total.value, count=count, period=when)


def why_html(statuses: Collection[str], indicator: str, text: Text, links: Links) -> Markup:
    """Return why numbers are hidden, one tap away; empty where none of the statuses says so."""
    if "hidden" not in statuses:
        return Markup()
    threshold = number(register()[indicator].threshold, text.language)
    return Markup(
        '<details class="why"><summary>{title}</summary><p>{words}</p>'
        '<p><a href="{methods}#protection">{more}</a></p></details>'
    ).format(
        title=text("people.why.title"),
        words=text("people.why.words", threshold=threshold, mark=mark("hidden")),
        methods=links.methods,
        more=text("people.why.more"),
    )


@lru_cache(maxsize=64)
def local_html(dataset: Dataset, view: View, text: Text, links: Links) -> Markup:
    """Return the force's own cases in the year, or in the newest there is; empty where it publishes none."""
    local = local_view(dataset, view.area, view.period)
    if local is None:
        return Markup()
    setting = people.category_chart(dataset, local, "setting", text, links)
    return Markup('<h2>{title}</h2>{count}<div class="blocks">{map_block}{framed}</div>').format(
        title=text("people.local.title"),
        count=count_html(dataset, local, text),
        map_block=_map_block(dataset, local, text, links),
        framed=framed("people.setting.title", setting, local, text, links),
    )


def _map_block(dataset: Dataset, view: View, text: Text, links: Links) -> Markup:
    """Return the map with its sentence, what its numbers are, why some are hidden, and its table."""
    chart = map_chart(dataset, view, text)
    if not isinstance(chart.figure, LocalMap):
        return framed("people.local_map.title", chart, view, text, links)
    statuses = by_category(dataset, view, breakdown="local_authority")["status"]
    why = why_html({*statuses}, view.indicator, text, links)
    return Markup(
        '<section class="block"><h3>{title}</h3><p class="sentence">{sentence}</p>'
        '<figure class="local-map">{image}</figure><p class="quiet">{words}</p>{why}{below}</section>'
    ).format(
        title=text("people.local_map.title"),
        sentence=chart.sentence,
        image=image(chart, text.language),
        words=text("people.local_map.words"),
        why=why,
        below=below_html(chart, text),
    )
