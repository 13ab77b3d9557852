"""Population: force areas or local authorities give the shipped residents, and must add up to England and Wales."""

import csv
from pathlib import Path

import pytest

from data.refresh.readers.read import read_population
from tests.refresh import breaking, layouts, layouts_ons
from tests.refresh.writing import write_ods, write_xlsx

ALL = layouts.shipped("population")
SHIPPED = ALL[ALL["mid_year"] < "2024"]
RELEASE = SHIPPED["release"].iloc[0]


@pytest.fixture(scope="module")
def areas():
    return layouts_ons.population_sheets(SHIPPED, "older")


@pytest.fixture(scope="module")
def authorities():
    return layouts_ons.population_sheets(SHIPPED, "newer")


@pytest.fixture
def problems(tmp_path):
    return lambda sheets: breaking.problems(read_population, write_ods(tmp_path / "mye.ods", sheets))


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_both_layouts_give_the_shipped_residents_to_the_cell(layout, tmp_path):
    path = write_xlsx(tmp_path / "mye.xlsx", layouts_ons.population_sheets(SHIPPED, layout))
    found = read_population(path, release=RELEASE)
    assert [*found.rows.columns] == [*SHIPPED.columns]
    assert found.rows.equals(SHIPPED)


def test_a_person_is_told_that_authorities_were_added_up(authorities, areas, tmp_path):
    added = "Sheet MYE5: 318 local authorities were added up to 43 police force areas."
    assert read_population(write_ods(tmp_path / "a.ods", authorities)).notes == (added,)
    assert read_population(write_ods(tmp_path / "b.ods", areas)).notes == ()


def test_an_edition_is_called_by_its_own_title_unless_told_otherwise(areas, tmp_path):
    found = read_population(write_ods(tmp_path / "mye.ods", areas))
    assert set(found.rows["release"]) == {"MYE5: Population estimates: mid-2011 to mid-2023"}


def test_density_is_not_taken_for_people(authorities):
    assert any("people per sq. km" in str(cell) for row in authorities["MYE5"] for cell in row)


def test_newer_codes_of_the_same_authorities_are_known(authorities, tmp_path):
    made = breaking.with_cells(authorities, "MYE5", "E08000016", "E08000038")
    made = breaking.with_cells(made, "MYE5", "E08000019", "E08000039")
    found = read_population(write_ods(tmp_path / "mye.ods", made), release=RELEASE)
    assert found.rows.equals(SHIPPED)


def test_a_workbook_without_codes_is_refused(problems):
    assert problems({"Cover": [["Mid-year estimates"]]}) == [
        "mye.ods: found no table with a column Code and a column Name (sheets: Cover); expected one"
    ]


def test_a_workbook_without_years_is_refused(problems):
    (problem,) = problems({"MYE": [["Code", "Name", "Median age"], ["E23000001", "Metropolitan Police", 35]]})
    assert (
        problem
        == "mye.ods, sheet MYE, row 1: found no column of a year; expected 'Estimated Population mid-2023' and so on"
    )


def test_two_tables_of_the_same_years_are_refused(areas, problems):
    assert problems(areas | {"Women": areas["MYE5"]}) == [
        "mye.ods: found estimates in the sheets MYE5 and Women; expected them in only one"
    ]


def test_a_missing_force_area_is_named(areas, problems):
    assert problems(breaking.without_rows(areas, "MYE5", "W15000001")) == [
        "mye.ods, sheet MYE5: found no row for the police force area W15000001; expected all 43 of geo/areas.csv"
    ]


def test_a_missing_local_authority_is_named(authorities, problems):
    assert problems(breaking.without_rows(authorities, "MYE5", "W06000001")) == [
        "mye.ods, sheet MYE5: found no row for the local authority W06000001; "
        "expected all 318 of data/refresh/readers/local_authority_to_force_area.csv"
    ]


def test_an_unknown_area_is_named(areas, problems):
    found = problems(breaking.with_cells(areas, "MYE5", "W15000001", "W15000009"))
    assert found[0] == (
        "mye.ods, sheet MYE5: found the police force area W15000009, which is unknown; "
        "expected only codes of geo/areas.csv"
    )


def test_an_area_twice_is_refused(areas, problems):
    row = breaking.row_with(areas["MYE5"], "W15000001") + 2
    assert problems(breaking.with_row_twice(areas, "MYE5", "W15000001")) == [
        f"mye.ods, sheet MYE5, row {row}: found W15000001 again; expected it once"
    ]


