"""The legend of the maps: its breaks, its patterns in words, and the marks of two areas."""

import re
from xml.etree import ElementTree

import pytest

from components.drawing import theme
from components.drawing.map.classes import VERDICTS, RateClasses
from components.drawing.map.figure import Legend, Marked
from components.drawing.map.legend import legend_bar, legend_svg
from components.wording.describe import mark_in_words
from data.statuses import WITHOUT_VALUE

NONE = Marked("", None, "", is_drawn=False)


def legend(words, chosen=18.0, compared=None, breaks=(4, 5, 7), is_drawn=False):
    meanings = {status: mark_in_words(status, words) for status in WITHOUT_VALUE}
    marked = (Marked("Here", chosen, "", is_drawn=True), Marked("There", compared, "", is_drawn=is_drawn))
    return str(legend_svg(Legend(RateClasses({}, {}, breaks), meanings, marked), words.language))


def place_of(pattern, markup):
    found = re.search(pattern, markup)
    return float(found[1]) + 6 if found else None


def solid(markup):
    return place_of(r'd="M([\d.]+) 1h12l-6 10z"', markup)


def ghost(markup):
    return place_of(r'd="M([\d.]+) [\d.]+h12l-6 -10z"', markup)


def test_the_legend_has_its_breaks_and_every_pattern_with_its_mark(words):
    markup = legend(words)
    for expected in (">4<", ">5<", ">7<", "[c]", "[x]", "[z]"):
        assert expected in markup
    for status in WITHOUT_VALUE:
        assert f"url(#{status})" in markup and f'id="{status}"' in markup


def test_a_break_keeps_its_decimal_as_the_language_writes_it(words):
    assert ">2.5<" in legend(words, breaks=(2.5, 4))


@pytest.mark.parametrize(("value", "place"), [(2.0, 0), (4.0, 1), (6.0, 2), (50.0, 3)])
def test_the_marker_stands_over_the_class_of_the_chosen_area(value, place, english):
    assert place * 58 < solid(legend(english, chosen=value)) < (place + 1) * 58
    bar = legend_bar(RateClasses({"here": value}, {}, (4, 5, 7)), "en", chosen="here")
    assert solid(bar) == solid(legend(english, chosen=value))


def test_an_area_without_a_rate_has_no_marker_and_no_number(english):
    markup = legend(english, chosen=None)
    assert solid(markup) is None
    assert "Here " not in markup


def test_the_compared_area_has_an_outlined_triangle_under_its_class_with_its_words(english):
    markup = legend(english, chosen=2.0, compared=6.0)
    assert 2 * 58 < ghost(markup) < 3 * 58
    assert f'fill="{theme.GROUND}" stroke="{theme.COMPARED_OUTLINE}"' in markup
    assert "There 6.0" in markup and "Here 2.0" in markup
    assert ghost(legend(english)) is None


@pytest.mark.parametrize("value", [0.1, 100.0])
def test_words_at_the_ends_stay_within_the_legend(value, english):
    long = Marked("Swydd Efrog a’r Humber", value, "", is_drawn=False)
    markup = str(legend_svg(Legend(RateClasses({}, {}, (4, 5, 7)), {}, (NONE, long)), "en"))
    x = float(re.search(r'<text x="([\d.]+)"[^>]*>Swydd', markup)[1])
    assert 70 <= x <= 230


def test_areas_that_are_outlined_on_the_map_are_named_with_their_line(english):
    assert legend(english).count('stroke-width="2.6"') == 1
    both = legend(english, compared=6.0, is_drawn=True)
    assert both.count('stroke-width="2.6"') == 2
    assert 'stroke-dasharray="5 3"' in both


def changes(words, chosen="rose", compared="steady"):
    meanings = {face: words(f"verdict.{verdict}") for verdict, face in VERDICTS.items()}
    meanings |= {status: mark_in_words(status, words) for status in WITHOUT_VALUE}
    marked = (Marked("Here", None, chosen, is_drawn=True), Marked("There", None, compared, is_drawn=False))
    return meanings, str(legend_svg(Legend(None, meanings, marked), words.language))


def test_the_legend_of_changes_says_every_verdict_and_every_reason_in_words(words):
    meanings, markup = changes(words)
    said = [each.text for each in ElementTree.fromstring(markup).iter("{http://www.w3.org/2000/svg}text")]
    assert said == [*meanings.values(), "Here"]
    for name in ("rose", "fell", "few", *WITHOUT_VALUE):
        assert f"url(#{name})" in markup and f'id="{name}"' in markup


def test_the_two_areas_are_marked_beside_their_verdicts(words):
    meanings, markup = changes(words, chosen="fell", compared="hidden")
    rows = [int(top) // 26 for top in re.findall(r'd="M(?:2|15) (\d+)v11', markup)]
    assert rows == [[*meanings].index("fell"), [*meanings].index("hidden")]
    assert changes(words, chosen="", compared="")[1].count("v11l9") == 0


def test_a_name_cannot_become_markup(english):
    marked = (Marked("<b>&", 1.0, "", is_drawn=True), NONE)
    markup = str(legend_svg(Legend(RateClasses({}, {}, (4,)), {}, marked), "en"))
    assert ElementTree.fromstring(markup) is not None
    assert "<b>" not in markup
