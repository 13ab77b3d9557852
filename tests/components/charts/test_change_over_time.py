"""What is said of a series: each sentence by its own test, none against another, in both languages."""

import itertools

import pandas as pd
import pytest

from components.address.options import Options
from components.charts import change_over_time
from components.charts.claims.claims import claims
from components.wording.text import wording
from data.load import Dataset, load
from data.periods import YEAR_KINDS
from data.register import register
from data.statistics.trends import FEWEST_EVENTS
from data.views import View, latest_period, newest_periods
from geo.areas import areas, forces
from tests.components.source_figures import WALES, WHOLE, said_year, year_to_december
from tests.conftest import HOME, make_dataset, quarters, rows, years, years_to_december

REAL, SMALL = load(), make_dataset()
NEWEST = View(HOME, "recorded_offences", "YE-2025-Q4")
AREAS = (*(force.code for force in forces()), WALES, WHOLE)
# Each has five years or more, and each goes another way.
SHAPES = {
    "rise": (40, 42, 41, 40, 80),
    "fall": (80, 82, 81, 80, 40),
    "steady": (50, 52, 49, 51, 50),
    "same number": (50, 52, 49, 51, 51),
    "peak the year before": (50, 52, 49, 51, 66, 60),
    "fall from the peak": (50, 52, 55, 60, 124, 60),
    "slow rise": (60, 74, 92, 115, 130, 150),
    "slow fall": (150, 125, 100, 80, 64, 52),
    "there and back": (100, 80, 64, 51, 41, 33, 41, 51, 64, 80, 100),
    "high ground": (3, 10, 30, 90, 100, 100, 98, 103, 100, 99, 101),
    "two turns": (0, 0, 0, 1, 40, 200, 300, 400, 500, 600, 600, 610),
    "few": (1, 0, 2, 1, 3),
    "none": (0, 0, 0, 0, 0),
    "one peak": (0, 0, 30, 1, 1, 0, 0),
    "all at the end": (0, 0, 0, 0, 40),
    "all at the beginning": (40, 0, 0, 0, 0),
}


def release(*counts, made=years_to_december, status="not_available"):
    """Return a release with these counts of one area, the newest last; None is a figure that is not there."""
    frame = pd.DataFrame(rows("recorded_offences", HOME, made(*counts), status=status)).astype({"value": "Int64"})
    return Dataset(frame, SMALL.population, SMALL.manifest)


def headline(*counts, words=None, view=NEWEST, **kinds):
    return change_over_time.headline(release(*counts, **kinds), view, words or wording("en"))


def sentences(*counts, words=None, view=NEWEST, **kinds):
    return change_over_time.sentences(release(*counts, **kinds), view, words or wording("en"))


@pytest.mark.parametrize(
    ("counts", "verdict", "reason"),
    [
        (SHAPES["rise"], "rose", "rise"),
        (SHAPES["fall"], "fell", "fall"),
        (SHAPES["slow rise"], "rising", "rise"),
        (SHAPES["slow fall"], "falling", "fall"),
        (SHAPES["steady"], "no clear change", "steady"),
        (SHAPES["few"], "too few to compare", "few"),
        ((93,), "alone", "alone"),
        ((40, None, 60), "alone", "alone"),
        ((40, 60, None), "missing", "alone"),
    ],
)
def test_a_headline_and_the_reason_beside_it_follow_from_one_verdict(counts, verdict, reason, words):
    found = change_over_time.course(release(*counts), NEWEST)
    assert (found.verdict, found.reason) == (verdict, reason)
    if verdict == "missing":
        assert headline(*counts, words=words).endswith(
            {"en": "no figure for the year to December 2025", "cy": "Rhagfyr 2025"}[words.language]
        )
    else:
        recorded = change_over_time.recorded(found, words)
        assert headline(*counts, words=words) == words(f"course.headline.{verdict}", recorded=recorded)


