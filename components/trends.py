"""The trends page: how figures of an area have changed, beside Wales and England and Wales, and what that means. Pure.

What is kept is text; the drawings are made at each run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from components import describe, figures
from components.chart import Chart, Nothing, Table
from components.format import period
from components.kept import Kept, kept
from components.options import Options
from components.shell import asset
from components.text import Text
from components.trend_events import Event, events
from components.trend_plot import panels_figure
from components.trend_uk import INDICATORS as UK_INDICATORS
from components.trend_uk import uk_chart, uk_events, uk_title
from components.trend_view import Trends, trends
from components.trend_words import alt, said
from data.load import Dataset
from data.site import site
from data.views import View
from geo.areas import areas

LOOK = "".join(asset(name)[0].decode() for name in ("compare.css", "trends.css"))
__all__ = ["Trends", "trends", "uk_chart"]


def panels_chart(
    dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool = False, has_legend: bool = False
) -> Chart:
    """Return the area, Wales, and England and Wales as small multiples on equal scales, with one table.

    Parameters
    ----------
    dataset : Dataset
    view : View
        Any; the nearest there are trends of is shown.
    options : Options
    text : Text
    is_narrow : bool
        Panels one below the other.
    has_legend : bool
        What the dated events are, below the panels: for a picture.
    """
    shown = trends(dataset, view, options, text, home=site().home_area)
    figure = panels_figure(shown, is_narrow=is_narrow, has_legend=has_legend)
    if all(value is None for panel in shown.panels for value in panel.values):
        figure = Nothing()
    take = figures.take_away("trends.series", shown.view, text, shown.options)
    return Chart(figure, said(shown), alt(shown), panels_table(shown), take)


@lru_cache(maxsize=64)
def panels_kept(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool) -> Kept:
    """Return the panels as they are kept for the page."""
    return kept(panels_chart(dataset, view, options, text, is_narrow=is_narrow), text)


@lru_cache(maxsize=64)
def uk_kept(dataset: Dataset, indicator: str, options: Options, text: Text) -> Kept:
    """Return a chart of the United Kingdom as it is kept for the page."""
    return kept(uk_chart(dataset, indicator, options, text), text)


@lru_cache(maxsize=256)
def heading_html(asked: View, shown: Trends) -> str:
    """Return the look and the name of the page, what it can say, and a line where it shows another view than asked."""
    text = shown.text
    heading = (
        f"<style>{LOOK}</style><h1>{escape(text('trends.heading'))}</h1>"
        f'<p class="lead">{escape(text("trends.lead"))}</p>'
    )
    if asked.indicator == shown.view.indicator and asked.area == shown.view.area:
        return heading
    words = text("trends.instead.uk" if asked.indicator in UK_INDICATORS else "trends.instead", shown=shown.title)
    return f'{heading}<p class="notice" role="status">{escape(words)}</p>'


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
        f"{events_html(found, text)}{notes_html(figures.notes(shown.dataset, shown.view, text))}"
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


def panels_table(shown: Trends) -> Table:
    """Return every period of every panel as a row, with counts, rates and marks."""
    text, view = shown.text, shown.view
    # The marks of all panels together: an area without any rate has a mark beside those that have one.
    frame = pd.concat([panel.series.frame for panel in shown.panels], ignore_index=True)
    columns = {
        text("show.code"): frame["period"].array,
        text("show.period"): pd.array([period(code, text) for code in frame["period"]], dtype="string"),
        text("show.area"): pd.array([shown.name(code) for code in frame["area_code"]], dtype="string"),
        text("show.count"): frame["value"].array,
    }
    if frame["rate"].notna().any():
        columns |= {text(f"show.{name}"): frame[name].array for name in ("rate", "lower", "upper")}
    columns[text("show.mark")] = pd.array(figures.marks(frame), dtype="string")
    return Table(
        caption=shown.title,
        data=pd.DataFrame(columns),
        download=figures.take_away("trends.series", view, text, shown.options).replace(
            "/take-away?", "/open-data/chart.csv?", 1
        ),
        **_origin(shown, frame),
    )


def _origin(shown: Trends, frame: pd.DataFrame) -> dict[str, Any]:
    """Return where the rows are from; those the usual range was worked out from say it, as the first panel draws it."""
    said = figures.origin(shown.dataset, shown.view.indicator, frame, shown.text)
    panel = shown.panels[0]
    if panel.usual is None:
        return said
    numbers = {"usual_mean": panel.usual.centre, "usual_lower": panel.usual.lower, "usual_upper": panel.usual.upper}
    inside = range(panel.start_of_run, len(panel.values))
    extra = {name: [value if i in inside else None for i in range(len(frame))] for name, value in numbers.items()}
    return {**said, "rows": replace(said["rows"], extra=extra)}
