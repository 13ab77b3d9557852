"""The map and the tiles as SVG: outlines that are painted on the page, and drawings that are painted for good."""

import re
from xml.etree import ElementTree

import pytest

from components.charts.map.figures import area_figures
from components.charts.map.scope import scope_by_key, viewbox
from components.drawing import theme
from components.drawing.map import outlines as maps
from components.drawing.map.classes import SYMBOLS
from components.drawing.map.inset import area_path, inset_in
from components.drawing.map.tiles import lines, painted_tiles, short_name, tile_box, tile_map
from geo.areas import areas, forces
from geo.shapes import shapes
from tests.components.charts.map.release import MISSING, VIEW_2023, make_map_dataset
from tests.conftest import CITY, HIDDEN, HOME

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = {"map": maps.area_map, "tiles": tile_map}


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


@pytest.fixture(params=DRAWINGS)
def drawn(request, words):
    markup = DRAWINGS[request.param](shapes(), words.language, about="Source & caveat")
    return ElementTree.fromstring(markup)


def options(drawing):
    return {each.get("data-code"): each for each in drawing.iter(f"{SVG}path") if each.get("role") == "option"}


def test_a_drawing_is_a_list_of_the_43_areas_in_the_order_of_their_names(drawn, words):
    assert drawn.get("role") == "listbox"
    names = [areas()[code].name(words.language) for code in options(drawn)]
    assert names == sorted(names)
    assert len(names) == 43


def test_no_area_has_a_colour_of_a_class_before_it_is_painted(drawn):
    assert {each.get("fill") for each in options(drawn).values()} == {theme.CONTEXT_LAND}


def test_every_pattern_an_area_may_be_painted_with_is_in_the_drawing(drawn):
    defined = {each.get("id") for each in drawn.iter(f"{SVG}pattern")}
    assert defined == {look.pattern for look in SYMBOLS.values() if look.pattern}


def test_where_the_shapes_come_from_is_in_the_file(drawn):
    assert drawn.find(f"{SVG}desc").text == "Source & caveat"


def test_the_city_is_drawn_enlarged_or_as_a_dot_because_it_is_too_small_to_see():
    assert shapes().dots == {CITY} == {shapes().inset.code}
    assert area_path(shapes(), CITY, inset=shapes().inset) == shapes().paths[CITY] + shapes().inset.path
    assert "a3.5 3.5" in area_path(shapes(), CITY, inset=None)
    assert area_path(shapes(), HOME, inset=shapes().inset) == shapes().paths[HOME]


def test_the_inset_is_shown_with_its_area_and_where_its_frame_is_seen():
    for key in ("", "near-E92000001"):
        assert inset_in(shapes(), scope_by_key(key).codes, viewbox(scope_by_key(key))) == shapes().inset
    for key in ("wales", "near-E12000001", "near-E12000003", "near-E12000007"):
        assert inset_in(shapes(), scope_by_key(key).codes, viewbox(scope_by_key(key))) is None


@pytest.mark.parametrize(
    ("language", "said"), [("en", "City of London, enlarged"), ("cy", "Dinas Llundain, wedi’i chwyddo")]
)
def test_the_words_below_the_inset_say_what_is_enlarged(language, said):
    drawing = ElementTree.fromstring(maps.area_map(shapes(), language, about=""))
    (inset,) = (each for each in drawing.iter(f"{SVG}g") if each.get("class") == "inset")
    assert inset.get("data-code-of") == CITY
    assert " ".join(each.text for each in inset.iter(f"{SVG}text")) == said


def test_the_enlarged_city_is_painted_outlined_and_chosen_as_the_city_itself(release, words):
    faces, drawing = painted(release, words, marked=(CITY, HOME))
    enlarged = [each for each in drawing.iter(f"{SVG}path") if shapes().inset.path in each.get("d")]
    assert [each.get("fill") for each in enlarged] == [faces.symbol(CITY).fill, "none"]
    listed = options(ElementTree.fromstring(maps.area_map(shapes(), words.language, about="")))[CITY]
    assert listed.get("d").endswith(shapes().inset.path)
    assert listed.get("data-part") == area_path(shapes(), CITY, inset=None)


def test_a_part_of_the_map_has_a_dot_for_the_city_and_no_frame(release, words):
    _, drawing = painted(release, words, scope="near-E12000007", marked=(CITY, HOME))
    outline = [each for each in drawing.iter(f"{SVG}path") if each.get("fill") == "none"][-1]
    assert outline.get("d") == area_path(shapes(), CITY, inset=None)
    assert not [each for each in drawing.iter(f"{SVG}path") if shapes().inset.path in each.get("d")]


def test_the_authorities_of_north_wales_are_there_by_name_without_a_figure_and_hidden_until_they_are_wanted(words):
    drawing = ElementTree.fromstring(maps.area_map(shapes(), words.language, about=""))
    inner = [each for each in drawing.iter() if each.get("class") == "inner"]
    assert {(each.get("data-of"), each.get("display")) for each in inner} == {(HOME, "none")}
    names = {each.text for each in inner if each.tag == f"{SVG}text"}
    assert names == {area.name(words.language) for area in areas().values() if area.parent == HOME}


