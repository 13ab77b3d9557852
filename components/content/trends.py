"""The trends page: how figures of an area have changed, beside Wales and England and Wales, and what that means.

What is kept is text; the drawings are made at each run.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from html import escape

from components.address.assets import asset
from components.address.options import Options
from components.address.visit import Visit, instead, instead_html
from components.charts import tables
from components.charts.trends.chart import panels_chart
from components.charts.trends.events import Event, events
from components.charts.trends.panels import Trends, trends
from components.charts.trends.uk import INDICATORS as UK_INDICATORS
from components.charts.trends.uk import uk_chart, uk_events, uk_title, uk_view
from components.content.block import Block, Group, Html, Visual
from components.content.choices import trend_choices
from components.content.claims import claims_html
from components.content.request import PageRequest
from components.drawing.serialised import SerialisedChart, serialised
from components.wording import describe
from components.wording.text import Text
from data.load import Dataset
from data.site import site
from data.views import View, periods
from geo.areas import areas

LOOK = "".join(asset(name)[0].decode() for name in ("compare.css", "trends.css"))


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
    parts, narrow = (shown.dataset, shown.view, shown.options, shown.text), {"is_narrow": request.is_narrow}
    return Visual("panels", partial(panels_chart, *parts, **narrow), panels_kept(*parts, **narrow))


def _uk_blocks(request: PageRequest, indicator: str, options: Options) -> tuple[Block, ...]:
    """Return the title of a chart of the United Kingdom, the chart, and its dated events."""
    parts = (request.dataset, indicator, options, request.text)
    dated = uk_below_html(*parts)
    drawn = Visual(indicator, partial(uk_chart, *parts), uk_kept(*parts))
    return (
        Html(uk_title_html(indicator, options, request.text)),
        Group(f"trend-{indicator}", (drawn, Html(dated)) if dated else (drawn,)),
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
def heading_html(visit: Visit, shown: Trends) -> str:
    """Return the look and the name of the page, what it can say, and a line where it shows another view than asked."""
    text = shown.text
    heading = (
        f"<style>{LOOK}</style><h1>{escape(text('trends.heading'))}</h1>"
        f'<p class="lead">{escape(text("trends.lead"))}</p>'
    )
    return heading + instead_html(_instead(visit, shown))


def _instead(visit: Visit, shown: Trends) -> str:
    """Return what was asked for and is not shown; figures of the United Kingdom are shown, but further down."""
    if visit.view.indicator not in UK_INDICATORS:
        return instead(visit, shown.view, periods=shown.codes, title=shown.title)
    view = uk_view(shown.dataset, visit.view.indicator, shown.options)
    line = instead(visit, view, periods=periods(shown.dataset, view), parts=("period",))
    return f"{shown.text('trends.instead.uk', shown=shown.title)} {line}".strip()


@lru_cache(maxsize=256)
def above_html(shown: Trends) -> str:
    """Return the chosen area, the title of its drawing, and how the panels compare."""
    area, text = areas()[shown.view.area], shown.text
    scale = "rates" if shown.has_rates else "counts"
    return (
        f'<div class="area-words"><h2 lang="{area.name_language(text.language)}">'
        f'{escape(area.name(text.language))}</h2><p class="quiet">'
        f"{escape(text(f'indicator.{shown.view.indicator}.meaning'))}</p>"
        f"{notes_html((describe.newest_by_force(shown.dataset, shown.view.indicator, text),))}</div>"
        f'<h3 class="chart-title">{escape(shown.title)}</h3><p>{escape(text(f"trends.scale.{scale}"))}</p>'
    )


@lru_cache(maxsize=256)
def below_html(shown: Trends) -> str:
    """Return the dated events, and how a trend, a turn and the usual range are worked out, one tap away."""
    text = shown.text
    found = events(shown.view.indicator, shown.codes) if shown.options.notes == "on" else ()
    parts = "".join(f"<p>{escape(text(f'trends.about.{part}'))}</p>" for part in ("recent", "turn", "range", "rise"))
    return (
        f"{events_html(found, text)}{notes_html(tables.notes(shown.dataset, shown.view, text))}"
        f'<details class="about"><summary>{escape(text("trends.about"))}</summary>'
        f"{parts}</details>"
    )


@lru_cache(maxsize=64)
def uk_html(text: Text) -> str:
    """Return what the figures of the United Kingdom are for, and why nothing is compared with them."""
    return f"<h2>{escape(text('trends.uk.title'))}</h2><p>{escape(text('trends.uk.words'))}</p>"


@lru_cache(maxsize=64)
def uk_title_html(indicator: str, options: Options, text: Text) -> str:
    """Return the title of a chart of the United Kingdom."""
    return f'<h3 class="chart-title">{escape(uk_title(indicator, options, text))}</h3>'


@lru_cache(maxsize=64)
def uk_below_html(dataset: Dataset, indicator: str, options: Options, text: Text) -> str:
    """Return the dated events of a chart of the United Kingdom."""
    return events_html(uk_events(dataset, indicator, options), text)


def events_html(found: tuple[Event, ...], text: Text) -> str:
    """Return dated events as the list that their numbers lead to; empty where there is none."""
    items = "".join(f"<li>{escape(event.words(text))}{_event_source(event, text)}</li>" for event in found)
    return f'<ol class="events" aria-label="{escape(text("trends.events"))}">{items}</ol>' if items else ""


def _event_source(event: Event, text: Text) -> str:
    """Return where the day of an event was read; sources are named in English."""
    source = f'<cite lang="en">{escape(event.source)}</cite>'
    return f" <small>{text('trends.events.source', source=source)}</small>" if event.source else ""


def notes_html(found: Iterable[str]) -> str:
    """Return what has to be said of single figures, each as a paragraph; empty where there is nothing."""
    return "".join(f'<p class="quiet">{escape(each)}</p>' for each in found if each)
