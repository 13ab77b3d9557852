"""The map, the tiles and the legend as SVG: every area once, named, with a pattern for what is missing."""

import re
from xml.etree import ElementTree

import pytest

from components import maps, theme
from components.map_figures import area_figures, mark_in_words
from components.maps import Faces, Label
from components.tilemap import lines, short_name, tile_map
from data.statuses import WITHOUT_VALUE
from geo.areas import forces
from geo.shapes import shapes
from tests.components.conftest import CITY, HIDDEN, HOME
from tests.components.map_release import MISSING, VIEW_2023, make_map_dataset

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = {"map": maps.area_map, "tiles": tile_map}


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


@pytest.fixture(params=DRAWINGS)
def drawn(request, release, words):
    shown = area_figures(release, text=words, **VIEW_2023)
    markup = DRAWINGS[request.param](shown.faces, shapes(), shown.labels, name="Name", about="Source & caveat")
    return ElementTree.fromstring(markup), shown


def options(drawing):
    return {each.get("data-code"): each for each in drawing.iter(f"{SVG}path") if each.get("role") == "option"}


def test_a_drawing_is_a_named_list_of_the_43_areas(drawn):
    drawing, shown = drawn
    assert (drawing.get("role"), drawing.get("aria-label")) == ("listbox", "Name")
    assert list(options(drawing)) == list(shown.labels)
    assert len(options(drawing)) == 43


def test_every_area_is_heard_with_its_name_and_its_figure(drawn):
    drawing, shown = drawn
    for code, option in options(drawing).items():
        assert option.get("aria-label") == f"{shown.labels[code].name}: {shown.labels[code].figure}"


def test_what_is_missing_is_a_pattern_that_the_drawing_defines(drawn):
    drawing, _ = drawn
    defined = {each.get("id") for each in drawing.iter(f"{SVG}pattern")}
    for area, status in ((HIDDEN, "hidden"), (MISSING, "not_available"), (CITY, "not_applicable")):
        assert options(drawing)[area].get("fill") == f"url(#{status})"
        assert status in defined


def test_the_source_and_the_caveat_are_in_the_file(drawn):
    assert drawn[0].find(f"{SVG}desc").text == "Source & caveat"


def test_a_name_cannot_become_markup():
    label = Label('<b onclick="x">', "en", "'1' & 2")
    markup = maps.option("E23000001", label, (0, 0), 'd="M0 0"')
    assert ElementTree.fromstring(markup).get("aria-label") == "<b onclick=\"x\">: '1' & 2"


def test_the_city_has_a_dot_on_the_map_because_it_is_too_small_to_see():
    assert shapes().dots == {CITY}
    assert "a3.5 3.5" in maps.area_path(shapes(), CITY)
    assert maps.area_path(shapes(), HOME) == shapes().paths[HOME]


def test_the_lines_within_north_wales_are_drawn_and_hidden_until_it_is_chosen(release, english):
    shown = area_figures(release, text=english, **VIEW_2023)
    drawing = ElementTree.fromstring(maps.area_map(shown.faces, shapes(), shown.labels, name="", about=""))
    inner = [each for each in drawing.iter(f"{SVG}path") if each.get("class") == "inner"]
    assert [(each.get("data-of"), each.get("display")) for each in inner] == [(HOME, "none")]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_two_tiles_have_the_same_short_name(language):
    short = [short_name(force.name(language)) for force in forces()]
    assert len(set(short)) == 43
    assert all(2 <= len(name) <= 4 for name in short)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_name_fits_its_tile_on_two_lines(language):
    for force in forces():
        written = lines(force.name(language))
        assert len(written) <= 2
        assert max(map(len, written)) <= 12, written


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kent", ("Kent",)),
        ("North Wales", ("North", "Wales")),
        ("Avon and Somerset", ("Avon and", "Somerset")),
        ("Nottinghamshire", ("Nottingham-", "shire")),
    ],
)
def test_a_name_is_divided_where_a_reader_would_divide_it(name, expected):
    assert lines(name) == expected


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", theme.MAP_CLASSES)
def test_a_name_can_be_read_on_every_class(colour):
    lighter, darker = sorted((luminance(colour), luminance(theme.ink_on(colour))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def legend(value, words, breaks=(4, 5, 7)):
    meanings = {status: mark_in_words(status, words) for status in WITHOUT_VALUE}
    return maps.legend(Faces({HOME: value}, {}, breaks), meanings, chosen=HOME, language=words.language)


def test_the_legend_has_its_breaks_and_every_pattern_with_its_mark(words):
    markup = legend(6.0, words)
    for expected in (
        ">4<",
        ">5<",
        ">7<",
        "[c]",
        "[x]",
        "[z]",
        "url(#hidden)",
        "url(#not_available)",
        "url(#not_applicable)",
    ):
        assert expected in markup


def test_a_break_keeps_its_decimal_as_the_language_writes_it(words):
    assert ">2.5<" in legend(6.0, words, breaks=(2.5, 4))


@pytest.mark.parametrize(("value", "place"), [(2.0, 0), (4.0, 1), (6.0, 2), (50.0, 3)])
def test_the_marker_stands_over_the_class_of_the_chosen_area(value, place, english):
    x = float(re.search(r'd="M([\d.]+) 1h12l', legend(value, english))[1]) + 6
    assert place * 58 < x < (place + 1) * 58


def test_an_area_without_a_rate_has_no_marker(english):
    assert "1h12l" not in legend(None, english)
