"""The trends page: how figures of an area have changed, beside Wales and England and Wales, and what that means.

What is kept is text; the drawings are made at each run.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial

from markupsafe import Markup

from components.address.assets import style
from components.address.options import Options
from components.address.visit import Visit, instead, instead_html
from components.charts import tables
from components.charts.trends.chart import panels_chart
from components.charts.trends.events import Event, events
from components.charts.trends.panels import Trends, trends
from components.charts.trends.uk import INDICATORS as UK_INDICATORS
from components.charts.trends.uk import uk_chart, uk_events, uk_title, uk_view
from components.content.block import Block, Group, Html, Visual, html_blocks
from components.content.choices import trend_choices
from components.content.claims import claims_html
from components.content.request import PageRequest
from components.content.snippets import area_words
from components.drawing.serialised import SerialisedChart, serialised
from components.wording import describe
from components.wording.text import Text
from data.load import Dataset
from data.site import site
from data.views import View, periods


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: an area beside Wales and England and Wales over time, and the United Kingdom as context."""
    visit, dataset, text = request.visit, request.dataset, request.text
    shown = trends(dataset, visit.view, visit.options, text, home=site().home_area)
    claimed = claims_html(dataset, shown.view, shown.options, text, is_compared=False)
    return (
        Html(request.explained(heading_html(visit, shown))),
        Group("trend-choices", trend_choices(shown), is_row=True),
        Html(request.explained(above_html(shown))),
        Group("trend-panels", (_panels(request, shown),)),
        Html(request.explained(below_html(shown)) + claimed),
        Html(request.explained(uk_html(text))),
        *(block for indicator in UK_INDICATORS for block in _uk_blocks(request, indicator, shown.options)),
    )


def _panels(request: PageRequest, shown: Trends) -> Visual:
    parts, is_narrow = (shown.dataset, shown.view, shown.options, shown.text), request.is_narrow
    drawn, narrow = (partial(panels_chart, *parts, is_narrow=each) for each in (is_narrow, True))
    return Visual("panels", drawn, panels_kept(*parts, is_narrow=is_narrow), narrow=narrow, width=1120)


def _uk_blocks(request: PageRequest, indicator: str, options: Options) -> tuple[Block, ...]:
    """Return the title of a chart of the United Kingdom, the chart, and its dated events."""
    parts = (request.dataset, indicator, options, request.text)
    dated = uk_below_html(*parts)
    drawn = Visual(indicator, partial(uk_chart, *parts), uk_kept(*parts), width=736)
    return (
        Html(uk_title_html(indicator, options, request.text)),
        Group(f"trend-{indicator}", (drawn, *html_blocks(dated))),
    )


@lru_cache(maxsize=64)
def panels_kept(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool) -> SerialisedChart:
    """Return the panels as they are kept for the page."""
    return serialised(panels_chart(dataset, view, options, text, is_narrow=is_narrow), text)


@lru_cache(maxsize=64)
def uk_kept(dataset: Dataset, indicator: str, options: Options, text: Text) -> SerialisedChart:
    """Return a chart of the United Kingdom as it is kept for the page."""
    return serialised(uk_chart(dataset, indicator, options, text), text)


@lru_cache(maxsize=256)
def heading_html(visit: Visit, shown: Trends) -> Markup:
    """Return the look and the name of the page, what it can say, and a line where it shows another view than asked."""
    text = shown.text
    return Markup('{style}<h1>{heading}</h1><p class="lead">{lead}</p>{instead}').format(
        style=style("compare.css", "trends.css"),
        heading=text("trends.heading"),
        lead=text("trends.lead"),
        instead=instead_html(_instead(visit, shown)),
    )


def _instead(visit: Visit, shown: Trends) -> str:
    """Return what was asked for and is not shown; figures of the United Kingdom are shown, but further down."""
    if visit.view.indicator not in UK_INDICATORS:
        return instead(visit, shown.view, periods=shown.codes, title=shown.title)
    view = uk_view(shown.dataset, visit.view.indicator, shown.options)
    line = instead(visit, view, periods=periods(shown.dataset, view), parts=("period",))
    return f"{shown.text('trends.instead.uk', shown=shown.title)} {line}".strip()


@lru_cache(maxsize=256)
def above_html(shown: Trends) -> Markup:
    """Return the chosen area, the title of its drawing, and how the panels compare."""
    text, scale = shown.text, "rates" if shown.has_rates else "counts"
    meaning = text(f"indicator.{shown.view.indicator}.meaning")
    said = notes_html((meaning, describe.newest_by_force(shown.dataset, shown.view.indicator, text)))
    return Markup('{}<h3 class="chart-title">{}</h3><p>{}</p>').format(
        area_words(shown.view.area, said, text), shown.title, text(f"trends.scale.{scale}")
    )


@lru_cache(maxsize=256)
def below_html(shown: Trends) -> Markup:
    """Return the dated events, and how a trend, a turn and the usual range are worked out, one tap away."""
    text = shown.text
    found = events(shown.view.indicator, shown.codes) if shown.options.notes == "on" else ()
    parts = Markup().join(
        Markup("<p>{}</p>").format(text(f"trends.about.{part}")) for part in ("recent", "turn", "range", "rise")
    )
    return Markup('{events}{notes}<details class="about"><summary>{about}</summary>{parts}</details>').format(
        events=events_html(found, text),
        notes=notes_html(tables.notes(shown.dataset, shown.view, text)),
        about=text("trends.about"),
        parts=parts,
    )


@lru_cache(maxsize=64)
def uk_html(text: Text) -> Markup:
    """Return what the figures of the United Kingdom are for, and why nothing is compared with them."""
    return Markup("<h2>{}</h2><p>{}</p>").format(text("trends.uk.title"), text("trends.uk.words"))


@lru_cache(maxsize=64)
def uk_title_html(indicator: str, options: Options, text: Text) -> Markup:
    """Return the title of a chart of the United Kingdom."""
    return Markup('<h3 class="chart-title">{}</h3>').format(uk_title(indicator, options, text))


@lru_cache(maxsize=64)
def uk_below_html(dataset: Dataset, indicator: str, options: Options, text: Text) -> Markup:
    """Return the dated events of a chart of the United Kingdom."""
    return events_html(uk_events(dataset, indicator, options), text)


def events_html(found: tuple[Event, ...], text: Text) -> Markup:
    """Return dated events as the list that their numbers lead to; empty where there is none."""
    items = Markup().join(
        Markup("<li>{}{}</li>").format(event.words(text), _event_source(event, text)) for event in found
    )
    return (
        Markup('<ol class="events" aria-label="{}">{}</ol>').format(text("trends.events"), items) if items else Markup()
    )


def _event_source(event: Event, text: Text) -> Markup:
    """Return where the day of an event was read; sources are named in English."""
    if not event.source:
        return Markup()
    source = Markup('<cite lang="en">{}</cite>').format(event.source)
    return Markup(" <small>{}</small>").format(text.markup("trends.events.source", source=source))


def notes_html(found: Iterable[str]) -> Markup:
    """Return what has to be said of single figures, each as a paragraph; empty where there is nothing."""
    return Markup().join(Markup('<p class="quiet">{}</p>').format(each) for each in found if each)