@pytest.mark.parametrize(
    ("counts", "after"),
    [
        ((40, 80), ": clearly more than the year before"),
        ((80, 40), ": clearly fewer than the year before"),
        ((80, 80), ": no clear change on the year before"),
        ((None, 80), ""),
    ],
)
def test_a_headline_says_who_recorded_how_many_when_and_no_more_than_the_test(counts, after):
    said = f"In the year to December 2025, North Wales Police recorded {counts[1]} modern slavery offences{after}"
    assert headline(*counts) == said


def test_a_welsh_headline_says_the_same():
    said = headline(40, 80, words=wording("cy"))
    assert said.startswith("Yn ystod y flwyddyn hyd at fis Rhagfyr 2025, cofnododd Heddlu Gogledd Cymru 80 o droseddau")
    assert said != headline(80, 80, words=wording("cy"))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((40, 80), "In the year to December 2024 it was 40: the rise is larger than chance alone would give."),
        ((80, 40), "In the year to December 2024 it was 80: the fall is larger than chance alone would give."),
        ((80, 82), "In the year to December 2024 it was 80: a difference of this size can happen by chance."),
        ((80, 80), "In the year to December 2024 it was 80 as well."),
        ((1, 3), "In the year to December 2024 it was 1: these numbers are too small to compare."),
        ((0, 0), "In the year to December 2024 it was 0: these numbers are too small to compare."),
        ((40, None, 60), "There is no figure for the year to December 2024 to compare with."),
        ((93,), "There is no figure for the year to December 2024 to compare with."),
    ],
)
def test_the_year_before_comes_first_and_its_verdict_is_that_of_the_fixed_test(counts, expected):
    assert sentences(*counts)[0] == expected


@pytest.mark.parametrize(("counts", "key"), [((40, 80), "rose"), ((80, 40), "fell"), ((80, 82), "no clear change")])
def test_welsh_says_how_the_year_before_compares_in_its_own_words(counts, key):
    cy = wording("cy")
    said = {"earlier": "y flwyddyn hyd at fis Rhagfyr 2024", "before": str(counts[0])}
    assert sentences(*counts, words=cy)[0] == cy(f"course.change.{key}", **said)


def test_a_fall_below_the_highest_year_names_both():
    assert sentences(*SHAPES["slow fall"])[1] == (
        "The highest since the year to December 2020 was 150, in the year to December 2020: "
        "the newest number is clearly below it."
    )


def test_where_the_highest_was_the_year_before_it_is_said_of_that_number_only():
    for shape in ("peak the year before", "fall from the peak"):
        said = sentences(*SHAPES[shape])
        assert said[1] == "That number was the highest since the year to December 2020."
        assert not any("below it" in each for each in said)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((60, 74, 92, 115, 130, 150), "The newest number is the highest since the year to December 2020."),
        ((90, 74, 60, 74, 90), "The newest number is as high as the highest since the year to December 2021."),
        ((60, 90, 61, 62, 63, 80), "The highest since the year to December 2020 was 90, in the year to December 2021"),
    ],
)
def test_how_the_newest_compares_with_the_highest_is_said_of_the_whole_run(counts, expected):
    assert sentences(*counts)[1].startswith(expected)


def test_a_highest_since_a_gap_reaches_back_to_the_gap_only():
    said = sentences(500, None, 60, 62, 61, 58, 57)
    assert "since the year to December 2021 was 62, in the year to December 2022" in said[1]
    assert not any("500" in each for each in said)


@pytest.mark.parametrize("counts", [(93,), (90, 93), (500, None, 90, 93), (60, 61)])
def test_of_fewer_than_three_years_none_is_called_the_highest_and_no_trend_is_said(counts):
    assert len(sentences(*counts)) == 1


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("slow rise", "Over the five years to December 2025, the trend is a clear rise."),
        ("slow fall", "Over the five years to December 2025, the trend is a clear fall."),
        ("steady", "Over the five years to December 2025, there is no clear trend."),
        ("few", "There are too few figures to tell a trend over five years."),
    ],
)
def test_the_newest_five_years_have_one_sentence(shape, expected):
    assert sentences(*SHAPES[shape])[2 if shape != "steady" else -1] == expected


