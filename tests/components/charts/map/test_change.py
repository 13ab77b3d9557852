"""How an area compares with the year before: one exact test, its words, and the face of why there is none."""

import math

import pandas as pd
import pytest

from components.charts import tables
from components.charts.map.change import (
    area_changes,
    change_in_words,
    change_table,
    changes,
    expected_by_chance,
    year_change,
)
from components.charts.map.figures import area_figures
from components.drawing.map.classes import change_classes
from data.load import Dataset
from data.periods import year_before
from data.statistics.rates import change
from data.views import View
from geo.areas import forces
from tests.components.charts.map.release import RESIDENTS, make_map_dataset
from tests.conftest import CITY, HOME, WHOLE, make_dataset, rows

KENT, FEW, HIDDEN, MISSING, NEW = "E23000032", "E23000002", "W15000004", "E23000020", "E23000006"
YEARS = (("2021-22", "2021-04-01", "2022-03-31"), ("2022-23", "2022-04-01", "2023-03-31"))
PERIOD = "2022-23"
# A year before and a year, with what stands in the place of a count.
COUNTS = {
    HOME: (50, 90),
    KENT: (90, 50),
    FEW: (2, 3),
    HIDDEN: (50, None),
    MISSING: (None, 50),
    NEW: (0, 40),
    CITY: (5, 30),
}


@pytest.fixture(scope="module")
def release():
    observations = []
    for force in forces():
        status = "hidden" if force.code == HIDDEN else "not_available"
        for year, count in zip(YEARS, COUNTS.get(force.code, (60, 62)), strict=True):
            observations += rows("recorded_offences", force.code, [(*year, count)], status=status)
    observations += rows("recorded_offences", WHOLE, [(*YEARS[0], 2500), (*YEARS[1], 2600)])
    made = make_map_dataset()
    return Dataset(pd.DataFrame(observations).astype({"value": "Int64"}), made.population, made.manifest)


@pytest.fixture
def found(release):
    return changes(release, "recorded_offences", PERIOD).set_index("area_code")


@pytest.mark.parametrize(
    ("code", "before"), [("2022-23", "2021-22"), ("2000-01", "1999-00"), ("2023", "2022"), ("2000", "1999")]
)
def test_the_year_before_is_the_same_kind_of_year(code, before):
    assert year_before(code) == before


@pytest.mark.parametrize(
    ("area", "verdict", "face"),
    [
        (HOME, "rose", "rose"),
        (KENT, "fell", "fell"),
        ("E23000001", "no clear change", "steady"),
        (FEW, "too few to compare", "few"),
        (HIDDEN, "", "hidden"),
        (MISSING, "", "not_available"),
        # Counts are compared: that a rate of the City would mislead is no reason against it.
        (CITY, "rose", "rose"),
    ],
)
def test_an_area_has_a_verdict_or_the_face_of_why_there_is_none(release, found, area, verdict, face):
    assert found.loc[area, "verdict"] == verdict
    assert change_classes(changes(release, "recorded_offences", PERIOD)).symbol(area).name == face


def test_the_ratio_is_that_of_the_counts_with_its_exact_interval(found):
    test = change(50, 90)
    assert [found.loc[HOME, name] for name in ("ratio", "lower", "upper")] == [test.ratio, test.lower, test.upper]
    assert found.loc[CITY, "ratio"] == pytest.approx(6)


def test_residents_take_nothing_away_from_a_rise_and_add_nothing_to_it(release):
    """Those of two years may come from two releases of estimates: growth between them would be none."""
    population = release.population.copy()
    population.loc[(population["area_code"] == HOME) & (population["mid_year"] == 2022), "population"] = 2 * RESIDENTS
    grown = changes(Dataset(release.observations, population, release.manifest), "recorded_offences", PERIOD)
    pd.testing.assert_frame_equal(grown, changes(release, "recorded_offences", PERIOD))
    row = grown.set_index("area_code").loc[HOME]
    assert row["ratio"] == pytest.approx(1.8)
    assert row["verdict"] == "rose"


