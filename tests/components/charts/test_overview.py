"""The cards say what the figures and the test of change say, in both languages, and hide what is hidden."""

import re

import pandas as pd
from markupsafe import escape

from components.charts import change_over_time
from components.charts import overview as charts_overview
from components.charts.overview import overview_cards
from components.content import overview
from components.content.overview import cards_html
from data.load import Dataset
from data.views import View
from tests.conftest import CITY, HIDDEN, HOME, WHOLE, make_dataset, quarters, rows, years_to_december


def test_the_first_card_has_the_count_and_both_comparisons(dataset, english):
    card = overview_cards(dataset, HOME, english)[0]
    assert (card.big, card.unit) == ("124", "in the year to December 2022")
    assert card.chart.sentence == (
        "In the year to December 2021 it was 98: a difference of this size can happen by chance."
    )


def test_a_card_of_five_years_says_which_way_they_go(english):
    assert five_years(english).endswith("Over the five years to December 2022, the trend is a clear rise.")


def test_a_comparison_never_reaches_over_a_year_that_is_missing(dataset, english):
    assert "41" not in overview_cards(dataset, HOME, english)[0].chart.sentence
    html = overview.headline_html(dataset, HOME, english)
    assert "41" not in html and "five years" not in html


def test_the_rate_card_has_the_rate_its_interval_and_england_and_wales(dataset, english):
    card = overview_cards(dataset, HOME, english)[1]
    assert card.big == "18.0"
    assert card.unit == "15.0 to 21.5 (95% confidence interval)"
    assert card.chart.sentence == "England and Wales: 16.9. No clear difference."


def test_a_year_that_stands_alone_is_not_compared(dataset, english):
    card = overview_cards(dataset, HOME, english)[2]
    assert card.big == "39"
    assert card.chart.sentence.endswith("There is no earlier full year to compare with.")


def test_a_quarter_is_compared_with_the_same_quarter_a_year_before(dataset, english):
    assert overview_cards(dataset, HOME, english)[3].chart.sentence == (
        "In April to June 2022 it was 20: a difference of this size can happen by chance."
    )


def test_a_hidden_figure_is_a_mark_with_its_reason_and_never_a_number(dataset, words):
    cards = overview_cards(dataset, HIDDEN, words)
    for card in (cards[0], cards[2]):
        assert card.big == "[c]"
        assert card.chart.sentence == words("describe.missing.hidden")


def test_the_city_has_its_count_and_no_rate(dataset, words):
    cards = overview_cards(dataset, CITY, words)
    assert cards[0].big == "3"
    assert cards[1].big == "[z]"
    assert cards[1].chart.sentence == words("describe.missing.not_applicable")


def test_england_and_wales_is_not_compared_with_itself(dataset, words):
    assert overview_cards(dataset, WHOLE, words)[1].chart.sentence == ""


def test_every_card_carries_its_table_source_and_download(dataset, words):
    for card in overview_cards(dataset, HOME, words):
        markup = cards_html((card,), words)
        assert "<caption>" in markup
        assert "/open-data/view.csv?" in markup
        assert words("indicator.recorded_offences.publisher") in markup


def five_years(words):
    made = make_dataset()
    counts = years_to_december(74, 92, 115, 130, 150, last=2022)
    frame = pd.DataFrame(
        rows("recorded_offences", HOME, counts)
        + rows("recorded_offences", WHOLE, years_to_december(9000, last=2022))
        + rows("recorded_offences", HOME, quarters(20))
        + rows("nrm_referrals", HOME, [("2023", "2023-01-01", "2023-12-31", 39)])
        + rows("nrm_referrals", WHOLE, [("2023", "2023-01-01", "2023-12-31", 3684)])
    )
    release = Dataset(frame.astype({"value": "Int64"}), made.population, made.manifest)
    return overview_cards(release, HOME, words)[0].chart.sentence


def test_the_headline_and_the_sentences_under_it_are_those_of_every_page(dataset, words):
    for area in (HOME, CITY, WHOLE):
        html, view = overview.headline_html(dataset, area, words), View(area, "recorded_offences", "YE-2022-Q4")
        said = change_over_time.sentences(dataset, view, words)
        assert f'<h1 class="headline">{escape(change_over_time.headline(dataset, view, words))}</h1>' in html
        assert said and f'<p class="lead">{escape(" ".join(said))}</p>' in html


def test_the_headline_has_the_clear_change_and_nothing_that_chance_could_give(dataset, english):
    html = overview.headline_html(dataset, HOME, english)
    assert (
        "In the year to December 2022, North Wales Police recorded 124 modern slavery offences: "
        "no clear change on the year before</h1>"
    ) in html
    assert "In the year to December 2021 it was 98: a difference of this size can happen by chance." in html


def test_the_headline_of_a_hidden_figure_says_that_there_is_none_and_why(dataset, words):
    html = overview.headline_html(dataset, HIDDEN, words)
    assert words("describe.missing.hidden") in html
    assert not re.search(r"\b9\b", html)


def test_the_headline_of_a_figure_without_a_year_before_says_it_alone(english):
    alone = rows("recorded_offences", HOME, years_to_december(7, last=2022))
    quarter = rows("recorded_offences", HOME, [("2023-Q2", "2023-04-01", "2023-06-30", 2)])
    made = make_dataset()
    dataset = Dataset(pd.DataFrame(alone + quarter).astype({"value": "Int64"}), made.population, made.manifest)
    html = overview.headline_html(dataset, HOME, english)
    assert "In the year to December 2022, North Wales Police recorded 7 modern slavery offences</h1>" in html
    assert "There is no figure for the year to December 2021 to compare with.</p>" in html


def test_the_reason_beside_the_map_is_that_of_what_is_seen(dataset, words):
    for area, reason in ((HOME, "steady"), (CITY, "few"), (WHOLE, "rise")):
        html = overview.where_html(dataset, area, words, link="/map")
        assert escape(words(f"course.reason.{reason}.title")) in html


def test_a_map_of_a_year_without_any_rate_says_so(words):
    made = make_dataset()
    alone = pd.DataFrame(rows("recorded_offences", CITY, years_to_december(3, last=2022))).astype({"value": "Int64"})
    chart = charts_overview.map_chart(Dataset(alone, made.population, made.manifest), CITY, words)
    assert chart.alt.startswith(words("overview.map.alt.none", sentence=chart.sentence))
    gap = {"en": "[z] not applicable: City of London.", "cy": "[z] amherthnasol: Dinas Llundain."}
    assert chart.alt.endswith(gap[words.language])
    assert not re.search(r"\d\.\d", chart.alt)