def test_a_sum_off_by_one_is_named_with_its_year(areas, problems):
    assert problems(breaking.off_by_one(areas, "MYE5", "W15000001")) == [
        "mye.ods, sheet MYE5: found areas that add up to 56170928 in mid-2011; "
        "expected 56170927, the row of England and Wales"
    ]


def test_a_workbook_without_england_and_wales_is_refused(areas, problems):
    assert problems(breaking.without_rows(areas, "MYE5", "K04000001")) == [
        "mye.ods, sheet MYE5: found no row for England and Wales; expected the row K04000001"
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [("[x]", "'[x]'"), ("", "a blank cell"), (0, "'0'"), (10.5, "10.5, which is no whole number")],
)
def test_residents_that_are_no_number_are_refused(areas, problems, value, said):
    row = breaking.row_with(areas["MYE5"], "W15000001") + 1
    assert problems(breaking.with_cell(areas, "MYE5", ("W15000001",), -1, value=value)) == [
        f"mye.ods, sheet MYE5, row {row}: found {said} as the population of mid-2011; expected a whole number"
    ]


def test_an_edition_may_hold_two_years_only(tmp_path):
    two = ALL[ALL["mid_year"] >= "2023"].reset_index(drop=True)
    found = read_population(write_xlsx(tmp_path / "mye.xlsx", layouts_ons.population_sheets(two)), release="Two")
    assert found.rows.equals(two.assign(release="Two"))


MYE2 = Path(__file__).parents[3] / "shared" / "real-files" / "mye24tablesew_MYE2_persons.csv"


@pytest.mark.skipif(not MYE2.exists(), reason=f"the sheet of persons of mid-2024 is not there: {MYE2.name}")
@pytest.mark.parametrize("codes", ["2023", "2025"])
def test_the_sheet_of_persons_of_mid_2024_gives_the_shipped_residents(codes, tmp_path):
    with MYE2.open(encoding="utf-8-sig", newline="") as file:
        sheets = layouts_ons.ages_of_one_year([*csv.DictReader(file)], codes=codes)
    assert ("E08000038" in {row[0] for row in sheets["MYE2 - Persons"] if row}) == (codes == "2025")
    found = read_population(write_xlsx(tmp_path / "mye24tablesew.xlsx", sheets), release="Mid-2024")
    expected = ALL[ALL["mid_year"] == "2024"].assign(release="Mid-2024").reset_index(drop=True)
    assert found.rows.equals(expected)
    assert found.notes == ("Sheet MYE2 - Persons: 318 local authorities were added up to 43 police force areas.",)


def test_the_ages_of_one_year_without_the_year_are_refused(problems):
    header = ["Code", "Name", "Geography", "All ages", "0"]
    assert problems({"MYE2 - Persons": [["Persons"], header, ["K04000001", "ENGLAND AND WALES", "Country", 9, 9]]}) == [
        "mye.ods, sheet MYE2 - Persons, row 2: found no column of a year; "
        "expected 'Estimated Population mid-2023' and so on"
    ]


@pytest.fixture(scope="module")
def by_age():
    return layouts_ons.ages_by_area_and_year(ALL)


def test_ages_by_area_and_year_are_added_up(by_age, tmp_path):
    found = read_population(write_xlsx(tmp_path / "policeforceareas1991to2024.xlsx", by_age))
    assert found.rows.equals(ALL.assign(release="policeforceareas1991to2024"))
    assert "no figure for England and Wales to check them against" in found.notes[0]


def test_an_area_that_a_year_of_ages_lacks_is_named(by_age, problems):
    assert problems(breaking.without_rows(by_age, "Mid-2021", "W15000001", 2024)) == [
        "mye.ods, sheet Mid-1991 to Mid-2010: found no row for W15000001 in 2024; expected 43"
    ]


def test_an_area_that_a_year_of_ages_has_twice_is_named(by_age, problems):
    (problem,) = problems(breaking.with_row_twice(by_age, "Mid-2021", "W15000001", 2024))
    assert problem.endswith("found W15000001 in 2024; expected each of the 43 areas of geo/areas.csv once")


@pytest.mark.parametrize("value", ["", -1, "[c]", 1.5])
def test_an_age_without_a_number_is_refused(by_age, problems, value):
    found = problems(breaking.with_cell(by_age, "Mid-2021", ("W15000001", 2024), 7, value=value))
    assert "as the residents of an age; expected a whole number" in found[0]
