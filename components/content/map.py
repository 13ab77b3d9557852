"""The page /map: its headings, and the chosen area in sentences with the ways that lead on from it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from components.address.assets import style
from components.address.visit import Visit, instead, instead_html
from components.charts.map import interactive
from components.charts.map.view import MapView, map_view
from components.charts.map.words import area_lines
from components.charts.views import map_periods, shown_periods
from components.content.block import Block, Group, Html, Playback, Together
from components.content.choices import large_choice, map_choices
from components.content.request import PageRequest
from components.content.snippets import area_words
from components.drawing.chart import Chart
from components.drawing.map.operable import Operable
from components.wording.format import period
from data.periods import year_before
from geo.areas import areas


class Links(NamedTuple):
    """Addresses of the pages that the words lead to."""

    signs: str
    report: str


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: the police force areas on maps, to be chosen by any means, and as a table."""
    shown = map_view(request.dataset, request.visit.view, request.visit.options, request.text)
    codes = tuple(map_periods(shown.dataset, shown.view.indicator, shown.view.period))
    periods = (Playback(codes, shown.view.period, shown.periods),) if shown.periods else ()
    return (
        Html(heading_html(request.visit, shown)),
        Group("map-screen", (*map_choices(shown), Group("map-period", periods), *_maps(request, shown))),
    )


def _maps(request: PageRequest, shown: MapView) -> tuple[Block, ...]:
    """Return the maps with the words on the chosen area above the first; those words alone where there is no map.

    The one to zoom into is drawn when it is asked for: until then the other stands in its place.
    """
    about = area_html(shown, Links(request.link("signs"), request.link("report")))
    nothing = nothing_html(shown)
    if nothing:
        return (Html(about + nothing),)
    charts = interactive.map_charts(shown, is_narrow=request.is_narrow)
    first = "deck" if "deck" in charts else "twin"
    return Together(charts, {"legend": about, first: title_html(shown, charts[first])}, "area"), large_choice(shown)


@lru_cache(maxsize=512)
def area_html(shown: MapView, links: Links) -> Markup:
    """Return what is recorded in the area, how it compares, what it can and cannot say, and where to go from here."""
    area, text = areas()[shown.view.area], shown.text
    lines = Markup().join(Markup("<p>{}</p>").format(line) for line in area_lines(shown))
    outside = area.kind == "force" and area.code not in shown.scope.codes
    away = Markup('<p class="quiet">{}</p>').format(text("map.outside")) if outside else Markup()
    ways = Markup(" ").join(
        Markup('<a href="{}">{}</a>').format(getattr(links, page), text(f"{page}.title")) for page in Links._fields
    )
    said = Markup('{}{}<p class="quiet">{}</p><p class="ways">{}</p>').format(
        lines, away, text(f"indicator.{shown.view.indicator}.meaning"), ways
    )
    return area_words(area.code, said, text)


def heading_html(visit: Visit, shown: MapView) -> Markup:
    """Return the look and the name of the page, and a line where there is no map of what was asked for."""
    line = instead_html(instead(visit, shown.view))
    return Markup("{}<h1>{}</h1>{}").format(style("map.css"), visit.text("map.heading"), line)


def nothing_html(shown: MapView) -> Markup:
    """Return why there is no map of a measure at all, in plain words; empty where there is one."""
    if shown.periods:
        return Markup()
    text, view = shown.text, shown.view
    rated = shown_periods(shown.dataset, view.indicator, view.period, "rate")
    years = ", ".join(period(code, text) for code in rated)
    words = text("map.change.none", title=text(f"indicator.{view.indicator}.name"), periods=years)
    return Markup('<p class="notice">{}</p>').format(words)


def title_html(shown: MapView, chart: Chart) -> Markup:
    """Return what the maps show, as the heading over the first one, and what that shows to those who cannot see it.

    The large one says it itself, and here a line stands for where it cannot be drawn.
    """
    if isinstance(chart.figure, Operable):
        return Markup('<h2>{}</h2><p class="hidden-words">{}</p>').format(_title(shown), chart.alt)
    undrawn = Markup('<p class="no-map notice" role="status">{}</p>').format(shown.text("map.deck.undrawn"))
    return Markup("<h2>{}</h2>{}").format(_title(shown), undrawn)


def _title(shown: MapView) -> str:
    view, text = shown.view, shown.text
    name, when = text(f"indicator.{view.indicator}.name"), period(view.period, text)
    if shown.options.measure == "rate":
        return text("map.deck.title", title=name, period=when)
    return text("map.change.title", title=name, before=period(year_before(view.period), text), period=when)
