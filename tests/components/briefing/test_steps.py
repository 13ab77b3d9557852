"""The steps of a briefing: the charts and sentences of the pages, in the order asked for, in both languages."""

import re

import pytest
from markupsafe import escape
from scipy.stats import binomtest

from components.briefing.steps import EXHIBITS, STEPS, USUAL, briefing, cover, step_ids
from components.charts import change_over_time
from components.charts.overview import overview_cards
from components.charts.series import newest_series
from components.content import overview
from components.guidance import registry
from components.wording.describe import newest_by_force
from components.wording.format import MARKS, day
from components.wording.places import in_area
from components.wording.text import wording
from data import current
from data.site import LANGUAGES, site
from data.views import View
from tests.components import agreement
from tests.conftest import HIDDEN

HOME, DYFED_POWYS, CITY, WHOLE, LONDON = "W15000001", "W15000004", "E23000034", "K04000001", "E12000007"
AREAS = (HOME, DYFED_POWYS, CITY, WHOLE)
EVERYWHERE = pytest.mark.parametrize("area", AREAS)
FILE = re.compile(r"\w\.(?:toml|csv|json|md|ods|pdf|po|py|svg|xlsx|yaml|zip)\b")
OF_FIGURES = ("trend", "map", "compare", "people")


@pytest.fixture(scope="module")
def release():
    return current.dataset()


def steps(dataset, area, words, *asked):
    return briefing(dataset, area, words, asked=asked or STEPS)


def only(dataset, area, words, id):
    (step,) = steps(dataset, area, words, id)
    return step


def said_in(step):
    """Return every text of a step that is shown or read out."""
    cards = [part for card in step.cards for part in (card.title, card.big, card.unit, card.why)]
    lists = [part for each in step.lists for part in (each.title, *each.lines)]
    return [step.title, *step.said, *cards, *lists, *step.notes, *step.sources]


def seen(area):
    """Return which reason fits the two newest years of an area, by an exact test of two counts.

    The newest five years of none of these areas have a clear direction of their own.
    """
    found = {
        key[2]: value for key, (value, _) in agreement.published().items() if key[:2] == ("recorded_offences", area)
    }
    now, before = (found[year] for year in sorted(each for each in found if re.fullmatch("YE-.*-Q4", each))[:-3:-1])
    if binomtest(now, now + before).pvalue >= 0.05:
        return "steady"
    return "rise" if now > before else "fall"


def drawn(dataset, area, words, id):
    """Return the exhibits of a step as the pages draw them, those that have something to show."""
    indicator = "nrm_referrals" if id == "people" else "recorded_offences"
    view = View(area, indicator, newest_series(dataset, area=area, indicator=indicator).view.period)
    return agreement.drawn(dataset, view, words, EXHIBITS[id])


@EVERYWHERE
def test_every_step_says_something_and_where_it_is_from(release, words, area):
    for step in steps(release, area, words):
        assert step.title and step.said and all(step.said), step.id
        assert step.notes and all(step.notes), step.id
        assert step.sources and all(step.sources), step.id
        assert step.cards or step.shown or step.lists, step.id


@EVERYWHERE
def test_nothing_that_is_read_out_names_a_file(release, words, area):
    named = [(step.id, said) for step in steps(release, area, words) for said in said_in(step) if FILE.search(said)]
    assert named == []


@EVERYWHERE
def test_every_text_is_plain_and_filled(release, words, area):
    for step in steps(release, area, words):
        assert [each for each in said_in(step) if re.search(r"%\(|<[a-z/]|&\w+;|\bnan\b|<NA>|None", each)] == []


@EVERYWHERE
def test_the_two_languages_have_the_same_steps_in_different_words(release, area):
    for english, welsh in zip(*(steps(release, area, wording(language)) for language in LANGUAGES), strict=True):
        assert english.id == welsh.id and english.title != welsh.title
        assert len(english.said) == len(welsh.said)
        assert [each.name for each in english.shown] == [each.name for each in welsh.shown]
        assert [card.big[:3] for card in english.cards] == [card.big[:3] for card in welsh.cards]
        assert [len(each.lines) for each in english.lists] == [len(each.lines) for each in welsh.lists]
        assert set(english.notes).isdisjoint(welsh.notes)


@EVERYWHERE
@pytest.mark.parametrize("id", OF_FIGURES)
def test_a_step_of_figures_says_what_its_visuals_say_and_no_more(release, words, area, id):
    step, charts = only(release, area, words, id), drawn(release, area, words, id)
    assert [each.name for each in step.shown] == [*charts]
    said = dict.fromkeys(chart.sentence for chart in charts.values() if chart.sentence)
    of_forces = newest_by_force(release, "nrm_referrals" if id == "people" else "recorded_offences", words)
    assert step.said == (*said, *filter(None, [of_forces]))
    assert step.sources == tuple(dict.fromkeys(chart.table.source for chart in charts.values()))
    for each in step.shown:
        assert each.chart.alt == charts[each.name].alt
        assert each.chart.table.data.equals(charts[each.name].table.data)


@EVERYWHERE
def test_where_we_stand_has_the_headline_and_the_cards_of_the_first_page(release, words, area):
    step = only(release, area, words, "stand")
    assert f'<h1 class="headline">{escape(step.said[0])}</h1>' in overview.headline_html(release, area, words)
    pages = overview_cards(release, area, words)
    assert [(card.title, card.big, card.unit, card.why) for card in step.cards] == [
        (card.title, card.big, card.unit, card.why) for card in pages
    ]
    assert [chart.sentence for chart in step.charts] == [card.chart.sentence for card in pages]
    assert all(f"{card.title}: {card.why}" in step.notes for card in pages)


