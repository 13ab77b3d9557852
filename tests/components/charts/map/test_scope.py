"""The part of the map that is shown: all of it, Wales, or a region with every area that touches it."""

import pytest

from components.address.options import ENGLAND_AND_WALES, Options
from components.charts.map.scope import degrees, keys, map_options, scope_by_key, scope_of, viewbox
from components.content.choices import comparable
from data.views import View
from geo.areas import children, forces, is_within, region_of
from geo.shapes import neighbours, shapes

WALES, WHOLE, LONDON = "W92000004", "K04000001", "E12000007"
WELSH = {area.code for area in children(WALES)}


def scope(area, scope):
    return scope_of(View(area, "recorded_offences", "2022-23"), Options(scope=scope))


def test_all_is_all_43_areas_in_their_order():
    assert scope("W15000001", "all").codes == tuple(force.code for force in forces())
    assert scope("W15000001", "all").key == ""


@pytest.mark.parametrize("area", ["W15000001", "E23000032", WHOLE])
def test_wales_is_its_four_areas_whatever_was_chosen(area):
    assert set(scope(area, "wales").codes) == WELSH


def test_around_a_welsh_area_are_wales_and_the_three_english_areas_that_touch_it():
    found = scope("W15000001", "around")
    assert set(found.codes) == WELSH | {"E23000006", "E23000016", "E23000037"}
    assert found.key == "near-W92000004"


def test_around_an_english_area_are_its_region_and_all_that_touch_it():
    region = {area.code for area in children(LONDON)}
    expected = region.union(*(neighbours()[code] for code in region))
    for area in ("E23000001", "E23000034", LONDON):
        assert set(scope(area, "around").codes) == expected


def test_around_england_and_wales_is_everything():
    assert scope(WHOLE, "around") == scope(WHOLE, "all")


def test_every_scope_has_a_key_that_leads_back_to_it():
    found = {scope(force.code, kind).key for force in forces() for kind in ("wales", "around")}
    assert found | {"near-E92000001"} == {*keys()}
    for key in keys():
        assert scope_by_key(key).key == key
        assert scope_by_key(key).codes


@pytest.mark.parametrize(
    ("area", "region"), [("W15000001", WALES), ("E23000001", LONDON), (LONDON, LONDON), (WALES, WALES), (WHOLE, WHOLE)]
)
def test_the_region_of_an_area(area, region):
    assert region_of(area) == region


def test_an_area_lies_within_itself_and_what_is_around_it():
    assert all(is_within("W15000001", outer) for outer in ("W15000001", WALES, WHOLE))
    assert not is_within("W15000001", "E92000001")
    assert not is_within(WALES, "W15000001")


@pytest.mark.parametrize("key", ["", "wales", "near-E12000001"])
def test_every_area_shown_fits_in_what_is_shown(key):
    found = scope_by_key(key)
    west, south, east, north = degrees(found)
    left, top, width, height = viewbox(found)
    for code in found.codes:
        bounds = shapes().bounds[code]
        assert west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north
        x, y = shapes().centres[code]
        assert left < x < left + width and top < y < top + height


def test_a_part_of_the_map_is_closer_than_the_whole():
    assert viewbox(scope_by_key("wales"))[2] < viewbox(scope_by_key(""))[2] / 2


def test_where_a_part_lies_is_said_in_words(words, english):
    assert scope_by_key("").name(english) == "England and Wales"
    assert scope_by_key("wales").name(english) == "Wales"
    assert scope_by_key("near-W92000004").name(english) == "Wales and its neighbours"
    assert scope_by_key("near-W92000004").name(words) != scope_by_key("wales").name(words)


def test_the_options_of_a_map_are_the_three_it_has_and_an_area_is_not_compared_with_itself():
    view = View("W15000001", "recorded_offences", "2022-23")
    asked = Options(measure="change", scope="wales", against="W15000001", league="on", beside=("E23000032",))
    assert map_options(view, asked) == Options(measure="change", scope="wales")
    assert map_options(view, Options(against=WALES)) == Options(against=WALES)


@pytest.mark.parametrize("area", [WALES, ENGLAND_AND_WALES, "E12000007", "W15000001"])
def test_an_area_is_compared_with_the_first_other_that_the_page_offers(area, english):
    shown = map_options(View(area, "nrm_referrals", "2023"), Options(against=area))
    assert shown.against == comparable(area, english)[0]
