"""The force's own cases on a map: classes that no count chooses, a face for each reason that there is no count."""

import re
from html import unescape

import pytest

from components.charts import local_cases
from components.charts.categories import category_name
from components.charts.people import Links
from components.content import people
from components.content.signs import figures_by_type
from components.drawing import theme
from components.drawing.map import classes, local
from components.drawing.picture import drawing, picture_svg
from components.guidance.registry import KINDS_OF_PLACE
from components.wording.text import wording
from data.build.protection.publication import publications
from data.load import load
from data.register import register
from data.views import View, ViewError, by_category
from geo.areas import areas, children
from geo.local_authorities import local_authority_sheet
from tests.conftest import HIDDEN, HOME
from tests.trials import AUTHORITIES, COUNTS, NOT_COVERED, trial_in

LINKS = Links("/signs?lang=en", "/report?lang=en", "/methods?lang=en", "/glossary?lang=en")
THRESHOLD = register()["local_cases"].threshold


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    return load(trial_in(tmp_path_factory.mktemp("trial")))


def view(year="2023"):
    return View(HOME, "local_cases", year)


def figures(trial, year):
    return local.local_figures(by_category(trial, view(year), breakdown="local_authority"), threshold=THRESHOLD)


def drawn(chart, words):
    return str(drawing(chart.figure, words.language))


def fills(markup):
    """Return how each authority is painted, in the order of the sheet."""
    return dict(
        zip(local_authority_sheet(HOME).paths, re.findall(r'<path d="M[^"]+Z" fill="([^"]+)"', markup), strict=True)
    )


def test_a_class_begins_at_the_threshold_and_its_multiples_and_ends_below_the_next(trial, english):
    breaks = figures(trial, "2023").breaks
    assert breaks == (10, 25, 50, 100, 200)
    assert local.class_words(breaks, english) == ("10 to 24", "25 to 49", "50 to 99", "100 to 199", "200 or more")
    found = {code: figures(trial, "2023").symbol(code).colour for code in AUTHORITIES}
    assert [found[code] for code in AUTHORITIES] == [theme.MAP_CLASSES[place] for place in (0, 1, 2, 2, 3, 4)]


def test_the_classes_are_the_same_whatever_the_counts_are(trial):
    assert figures(trial, "2022").breaks == figures(trial, "2023").breaks
    assert figures(trial, "2022").symbol("W06000002").colour == theme.MAP_CLASSES[0]  # 24
    assert figures(trial, "2022").symbol("W06000003").colour == theme.MAP_CLASSES[1]  # 25


def test_each_reason_for_no_count_has_a_face_of_its_own_and_none_of_a_class(trial):
    faces = {
        "hidden": figures(trial, "2022").symbol("W06000001").fill,
        "not_available": figures(trial, NOT_COVERED).symbol("W06000001").fill,
        "not_applicable": classes.SYMBOLS["not_applicable"].fill,
        "absent": figures(trial, "2023").symbol("W06000099").fill,
    }
    assert len({*faces.values()}) == 4
    assert not {*faces.values()} & {*theme.MAP_CLASSES}


def test_the_map_paints_every_authority_and_writes_its_name_and_number(trial, words):
    chart = local_cases.map_chart(trial, view(), words)
    painted = fills(drawn(chart, words))
    assert [painted[code] for code in AUTHORITIES] == [theme.MAP_CLASSES[place] for place in (0, 1, 2, 2, 3, 4)]
    written = [unescape(each) for each in re.findall(r"<text[^>]*>([^<]+)</text>", drawn(chart, words))]
    for code, count in zip(AUTHORITIES, COUNTS["2023"][1], strict=False):
        assert areas()[code].name(words.language) in written and str(count) in written
    legend = [f"[{sign}] {words(f'map.legend.{status}')}" for sign, status in zip("cxz", theme.PATTERN, strict=True)]
    assert {*legend, words("people.local_map.absent")} <= {*written}


def test_a_hidden_authority_has_its_hatch_and_mark_and_no_number(trial, words):
    chart = local_cases.map_chart(trial, view("2022"), words)
    assert fills(drawn(chart, words))["W06000001"] == fills(drawn(chart, words))["W06000006"] == "url(#hidden)"
    assert f"{areas()['W06000001'].name(words.language)}: [c]" in chart.alt


def test_the_drawing_is_plain_svg_that_refers_to_nothing_outside(trial, words):
    markup = drawn(local_cases.map_chart(trial, view(), words), words)
    assert not re.search(r"role=|class=|href|<script|<style|@import", markup)
    assert "http" not in markup.replace("http://www.w3.org/2000/svg", "")
    assert 'lang="' in picture_svg(local_cases.map_chart(trial, view(), words), words, about=())


def test_what_has_no_place_on_the_map_is_said_beside_it_and_is_in_the_table(trial, words):
    for year, said in (("2023", "21"), ("2022", "[c]")):
        chart = local_cases.map_chart(trial, view(year), words)
        name = category_name("local_authority", "elsewhere_or_unknown", words)
        row = words("people.local_map.row", name=name, count=said)
        written = [unescape(each) for each in re.findall(r"<text[^>]*>([^<]+)</text>", drawn(chart, words))]
        assert " ".join(written).endswith(words("people.local_map.off", rows=row))
        assert [*chart.table.data["code"]] == [*AUTHORITIES, "elsewhere_or_unknown"]
        assert f"{name}: {said}" in chart.alt


def test_the_page_has_the_map_with_its_alternative_text_the_reason_and_its_table(trial, english):
    html = people.local_html(trial, View(HOME, "nrm_referrals", "2022"), english, LINKS)
    assert 'alt="Map of the local authorities. Cases in the force’s own records, North Wales, 2022.' in html
    assert "A number below 10 could point to a person" in html and "not rates" in html
    assert html.count('<details class="table">') == 2 and "chart=people.local_map" in html


def test_a_force_that_publishes_no_cases_has_no_map(trial, words):
    assert people.local_html(trial, View(HIDDEN, "nrm_referrals", "2023"), words, LINKS) == ""
    with pytest.raises(ViewError):
        local_cases.map_chart(trial, View(HIDDEN, "nrm_referrals", "2023"), words)


def test_the_shapes_are_those_of_the_force_and_of_no_other():
    sheet = local_authority_sheet(HOME)
    assert {*sheet.paths} == {area.code for area in children(HOME)} == {*AUTHORITIES}
    assert local_authority_sheet(HIDDEN) is None
    assert all(0 < x < sheet.width and 0 < y < sheet.height for x, y in sheet.centres.values())
    # Anglesey is the westernmost of the north, Gwynedd reaches furthest south.
    assert sheet.centres["W06000001"][0] < sheet.centres["W06000003"][0] < sheet.centres["W06000006"][0]
    assert max(sheet.centres, key=lambda code: sheet.centres[code][1]) == "W06000002"


def test_the_kinds_of_place_are_those_by_which_cases_are_published():
    grouping = publications()["local_cases"].groupings["setting"]
    assert {code: tuple(joined) for code, joined in grouping.items() if code != "other_or_unknown"} == KINDS_OF_PLACE


def test_a_sign_has_the_figure_of_its_kind_of_place(trial):
    found = figures_by_type(trial, HOME, wording("en"), link="/people")
    assert found["setting.nail_bars"] == found["setting.car_washes"] and "<b>96</b>" in found["setting.nail_bars"]
    assert "High street" in found["setting.nail_bars"] and "setting.high_street" not in found
