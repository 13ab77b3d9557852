"""The cards say what the figures and the test of change say, in both languages, and hide what is hidden."""

import pandas as pd

from components import overview
from components.cards import cards_html, overview_cards
from data.load import Dataset
from tests.components.conftest import CITY, HIDDEN, HOME, WHOLE, make_dataset, rows


def test_the_first_card_has_the_count_and_both_comparisons(dataset, english):
    card = overview_cards(dataset, HOME, english)[0]
    assert (card.big, card.unit) == ("124", "in 2022/23")
    assert card.chart.sentence == "98 in 2021/22: no clear change. 60 in 2019/20: clear rise."


def test_a_comparison_never_reaches_over_a_year_that_is_missing(dataset, english):
    assert "41" not in overview_cards(dataset, HOME, english)[0].chart.sentence


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
    assert overview_cards(dataset, HOME, english)[3].chart.sentence.startswith("20 in April to June 2022:")


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


def test_the_headline_follows_the_clear_change_over_the_years(dataset, english):
    html = overview.headline_html(dataset, HOME, english)
    assert "Police are recording more modern slavery offences" in html
    assert "Police recorded <b>124</b> modern slavery offences in the year to March 2023" in html
    assert "A difference of this size can happen by chance. Compared with 60 in 2019/20, the rise is clear." in html


def test_the_headline_of_a_hidden_figure_says_that_it_is_hidden(dataset, words):
    assert words("describe.missing.hidden") in overview.headline_html(dataset, HIDDEN, words)


def test_the_headline_of_a_figure_without_a_year_before_says_it_alone(english):
    alone = rows("recorded_offences", HOME, [("2022-23", "2022-04-01", "2023-03-31", 7)])
    quarter = rows("recorded_offences", HOME, [("2023-Q2", "2023-04-01", "2023-06-30", 2)])
    made = make_dataset()
    dataset = Dataset(pd.DataFrame(alone + quarter).astype({"value": "Int64"}), made.population, made.manifest)
    html = overview.headline_html(dataset, HOME, english)
    assert "Police recorded <b>7</b> modern slavery offences in the year to March 2023.</p>" in html
