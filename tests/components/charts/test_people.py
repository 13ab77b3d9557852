"""The people page: what is shown of each breakdown, what is said of it, and what is never said of what is hidden."""

import pandas as pd
import pytest

from components.charts import people
from components.charts.categories import category_name
from components.charts.people import Links
from components.content import people as content_people
from components.drawing.bars import Bars, bars_of, halves_of
from components.wording.text import wording
from data.build.protection.publication import publications
from data.load import Dataset, load
from data.register import register
from data.views import View, by_category
from tests.conftest import HOME, WHOLE, make_dataset, rows

LINKS = Links("/signs?lang=en", "/report?lang=en", "/methods?lang=en", "/glossary?lang=en")
VIEW = View(HOME, "nrm_referrals", "2023")


def categories(breakdown, *, indicator="nrm_referrals", area=HOME, **counts):
    """Return observations of a breakdown in 2023; a count of None is hidden."""
    made = []
    for category, count in counts.items():
        row = rows(indicator, area, [("2023", "2023-01-01", "2023-12-31", count)], status="hidden")
        made += [{**row[0], "breakdown": breakdown, "category": category}]
    return made


def release(*parts):
    made = make_dataset()
    added = pd.DataFrame([row for part in parts for row in part]).astype({"value": "Int64"})
    return Dataset(pd.concat([made.observations, added], ignore_index=True), made.population, made.manifest)


