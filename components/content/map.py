"""The page /map: its headings, and the chosen area in sentences with the ways that lead on from it."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import NamedTuple

from components.address.assets import asset
from components.address.options import Options
from components.address.visit import Visit, instead, instead_html
from components.charts.map import interactive
from components.charts.map.scope import map_options, scope_of
from components.charts.map.words import area_lines
from components.charts.views import map_periods, nearest_map_view, shown_periods
from components.content.block import Block, Group, Html, Playback, Together
from components.content.choices import map_choices
from components.content.request import PageRequest
from components.wording.format import period
from components.wording.text import Text
from data.load import Dataset
from data.periods import year_before
from data.site import site
from data.views import View
from geo.areas import areas


class Links(NamedTuple):
    """Addresses of the pages that the words lead to."""

    signs: str
    report: str


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: the police force areas on maps, to be chosen by any means, and as a table."""
    visit, dataset, text = request.visit, request.dataset, request.text
    view = nearest_map_view(dataset, visit.view, home=site().home_area)
    options = map_options(view, visit.options)
    periods = Playback(
        tuple(map_periods(dataset, view.indicator, view.period)),
        view.period,
        shown_periods(dataset, view.indicator, view.period, options.measure),
    )
    return (
        Html(heading_html(visit, view)),
        Group(
            "map-screen",
            (
                *map_choices(dataset, view, options, text),
                Group("map-period", (periods,) if periods.shown else ()),
                _maps(request, view, options),
            ),
        ),
    )


def _maps(request: PageRequest, view: View, options: Options) -> Html | Together:
    """Return the maps with the words on the chosen area above the first; those words alone where there is no map."""
    dataset, text = request.dataset, request.text
    links = Links(request.link("signs"), request.link("report"))
    about = area_html(dataset, view, options, text, links)
    nothing = nothing_html(dataset, view, options, text)
    if nothing:
        return Html(about + nothing)
    charts = interactive.map_charts(dataset, view, options, text, is_narrow=request.is_narrow)
    return Together(charts, {"legend": about, "deck": title_html(view, options, text)}, "area")


@lru_cache(maxsize=512)
def area_html(dataset: Dataset, view: View, options: Options, text: Text, links: Links) -> str:
    """Return what is recorded in the area, how it compares, what it can and cannot say, and where to go from here."""
    area = areas()[view.area]
    lines = "".join(f"<p>{line}</p>" for line in area_lines(dataset, view, options, text))
    outside = area.kind == "force" and view.area not in scope_of(view, options).codes
    away = f'<p class="quiet">{escape(text("map.outside"))}</p>' if outside else ""
    ways = " ".join(
        f'<a href="{escape(getattr(links, page))}">{escape(text(f"{page}.title"))}</a>' for page in Links._fields
    )
    return (
        f'<div class="area-words"><h2 lang="{area.name_language(text.language)}">'
        f"{escape(area.name(text.language))}</h2>{lines}{away}"
        f'<p class="quiet">{escape(text(f"indicator.{view.indicator}.meaning"))}</p><p class="ways">{ways}</p></div>'
    )


def heading_html(visit: Visit, shown: View) -> str:
    """Return the look and the name of the page, and a line where there is no map of what was asked for."""
    heading = f"<style>{asset('map.css')[0].decode()}</style><h1>{escape(visit.text('map.heading'))}</h1>"
    return heading + instead_html(instead(visit, shown))


def nothing_html(dataset: Dataset, view: View, options: Options, text: Text) -> str:
    """Return why there is no map of a measure at all, in plain words; empty where there is one."""
    if shown_periods(dataset, view.indicator, view.period, options.measure):
        return ""
    rated = shown_periods(dataset, view.indicator, view.period, "rate")
    years = ", ".join(period(code, text) for code in rated)
    words = text("map.change.none", title=text(f"indicator.{view.indicator}.name"), periods=years)
    return f'<p class="notice">{escape(words)}</p>'


def title_html(view: View, options: Options, text: Text) -> str:
    """Return what the maps show, as the heading over the large one, and a line for where that cannot be drawn."""
    undrawn = f'<p class="no-map notice" role="status">{escape(text("map.deck.undrawn"))}</p>'
    return f"<h2>{escape(_title(view, options, text))}</h2>{undrawn}"


def _title(view: View, options: Options, text: Text) -> str:
    name, when = text(f"indicator.{view.indicator}.name"), period(view.period, text)
    if options.measure == "rate":
        return text("map.deck.title", title=name, period=when)
    return text("map.change.title", title=name, before=period(year_before(view.period), text), period=when)
