"""The first screen: the answer in a headline, the map of where offences are recorded, why a rise can be good. Pure."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from components import describe, figures
from components.age import age_line
from components.chart import Chart
from components.charts import svg_figure
from components.format import mark, number, period
from components.map_figures import gaps_in_words
from components.map_files import map_address
from components.series import Series, newest_series
from components.tables import below_html
from components.text import Text
from data.calendar import Age
from data.load import Dataset
from data.register import register
from data.views import View, by_area, latest_period
from geo.areas import areas
from geo.shapes import shapes

INDICATOR = "recorded_offences"
# Views kept ready: every area in both languages. What is kept depends on the release, never on a visitor.
KEPT = 128


def newest(ages: tuple[Age, ...], text: Text) -> str:
    """Return how new the figures of the headline are."""
    return age_line(ages, (INDICATOR,), text)


@lru_cache(maxsize=KEPT)
def headline_html(dataset: Dataset, area: str, text: Text, *, age: str = "") -> str:
    """Return the headline, the two or three sentences under it and ``age``: how new the figures are."""
    series = newest_series(dataset, area=area, indicator=INDICATOR)
    title, lead = headline(series, text), " ".join(_lead(series, text))
    below = f'<p class="period">{escape(age)}</p>' if age else ""
    return f'<h1>{escape(title)}</h1><p class="lead">{lead}</p>{below}'


def headline(series: Series, text: Text) -> str:
    """Return what the newest figures of an area come to, in one sentence."""
    latest, since = series.against(series.year_before()), series.against(series.start_of_run())
    return describe.headline(latest and latest.change, since and since.change, text)


@lru_cache(maxsize=KEPT)
def where_html(dataset: Dataset, area: str, text: Text, *, link: str) -> str:
    """Return the small map beside what it shows and why a rise can be good news."""
    chart = map_chart(dataset, area, text)
    return (
        f'<div class="two"><div>{svg_figure(chart)}</div><div><h2>{escape(text("overview.map.title"))}</h2>'
        f"<p>{escape(text('overview.map.words'))}</p>"
        f'<p><a href="{escape(link)}">{escape(text("overview.map.open"))}</a></p>'
        f"{below_html(chart, text)}"
        f'<aside class="note"><h2>{escape(text("overview.note.title"))}</h2>'
        f"<p>{escape(text('overview.note.words'))}</p></aside></div></div>"
    )


def map_chart(dataset: Dataset, area: str, text: Text) -> Chart:
    """Return the map of the newest year's rates with the area outlined."""
    indicator = register()[INDICATOR]
    view = View(area, INDICATOR, latest_period(dataset, INDICATOR, indicator.headline_kind))
    rows = by_area(dataset, view)
    when, where = period(view.period, text), areas()[area].name(text.language)
    rated = rows.dropna(subset=["rate"]).sort_values("rate")
    sentence = text("overview.map.sentence", period=when, area=where)
    ends = {"lowest": rated.iloc[0], "highest": rated.iloc[-1]}
    alt = text(
        "overview.map.alt",
        sentence=sentence,
        **{name: areas()[row["area_code"]].name(text.language) for name, row in ends.items()},
        **{f"{name}_rate": number(row["rate"], text.language, decimals=1) for name, row in ends.items()},
    )
    alt = f"{alt} {gaps_in_words(rows, text)}".strip()
    table = figures.table(
        rows,
        text=text,
        caption=f"{text(f'indicator.{INDICATOR}.name')}, {when}",
        download=figures.download(text, indicator=INDICATOR, period=view.period),
        source=figures.source(INDICATOR, dataset.release, text),
    )
    shapes()  # shapes that cannot be read are for the page to say, not for a broken image
    address = map_address("overview.svg", view, dataset.release, text)
    return Chart(address, sentence, alt, table, figures.take_away("map.areas", view, text))


def _lead(series: Series, text: Text) -> list[str]:
    """Return the newest count beside the year before, what the difference means, and the longer run if it is clear."""
    newest, latest, since = series.newest, series.against(series.year_before()), series.against(series.start_of_run())
    if newest.value is None:
        return [mark(newest.status), describe.missing(newest.status, text)]
    if latest is None:
        count, year = number(newest.value, text.language), newest.period_end.year
        return [text.plural("overview.lead.alone", newest.value, count=count, year=year)]
    sentences = [
        text.plural(
            "overview.lead.count",
            series.newest.value,
            count=number(series.newest.value, text.language),
            before=number(latest.count, text.language),
            year=series.newest.period_end.year,
        ),
        text(f"overview.lead.{latest.change.verdict}"),
    ]
    if since and since.period != latest.period and since.change.verdict in ("rose", "fell"):
        sentences.append(
            text(
                f"overview.lead.since.{since.change.verdict}",
                count=number(since.count, text.language),
                period=period(since.period, text),
            )
        )
    return sentences
