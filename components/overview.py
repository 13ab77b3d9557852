"""The first screen: the answer in a headline, the map of where offences are recorded, why a rise can be good. Pure."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import pandas as pd

from components import course, describe, figures
from components.age import age_line
from components.chart import Chart
from components.charts import svg_figure
from components.format import mark, number, period
from components.map_figures import gaps_in_words
from components.map_files import map_address
from components.tables import below_html
from components.text import Text
from data.calendar import Age
from data.load import Dataset
from data.views import by_area, observation
from geo.areas import areas
from geo.shapes import shapes

INDICATOR = "recorded_offences"
# Views kept ready: every area in both languages. What is kept depends on the release, never on a visitor.
KEPT = 128


def newest_html(ages: tuple[Age, ...], text: Text) -> str:
    """Return how new the figures of the headline are: below the cards, so that a phone has the first one in sight."""
    line = age_line(ages, (INDICATOR,), text)
    return f'<p class="period">{escape(line)}</p>' if line else ""


@lru_cache(maxsize=KEPT)
def headline_html(dataset: Dataset, area: str, text: Text) -> str:
    """Return the headline and the two or three sentences under it."""
    view = course.newest_view(dataset, area)
    found = observation(dataset, view)
    said = course.sentences(dataset, view, text) or (mark(found.status), describe.missing(found.status, text))
    title = course.headline(dataset, view, text)
    return f'<h1 class="headline">{escape(title)}</h1><p class="lead">{escape(" ".join(said))}</p>'


@lru_cache(maxsize=KEPT)
def where_html(dataset: Dataset, area: str, text: Text, *, link: str) -> str:
    """Return the small map beside what it shows, and the reason that fits what is seen."""
    chart = map_chart(dataset, area, text)
    reason = course.newest(dataset, area).reason
    return (
        f'<div class="two"><div>{svg_figure(chart)}</div><div><h2>{escape(text("overview.map.title"))}</h2>'
        f"<p>{escape(text('overview.map.words'))}</p>"
        f'<p><a href="{escape(link)}">{escape(text("overview.map.open"))}</a></p>'
        f"{below_html(chart, text)}"
        f'<aside class="note"><h2>{escape(text(f"course.reason.{reason}.title"))}</h2>'
        f"<p>{escape(text(f'course.reason.{reason}.words'))}</p></aside></div></div>"
    )


def map_chart(dataset: Dataset, area: str, text: Text) -> Chart:
    """Return the map of the newest year's rates with the area outlined."""
    view = course.newest_view(dataset, area)
    rows = by_area(dataset, view)
    when, where = period(view.period, text), areas()[area].name(text.language)
    rated = rows.dropna(subset=["rate"]).sort_values("rate")
    sentence = text("overview.map.sentence", period=when, area=where)
    alt = f"{_alt(sentence, rated, text)} {gaps_in_words(rows, text)}".strip()
    table = figures.table(
        rows,
        text=text,
        caption=f"{text(f'indicator.{INDICATOR}.name')}, {when}",
        download=figures.download(text, indicator=INDICATOR, period=view.period),
        **figures.origin(dataset, INDICATOR, rows, text),
    )
    shapes()  # shapes that cannot be read are for the page to say, not for a broken image
    address = map_address("overview.svg", view, dataset.release, text)
    return Chart(address, sentence, alt, table, figures.take_away("map.areas", view, text))


def _alt(sentence: str, rated: pd.DataFrame, text: Text) -> str:
    """Return what the map shows, with its ends where any area has a rate."""
    if rated.empty:
        return text("overview.map.alt.none", sentence=sentence)
    ends = {"lowest": rated.iloc[0], "highest": rated.iloc[-1]}
    return text(
        "overview.map.alt",
        sentence=sentence,
        **{name: areas()[row["area_code"]].name(text.language) for name, row in ends.items()},
        **{f"{name}_rate": number(row["rate"], text.language, decimals=1) for name, row in ends.items()},
    )
