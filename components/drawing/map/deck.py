"""The map that can be zoomed: a pydeck choropleth without any base map, drawn from the site's own files.

The shapes and their colours are fetched by address, once a view, and not sent with the page: a change of area is
then a few kilobytes, and the browser need not read 43 outlines as JSON5 each time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, log2, pi, radians, sinh, tan
from typing import Any

import pydeck

from components.drawing import theme
from components.drawing.map.operable import ZoomableMap
from geo.areas import areas

# deck.gl's world is this many pixels wide at zoom 0.
WORLD = 512
# The pixels the map surely has: beside the words on a wide screen, or the width of a phone.
WIDE, NARROW = (560, 600), (285, 420)
DEEPEST_ZOOM = 9
# The patterns repeat after this many pixels of the screen, as on the other maps; deck.gl counts in metres.
PATTERN_PIXELS = 18
METRES_A_PIXEL = 78_271.5 * cos(radians(53))  # at zoom 0, in the middle of England and Wales
PATTERN_CELL, PATTERN_SIZE = 128, 64
PATTERNS = ("none", "hidden", "not_available", "not_applicable", "rose", "fell", "few")


# A name, its longitude and latitude, and how many pixels right of them and below it stands.
Place = tuple[str, tuple[float, float], tuple[int, int]]


@dataclass(frozen=True)
class Files:
    """The addresses the map is drawn from: areas with their figures, what lies within and around them, and patterns."""

    areas: str
    inner: str
    context: str
    patterns: str


@dataclass(frozen=True)
class Shown:
    """What the map shows.

    Parameters
    ----------
    key : str
        Measure and period, as the files name them: see :func:`files.view_key`.
    scope : str
        Key of the areas that are painted; the others are pale. Empty for all.
    chosen, compared : str
        Codes of the outlined areas; a code of no area outlines nothing.
    inner_line : str
        Colour of the borders within the area that has local authorities; empty for none.
    places : tuple of (str, (float, float), (int, int))
        Names to be written, where, and how many pixels beside it: those of the local authorities, or none.
    """

    key: str
    scope: str
    chosen: str
    compared: str
    inner_line: str
    places: tuple[Place, ...]


def area_deck(files: Files, shown: Shown, view: pydeck.ViewState) -> ZoomableMap:
    """Return the map with two areas outlined; a click on an area selects it.

    Parameters
    ----------
    files : Files
    shown : Shown
    view : pydeck.ViewState
        What part of the map is shown first.
    """
    inner = [_layer("inner", files.inner, line=rgb(shown.inner_line), filled=False)] if shown.inner_line else []
    layers = [
        _layer("context", files.context, fill=rgb(theme.CONTEXT_LAND), stroked=False),
        _areas_layer(files, shown, view.zoom),
        *inner,
        _touch_layer(files.areas, shown),
        *([_names_layer(shown.places)] if shown.places else []),
    ]
    # One finger and the wheel scroll the page, so that the map is no trap; see also `touch-action` in map.css.
    controller = {"scrollZoom": False, "dragRotate": False, "touchRotate": False}
    made = pydeck.Deck(
        layers,
        views=[pydeck.View("MapView", controller=controller)],
        initial_view_state=view,
        # No base map: the provider is None and the style is left unset, or an outside one would be fetched.
        map_provider=None,
    )
    # Without the blanks that make up half of it.
    compact = json.dumps(json.loads(made.to_json()), separators=(",", ":"))
    return ZoomableMap(compact, view.height, f'<b lang="{{language}}">{{name}}</b><br>{{figure {shown.key}}}')


def chosen_area(state: Mapping[str, Any]) -> str:
    """Return the code of the area in what Streamlit keeps of a selection; empty if it holds none of ours."""
    objects = [found for layer in state.get("selection", {}).get("objects", {}).values() for found in layer]
    code = objects[0].get("properties", {}).get("code", "") if objects else ""
    return code if code in areas() else ""


def view_of(
    bounds: tuple[float, float, float, float], whole: tuple[float, float, float, float], size: tuple[int, int]
) -> pydeck.ViewState:
    """Return the view that shows ``bounds`` (west, south, east, north) in ``size`` pixels, within limits of zoom."""
    west, south, east, north = bounds
    middle = (_mercator(south) + _mercator(north)) / 2
    return pydeck.ViewState(
        longitude=round((west + east) / 2, 4),
        latitude=round(degrees(atan(sinh(2 * pi * middle))), 4),
        zoom=round(min(_zoom(bounds, size), DEEPEST_ZOOM), 2),
        min_zoom=round(_zoom(whole, size) - 0.5, 2),
        max_zoom=DEEPEST_ZOOM,
        height=size[1],
    )


def rgb(colour: str) -> list[int]:
    """Return ``#rrggbb`` as deck.gl has it."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _areas_layer(files: Files, shown: Shown, zoom: float) -> pydeck.Layer:
    """Return the painted areas. The shapes carry how they look in every period, and are told which of them to show.

    While shapes with other periods are on their way, those still there are pale.

    Without a trigger deck.gl would not look again at what it has drawn. Streamlit keeps no trigger of a layer but that
    of its fill, so the sublayer of the lines has its own; patterns are looked up anew with their picture.
    """
    symbol, pale = f"properties['{shown.key}']", rgb(theme.CONTEXT_LAND)
    when = f"properties.scopes['{shown.scope}'] && {symbol}" if shown.scope else symbol
    fill, line, pattern = (
        f"{when} ? {symbol}.{part} : {other}"
        for part, other in (("fill", pale), ("line", rgb(theme.BOUNDARY)), ("pattern", "'none'"))
    )
    trigger = f"{shown.key} {shown.scope}"
    layer = _layer(
        "areas",
        files.areas,
        fill=f"@@={fill}",
        get_line_color=line,
        get_fill_pattern=pattern,
        **_patterns(files.patterns, zoom),
    )
    layer.update_triggers = {"getFillColor": trigger}
    layer._sub_layer_props["polygons-stroke"] = {"updateTriggers": {"getColor": trigger}}
    return layer


