"""The committed figures: they equal the sources to the last figure, counted here without the build."""

import tomllib
from collections import Counter

import pytest

from data.build.__main__ import SOURCES
from data.load import PUBLISHED
from data.periods import period
from geo.areas import areas
from tests.data.build.raw import (
    offences_in_source,
    people_in_source,
    rows_of,
    years_ending_of_offences,
    years_of_offences,
)

ENGLAND_AND_WALES, WALES, NORTH_WALES, UNITED_KINGDOM = "K04000001", "W92000004", "W15000001", "K02000001"


@pytest.fixture(scope="module")
def observations():
    return rows_of(PUBLISHED / "observations.csv")


@pytest.fixture(scope="module")
def values(observations):
    """Return every published value by its key."""
    return {
        (row["indicator"], row["area_code"], row["period"], row["breakdown"], row["category"]): int(row["value"])
        for row in observations
        if row["value"]
    }


def total(values, indicator, area, code):
    return values[indicator, area, code, "total", "all"]


def of_kind(observations, indicator, kind):
    return {
        row["period"] for row in observations if row["indicator"] == indicator and period(row["period"]).kind == kind
    }


def of_forces(values, kind):
    """Return the offences that are published of every force in one kind of period."""
    return {
        (area, code): value
        for (indicator, area, code, *_), value in values.items()
        if indicator == "recorded_offences" and areas()[area].kind == "force" and period(code).kind == kind
    }


@pytest.mark.parametrize(
    ("kind", "in_source", "periods"),
    [
        # From April 2015 to December 2025: 43 quarters, nine whole financial years and one more, 40 years that end
        # with a quarter.
        ("quarter", lambda force: offences_in_source()[force], 43),
        ("financial_year", years_of_offences, 10),
        ("year_ending", years_ending_of_offences, 40),
    ],
)
def test_every_count_of_offences_of_every_force_is_that_of_the_source(values, kind, in_source, periods):
    expected = {(force, code): count for force in offences_in_source() for code, count in in_source(force).items()}
    assert len(expected) == 43 * periods
    assert of_forces(values, kind) == expected


def test_offences_of_every_larger_area_are_the_sum_of_the_forces_in_it(values):
    def forces_in(code):
        if areas()[code].kind == "force":
            return [code]
        return [force for area in areas().values() if area.parent == code for force in forces_in(area.code)]

    larger = [
        key
        for key in values
        if areas()[key[1]].kind in ("region", "country", "england_and_wales") and key[0] == "recorded_offences"
    ]
    assert len(larger) == 12 * (43 + 10 + 40)
    for indicator, area, *cell in larger:
        assert values[indicator, area, *cell] == sum(values[indicator, force, *cell] for force in forces_in(area))


def test_no_offences_are_missing_of_any_area_in_any_period(observations):
    rows = [row for row in observations if row["indicator"] == "recorded_offences"]
    assert len(rows) == 55 * (43 + 10 + 40)
    assert {row["status"] for row in rows} == {"final"}


def test_the_year_that_is_not_over_has_its_quarters_and_no_year_of_its_own(observations):
    assert max(of_kind(observations, "recorded_offences", "quarter")) == "2025-Q4"
    assert max(of_kind(observations, "recorded_offences", "financial_year")) == "2024-25"
    endings = of_kind(observations, "recorded_offences", "year_ending")
    assert (min(endings), max(endings)) == ("YE-2016-Q1", "YE-2025-Q4")


def test_every_year_of_referrals_and_decisions_is_a_calendar_year_and_none_overlap(observations):
    others = {row["period"] for row in observations if row["indicator"] != "recorded_offences"}
    assert {period(code).kind for code in others} == {"quarter", "calendar_year"}


def test_north_wales_has_the_known_figures(values):
    # As they stand in the edition of 23 April 2026, written out so that no code is between them and the reader.
    years = {
        "2015-16": 7,
        "2016-17": 75,
        "2017-18": 41,
        "2018-19": 59,
        "2019-20": 85,
        "2020-21": 96,
        "2021-22": 98,
        "2022-23": 123,
        "2023-24": 88,
        "2024-25": 93,
        "YE-2025-Q4": 93,
    }
    assert {code: total(values, "recorded_offences", NORTH_WALES, code) for code in years} == years
    assert total(values, "nrm_referrals", NORTH_WALES, "2023") == 39


def test_england_and_wales_has_the_total_that_the_sidecar_was_reconciled_with(values):
    sidecar = (SOURCES / "recorded_modern_slavery_offences.toml").read_text(encoding="utf-8")
    assert "(2022/23, 43 forces: 10,196 to 9,556," in " ".join(tomllib.loads(sidecar)["reconciled"])
    assert total(values, "recorded_offences", ENGLAND_AND_WALES, "2022-23") == 9_556


