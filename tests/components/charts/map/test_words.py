"""What is said of the chosen area: counts, rate, both comparisons, and what the figures cannot say."""

import re

import pytest

from components.address.options import Options
from components.charts.beside import beside
from components.charts.map import words as map_area
from components.charts.map.view import MapView
from components.content.map import Links, area_html
from data.statistics.rates import change
from data.views import View
from tests.components.charts.map.release import FEW, MISSING, RESIDENTS, make_map_dataset
from tests.conftest import CITY, HIDDEN, HOME, WHOLE

LINKS = Links("/signs?a=1&b=2", "/report")
KENT = "E23000032"


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


def said(release, words, area, indicator="nrm_referrals", period="2023", **options):
    return area_html(MapView(release, View(area, indicator, period), Options(**options), words), LINKS)


def offences(release, words, area=HOME, **options):
    return said(release, words, area, "recorded_offences", "2022-23", **options)


def test_the_area_has_its_count_its_rate_and_the_rest_of_england_and_wales(release, english):
    html = said(release, english, HOME)
    assert "The force referred <b>30</b> people for support in 2023." in html
    assert "Rate per 100,000 residents: 6.0 (95% confidence interval 4.0 to 8.6)." in html
    assert "England and Wales: 7.0. No clear difference." in html


def test_any_other_area_can_be_compared_with(release, english):
    html = said(release, english, HOME, against=FEW)
    assert "Cumbria: 1.4. Clearly higher here." in html
    assert "England and Wales" not in html


def test_two_separate_areas_are_compared_by_one_exact_test(release):
    view = View(HOME, "nrm_referrals", "2023")
    expected = change(7, 30, exposure_1=RESIDENTS, exposure_2=RESIDENTS)
    assert beside(release, view, FEW).change == expected


def test_an_area_is_compared_with_the_rest_of_the_one_around_it_and_never_with_itself(release):
    expected = change(1500 - 30, 30, exposure_1=42 * RESIDENTS, exposure_2=RESIDENTS)
    assert beside(release, View(HOME, "nrm_referrals", "2023"), WHOLE).change == expected
    turned = beside(release, View(WHOLE, "nrm_referrals", "2023"), HOME).change
    assert turned == change(30, 1500 - 30, exposure_1=RESIDENTS, exposure_2=42 * RESIDENTS)
    assert beside(release, View(HOME, "nrm_referrals", "2023"), HOME) is None


@pytest.mark.parametrize(("area", "status"), [(HIDDEN, "hidden"), (MISSING, "not_available"), (CITY, "not_applicable")])
def test_the_compared_area_without_a_rate_has_its_mark_and_no_verdict(release, words, area, status):
    assert beside(release, View(HOME, "nrm_referrals", "2023"), area).change is None
    html = said(release, words, HOME, against=area)
    assert words(f"map.legend.{status}") in html
    assert words("describe.beside.rose", other="", other_rate="")[-20:] not in html


def test_an_area_there_is_no_figure_of_is_not_compared_with(release, english):
    assert beside(release, View(HOME, "nrm_referrals", "2023"), "E12000001") is None
    assert "North East" not in said(release, english, HOME, against="E12000001")
    assert "North East" not in offences(release, english, against="E12000001", measure="change")


def test_a_year_without_one_before_it_says_that_it_stands_alone(release, words):
    assert words("map.alone") in said(release, words, HOME)


def test_a_change_has_both_counts_and_its_verdict(release, english):
    html = offences(release, english)
    assert "Police recorded <b>90</b> modern slavery offences in 2022/23." in html
    assert "In 2021/22 it was 50: the rise is larger than chance alone would give." in html


def test_the_map_of_changes_says_the_ratio_the_compared_area_and_how_many_would_stand_out_by_chance(release, english):
    html = offences(release, english, measure="change", against=KENT)
    assert (
        "In 2021/22 it was 50: the rise is larger than chance alone would give. "
        "The number is 180% of that of the year before (95% confidence interval 126 to"
    ) in html
    assert "Kent: clear rise. 2021/22: 50, 2022/23: 90." in html
    assert "Areas compared in this way: 43. By chance alone, about 2 of them would stand out." in html
    assert "18.0 (95% confidence interval" not in html


def test_the_city_has_its_count_and_the_reason_there_is_no_rate(release, words):
    for options, has_reason in (({}, True), ({"measure": "change"}, False)):
        html = said(release, words, CITY, **options)
        assert "<b>10</b>" in html
        assert (words("describe.missing.not_applicable") in html) == has_reason


def test_where_a_rate_would_mislead_the_counts_are_compared_as_everywhere(release, english):
    html = offences(release, english, CITY, measure="change")
    assert "In 2021/22 it was 50: the rise is larger than chance alone would give." in html
    assert "The number is 180% of that of the year before" in html and "rate" not in html.split('class="quiet"')[0]
    assert "would mislead" in offences(release, english, CITY)


def test_a_hidden_figure_is_explained_and_nothing_of_it_is_compared(release, words):
    for options in ({}, {"measure": "change"}):
        html = said(release, words, HIDDEN, **options)
        assert words("describe.missing.hidden") in html
        assert "<b>" not in html
        assert words("show.rate") not in html
    assert beside(release, View(HIDDEN, "nrm_referrals", "2023"), FEW).change is None


def test_few_events_are_marked_with_what_the_mark_means(release, words):
    assert f"[u] {words('status.unreliable')}" in said(release, words, FEW)


def test_the_caveat_stands_under_every_figure(release, words):
    for area in (HOME, HIDDEN, CITY, WHOLE):
        for options in ({}, {"measure": "change"}):
            assert words("indicator.nrm_referrals.meaning") in said(release, words, area, **options)


def test_an_area_outside_the_part_that_is_shown_is_said_to_be(release, words):
    assert words("map.outside") in said(release, words, KENT, scope="wales")
    for area, scope in ((HOME, "wales"), (KENT, "all"), (KENT, "around"), (WHOLE, "wales")):
        assert words("map.outside") not in said(release, words, area, scope=scope)


def test_the_ways_to_the_signs_and_to_report_are_there(release, words):
    html = said(release, words, HOME)
    assert f'<a href="/signs?a=1&amp;b=2">{words("signs.title")}</a>' in html
    assert f'<a href="/report">{words("report.title")}</a>' in html


@pytest.mark.parametrize(
    "loaded", ["better", "worse", "gwell", "gwaeth", "blue", "glas", "red", "coch", "purple", "brown"]
)
def test_no_sentence_judges_or_names_a_colour(release, words, loaded):
    html = said(release, words, HOME) + offences(release, words) + offences(release, words, measure="change")
    assert not re.search(rf"\b{loaded}\b", html.lower())


def test_the_name_of_an_english_force_is_marked_as_english_on_a_welsh_page(release, words):
    assert '<h2 lang="en">Kent</h2>' in said(release, words, KENT)


def test_the_sentences_of_a_picture_are_the_same_without_markup(release, english):
    words = map_area.said(MapView(release, View(HOME, "nrm_referrals", "2023"), Options(), english))
    assert words.startswith("North Wales. The force referred 30 people for support in 2023. Rate per 100,000")
    assert "<" not in words
