"""Population: force areas or local authorities give the shipped residents, and must add up to England and Wales."""

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