@pytest.mark.parametrize("area", [HIDDEN, MISSING])
def test_where_there_is_no_verdict_there_is_no_ratio_and_a_hidden_count_is_not_told(found, area):
    assert found.loc[area, ["ratio", "lower", "upper"]].isna().all()
    if area == HIDDEN:
        assert pd.isna(found.loc[area, "value"])


def test_a_year_without_any_event_gives_no_ratio_but_a_verdict_with_a_mark(found):
    assert found.loc[NEW, "verdict"] == "rose"
    assert found.loc[NEW, ["ratio", "upper"]].isna().all()
    assert math.isfinite(found.loc[NEW, "lower"])
    assert found.loc[NEW, "marks"] == "[x]"


def test_the_first_year_has_no_year_before(release):
    first = changes(release, "recorded_offences", "2021-22")
    assert (first["verdict"] == "").all()
    assert set(first["change_status"]) == {"not_available"}


@pytest.mark.parametrize("missing", ["2015-16", "2016-17", "2017-18"])
def test_no_change_reaches_over_a_year_that_was_not_collected(missing):
    made = make_dataset()
    assert (changes(made, "recorded_offences", missing)["verdict"] == "").all()


def test_an_area_says_its_verdict_and_both_counts(release, english):
    said = {
        row.area_code: change_in_words(row, PERIOD, english)
        for row in area_changes(release, "recorded_offences", PERIOD)
    }
    assert said[HOME] == "clear rise. 2021/22: 50, 2022/23: 90"
    assert said[CITY] == "clear rise. 2021/22: 5, 2022/23: 30"
    assert said[HIDDEN] == "[c] hidden to protect people. 2021/22: 50"


def test_the_labels_of_a_change_are_these_words(release, words):
    shown = area_figures(release, "recorded_offences", PERIOD, words, measure="change")
    assert shown.labels[HOME].figure.startswith(words("verdict.rose"))
    assert [*shown.labels] == sorted(shown.labels, key=lambda code: shown.labels[code].name)


def test_about_one_in_twenty_of_those_tested_would_stand_out_by_chance(release):
    tested, chance = expected_by_chance(changes(release, "recorded_offences", PERIOD))
    # Neither too few to compare, nor hidden, nor missing.
    assert (tested, chance) == (43 - 3, 2)


def test_the_table_has_both_counts_the_ratio_with_its_interval_the_verdict_and_the_mark(release, english):
    rows_shown = changes(release, "recorded_offences", PERIOD)
    origin = tables.origin(release, "recorded_offences", rows_shown, english)
    table = change_table(rows_shown, PERIOD, english, caption="c", download="d", **origin)
    assert list(table.heads.values()) == [
        "Police force area",
        "Number, 2021/22",
        "Number, 2022/23",
        "Number in per cent of the year before",
        "Lower limit (95%)",
        "Upper limit (95%)",
        "Change",
        "Mark",
    ]
    by_code = table.data.set_index("code")
    assert by_code.loc[HOME, "ratio"] == pytest.approx(180)
    assert by_code.loc[HOME, "change"] == "clear rise"
    assert by_code.loc[HIDDEN, "mark"] == "[c]"
    assert by_code.loc[CITY, ["before_number", "number"]].tolist() == [5, 30]
    assert list(table.data["area"]) == sorted(table.data["area"])


def test_one_area_has_the_same_verdict_in_words_as_on_the_map(release, found):
    for area in (HOME, KENT, FEW, "E23000001"):
        year = year_change(release, View(area, "recorded_offences", PERIOD))
        assert year.change.verdict == found.loc[area, "verdict"]
        assert (year.period, year.count) == ("2021-22", found.loc[area, "before"])


def test_an_area_without_a_rate_is_compared_by_its_counts(release):
    year = year_change(release, View(CITY, "recorded_offences", PERIOD))
    assert year.change == change(5, 30)


@pytest.mark.parametrize(("area", "status"), [(HIDDEN, "hidden"), (MISSING, "not_available")])
def test_what_cannot_be_compared_says_why(release, area, status):
    year = year_change(release, View(area, "recorded_offences", PERIOD))
    assert (year.change, year.status) == (None, status)


def test_a_year_the_area_has_no_row_for_is_not_available(release):
    assert year_change(release, View(HOME, "recorded_offences", "2021-22")).status == "not_available"