def _touch_layer(address: str, shown: Shown) -> pydeck.Layer:
    """Return the layer that is pointed at and clicked; it draws the outlines of two areas and nothing else.

    Its name changes with the chosen area, so that Streamlit forgets the click that led here. It would otherwise
    take the next click on that area for its end, and the area could not be chosen again.
    """
    chosen, compared = (f"properties.code == '{code}'" for code in (shown.chosen, shown.compared))
    first, second = rgb(theme.CHOSEN_OUTLINE), rgb(theme.COMPARED_OUTLINE)
    return _layer(
        "-".join(filter(None, ("touch", shown.chosen, shown.compared))),
        address,
        fill=[0, 0, 0, 0],
        get_line_color=f"{chosen} ? {first} : {second}",
        get_line_width=f"{chosen} || {compared} ? 3 : 0",
        line_joint_rounded=True,
        pickable=True,
        extensions=[{"@@type": "PathStyleExtension", "dash": True}],
        get_dash_array=f"{chosen} ? [0, 0] : [3, 2]",
    )


def _names_layer(places: tuple[Place, ...]) -> pydeck.Layer:
    """Return names written where they belong."""
    return pydeck.Layer(
        "TextLayer",
        [{"name": name, "position": place, "offset": offset} for name, place, offset in places],
        id="names",
        get_position="position",
        get_text="name",
        get_pixel_offset="offset",
        get_size=14,
        get_color=rgb(theme.INK),
        background=True,
        get_background_color=[255, 255, 255, 215],
        background_padding=[3, 0, 3, 1],
        font_family="'Source Sans, Arial, sans-serif'",
        font_weight=600,
        character_set="'auto'",
    )


def _layer(name: str, address: str, *, fill: object = None, line: object = None, **options: object) -> pydeck.Layer:
    """Return a layer of GeoJSON.

    The fill is given to the sublayer that draws it, because Streamlit fades every ``getFillColor`` but that of
    the area that was clicked, and a faded class is another class.
    """
    given = {"_sub_layer_props": {"polygons-fill": {"getFillColor": fill}}} if fill else {}
    lines = {"get_line_color": line} if line else {}
    defaults = {"line_width_units": "'pixels'", "get_line_width": 0.8}
    return pydeck.Layer("GeoJsonLayer", address, id=name, **{**defaults, **given, **lines, **options})


def _patterns(address: str, zoom: float) -> dict[str, object]:
    """Return what draws the patterns, the same as on the SVG maps: one picture with a square for each."""
    margin, size = (PATTERN_CELL - PATTERN_SIZE) // 2, {"width": PATTERN_SIZE, "height": PATTERN_SIZE}
    places = {name: {"x": i * PATTERN_CELL + margin, "y": margin, **size} for i, name in enumerate(PATTERNS)}
    return {
        "extensions": [{"@@type": "FillStyleExtension", "pattern": True}],
        "fill_pattern_atlas": f"'{address}'",
        "fill_pattern_mapping": places,
        "get_fill_pattern_scale": round(PATTERN_PIXELS / PATTERN_SIZE * METRES_A_PIXEL / 2**zoom, 1),
    }


def _zoom(bounds: tuple[float, float, float, float], size: tuple[int, int]) -> float:
    west, south, east, north = bounds
    across, down = (east - west) / 360, _mercator(north) - _mercator(south)
    return min(log2(size[0] / WORLD / across), log2(size[1] / WORLD / down))


def _mercator(latitude: float) -> float:
    """Return how far north a latitude is on a Mercator map whose world is 1 wide."""
    return asinh(tan(radians(latitude))) / (2 * pi)