def test_names_lie_over_the_outlines_of_the_chosen_areas(words):
    drawing = ElementTree.fromstring(maps.area_map(shapes(), words.language, about=""))
    kinds = [each.get("class") for each in drawing]
    assert kinds.index("focused") < min(place for place, each in enumerate(drawing) if each.tag == f"{SVG}text")


def painted(release, words, scope="", marked=(HOME, "E23000006")):
    faces = area_figures(release, text=words, **VIEW_2023).classes
    shown = scope_by_key(scope)
    markup = maps.painted_map(faces, shapes(), codes=shown.codes, box=viewbox(shown), marked=marked)
    return faces, ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{markup}</svg>')


def path_in(scope, code):
    shown = scope_by_key(scope)
    return area_path(shapes(), code, inset=inset_in(shapes(), shown.codes, viewbox(shown)))


def by_outline(drawing):
    """Return the paths of a drawing by what they draw; the last of those that draw the same."""
    return {each.get("d"): each for each in drawing.iter(f"{SVG}path") if each.get("fill") != "none"}


def test_a_painted_map_has_a_class_or_a_pattern_for_every_area(release, words):
    faces, drawing = painted(release, words)
    found = by_outline(drawing)
    for code in shapes().paths:
        assert found[path_in("", code)].get("fill") == faces.symbol(code).fill
    for area, status in ((HIDDEN, "hidden"), (MISSING, "not_available"), (CITY, "not_applicable")):
        assert found[path_in("", area)].get("fill") == f"url(#{status})"


def test_areas_outside_the_part_shown_are_pale(release, words):
    _, drawing = painted(release, words, scope="wales")
    found = by_outline(drawing)
    pale = {code for code in shapes().paths if found[path_in("wales", code)].get("fill") == theme.CONTEXT_LAND}
    assert pale == {force.code for force in forces() if force.parent != "W92000004"}


def test_the_chosen_area_is_outlined_and_the_compared_one_is_dashed(release, words):
    _, drawing = painted(release, words)
    outlines = [each for each in drawing.iter(f"{SVG}path") if each.get("fill") == "none"]
    compared, chosen = outlines
    assert (compared.get("d"), compared.get("stroke")) == (shapes().paths["E23000006"], theme.COMPARED_OUTLINE)
    assert (chosen.get("d"), chosen.get("stroke")) == (shapes().paths[HOME], theme.CHOSEN_OUTLINE)
    assert compared.get("stroke-dasharray") and not chosen.get("stroke-dasharray")


def test_an_area_that_is_not_on_the_map_has_no_outline(release, words):
    _, drawing = painted(release, words, marked=("K04000001", "W92000004"))
    assert [each for each in drawing.iter(f"{SVG}path") if each.get("fill") == "none"] == []


def test_patterns_look_the_same_on_a_part_of_the_map():
    found = maps.scaled(theme.ALL_PATTERNS, 0.25)
    assert found.count("scale(0.25)") == found.count("<pattern ") == 6
    assert '<pattern id="hidden" width="2" height="2"' in found


def test_the_tiles_of_a_part_keep_their_places_and_the_others_are_left_out(release, words):
    faces, wales = area_figures(release, text=words, **VIEW_2023).classes, scope_by_key("wales")
    markup = painted_tiles(faces, shapes(), words.language, codes=wales.codes, marked=(HOME, "E23000006"))
    places = re.findall(r'd="M(\d+) (\d+)h57v57h-57z" fill="(?!none)', markup)
    assert {(int(x) // 60, int(y) // 60) for x, y in places} == {shapes().tiles[code] for code in wales.codes}
    assert markup.count('fill="none"') == 1


def test_a_part_of_the_tiles_is_never_so_small_that_a_tile_fills_the_screen():
    left, top, width, height = tile_box(shapes(), [HOME])
    assert (width, height) == (5 * 60 + 4, 4 * 60 + 4)
    column, row = shapes().tiles[HOME]
    assert left < 60 * column < left + width - 60 and top < 60 * row < top + height - 60


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


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colour", theme.MAP_CLASSES)
def test_a_name_can_be_read_on_every_class(colour):
    assert contrast(colour, theme.ink_on(colour)) >= 4.5


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_name_can_be_read_on_every_other_face_and_its_outline_be_seen(name):
    look = SYMBOLS[name]
    ground = look.halo or look.colour
    assert contrast(look.ink, ground) >= 4.5
    assert contrast(look.line, look.colour if look.line == theme.BOUNDARY else theme.GROUND) >= 3


def test_a_rise_and_a_fall_differ_from_the_ground_and_are_neither_red_nor_green():
    for colour in (theme.ROSE, theme.FELL):
        assert contrast(colour, theme.GROUND) >= 3
        assert contrast(colour, theme.STEADY) >= 3
        red, green, _ = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        assert not (red > 180 and green < 90) and green < red + 40
    assert {SYMBOLS[name].pattern for name in ("rose", "fell", "few", "steady")} == {"rose", "fell", "few", ""}
