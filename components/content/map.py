"""The page /map: its headings, and the chosen area in sentences with the ways that lead on from it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from components.address.assets import style
from components.address.options import Options
from components.address.visit import Visit, instead, instead_html
from components.charts.map.scope import scope_of
from components.charts.map.words import area_lines
from components.charts.views import shown_periods
from components.wording.format import period
from components.wording.text import Text
from data.load import Dataset
from data.periods import year_before
from data.views import View
from geo.areas import areas


class Links(NamedTuple):
    """Addresses of the pages that the words lead to."""

    signs: str
    report: str


@lru_cache(maxsize=512)
def area_html(dataset: Dataset, view: View, options: Options, text: Text, links: Links) -> Markup:
    """Return what is recorded in the area, how it compares, what it can and cannot say, and where to go from here."""
    area = areas()[view.area]
    lines = Markup().join(Markup("<p>{}</p>").format(line) for line in area_lines(dataset, view, options, text))
    outside = area.kind == "force" and view.area not in scope_of(view, options).codes
    away = Markup('<p class="quiet">{}</p>').format(text("map.outside")) if outside else Markup()
    ways = Markup(" ").join(
        Markup('<a href="{}">{}</a>').format(getattr(links, page), text(f"{page}.title")) for page in Links._fields
    )
    return Markup(
        '<div class="area-words"><h2 lang="{name_language}">{name}</h2>{lines}{away}'
        '<p class="quiet">{meaning}</p><p class="ways">{ways}</p></div>'
    ).format(
        name_language=area.name_language(text.language),
        name=area.name(text.language),
        lines=lines,
        away=away,
        meaning=text(f"indicator.{view.indicator}.meaning"),
        ways=ways,
    )


def heading_html(visit: Visit, shown: View) -> Markup:
    """Return the look and the name of the page, and a line where there is no map of what was asked for."""
    line = instead_html(instead(visit, shown))
    return Markup("{}<h1>{}</h1>{}").format(style("map.css"), visit.text("map.heading"), line)


def nothing_html(dataset: Dataset, view: View, options: Options, text: Text) -> Markup:
    """Return why there is no map of a measure at all, in plain words; empty where there is one."""
    if shown_periods(dataset, view.indicator, view.period, options.measure):
        return Markup()
    rated = shown_periods(dataset, view.indicator, view.period, "rate")
    years = ", ".join(period(code, text) for code in rated)
    words = text("map.change.none", title=text(f"indicator.{view.indicator}.name"), periods=years)
    return Markup('<p class="notice">{}</p>').format(words)


def title_html(view: View, options: Options, text: Text) -> Markup:
    """Return what the maps show, as the heading over the large one, and a line for where that cannot be drawn."""
    undrawn = Markup('<p class="no-map notice" role="status">{}</p>').format(text("map.deck.undrawn"))
    return Markup("<h2>{}</h2>{}").format(_title(view, options, text), undrawn)


def _title(view: View, options: Options, text: Text) -> str:
    name, when = text(f"indicator.{view.indicator}.name"), period(view.period, text)
    if options.measure == "rate":
        return text("map.deck.title", title=name, period=when)
    return text("map.change.title", title=name, before=period(year_before(view.period), text), period=when)
