"""The map page in drawings: a chart for the legend and for each map, always of the same figures."""

from __future__ import annotations

from functools import lru_cache

from components.address import links
from components.address.assets import asset
from components.address.options import Options
from components.charts.map.chart import inner_of, legend, shared
from components.charts.map.figures import area_figures
from components.charts.map.files import OUTLINES, map_address, view_key, whole_series
from components.charts.map.scope import degrees, scope_by_key, scope_of, viewbox
from components.drawing.chart import Chart
from components.drawing.map import deck
from components.drawing.map.operable import Operable, ZoomableMap
from components.drawing.map.outlines import LOWERED
from components.drawing.map.tiles import tile_box
from components.wording.text import Text
from data.load import Dataset
from data.views import View
from geo.areas import areas
from geo.shapes import shapes

# The drawings to be operated, with the names under which they can be taken away and the files they are drawn from.
EXHIBITS = {"twin": "map.areas", "tiles": "map.tiles"}
DRAWING = {"twin": "map.svg", "tiles": "tiles.svg"}


def map_charts(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool) -> dict[str, Chart]:
    """Return the charts of the page by name: ``legend``, ``deck``, ``twin``, ``tiles``. They share one table.

    Parameters
    ----------
    dataset : Dataset
    view : View
        One there is a map of.
    options : Options
        From :func:`scope.map_options`.
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
                links.take_away(EXHIBITS[name], view, text, options),
            )
            for name in EXHIBITS
        },
    }


def _deck(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool) -> ZoomableMap:
    address = map_address("map.geojson", whole_series(dataset, view), dataset.release, text)
    inner, is_named = inner_of(scope_of(view, options), view.area)
    ink = ""
    if inner:
        faces = area_figures(dataset, view.indicator, view.period, text, measure=options.measure).faces
        ink = faces.look(inner).ink
    return _deck_of(address, view, options, text, (ink, is_named, is_narrow))


@lru_cache(maxsize=256)
def _deck_of(address: str, view: View, options: Options, text: Text, kind: tuple[str, bool, bool]) -> ZoomableMap:
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
    inner, context = (map_address(name, view, "", text) for name in OUTLINES)
    return deck.area_deck(deck.Files(address, inner, context, asset("patterns.svg")[1]), shown, seen)


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
