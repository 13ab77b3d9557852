"""What the trends page says, on the real figures and on small ones."""

import re

import pytest

from components import store
from components.options import Options
from components.text import LANGUAGES, text
from components.trend_view import trends
from components.trend_words import alt, said
from components.trends import below_html, heading_html, panels_table
from data.views import View
from geo.areas import forces

HOME = "W15000001"


def shown(area=HOME, indicator="recorded_offences", language="en", dataset=None, **options):
    view = View(area, indicator, "2022-23")
    return trends(dataset or store.dataset(), view, Options(**options), text(language), home=HOME)


def test_north_wales_quarterly_referrals_are_no_signal_and_no_trend():
    words = said(shown(indicator="nrm_referrals", step="quarter"))
    assert "No signal" in words and "No clear trend" in words
    assert "North Wales, October to December 2023: 10. 7 in October to December 2022: no clear change." in words


def test_north_wales_offences_say_both_ends_the_change_a_year_and_its_interval():
    words = said(shown())
    assert "from 41 in 2017/18 to 124 in 2022/23" in words
    assert re.search(r"\+\d+% \(95% confidence interval \+\d+% to \+\d+%\)\. Rising\.", words)
    assert "98 in 2021/22: no clear change" in words


def test_a_trend_does_not_reach_over_a_gap():
    panel = shown().panels[0]
    assert panel.start_of_run == 2
    assert panel.series.run["period"].iloc[0] == "2017-18"


def test_an_area_without_a_rate_has_its_count_and_why_and_no_trend_under_a_drawing_of_rates():
    words = said(shown("E23000034"))
    assert "City of London, 2022/23: 8. [z]" in words
    assert "Average change" not in words
    assert "Average change" in said(shown("E23000034", step="quarter"))


def test_one_year_alone_says_that_there_is_nothing_to_compare_with():
    words = said(shown(indicator="nrm_referrals"))
    assert "There is no figure for the year before" in words and "Too few figures" in words


def test_a_hidden_newest_figure_is_said_to_be_hidden_and_no_signal_is_claimed():
    for force in forces():
        found = shown(force.code, "nrm_referrals", step="quarter")
        if found.panels[0].values[-1] is None:
            words = said(found)
            assert "[c]" in words and "ignal" not in words
            return
    pytest.fail("no force has a hidden newest quarter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_is_said_with_its_gaps_for_those_who_cannot_see_it(language):
    words = alt(shown(language=language))
    assert words.count("[x]") == 3
    assert "18.0" in words and "16.9" in words


def test_the_table_has_every_period_of_every_panel_and_its_marks():
    table = panels_table(shown(language="en")).frame
    assert len(table) == 24
    missing = table[table["Period"] == "2016/17"]
    assert missing["Mark"].tolist() == ["[x]"] * 3 and missing["Number"].isna().all()
    assert [*table.columns][:2] == ["Period", "Police force area"] and [*table.columns][-1] == "Mark"


def test_an_area_or_indicator_there_are_no_trends_of_is_named():
    asked = View("K02000001", "uk_referrals", "2023")
    found = trends(store.dataset(), asked, Options(), text("en"), home=HOME)
    assert found.view.area == HOME and found.view.indicator == "recorded_offences"
    assert "Recorded modern slavery offences, North Wales" in heading_html(asked, found)


def test_events_are_a_list_that_can_be_switched_off():
    assert below_html(shown()).count("<li>") == 2
    assert "<li>" not in below_html(shown(notes="off"))