def test_the_united_kingdom_has_the_published_totals(values):
    assert total(values, "uk_referrals", UNITED_KINGDOM, "2022") == 16_921
    assert total(values, "uk_referrals", UNITED_KINGDOM, "2023") == 17_004
    decisions = {key[4]: value for key, value in values.items() if key[2:4] == ("2023", "decision")}
    assert decisions == {"reasonable_grounds": 15_247, "conclusive_grounds": 9_825}


def test_the_totals_of_the_bulletins_are_published_as_they_are_and_no_other(observations):
    codes = {"people referred": "people_referred", "adults reported under the duty to notify": "duty_to_notify"}
    source = rows_of(SOURCES / "nrm_uk_published_totals.csv")
    stated = {(codes[row["measure"]], row["period"]): row["value"] for row in source}
    assert len(stated) == len(source)
    rows = [row for row in observations if row["indicator"] == "uk_totals"]
    assert {(row["area_code"], row["breakdown"]) for row in rows} == {(UNITED_KINGDOM, "measure")}
    found = {(row["category"], row["period"]): (row["value"], row["status"]) for row in rows}
    assert {cell: value for cell, (value, _) in found.items() if value} == stated
    # Whatever no bulletin states is not worked out from the others.
    assert {said for cell, said in found.items() if cell not in stated} == {("", "not_available")}
    periods = {str(year) for year in (2023, 2024, 2025)} | {
        f"{year}-Q{n}" for year in (2024, 2025) for n in range(1, 5)
    }
    assert found.keys() == {(measure, code) for measure in codes.values() for code in periods}


def test_uk_referrals_of_2009_are_not_available_because_a_quarter_is_missing(observations):
    rows = [row for row in observations if row["indicator"] == "uk_referrals" and row["period"] == "2009"]
    assert {(row["value"], row["status"]) for row in rows} == {("", "not_available")}


@pytest.mark.parametrize(
    ("indicator", "source", "count", "breakdowns"),
    [
        (
            "uk_referrals",
            "nrm_uk_referrals",
            "referrals",
            {"age": ["age_at_exploitation"], "location": ["location_of_exploitation"]},
        ),
        (
            "uk_decisions",
            "nrm_uk_decisions",
            "decisions",
            {
                "decision": ["decision"],
                "decision_outcome": ["decision", "outcome"],
                "decision_age": ["decision", "age_at_exploitation"],
            },
        ),
    ],
)
def test_every_uk_figure_of_a_quarter_equals_the_source(values, indicator, source, count, breakdowns):
    codes = {
        "Adult (18 or over)": "adult",
        "Child (17 or under)": "child",
        "Age not specified or unknown": "unknown",
        "Not specified or unknown": "unknown",
        "UK and Overseas": "uk_and_overseas",
    }
    expected = Counter()
    for row in rows_of(SOURCES / f"{source}.csv"):
        for breakdown, columns in breakdowns.items():
            category = "_".join(codes.get(row[name], row[name].lower().replace(" ", "_")) for name in columns)
            expected[row["period"].replace("Q", "-Q"), breakdown, category] += int(row[count])
    found = {
        key[2:]: value for key, value in values.items() if key[0] == indicator and "Q" in key[2] and key[3] != "total"
    }
    assert found == expected


def test_population_of_areas_equals_the_source_in_every_year():
    published = rows_of(PUBLISHED / "population.csv")
    found = {(row["area_code"], int(row["mid_year"])): int(row["population"]) for row in published}
    assert {key: found[key] for key in people_in_source()} == people_in_source()
    assert {year for _, year in found} == {*range(2011, 2025)}
    assert len(found) == len(published) == 55 * 14
    for year in range(2011, 2025):
        assert found[ENGLAND_AND_WALES, year] == sum(people_in_source()[force, year] for force in offences_in_source())
    # England and Wales at mid-2022, which the areas add up to (the sidecar, reconciled).
    assert found[ENGLAND_AND_WALES, 2022] == 60_245_218


def test_each_year_of_the_population_says_of_which_edition_it_is():
    sidecar = tomllib.loads((SOURCES / "population.toml").read_text(encoding="utf-8"))
    titles = {each["name"]: each["title"] for each in sidecar["editions"]}
    expected = {row["mid_year"]: titles[row["release"]] for row in rows_of(SOURCES / "population.csv")}
    published = rows_of(PUBLISHED / "population.csv")
    assert {(row["mid_year"], row["edition"]) for row in published} == {*expected.items()}
    # Two editions: the last year is no growth over the one before.
    assert expected["2023"] != expected["2024"]


def test_a_value_is_empty_exactly_when_its_status_says_so(observations):
    for row in observations:
        assert (row["value"] == "") == (row["status"] in ("hidden", "not_available", "not_applicable"))
