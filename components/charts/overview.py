"""The cards of the overview, and the small map of where offences are recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from components.address import links
from components.address.visit import Visit, instead
from components.charts import change_over_time, tables
from components.charts.map.figures import gaps_in_words
from components.charts.map.files import map_address
from components.charts.series import ENGLAND_AND_WALES, Series, local_series, newest_series
from components.drawing.chart import Chart, Nothing, Table
from components.drawing.map.operable import HostedMap
from components.drawing.sparkline import RateBeside, Sparkline
from components.wording import describe
from components.wording.format import mark, number, period, period_said, rate_marks, short_period
from components.wording.text import Text
from data.load import Dataset
from data.views import Observation, by_area
from geo.areas import areas
from geo.shapes import shapes


@dataclass(frozen=True, eq=False)
class Card:
    """A number large enough to read across a room, and the chart that belongs to it; ``name`` is in its address."""

    name: str
    title: str
    big: str
    unit: str
    why: str
    chart: Chart


def overview_series(dataset: Dataset, area: str) -> dict[str, Series]:
    """Return what the cards of an area are drawn from, by their names.

    These are offences, their rate, referrals, the newest quarter, and the force's own cases: the last only where the
    force publishes them.
    """
    offences = newest_series(dataset, area=area, indicator="recorded_offences")
    found = {
        "offences": offences,
        "rate": offences,
        "referrals": newest_series(dataset, area=area, indicator="nrm_referrals"),
        "quarter": newest_series(dataset, area=area, indicator="recorded_offences", kind="quarter"),
        "cases": local_series(dataset, area),
    }
    return {name: series for name, series in found.items() if series}


def overview_cards(dataset: Dataset, area: str, text: Text) -> tuple[Card, ...]:
    """Return the cards of an area, in the order of :func:`overview_series`."""
    return tuple(card(name, series, text) for name, series in overview_series(dataset, area).items())


def newest_instead(dataset: Dataset, visit: Visit, area: str) -> str:
    """Return that the newest figures are shown, where an address names a period that is not in them; else empty.

    For what always shows the newest of each indicator, in the whole course up to it.
    """
    every = [*overview_series(dataset, area).values()]
    asked = dict(visit.asked).get("indicator")
    shown = [series for series in every if series.view.indicator == asked] if asked else every
    periods = {code for series in shown for code in series.frame["period"]}
    return instead(visit, (shown or every)[0].view, periods=periods if shown else (), parts=("area", "period"))


def card(name: str, series: Series, text: Text) -> Card:
    """Return the card ``offences``, ``rate``, ``referrals``, ``quarter`` or ``cases`` of a series."""
    draw = {"rate": _rate_card, "referrals": _count_with_rate_card}.get(name, _series_card)
    return draw(series, name, text)


def _series_card(series: Series, name: str, text: Text) -> Card:
    """A count with its line, how it compares with a year before, and which way the newest five years go."""
    newest, found = series.newest, change_over_time.course(series.dataset, series.view)
    ends = [short_period(code, text.language) for code in (series.frame["period"].iloc[0], series.view.period)]
    line = Sparkline(tuple(series.frame["period"]), tuple(series.values), tuple(series.statuses), *ends)
    said = " ".join(
        filter(None, (change_over_time.change_words(found, text), change_over_time.recent_words(found, text)))
    )
    sentence = describe.missing(newest.status, text) if newest.value is None else said
    unit = _words(name, "unit", text, period=period_said(series.view.period, text))
    why = text(f"course.reason.{found.reason}.short") if name == "offences" else _words(name, "why", text)
    chart = Chart(line, sentence, _series_alt(series, text), _table(series, text), _take_away(name, series, text))
    return Card(name, _words(name, "title", text), _count(newest, text), unit, why, chart)


def _rate_card(series: Series, name: str, text: Text) -> Card:
    """A rate with its interval, beside that of England and Wales."""
    newest = series.newest
    shown = unit = ""
    if newest.interval:
        value, lower, upper = newest.interval
        shown, unit = _rate(value, text), _words(name, "unit", text, interval=_interval(lower, upper, text))
    big = f"{shown} {rate_marks(newest.rate_status, is_unreliable=newest.is_unreliable)}".strip()
    chart = _beside_chart(series, name, text)
    said = f"{chart.sentence} {describe.stand_in_said(series.dataset, series.view, text)}".strip()
    chart = replace(chart, sentence=said)
    return Card(name, _words(name, "title", text), big, unit, _words(name, "why", text), chart)


def _count_with_rate_card(series: Series, name: str, text: Text) -> Card:
    """A count with the drawing of its rate, for a series that has no earlier year to compare with."""
    unit = _words(name, "unit", text, period=period_said(series.view.period, text))
    chart = _beside_chart(series, name, text)
    if series.newest.interval:
        value, lower, upper = series.newest.interval
        marks = rate_marks(series.newest.rate_status, is_unreliable=series.newest.is_unreliable)
        shown = f"{_rate(value, text)} {marks}".strip()
        rate = _words(name, "rate", text, rate=shown, interval=_interval(lower, upper, text))
        found = change_over_time.course(series.dataset, series.view)
        alone = change_over_time.change_words(found, text) if found.before else _words(name, "alone", text)
        stand_in = describe.stand_in_said(series.dataset, series.view, text)
        chart = replace(chart, sentence=" ".join(filter(None, (rate, stand_in, chart.sentence, alone))))
    of_forces = describe.newest_by_force(series.dataset, series.view.indicator, text)
    chart = replace(chart, sentence=f"{chart.sentence} {of_forces}".strip())
    return Card(name, _words(name, "title", text), _count(series.newest, text), unit, _words(name, "why", text), chart)


def _beside_chart(series: Series, name: str, text: Text) -> Chart:
    """The area's rate with its interval and a mark where that of England and Wales lies."""
    newest, interval, rest = series.newest, series.newest.interval, series.beside_the_rest()
    take = _take_away(name, series, text)
    if rest is None or interval is None:
        if newest.rate is not None:
            return Chart(None, "", text("overview.alt.none"), _table(series, text), "")
        status = newest.rate_status
        alt = text("overview.alt.absent", mark=mark(status), meaning=text(f"status.{status}"))
        return Chart(Nothing(), describe.missing(status, text), alt, _table(series, text), take)
    other_rate, change = rest
    other = areas()[ENGLAND_AND_WALES].name(text.language)
    value, lower, upper = interval
    drawing = RateBeside(series.view.area, value, lower, upper, ENGLAND_AND_WALES, other_rate, other)
    rates = {"value": value, "lower": lower, "upper": upper, "other_rate": other_rate}
    alt = text("overview.alt.interval", other=other, **{name: _rate(rate, text) for name, rate in rates.items()})
    sentence = describe.beside(other_rate, change, other=other, text=text)
    table = _beside(_table(series, text), (ENGLAND_AND_WALES, other, other_rate))
    return Chart(drawing, sentence, alt, table, take)