def test_a_long_rise_has_its_average_and_interval():
    said = sentences(*SHAPES["slow rise"])
    assert said[-1].startswith("From the year to December 2020 to the year to December 2025, the average change was +")
    assert "(95% confidence interval +" in said[-1]


def test_a_run_that_turns_has_what_was_before_and_since_and_no_average_across(words):
    said = sentences(*SHAPES["there and back"], words=words)
    when = {"en": "the year to December 2020", "cy": "y flwyddyn hyd at fis Rhagfyr 2020"}[words.language]
    assert said[-1].startswith(words("course.turn.one", turn=when, before="@", since="").split("@")[0])
    assert "−20%" in said[-1] and "+25%" in said[-1]
    average = words("course.long", first="@", last="", change="", interval="").split("@")[0]
    assert not any(each.startswith(average) for each in said)


def test_a_run_can_turn_twice():
    said = sentences(*SHAPES["two turns"])[-1]
    assert said.startswith("The longer run turns in the year to December 2019 and in the year to December 2023. Before")
    assert "Between: a clear rise" in said and said.endswith("Since then: no clear trend.")


def test_a_turn_with_too_few_events_on_one_side_is_not_told():
    early = (1, 2, 1, 3, 10, 50, 240, 238, 241, 240, 239, 241)
    data = release(*early)
    joins = change_over_time.turns(data, NEWEST)
    parts = [sum(early[part.start : part.end + 1]) for part in joins.segments]
    assert joins.verdict == "turns" and min(parts) < FEWEST_EVENTS
    assert not any("turns" in each or "average" in each for each in sentences(*early))


def test_where_all_events_are_at_one_end_of_a_line_there_is_no_average():
    assert not any("average" in each for each in sentences(*SHAPES["all at the end"]))
    assert not any("average" in each for each in sentences(*SHAPES["all at the beginning"]))
    assert "Before: a clear rise. Since then: a clear fall, −" in sentences(*SHAPES["one peak"])[-1]


@pytest.mark.parametrize("status", ["hidden", "not_available"])
def test_a_newest_figure_that_is_not_there_has_a_headline_and_nothing_more(status, words):
    said = headline(40, 60, None, status=status, words=words)
    assert said == words(
        "indicator.recorded_offences.missing",
        place={"en": "in North Wales", "cy": "yng Ngogledd Cymru"}[words.language],
        period={"en": "the year to December 2025", "cy": "y flwyddyn hyd at fis Rhagfyr 2025"}[words.language],
    )
    assert sentences(40, 60, None, status=status, words=words) == ()
    assert not any(number in said for number in ("40", "60"))


def test_a_hidden_year_before_is_as_little_told_as_one_that_is_missing():
    for status in ("hidden", "not_available"):
        assert sentences(40, None, 60, status=status)[0].startswith("There is no figure for the year to December 2024")


def test_a_quarter_is_compared_with_the_quarter_a_year_before_and_with_no_peak_or_five_years():
    view = View(HOME, "recorded_offences", "2023-Q2")
    assert headline(20, 21, 22, 23, 42, made=quarters, view=view) == (
        "In April to June 2023, North Wales Police recorded 42 modern slavery offences: "
        "clearly more than the year before"
    )
    assert sentences(20, 21, 22, 23, 42, made=quarters, view=view) == (
        "In April to June 2022 it was 20: the rise is larger than chance alone would give.",
    )


def test_a_financial_year_is_named_as_such():
    view = View(HOME, "recorded_offences", "2022-23")
    said = sentences(40, 50, 63, 79, 99, 124, 150, made=years, view=view)
    assert said[0].startswith("In 2021/22 it was 124")
    assert said[2] == "Over the five years to 2022/23, the trend is a clear rise."
    assert said[3].startswith("From 2016/17 to 2022/23, the average change was +")