TYPES = {
    "criminal": 19,
    "labour": None,
    "sexual": 8,
    "domestic": None,
    "labour_criminal": 7,
    "other": None,
    "unknown": 1,
}
REFERRED = (
    categories("type", **TYPES),
    categories("age", child=24, adult_or_unknown=15),
    categories("gender", female=None, male_other_or_unknown=None),
    categories("type", area=WHOLE, criminal=30, domestic=9),
    categories("age", area=WHOLE, child=20, adult_or_unknown=19),
    categories("gender", area=WHOLE, female=20, male_other_or_unknown=19),
    categories(
        "type_age", area=WHOLE, criminal_child=18, criminal_adult_or_unknown=12, domestic_child=2,
        domestic_adult_or_unknown=7,
    ),
    categories(
        "type_gender", area=WHOLE, criminal_female=None, criminal_male_other_or_unknown=None, domestic_female=8,
        domestic_male_other_or_unknown=1,
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def referred():
    return release(*REFERRED)


def chart(dataset, breakdown, words):
    return people.category_chart(dataset, VIEW, breakdown, words, LINKS)


def test_the_largest_group_is_named_with_its_total_and_the_hidden_ones_are_counted(referred, english):
    assert chart(referred, "type", english).sentence == (
        "Largest group: Criminal exploitation, 19 of 39. 3 numbers are hidden to protect people: [c]."
    )


def test_nothing_is_called_the_largest_where_a_hidden_number_could_be_larger(english):
    dataset = release(categories("type", criminal=15, labour=None, sexual=None))
    assert chart(dataset, "type", english).sentence == "2 numbers are hidden to protect people: [c]."


def test_two_equal_groups_have_no_largest(english):
    assert chart(release(categories("age", child=15, adult_or_unknown=15)), "age", english).sentence == ""


def test_welsh_says_the_same(referred):
    assert chart(referred, "type", wording("cy")).sentence == (
        "Y grŵp mwyaf: Camfanteisio troseddol, 19 o 39. Cuddiwyd 3 o niferoedd i ddiogelu pobl: [c]."
    )


def test_where_all_is_hidden_no_number_is_said(referred, words):
    said = chart(referred, "gender", words)
    assert "39" not in said.sentence
    assert said.alt.count("[c]") == 2


def test_every_category_is_in_the_figure_the_alternative_text_and_the_table(referred, words):
    drawn = chart(referred, "type", words)
    names = [category_name("type", code, words) for code in TYPES]
    assert [bar.name for bar in drawn.figure.bars] == names
    assert all(f"{name}: " in drawn.alt for name in names)
    assert [*drawn.table.data["category"]] == names
    assert "breakdown=type" in drawn.table.download


def test_the_longest_bar_fills_its_lane_and_the_others_are_in_proportion(referred, english):
    html = chart(referred, "type", english).figure.html(english)
    assert [part.split("%")[0] for part in html.split("width:")[1:]] == ["100.0", "42.1", "36.8", "5.3"]


def test_a_type_leads_to_its_signs_and_to_the_way_to_report(referred, english):
    html = content_people.referred_html(referred, VIEW, english, LINKS)
    criminal = html.split("Criminal exploitation</a></span>")[1].split("</li><li><span")[0]
    for sign in ("county_lines", "cuckooing", "cannabis", "begging"):
        assert f'href="/signs?lang=en#{sign}"' in criminal
    assert 'href="/report?lang=en"' in criminal and "#car_washes" not in criminal


def test_a_combination_leads_to_the_signs_of_both_and_what_is_not_known_to_none(referred, english):
    html = content_people.referred_html(referred, VIEW, english, LINKS)
    both = html.split("Labour and criminal exploitation</span>")[1].split("</li><li><span")[0]
    assert "#car_washes" in both and "#county_lines" in both
    assert "<details" not in html.split("Not specified or not known</span>")[1].split("</ul>")[0]


def test_the_reason_is_one_tap_away_exactly_where_something_is_hidden(referred, english):
    html = content_people.referred_html(referred, VIEW, english, LINKS)
    by_block = dict(zip(("type", "age", "gender"), html.split('<section class="block">')[1:], strict=True))
    reasons = {name: block.count('<details class="why">') for name, block in by_block.items()}
    assert reasons == {"type": 1, "age": 0, "gender": 1}
    assert "A number below 5 could point to a person" in by_block["type"]
    assert 'href="/methods?lang=en#protection"' in by_block["type"]


def test_a_type_of_which_more_than_half_are_children_is_named(referred, english):
    html = content_people.crossed_html(referred, "2023", english, LINKS)
    assert "Children are more than half of those referred for: Criminal exploitation." in html
    assert "Women and girls are more than half of those referred for: Domestic servitude." in html


def test_a_divided_bar_with_a_hidden_half_has_a_stub_and_the_words_and_no_bar(referred, english):
    html = content_people.crossed_html(referred, "2023", english, LINKS)
    stub = '<span class="stub hidden"></span> <span class="words">[c] hidden to protect people</span>'
    assert html.count(stub) == html.count('class="stub') == 1
    assert 'style="width:60.0%"' in html


def test_without_cases_of_the_force_there_is_no_word_of_them(referred, words):
    assert content_people.local_html(referred, VIEW, words, LINKS) == ""


LOCAL = (
    categories("total", indicator="local_cases", all=120),
    categories("setting", indicator="local_cases", high_street=60, sites_and_land=None, other_or_unknown=None),
    categories("local_authority", indicator="local_cases", W06000001=80, W06000002=None, elsewhere_or_unknown=None),
)


def test_cases_of_the_force_have_their_own_section_names_and_threshold(english):
    html = content_people.local_html(release(*LOCAL), VIEW, english, LINKS)
    assert "The force recorded <b>120</b> cases in 2023." in html
    assert "Isle of Anglesey" in html and "High street (nail bars" in html and "#car_washes" in html
    assert "A number below 10 could point to a person" in html
    assert english("indicator.local_cases.meaning") in html


def test_cases_of_another_year_are_shown_in_the_newest_there_is(english):
    html = content_people.local_html(release(*LOCAL), View(HOME, "nrm_referrals", "2022"), english, LINKS)
    assert "cases in 2023" in html


def test_a_view_of_something_else_becomes_the_newest_year_of_referrals(referred):
    assert people.nearest_people_view(referred, View(HOME, "recorded_offences", "2022-23"), home=WHOLE) == VIEW
    assert people.nearest_people_view(referred, View("K02000001", "uk_referrals", "2021"), home=HOME) == VIEW


def test_every_category_that_can_be_published_has_a_name(words):
    for name, publication in publications().items():
        for breakdown in publication.groupings:
            for code in publication.groupings[breakdown]:
                assert category_name(breakdown, code, words)
        assert {*publication.groupings} <= {*register()[name].breakdowns}


def test_every_category_of_the_release_has_a_name(words):
    found = load().observations
    found = found[found["indicator"] == "nrm_referrals"][["breakdown", "category"]].drop_duplicates()
    named = [
        category_name(breakdown, code, words)
        for breakdown, code in found.itertuples(index=False)
        if breakdown != "total"
    ]
    assert len({*named}) == len(named) > 50
    assert category_name("type_age_gender", "labour_criminal_child_female", wording("en")) == (
        "Labour and criminal exploitation, Child (17 or under), Female"
    )


def test_bars_of_nothing_but_zeros_have_no_length(referred):
    frame = by_category(release(categories("age", child=0, adult_or_unknown=0)), VIEW, breakdown="age")
    assert bars_of(frame, str).html(wording("en")).count("width:0.0%") == 2
    assert Bars(()).html(wording("en")) == ""


def test_names_cannot_become_markup():
    frame = by_category(release(categories("age", child=1, adult_or_unknown=2)), VIEW, breakdown="age")
    html = bars_of(frame, lambda code: f"<script>{code}").html(wording("en"))
    assert "<script>" not in html
    crossed = by_category(release(categories("type_age", a_child=1, a_adult=2)), VIEW, breakdown="type_age")
    halves = halves_of(crossed, {"a": "<script>"}, {"child": "<i>", "adult": "<i>"})
    assert "<script>" not in halves.html(wording("en")) and "<i>" not in halves.html(wording("en"))
