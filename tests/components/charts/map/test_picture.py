"""The maps for taking away: one plain drawing with all that explains it, and shapes with their figures."""

import re
from xml.etree import ElementTree

import pytest

from components.address.options import Options
from components.charts.map import geojson
from components.charts.map.files import map_file
from components.charts.map.picture import picture_chart
from components.charts.map.view import map_view
from components.drawing.picture import drawing, picture_png, picture_svg
from data.views import View
from geo.areas import areas, children
from tests.components.charts.map.release import FEW, MISSING, make_map_dataset
from tests.conftest import CITY, HIDDEN, HOME

KENT = "E23000032"
VIEW = View(HOME, "nrm_referrals", "2023")
OFFENCES = View(HOME, "recorded_offences", "2022-23")


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


@pytest.fixture(params=[False, True], ids=["map", "tiles"])
def tiles(request):
    return request.param


def picture(release, words, view=VIEW, *, tiles=False, **options):
    return picture_chart(map_view(release, view, Options(**options), words), tiles=tiles)


def markup_of(chart, words):
    return str(drawing(chart.figure, words.language))


def texts(markup):
    return [
        "".join(each.itertext()) for each in ElementTree.fromstring(markup).iter("{http://www.w3.org/2000/svg}text")
    ]


@pytest.mark.parametrize("options", [{}, {"scope": "wales"}, {"scope": "around", "against": KENT}])
def test_a_picture_is_plain_svg_that_refers_to_nothing_outside(release, words, tiles, options):
    markup = markup_of(picture(release, words, tiles=tiles, **options), words)
    assert markup.startswith("<svg")
    assert not re.search(r"role=|data-|aria-(?!hidden)|class=|href|<script|<style|@import", markup)
    assert "http" not in markup.replace("http://www.w3.org/2000/svg", "")
    defined, used = set(re.findall(r'id="([\w-]+)"', markup)), set(re.findall(r"url\(#([\w-]+)\)", markup))
    assert used and used <= defined


def test_the_patterns_of_the_legend_are_its_own_because_those_of_a_part_are_smaller(release, words):
    markup = markup_of(picture(release, words, scope="wales"), words)
    names = re.findall(r'<pattern id="([\w-]+)"', markup)
    assert len({*names}) == len(names)
    assert "url(#legend-hidden)" in markup and "url(#hidden)" in markup
    assert '<pattern id="legend-hidden" width="8"' in markup and '<pattern id="hidden" width="8"' not in markup


def test_every_pattern_has_its_words_and_both_areas_their_marks(release, english, tiles):
    said = texts(markup_of(picture(release, english, tiles=tiles, against=KENT), english))
    for words in ("[c] hidden to protect people", "[x] not available", "[z] not applicable", "0 none recorded"):
        assert words in said
    assert english("show.rate") in said
    assert "North Wales 6.0" in said
    assert any(each.startswith("Kent ") for each in said)


def test_a_picture_of_changes_says_every_verdict(release, english, tiles):
    said = texts(markup_of(picture(release, english, OFFENCES, tiles=tiles, measure="change"), english))
    for words in ("clear rise", "clear fall", "no clear change", "too few to compare"):
        assert words in said


def test_a_picture_is_of_the_part_that_is_shown(release, english):
    wales = picture(release, english, tiles=True, scope="wales")
    drawn = {"".join(each.split()) for each in texts(markup_of(wales, english))}
    assert "NorthWales" in drawn and "Kent" not in drawn
    assert len(wales.table.frame) == 4
    assert "scope=wales" in wales.take_away


def test_the_authorities_are_named_in_a_picture_of_wales_and_have_no_figure(release, words):
    said = texts(markup_of(picture(release, words, scope="wales"), words))
    for area in areas().values():
        if area.parent == HOME:
            assert area.name(words.language) in said
    assert not {*said} & {area.name(words.language) for area in children("E92000001")}


def test_the_words_under_a_picture_are_those_beside_the_map(release, english):
    chart = picture(release, english, against=FEW)
    assert chart.sentence.startswith("North Wales. The force referred 30 people for support in 2023.")
    assert "Cumbria: 1.4. Clearly higher here." in chart.sentence
    assert chart.alt and chart.table.source


def test_what_there_is_no_map_of_gives_the_nearest(release, english):
    chart = picture(release, english, View(HOME, "recorded_offences", "2022-Q4"))
    assert "period=YE-2022-Q4" in chart.take_away


def test_a_change_that_no_year_has_is_no_picture(release, words, tiles):
    assert picture(release, words, tiles=tiles, measure="change").figure is None


@pytest.mark.parametrize("options", [{}, {"scope": "around"}])
def test_the_frame_makes_a_picture_and_an_image_of_it(release, words, tiles, options):
    svg = picture_svg(picture(release, words, tiles=tiles, **options), words, about=["About"])
    assert ElementTree.fromstring(svg) is not None
    assert picture_png(svg, said={"Title": "x"}).startswith(b"\x89PNG")


def properties(release, words, **options):
    found = geojson.geojson(map_view(release, VIEW, Options(**options), words))
    return {feature["properties"]["code"]: feature["properties"] for feature in found["features"]}


def test_every_area_has_its_figures_its_two_names_and_where_they_come_from(release, english):
    found = properties(release, english)
    assert len(found) == 43
    home = found[HOME]
    assert (home["name_en"], home["name_cy"], home["period"]) == ("North Wales", "Gogledd Cymru", "2023")
    assert (home["value"], home["rate"], home["status"], home["mark"]) == (30, 6.0, "final", "")
    assert home["lower"] < 6 < home["upper"]
    assert home["release"] == "2026-01-01" and "Home Office" in home["source"] and "open-government" in home["licence"]
    assert found[FEW]["mark"] == "[u]"


@pytest.mark.parametrize(("area", "status"), [(HIDDEN, "hidden"), (MISSING, "not_available")])
def test_what_is_missing_is_null_with_its_status_and_never_a_zero(release, english, area, status):
    found = properties(release, english)[area]
    assert [found[name] for name in ("value", "rate", "lower", "upper")] == [None] * 4
    assert (found["status"], found["rate_status"]) == (status, status)
    assert found["mark"] in ("[c]", "[x]")


def test_the_city_has_its_count_and_no_rate(release, english):
    found = properties(release, english)[CITY]
    assert (found["value"], found["rate"], found["rate_status"], found["mark"]) == (10, None, "not_applicable", "[z]")


def test_the_shapes_are_those_of_the_part_and_of_the_map_itself(release, english):
    assert properties(release, english, scope="wales").keys() == {area.code for area in children("W92000004")}
    found = geojson.geojson(map_view(release, VIEW, Options(), english))
    assert found["type"] == "FeatureCollection" and "Contains OS data ©" in found["description"]
    assert b'"coordinates"' in map_file("map.geojson", release, VIEW, english)
    assert all(feature["geometry"]["coordinates"] for feature in found["features"])