def _beside(table: Table, other: tuple[str, str, float]) -> Table:
    """Return a table whose file says in the newest row what the drawing compares it with: code, name and rate."""
    found = zip(("compared_code", "compared", "compared_rate"), other, strict=True)
    extra = {name: [*[None] * (len(table.data) - 1), value] for name, value in found}
    return replace(table, rows=table.rows.compared(extra))


def _series_alt(series: Series, text: Text) -> str:
    known = [value for value in series.values if value is not None]
    gaps = [describe.gap(codes, status, text) for status, codes in series.missing.items()]
    if not known:
        return " ".join(gaps)
    line = text(
        "overview.alt.series",
        first=period(series.frame["period"].iloc[0], text),
        last=period(series.view.period, text),
        lowest=number(min(known), text.language),
        highest=number(max(known), text.language),
        newest=_count(series.newest, text),
    )
    return " ".join((line, *gaps))


def _table(series: Series, text: Text) -> Table:
    view = series.view
    name = text(f"indicator.{view.indicator}.name")
    return tables.table(
        series.frame,
        text=text,
        caption=f"{name}: {areas()[view.area].name(text.language)}",
        download=links.download(text, indicator=view.indicator, area=view.area, period=view.period),
        **tables.origin(series.dataset, view.indicator, series.frame, text),
    )


def _take_away(name: str, series: Series, text: Text) -> str:
    return links.take_away(f"card.{name}", series.view, text)


def _count(newest: Observation, text: Text) -> str:
    return mark(newest.status) if newest.value is None else number(newest.value, text.language)


def _rate(value: float, text: Text) -> str:
    return number(value, text.language, decimals=1)


def _interval(lower: float, upper: float, text: Text) -> str:
    return text("format.interval", lower=_rate(lower, text), upper=_rate(upper, text))


def _words(name: str, part: str, text: Text, **values: str) -> str:
    return text(f"overview.card.{name}.{part}", **values)


INDICATOR = "recorded_offences"


def map_chart(dataset: Dataset, area: str, text: Text) -> Chart:
    """Return the map of the newest year's rates with the area outlined."""
    view = change_over_time.newest_view(dataset, area)
    rows = by_area(dataset, view)
    when, where = period(view.period, text), areas()[area].name(text.language)
    rated = rows.dropna(subset=["rate"]).sort_values("rate")
    sentence = text("overview.map.sentence", period=when, area=where)
    alt = f"{_alt(sentence, rated, text)} {gaps_in_words(rows, text)}".strip()
    table = tables.table(
        rows,
        text=text,
        caption=f"{text(f'indicator.{INDICATOR}.name')}, {when}",
        download=links.download(text, indicator=INDICATOR, period=view.period),
        **tables.origin(dataset, INDICATOR, rows, text),
    )
    shapes()  # shapes that cannot be read are for the page to say, not for a broken image
    address = map_address("overview.svg", view, dataset.release, text)
    return Chart(HostedMap(address), sentence, alt, table, links.take_away("map.areas", view, text))


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
