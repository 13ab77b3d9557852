"""The map that can be zoomed asks nothing of the outside, never fades a class and forgets the click that led to it."""

import json

import pytest

from components.address.assets import ASSETS
from components.drawing import theme
from components.drawing.map import deck
from components.screen.show import clicked_now
from data.statuses import WITHOUT_VALUE
from geo.shapes import shapes
from tests.conftest import HOME

FILES = deck.Files(
    "/open-data/map.geojson",
    "/open-data/local_authorities.geojson",
    "/open-data/context.geojson",
    "/assets/patterns.svg",
)
OTHER = "E23000032"
WHOLE = (-6.0, 50.0, 2.0, 56.0)


def shown(**options):
    usual = {
        "key": "rate 2023",
        "scope": "",
        "chosen": HOME,
        "compared": "E23000006",
        "inner_line": theme.GROUND,
        "places": (("Conwy", (-3.8, 53.1), (0, 0)),),
    }
    return deck.Shown(**{**usual, **options})


def spec(**options):
    return json.loads(drawn(**options).to_json())


def drawn(**options):
    return deck.area_deck(FILES, shown(**options), deck.view_of(WHOLE, WHOLE, deck.WIDE))


def layers(**options):
    return {layer["id"]: layer for layer in spec(**options)["layers"]}


def test_there_is_no_outside_base_map():
    found = spec()
    assert "mapProvider" not in found
    # Streamlit deletes this very value and draws no map below; None or an empty text would bring one in.
    assert found["mapStyle"] == "__MAP_STYLE__"
    assert not [key for key in found if key.lower().endswith("key")]


def test_everything_it_draws_comes_from_this_address():
    drawn_from = [layer["data"] for layer in layers().values() if layer["id"] != "names"]
    addresses = [*drawn_from, layers()["areas"]["fillPatternAtlas"]]
    assert all(address.startswith(("/open-data/", "/assets/")) for address in addresses)


def test_no_layer_has_a_fill_that_streamlit_would_fade_after_a_click():
    for layer in layers().values():
        assert "getFillColor" not in layer
        is_drawn = layer["@@type"] == "GeoJsonLayer" and layer.get("filled") is not False
        assert not is_drawn or layer["_subLayerProps"]["polygons-fill"]["getFillColor"] is not None


def test_only_the_layer_below_the_names_is_touched_and_it_is_new_for_every_choice():
    touched = {name for name, layer in layers().items() if layer.get("pickable")}
    assert touched == {f"touch-{HOME}-E23000006"}
    # An outline would run through the names; they let a touch through.
    assert [*layers()][-2:] == [f"touch-{HOME}-E23000006", "names"]
    assert "touch-E23000032-E23000006" in layers(chosen="E23000032")


def test_the_chosen_area_is_outlined_and_the_compared_one_is_dashed_in_another_colour():
    touch = layers()[f"touch-{HOME}-E23000006"]
    here, there = f"properties.code == '{HOME}'", "properties.code == 'E23000006'"
    assert touch["getLineWidth"] == f"@@={here} || {there} ? 3 : 0"
    assert touch["getDashArray"] == f"@@={here} ? [0, 0] : [3, 2]"
    assert touch["getLineColor"] == f"@@={here} ? [11, 12, 12] : [128, 22, 80]"


def test_another_period_is_another_property_of_the_same_file_and_deck_is_told_to_look_again():
    one, other = (layers(key=key)["areas"] for key in ("rate 2022", "rate 2023"))
    look = "@@=properties['rate 2023'] ? properties['rate 2023']"
    assert one["data"] == other["data"]
    assert other["_subLayerProps"]["polygons-fill"]["getFillColor"] == f"{look}.fill : [238, 241, 243]"
    assert (other["getLineColor"], other["getFillPattern"]) == tuple(
        f"{look}.{part} : {other}" for part, other in (("line", "[255, 255, 255]"), ("pattern", "'none'"))
    )
    for layer in (one, other):
        triggers = [layer["updateTriggers"]["getFillColor"]]
        triggers.append(layer["_subLayerProps"]["polygons-stroke"]["updateTriggers"]["getColor"])
        assert len({*triggers}) == 1
    assert one["updateTriggers"] != other["updateTriggers"]


def test_areas_outside_the_part_that_is_shown_are_pale_and_have_no_pattern():
    areas = layers(scope="wales")["areas"]
    inside = "@@=properties.scopes['wales'] && properties['rate 2023'] ? properties['rate 2023']"
    assert areas["_subLayerProps"]["polygons-fill"]["getFillColor"] == f"{inside}.fill : [238, 241, 243]"
    assert areas["getFillPattern"] == f"{inside}.pattern : 'none'"
    assert areas["updateTriggers"] != layers()["areas"]["updateTriggers"]


def test_the_names_of_authorities_are_words_without_any_figure():
    names = layers()["names"]["data"]
    assert {*names[0]} == {"name", "position", "offset"}
    assert "names" not in layers(places=())


def test_what_lies_within_is_drawn_only_where_there_is_a_line_for_it():
    assert "inner" in layers()
    assert "inner" not in layers(inner_line="")


def test_the_wheel_and_a_turn_do_nothing_so_that_the_page_can_be_scrolled():
    controller = spec()["views"][0]["controller"]
    assert [controller[name] for name in ("scrollZoom", "dragRotate", "touchRotate")] == [False, False, False]


def test_each_pattern_has_a_place_of_its_own_in_the_picture():
    places = layers()["areas"]["fillPatternMapping"]
    assert places.keys() == {"none", *WITHOUT_VALUE, *theme.CHANGE_PATTERN}
    width = int((ASSETS / "patterns.svg").read_text().split('width="')[1].split('"')[0])
    assert width == deck.PATTERN_CELL * len(places)
    assert len({place["x"] for place in places.values()}) == len(places)


def test_the_tooltip_leaves_escaping_to_the_places_streamlit_escapes():
    assert drawn()._tooltip["html"] == '<b lang="{language}">{name}</b><br>{figure rate 2023}'


def test_the_whole_map_fits_and_an_area_is_closer_but_never_too_close():
    whole = deck.view_of(WHOLE, WHOLE, deck.WIDE)
    assert 512 * 2**whole.zoom * 8 / 360 <= deck.WIDE[0]
    near = deck.view_of(shapes().bounds[HOME], WHOLE, deck.WIDE)
    city = deck.view_of(shapes().bounds["E23000034"], WHOLE, deck.WIDE)
    assert whole.min_zoom < whole.zoom < near.zoom < city.zoom == city.max_zoom
    assert (round(near.longitude), round(near.latitude)) == (-4, 53)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"selection": {"indices": {}, "objects": {"touch-x": [{"properties": {"code": HOME}}]}}}, HOME),
        ({"selection": {"indices": {}, "objects": {}}}, ""),
        ({"selection": {"indices": {}, "objects": {"touch-x": [{"properties": {"code": "<script>"}}]}}}, ""),
        ({"selection": {"indices": {}, "objects": {"touch-x": [{}]}}}, ""),
        ({}, ""),
    ],
)
def test_a_click_gives_a_code_of_ours_or_none(state, expected):
    assert deck.chosen_area(state) == expected


def test_a_click_in_an_earlier_drawing_of_the_map_is_no_choice_of_now():
    def clicked_in(layer):
        return {"selection": {"objects": {layer: [{"properties": {"code": OTHER}}]}}}

    assert clicked_now(drawn(), clicked_in(f"touch-{HOME}-E23000006")) == OTHER
    assert clicked_now(drawn(), clicked_in(f"touch-{OTHER}-E23000006")) == ""
