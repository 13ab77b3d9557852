"""The map page in drawings: a chart for the legend and for each map, always of the same figures. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from components import deck, figures
from components.chart import Chart
from components.format import period
from components.map_figures import area_figures, shown_periods
from components.map_files import OUTLINES, map_address, view_key, whole_series
from components.map_picture import geojson, picture_chart
from components.map_scope import degrees, scope_by_key, scope_of, viewbox
from components.map_shared import inner_of, legend, shared
from components.maps import LOWERED
from components.options import Options
from components.shell import asset
from components.text import Text
from components.tilemap import tile_box
from data.load import Dataset
from data.periods import year_before
from data.views import View
from geo.areas import areas
from geo.shapes import shapes

__all__ = ["Operable", "geojson", "heading_html", "map_charts", "nothing_html", "picture_chart", "title_html"]
# The drawings to be operated, with the names under which they can be taken away and the files they are drawn from.
EXHIBITS = {"twin": "map.areas", "tiles": "map.tiles"}
DRAWING = {"twin": "map.svg", "tiles": "tiles.svg"}


@dataclass(frozen=True)
class Operable:
    """A drawing whose areas can be chosen by keyboard, click or touch; ``assets/twin.js`` paints it.

    Parameters
    ----------
    title, name : str
        The heading over it, and what its list of areas is called, before what is shown.
    drawing, faces : str
        Where its outlines are, a list box as :func:`maps.list_box` writes it, and how every view of them looks.
    view : str
        Which of those views is shown: see :func:`map_files.view_key`.
    chosen, compared : str
        Codes of the outlined areas.
    codes : tuple of str
        Of the areas that are shown; the others are pale, or left out of the tiles.
    box : str
        The part of the drawing that is shown, as ``viewBox`` has it.
    inner : str
        Code of the area whose local authorities are drawn; empty for none.
    is_named : bool
        Whether those have their names written in them.
    """

    title: str
    name: str
    drawing: str
    faces: str
    view: str
    chosen: str
    compared: str
    codes: tuple[str, ...]
    box: str
    inner: str
    is_named: bool


def heading_html(asked: View, shown: View, text: Text) -> str:
    """Return the look and the name of the page, and a line where there is no map of what was asked for."""
    heading = f"<style>{asset('map.css')[0].decode()}</style><h1>{escape(text('map.heading'))}</h1>"
    if asked == shown:
        return heading
    title = f"{text(f'indicator.{shown.indicator}.name')}, {period(shown.period, text)}"
    return f'{heading}<p class="notice" role="status">{escape(text("map.instead", shown=title))}</p>'


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


def map_charts(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool) -> dict[str, Chart]:
    """Return the charts of the page by name: ``legend``, ``deck``, ``twin``, ``tiles``. They share one table.

    Parameters
    ----------
    dataset : Dataset
    view : View
        One there is a map of.
    options : Options
        From :func:`map_scope.map_options`.
    text : Text
    is_narrow : bool
        Whether the screen is that of a phone.
    """
    table, alt = shared(dataset, view, options, text)
    large = _deck(dataset, view, options, text, is_narrow=is_narrow)
    named, words = areas()[view.area].name(text.language), text("map.deck.sentence")
    if view.area in shapes().paths:
        words = f"{text('map.deck.outlined', area=named)} {words}"
    return {
        "legend": Chart(*legend(dataset, view, options, text), table, ""),
        "deck": Chart(large, words, alt, table, ""),
        **{
            name: Chart(
                _operable(name, dataset, view, options, text),
                text(f"map.{name}.sentence"),
                alt,
                table,
                figures.take_away(EXHIBITS[name], view, text, options),
            )
            for name in EXHIBITS
        },
    }


def _title(view: View, options: Options, text: Text) -> str:
    name, when = text(f"indicator.{view.indicator}.name"), period(view.period, text)
    if options.measure == "rate":
        return text("map.deck.title", title=name, period=when)
    return text("map.change.title", title=name, before=period(year_before(view.period), text), period=when)


def _deck(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool) -> deck.Drawn:
    address = map_address("map.geojson", whole_series(dataset, view), dataset.release, text)
    inner, is_named = inner_of(scope_of(view, options), view.area)
    ink = ""
    if inner:
        faces = area_figures(dataset, view.indicator, view.period, text, measure=options.measure).faces
        ink = faces.look(inner).ink
    return _deck_of(address, view, options, text, (ink, is_named, is_narrow))


@lru_cache(maxsize=256)
def _deck_of(address: str, view: View, options: Options, text: Text, kind: tuple[str, bool, bool]) -> deck.Drawn:
    scope, (ink, is_named, is_narrow) = scope_of(view, options), kind
    shown = deck.Shown(
        key=view_key(options.measure, view.period),
        scope=scope.key,
        chosen=view.area,
        compared=options.against,
        inner_line=ink,
        # At the width of a phone there is room for names only where Wales fills the map.
        places=_places(text) if is_named and (scope.key == "wales" or not is_narrow) else (),
    )
    size = deck.NARROW if is_narrow else deck.WIDE
    seen = deck.view_of(degrees(scope), degrees(scope_by_key("")), size)
    outlines = (map_address(name, view, "", text) for name in OUTLINES)
    return deck.area_deck(deck.Files(address, *outlines, asset("patterns.svg")[1]), shown, seen)


def _places(text: Text) -> tuple[deck.Place, ...]:
    """Return the names of the local authorities; one of them a line lower, as in the drawings."""
    features = (feature["properties"] for feature in shapes().local_authorities["features"])
    return tuple(
        (areas()[each["code"]].name(text.language), tuple(each["centre"]), (0, 14 * (each["code"] in LOWERED)))
        for each in features
    )


def _operable(name: str, dataset: Dataset, view: View, options: Options, text: Text) -> Operable:
    scope = scope_of(view, options)
    inner, is_named = inner_of(scope, view.area) if name == "twin" else ("", False)
    box = viewbox(scope) if name == "twin" else tile_box(shapes(), scope.codes)
    return Operable(
        title=text(f"map.{name}.title"),
        name=text(f"map.{name}.name"),
        drawing=map_address(DRAWING[name], view, dataset.release, text),
        faces=map_address("faces.json", whole_series(dataset, view), dataset.release, text),
        view=view_key(options.measure, view.period),
        chosen=view.area,
        compared=options.against,
        codes=scope.codes if scope.key else (),
        box=" ".join(f"{each:.1f}" for each in box),
        inner=inner,
        is_named=is_named,
    )
