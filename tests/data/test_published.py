"""The committed figures: they equal the sources to the last figure, counted here without the build."""

from collections import Counter

import pytest

from data.build.__main__ import SOURCES
from data.load import PUBLISHED
from data.periods import period
from geo.areas import areas
from tests.data.raw import rows_of

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


def test_every_quarter_of_offences_of_every_force_equals_the_source(observations, values):
    source = rows_of(SOURCES / "recorded_modern_slavery_offences.csv")
    expected = {}
    for row in source:
        if row["area_code"]:
            year, number = int(row["financial_year"][:4]), int(row["financial_quarter"])
            code = {1: f"{year}-Q2", 2: f"{year}-Q3", 3: f"{year}-Q4", 4: f"{year + 1}-Q1"}[number]
            expected["recorded_offences", row["area_code"], code, "total", "all"] = int(row["offences"])
    found = {
        key: value
        for key, value in values.items()
        if key[0] == "recorded_offences" and areas()[key[1]].kind == "force" and "Q" in key[2]
    }
    assert len(expected) == 43 * 29
    assert found == expected


def test_every_year_of_offences_of_every_force_is_the_sum_of_the_source(values):
    source = rows_of(SOURCES / "recorded_modern_slavery_offences.csv")
    expected = Counter()
    for row in source:
        if row["area_code"] and row["financial_year"] != "2023/24":
            expected[row["area_code"], row["financial_year"].replace("/", "-")] += int(row["offences"])
    found = {
        (area, code): value
        for (indicator, area, code, *_), value in values.items()
        if indicator == "recorded_offences" and areas()[area].kind == "force" and "Q" not in code
    }
    assert len(expected) == 43 * 7
    assert found == expected


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
    assert len(larger) == 12 * (29 + 7)
    for indicator, area, *cell in larger:
        assert values[indicator, area, *cell] == sum(values[indicator, force, *cell] for force in forces_in(area))


def test_2016_17_is_not_available_for_any_area_in_its_year_and_its_quarters(observations):
    gap = [
        row
        for row in observations
        if row["indicator"] == "recorded_offences"
        and row["period"] in ("2016-17", "2016-Q2", "2016-Q3", "2016-Q4", "2017-Q1")
    ]
    assert len(gap) == 5 * 55
    assert {(row["value"], row["status"]) for row in gap} == {("", "not_available")}


def test_2023_24_has_its_first_quarter_and_no_year(observations):
    assert max(of_kind(observations, "recorded_offences", "quarter")) == "2023-Q2"
    assert max(of_kind(observations, "recorded_offences", "financial_year")) == "2022-23"


def test_north_wales_has_the_known_figures(values):
    years = ["2015-16", "2017-18", "2018-19", "2019-20", "2020-21", "2021-22", "2022-23"]
    assert [total(values, "recorded_offences", NORTH_WALES, code) for code in years] == [
        7,
        41,
        59,
        85,
        97,
        98,
        124,
    ]
    assert total(values, "recorded_offences", NORTH_WALES, "2023-Q2") == 22
    assert total(values, "nrm_referrals", NORTH_WALES, "2023") == 39


def test_england_and_wales_has_the_known_figures(values):
    assert total(values, "recorded_offences", ENGLAND_AND_WALES, "2022-23") == 10_196


def test_the_united_kingdom_has_the_published_totals(values):
    assert total(values, "uk_referrals", UNITED_KINGDOM, "2022") == 16_921
    assert total(values, "uk_referrals", UNITED_KINGDOM, "2023") == 17_004
    decisions = {key[4]: value for key, value in values.items() if key[2:4] == ("2023", "decision")}
    assert decisions == {"reasonable_grounds": 15_247, "conclusive_grounds": 9_825}


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


def test_population_of_areas_equals_the_source_and_leaves_mid_2024_out():
    expected = {
        (row["area_code"], row["mid_year"]): row["population"]
        for row in rows_of(SOURCES / "population.csv")
        if row["mid_year"] != "2024"
    }
    published = rows_of(PUBLISHED / "population.csv")
    found = {(row["area_code"], row["mid_year"]): row["population"] for row in published}
    assert {key: found[key] for key in expected} == expected
    assert {year for _, year in found} == {str(year) for year in range(2011, 2024)}
    assert found[NORTH_WALES, "2022"] == "688695"
    assert found[ENGLAND_AND_WALES, "2022"] == "60245218"


def test_a_value_is_empty_exactly_when_its_status_says_so(observations):
    for row in observations:
        assert (row["value"] == "") == (row["status"] in ("hidden", "not_available", "not_applicable"))
