"""The map page in words and drawings: the area's honest sentence, and a chart for each drawing. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from components import deck, describe, figures, maps, theme
from components.chart import Chart, Table
from components.format import UNRELIABLE, mark, number, period
from components.map_figures import AreaFigures, area_figures, gaps_in_words, mark_in_words
from components.map_files import OUTLINES, map_address
from components.maps import Faces
from components.series import ENGLAND_AND_WALES, Series
from components.text import Text
from data.load import Dataset
from data.statuses import WITHOUT_VALUE
from data.views import View
from geo.areas import areas
from geo.shapes import shapes


@dataclass(frozen=True)
class Operable:
    """A drawing whose areas can be chosen by keyboard, click or touch.

    Parameters
    ----------
    address : str
        Where its SVG is, a list box as :func:`maps.list_box` writes it.
    chosen : str
        Code of the chosen area.
    """

    address: str
    chosen: str


@dataclass(frozen=True)
class Screen:
    """What the server may guess of the reader's screen, and whether the map is to show the chosen area alone."""

    is_narrow: bool
    is_close: bool


def heading_html(text: Text) -> str:
    """Return the name of the page as its first heading."""
    return f"<h1>{escape(text('map.heading'))}</h1>"


def instead_html(asked: View, shown: View, text: Text) -> str:
    """Return a line saying that there is no map of what was asked for; empty where there is."""
    if asked == shown:
        return ""
    title = f"{text(f'indicator.{shown.indicator}.name')}, {period(shown.period, text)}"
    return f'<p class="notice" role="status">{escape(text("map.instead", shown=title))}</p>'


@lru_cache(maxsize=256)
def area_html(dataset: Dataset, view: View, text: Text) -> str:
    """Return what is recorded in the area, how it compares, and what the figure can and cannot say."""
    area = areas()[view.area]
    lines = "".join(f"<p>{line}</p>" for line in _lines(Series(dataset, view), text))
    return (
        f'<div class="area-words"><h2 lang="{area.name_language(text.language)}">'
        f"{escape(area.name(text.language))}</h2>{lines}"
        f'<p class="quiet">{escape(text(f"indicator.{view.indicator}.meaning"))}</p></div>'
    )


def section_html(name: str, view: View, text: Text) -> str:
    """Return the heading over one of the drawings; that of the large map says what is shown."""
    title = text(f"indicator.{view.indicator}.name")
    return f"<h2>{escape(text(f'map.{name}.title', title=title, period=period(view.period, text)))}</h2>"


@lru_cache(maxsize=256)
def map_charts(dataset: Dataset, view: View, text: Text, screen: Screen) -> dict[str, Chart]:
    """Return the charts of the page by name: ``legend``, ``twin``, ``deck``, ``tiles``. They share one table.

    The result is shared by all visitors, so nothing in it may be changed.

    Parameters
    ----------
    dataset : Dataset
    view : View
        One there is a map of.
    text : Text
    screen : Screen
    """
    shown, table, alt = _shared(dataset, view.indicator, view.period, text)
    where = areas()[view.area].name(text.language)
    addresses = {name: map_address(f"{name}.svg", view, dataset.release, text) for name in ("map", "tiles")}
    large = _deck(shown.faces, view, map_address("map.geojson", view, dataset.release, text), screen)
    return {
        "legend": _legend(shown.faces, view.area, table, text),
        "twin": Chart(
            Operable(addresses["map"], view.area),
            text("map.twin.sentence"),
            alt,
            table,
            figures.take_away("map.areas", view, text),
        ),
        "deck": Chart(large, text("map.deck.sentence", area=where), alt, table, ""),
        "tiles": Chart(
            Operable(addresses["tiles"], view.area),
            text("map.tiles.sentence"),
            alt,
            table,
            figures.take_away("map.tiles", view, text),
        ),
    }


@lru_cache(maxsize=64)
def _shared(dataset: Dataset, indicator: str, period: str, text: Text) -> tuple[AreaFigures, Table, str]:
    """Return what does not change with the chosen area: the figures, their table, and what a drawing of them shows."""
    shown = area_figures(dataset, indicator, period, text)
    table = figures.table(
        shown.rows,
        text=text,
        caption=shown.title(text),
        download=figures.download(text, indicator=indicator, period=period),
        source=figures.source(indicator, dataset.release, text),
    )
    return shown, table, _alt(shown, text)


