"""The map page in drawings: a chart for the legend and for each map, always of the same figures."""

from __future__ import annotations

from functools import lru_cache

from components.address import links
from components.address.assets import asset
from components.charts.map.chart import legend, shared
from components.charts.map.files import OUTLINES, map_address, view_key, whole_series
from components.charts.map.picture import map_figure
from components.charts.map.scope import degrees, scope_by_key, viewbox
from components.charts.map.view import MapView
from components.drawing.chart import Chart, Table
from components.drawing.map import deck
from components.drawing.map.operable import Operable, ZoomableMap
from components.drawing.map.outlines import LOWERED
from components.drawing.map.tiles import tile_box
from components.wording.text import Text
from geo.areas import areas
from geo.shapes import shapes

# The drawings to be operated, with the names under which they can be taken away and the files they are drawn from.
EXHIBITS = {"twin": "map.areas", "tiles": "map.tiles"}
DRAWING = {"twin": "map.svg", "tiles": "tiles.svg"}


def map_charts(shown: MapView, *, is_narrow: bool) -> dict[str, Chart]:
    """Return the charts of the page by name: ``legend``, ``deck`` if asked for, ``twin``, ``tiles``; of one table.

    Parameters
    ----------
    shown : MapView
    is_narrow : bool
        Whether the screen is that of a phone.
    """
    (table, alt), text = shared(shown), shown.text
    large = {"deck": _large(shown, table, alt, is_narrow=is_narrow)} if shown.options.large == "on" else {}
    return {
        "legend": Chart(*legend(shown), table, ""),
        **large,
        **{
            name: Chart(
                _operable(name, shown),
                text(f"map.{name}.sentence"),
                alt,
                table,
                links.take_away(EXHIBITS[name], shown.view, text, shown.options),
            )
            for name in EXHIBITS
        },
    }


def _large(shown: MapView, table: Table, alt: str, *, is_narrow: bool) -> Chart:
    """Return the map to zoom into."""
    words = shown.text("map.deck.sentence")
    if shown.view.area in shapes().paths:
        words = f"{shown.text('map.deck.outlined', area=shown.name())} {words}"
    return Chart(_deck(shown, is_narrow=is_narrow), words, alt, table, "")


@lru_cache(maxsize=256)
def _deck(shown: MapView, *, is_narrow: bool) -> ZoomableMap:
    view, text, scope, (inner, is_named) = shown.view, shown.text, shown.scope, shown.inner
    drawn = deck.Shown(
        key=view_key(shown.options.measure, view.period),
        scope=scope.key,
        chosen=view.area,
        compared=shown.options.against,
        inner_line=shown.figures.classes.symbol(inner).ink if inner else "",
        # At the width of a phone there is room for names only where Wales fills the map.
        places=_places(text) if is_named and (scope.key == "wales" or not is_narrow) else (),
    )
    size = deck.NARROW if is_narrow else deck.WIDE
    seen = deck.view_of(degrees(scope), degrees(scope_by_key("")), size)
    address = map_address("map.geojson", whole_series(shown.dataset, view), shown.dataset.release, text)
    within, context = (map_address(name, view, "", text) for name in OUTLINES)
    return deck.area_deck(deck.Files(address, within, context, asset("patterns.svg")[1]), drawn, seen)


def _places(text: Text) -> tuple[deck.Place, ...]:
    """Return the names of the local authorities; one of them a line lower, as in the drawings."""
    features = (feature["properties"] for feature in shapes().local_authorities["features"])
    return tuple(
        (areas()[each["code"]].name(text.language), tuple(each["centre"]), (0, 14 * (each["code"] in LOWERED)))
        for each in features
    )


def _operable(name: str, shown: MapView) -> Operable:
    dataset, view, text, scope = shown.dataset, shown.view, shown.text, shown.scope
    inner, is_named = shown.inner if name == "twin" else ("", False)
    box = viewbox(scope) if name == "twin" else tile_box(shapes(), scope.codes)
    return Operable(
        title=text(f"map.{name}.title"),
        name=text(f"map.{name}.name"),
        drawing=map_address(DRAWING[name], view, dataset.release, text),
        faces=map_address("faces.json", whole_series(dataset, view), dataset.release, text),
        view=view_key(shown.options.measure, view.period),
        chosen=view.area,
        compared=shown.options.against,
        codes=scope.codes if scope.key else (),
        box=" ".join(f"{each:.1f}" for each in box),
        inner=inner,
        is_named=is_named,
        still=map_figure(shown, "areas" if name == "twin" else "tiles"),
        labels={code: f"{label.name}: {label.figure}" for code, label in shown.figures.labels.items()},
    )