@pytest.mark.parametrize("shape", SHAPES)
def test_no_two_sentences_of_a_series_disagree(shape):
    agree(release(*SHAPES[shape]), NEWEST)


# Every 97th of all that five such numbers can be: 81 series.
@pytest.mark.parametrize("counts", [*itertools.product((0, 1, 5, 30, 33, 200), repeat=5)][::97])
def test_no_two_sentences_of_any_five_years_disagree(counts):
    agree(release(*counts), NEWEST)


@pytest.mark.parametrize("area", AREAS)
def test_no_two_sentences_of_an_area_of_the_release_disagree(area):
    for kind in YEAR_KINDS:
        for code in newest_periods(REAL, "recorded_offences", kind, area)[-2:]:
            agree(REAL, View(area, "recorded_offences", code))


def agree(dataset, view):
    """Hold the sentences of a series against each other: no two of them say what cannot both be so."""
    en = wording("en")
    first, said = change_over_time.headline(dataset, view, en), change_over_time.sentences(dataset, view, en)
    every = " ".join(said)
    assert "NaN" not in every and "inf" not in every, said
    if "clearly fewer" in first:
        assert "the fall is larger" in every
        assert "not clearly below" not in every and "is the highest" not in every, said
    if "clearly more" in first:
        assert "the rise is larger" in every and "That number was the highest" not in every
    if ": a clear rise over five years" in first:
        assert "the trend is a clear rise" in every
    if ": a clear fall over five years" in first:
        assert "the trend is a clear fall" in every
    if "average change was +" in every or "average change was >" in every:
        assert "the trend is a clear rise" in every
    if "average change was −" in every:
        assert "the trend is a clear fall" in every
    assert not ("The longer run turns" in every and "the average change was" in every)


@pytest.mark.parametrize("area", AREAS)
def test_the_headline_of_every_area_is_its_first_safe_claim(area, words):
    view = change_over_time.newest_view(REAL, area)
    for is_compared in (True, False):
        first = claims(REAL, view, Options(), words, is_compared=is_compared)[0]
        assert first.is_safe
        assert first.sentence == f"{change_over_time.headline(REAL, view, words)}."


@pytest.mark.parametrize("area", AREAS)
def test_the_headline_of_every_area_has_the_number_of_the_source_and_the_newest_year(area):
    said = change_over_time.headline(REAL, change_over_time.newest_view(REAL, area), wording("en"))
    count = year_to_december(area, 2025)
    assert said.startswith(f"In {said_year(2025)}, ")
    assert f" recorded {count:,} modern slavery offence{'s' if count != 1 else ''}" in said


def test_the_newest_view_is_of_the_newest_year_of_the_kind_shown_first():
    kind = register()["recorded_offences"].headline_kind
    for area in (HOME, WALES, WHOLE):
        assert change_over_time.newest_view(REAL, area) == View(
            area, "recorded_offences", latest_period(REAL, "recorded_offences", kind)
        )
    assert change_over_time.newest(REAL, HOME).count == year_to_december(HOME, 2025)


def test_a_referral_is_of_people_and_not_of_offences(words):
    view = View(HOME, "nrm_referrals", "2023")
    said = change_over_time.headline(REAL, view, words)
    assert {"en": "potential victims", "cy": "ddioddefwyr posibl"}[words.language] in said
    assert change_over_time.sentences(REAL, view, words) == (words("course.change.missing", earlier="2022"),)


def test_every_area_is_named_in_its_headline_in_both_languages(words):
    for area in AREAS:
        said = change_over_time.headline(REAL, change_over_time.newest_view(REAL, area), words)
        assert words.language == "cy" or areas()[area].name("en").split()[-1] in said
        assert "%(" not in said