def _lines(series: Series, text: Text) -> list[str]:
    newest = series.newest
    when = period(newest.view.period, text)
    if newest.value is None:
        return [f"{escape(when)}: {mark(newest.status)} {escape(describe.missing(newest.status, text))}"]
    count = number(newest.value, text.language)
    lines = [text.plural(f"map.count.{newest.view.indicator}", newest.value, count=count, period=escape(when))]
    if newest.rate is None:
        lines.append(f"{mark(newest.rate_status)} {escape(describe.missing(newest.rate_status, text))}")
    else:
        lines.append(escape(" ".join(_rate(series, text))))
    earlier = series.against(series.year_before())
    if earlier is None:
        lines.append(escape(text("map.alone")))
    else:
        lines.append(escape(describe.compared(earlier.count, earlier.period, earlier.change, text)))
    return lines


def _rate(series: Series, text: Text) -> list[str]:
    newest, rest = series.newest, series.beside_the_rest()
    rate, lower, upper = (
        number(value, text.language, decimals=1) for value in (newest.rate, newest.lower, newest.upper)
    )
    said = [text("map.rate", rate=rate, interval=text("format.interval", lower=lower, upper=upper))]
    if newest.is_unreliable:
        said.append(text("map.few", mark=UNRELIABLE, meaning=text("status.unreliable")))
    if rest is not None:
        other = areas()[ENGLAND_AND_WALES].name(text.language)
        said.append(describe.beside(rest[0], rest[1], other=other, text=text))
    return said


def _deck(faces: Faces, view: View, address: str, screen: Screen) -> object:
    bounds = shapes().bounds
    whole = tuple(pick(each[i] for each in bounds.values()) for i, pick in enumerate((min, min, max, max)))
    size = deck.NARROW if screen.is_narrow else deck.WIDE
    shown_first = bounds[view.area] if screen.is_close and view.area in bounds else whole
    inner, context = (f"/open-data/{name}?release={shapes().edition}" for name in OUTLINES)
    return deck.area_deck(
        deck.Files(address, inner, context),
        chosen=view.area,
        inner_line=theme.ink_on(faces.colour(view.area)) if view.area in maps.divided(shapes()) else "",
        view=deck.view_of(shown_first, whole, size),
    )


def _legend(faces: Faces, chosen: str, table: Table, text: Text) -> Chart:
    meanings = {"zero": text("map.legend.zero")} | {status: mark_in_words(status, text) for status in WITHOUT_VALUE}
    ends = [maps.break_value(value, text.language) for value in faces.breaks]
    between = [text("format.interval", lower=low, upper=high) for low, high in pairwise(ends)]
    classes = [text("map.legend.below", value=ends[0]), *between, text("map.legend.from", value=ends[-1])]
    where = areas()[chosen].name(text.language)
    has_value = faces.values.get(chosen) is not None
    sentence = text("map.legend.marked", area=where) if has_value else text("map.legend.unmarked", area=where)
    return Chart(
        maps.legend(faces, meanings, chosen=chosen, language=text.language),
        f"{text('show.rate')}. {sentence}",
        text("map.legend.alt", classes="; ".join(classes), patterns="; ".join(meanings.values())),
        table,
        "",
    )


def _alt(shown: AreaFigures, text: Text) -> str:
    rated = shown.rows.dropna(subset=["rate"]).sort_values("rate")
    gaps = gaps_in_words(shown.rows, text)
    if rated.empty:
        return f"{text('map.alt.none', title=shown.title(text))} {gaps}"
    ends = {"lowest": rated.iloc[0], "highest": rated.iloc[-1]}
    rates = text(
        "map.alt.rates",
        title=shown.title(text),
        **{name: shown.labels[row["area_code"]].name for name, row in ends.items()},
        **{f"{name}_rate": number(row["rate"], text.language, decimals=1) for name, row in ends.items()},
    )
    return f"{rates} {gaps}".strip()
