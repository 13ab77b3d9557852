"""The words and the charts of the map page: honest sentences, one table, in both languages."""

import re

import pytest

from components import map_view
from components.map_view import Operable, Screen
from components.show import show_together
from data.views import View
from tests.components.conftest import CITY, HIDDEN, HOME, WHOLE
from tests.components.map_release import FEW, VIEW_2023, make_map_dataset

SCREEN = Screen(is_narrow=False, is_close=False)


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


def charts(release, words, area=HOME, screen=SCREEN):
    return map_view.map_charts(release, View(area, **VIEW_2023), words, screen)


def area_words(release, words, area, indicator="nrm_referrals", period="2023"):
    return map_view.area_html(release, View(area, indicator, period), words)


def test_the_area_has_its_count_its_rate_and_the_rest_of_england_and_wales(release, english):
    html = area_words(release, english, HOME)
    assert "The force referred <b>30</b> people for support in 2023." in html
    assert "Rate per 100,000 residents: 6.0 (95% confidence interval 4.0 to 8.6)." in html
    assert "England and Wales: 7.0. No clear difference." in html


def test_a_year_without_one_before_it_says_that_it_stands_alone(release, words):
    assert words("map.alone") in area_words(release, words, HOME)


def test_a_change_has_both_counts_and_its_verdict(release, english):
    html = area_words(release, english, HOME, "recorded_offences", "2022-23")
    assert "Police recorded <b>90</b> modern slavery offences in 2022/23." in html
    assert "50 in 2021/22: clear rise." in html


def test_a_hidden_figure_is_explained_and_nothing_of_it_is_compared(release, words):
    html = area_words(release, words, HIDDEN)
    assert words("describe.missing.hidden") in html
    assert "<b>" not in html
    assert words("show.rate") not in html


def test_the_city_has_its_count_and_the_reason_there_is_no_rate(release, words):
    html = area_words(release, words, CITY)
    assert "<b>10</b>" in html
    assert words("describe.missing.not_applicable") in html


def test_few_events_are_marked_with_what_the_mark_means(release, words):
    assert f"[u] {words('status.unreliable')}" in area_words(release, words, FEW)


def test_the_caveat_stands_under_every_figure(release, words):
    for area in (HOME, HIDDEN, CITY, WHOLE):
        assert words("indicator.nrm_referrals.meaning") in area_words(release, words, area)


@pytest.mark.parametrize("loaded", ["better", "worse", "gwell", "gwaeth", "blue", "glas", "red", "coch"])
def test_no_sentence_judges_or_names_a_colour(release, words, loaded):
    said = area_words(release, words, HOME) + area_words(release, words, HOME, "recorded_offences", "2022-23")
    assert not re.search(rf"\b{loaded}\b", said.lower())


def test_the_name_of_an_english_force_is_marked_as_english_on_a_welsh_page(release, words):
    assert '<h2 lang="en">Kent</h2>' in area_words(release, words, "E23000032")


def test_the_four_charts_share_one_table_and_each_has_words(release, words):
    drawn = charts(release, words)
    assert list(drawn) == ["legend", "twin", "deck", "tiles"]
    assert len({id(chart.table) for chart in drawn.values()}) == 1
    assert all(chart.sentence and chart.alt for chart in drawn.values())


def test_the_alternative_text_names_the_ends_and_leaves_out_what_is_missing(release, english):
    alt = charts(release, english)["deck"].alt
    assert "Lowest: Cumbria, 1.4." in alt
    assert "Highest: South Wales" in alt


def test_a_period_without_any_rate_says_so(release, words):
    view = View(HOME, "nrm_referrals", "2022")
    drawn = map_view.map_charts(release, view, words, SCREEN)
    none = words("map.alt.none", title=f"{words('indicator.nrm_referrals.name')}, 2022")
    assert drawn["deck"].alt.startswith(f"{none} [x] {words('map.legend.not_available')}: 42.")
    assert "1h12l" not in drawn["legend"].figure


def test_the_table_has_43_rows_their_marks_and_its_download(release, english):
    table = charts(release, english)["deck"].table
    assert len(table.frame) == 43
    hidden = table.frame[table.frame["Police force area"] == "Dyfed-Powys"].iloc[0]
    assert hidden["Mark"] == "[c]"
    assert hidden[["Number", "Rate per 100,000 residents"]].isna().all()
    assert table.download == "/open-data/view.csv?indicator=nrm_referrals&period=2023&lang=en"


def test_a_choice_changes_two_short_strings_and_not_the_address_of_the_drawing(release, words):
    one, other = (charts(release, words, area)["twin"].figure for area in (HOME, CITY))
    assert isinstance(one, Operable)
    assert one.address == other.address
    assert (one.chosen, other.chosen) == (HOME, CITY)


def test_north_wales_is_divided_and_kent_is_not(release, english):
    names = {
        area: [layer.id for layer in charts(release, english, area)["deck"].figure.layers]
        for area in (HOME, "E23000032", WHOLE)
    }
    assert "inner" in names[HOME]
    assert "inner" not in names["E23000032"]
    assert names[WHOLE] == ["context", "areas", f"touch-{WHOLE}"]


def test_a_phone_and_a_closer_look_change_the_zoom(release, english):
    def zoom(**screen):
        view = charts(release, english, screen=Screen(**screen))["deck"].figure.initial_view_state
        return view.zoom

    wide, narrow = zoom(is_narrow=False, is_close=False), zoom(is_narrow=True, is_close=False)
    assert narrow < wide < zoom(is_narrow=False, is_close=True)


def test_the_legend_is_read_out_in_classes_and_patterns(release, english):
    alt = charts(release, english)["legend"].alt
    assert "below 4; 4 to 5; 5 to 7; 7 or more" in alt
    assert "[c] hidden to protect people; [x] not available; [z] not applicable" in alt


def test_a_view_without_a_map_is_replaced_with_a_line_and_never_without_a_word(words):
    shown = View(HOME, "nrm_referrals", "2023")
    assert map_view.instead_html(shown, shown, words) == ""
    assert words("indicator.nrm_referrals.name") in map_view.instead_html(
        View(HOME, "uk_referrals", "2023"), shown, words
    )


def test_charts_of_different_tables_cannot_be_shown_together(release, english):
    view = View(HOME, "nrm_referrals", "2022")
    other = map_view.map_charts(release, view, english, SCREEN)
    mixed = {"deck": charts(release, english)["deck"], "tiles": other["tiles"]}
    with pytest.raises(ValueError, match="must share one table: deck, tiles"):
        show_together(mixed, english, places={}, on_select=lambda code: None)