@EVERYWHERE
def test_the_reason_that_fits_what_is_seen_is_noted_with_every_figure(release, words, area):
    reason = f"{words(f'course.reason.{seen(area)}.title')}. {words(f'course.reason.{seen(area)}.words')}"
    for step in steps(release, area, words, "stand", *OF_FIGURES):
        assert step.notes[0] == reason, step.id


@EVERYWHERE
def test_how_the_series_has_gone_is_noted_with_every_figure(release, words, area):
    said = change_over_time.sentences(release, change_over_time.newest_view(release, area), words)
    assert len(said) >= 3
    for step in steps(release, area, words, "stand", *OF_FIGURES):
        assert step.notes[1] == " ".join(said), step.id


def test_a_step_says_what_its_own_figures_count_and_not_what_others_do(release, words):
    offences, referrals = (words(f"indicator.{name}.meaning") for name in ("recorded_offences", "nrm_referrals"))
    for id in OF_FIGURES:
        notes = only(release, HOME, words, id).notes
        assert (offences in notes, referrals in notes) == (id != "people", id == "people"), id


@EVERYWHERE
def test_every_mark_in_a_table_is_explained_in_the_notes(release, words, area):
    for step in steps(release, area, words, "stand", *OF_FIGURES):
        used = {mark for chart in step.charts for cell in chart.table.marks for mark in cell.split()}
        explained = {note.split(" ")[0] for note in step.notes if note.startswith("[")}
        assert used & {*MARKS.values()} <= explained, step.id


@pytest.mark.parametrize("area", [*AREAS, LONDON, "E23000032"])
def test_no_hidden_category_has_a_number_anywhere(release, words, area):
    found, step = 0, only(release, area, words, "people")
    for each in step.shown:
        table = each.chart.table.data
        of_category = dict(part.rsplit(": ", 1) for part in each.chart.alt.rstrip(".").split("; "))
        hidden = table[table["mark"].str.contains("[c]", regex=False)]
        assert hidden.select_dtypes("number").isna().all(axis=None)
        for name in hidden["category"]:
            assert not re.search(r"\d", of_category[name]), of_category[name]
            assert not any(f"{name}, " in said or f"{name}: " in said for said in step.said)
        found += len(hidden)
    assert found or area in (WHOLE, LONDON)


def test_a_chart_with_nothing_to_add_has_no_empty_sentence(release, words):
    charts = drawn(release, DYFED_POWYS, words, "people")
    assert charts["people.age"].sentence == ""
    assert "" not in only(release, DYFED_POWYS, words, "people").said


def test_a_hidden_figure_is_said_to_be_hidden_and_not_to_be_nothing(dataset, words):
    step = only(dataset, HIDDEN, words, "stand")
    (headline,) = step.said
    assert in_area(HIDDEN, words) in headline
    # The year alone: what is hidden is not said, and not said to be nought.
    assert re.findall(r"[0-9]+", headline) == ["2022"]
    assert {card.big for card in step.cards} == {"[c]"}
    assert f"[c] {words('status.hidden')}" in step.notes


def test_a_step_without_any_figure_says_so_and_names_its_source(dataset, words):
    step = only(dataset, HIDDEN, words, "people")
    assert step.shown == () and step.said == (words("briefing.nothing"),)
    assert words("indicator.nrm_referrals.publisher") in step.sources[0]


def test_the_map_names_whose_shapes_it_is_drawn_with(release, words):
    assert any("© " in note and "2023" in note and "OS" in note for note in only(release, HOME, words, "map").notes)


def test_steps_come_in_the_order_asked_for_each_once(release):
    assert step_ids(release, HOME, asked=("act", "stand", "act", "map", "stand")) == ("act", "stand", "map")


def test_a_step_that_there_is_not_is_left_out(release):
    assert step_ids(release, HOME, asked=("stand", "nonsense", "<script>", "")) == ("stand",)
    assert step_ids(release, HOME, asked=("nonsense",)) == ()


def test_the_usual_steps_are_all_but_the_changes_and_cases_that_nobody_publishes(release):
    assert step_ids(release, HOME) == tuple(id for id in USUAL if id != "cases")
    assert {*STEPS} - {*USUAL} == {"changes"}


@pytest.mark.parametrize("area", [DYFED_POWYS, CITY, WHOLE])
def test_what_the_owner_is_doing_is_told_of_the_owners_area_alone(release, area):
    assert "doing" in step_ids(release, HOME)
    assert step_ids(release, area) == tuple(id for id in USUAL if id not in ("doing", "cases"))


def test_the_steps_are_those_of_the_ids(release, words):
    asked = ("signs", "trend", "stand")
    assert [step.id for step in steps(release, WHOLE, words, *asked)] == [*asked]


def test_whom_to_call_is_there_with_its_numbers(release, words):
    numbers, not_to_do = only(release, HOME, words, "act").lists
    assert [line.split(":")[0] for line in numbers.lines][:2] == ["999", "101"]
    assert any(line.startswith("08000 121 700: ") for line in numbers.lines)
    assert not_to_do.lines


def test_every_group_of_signs_is_there(release, words):
    (groups,) = only(release, HOME, words, "signs").lists
    titles = [group.title[words.language] for group in registry.general_signs()]
    assert [line.split(": ")[0] for line in groups.lines] == titles


def test_the_cover_of_the_home_area_has_the_name_of_the_site(release, words):
    made = cover(release, HOME, words)
    assert made.title == site().title[words.language]
    assert made.owner == site().owner.name[words.language]
    assert made.release == release.release
    assert day(release.release[:10], words.language) in made.when


def test_the_cover_of_another_area_does_not(release, words):
    made = cover(release, DYFED_POWYS, words)
    assert made.title == words("briefing.title.other")
    assert made.area == "Dyfed-Powys"
