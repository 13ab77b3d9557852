"""Recorded crime: both layouts give the shipped figures, and each thing gone wrong one clear message."""

import pytest

from data.refresh.readers.read import read_offences
from tests.refresh import breaking, layouts
from tests.refresh.made import newest_quarter, next_quarter
from tests.refresh.writing import write_ods

SHIPPED = layouts.shipped("recorded_modern_slavery_offences")
KINDS = layouts.MODERN_SLAVERY
NEWEST_YEAR, NEWEST_QUARTER = newest_quarter().split()
NEWEST_SHEET = NEWEST_YEAR.replace("/", "_")


@pytest.fixture(scope="module")
def older():
    return layouts.offence_sheets(SHIPPED, "older")


@pytest.fixture(scope="module")
def newer():
    return layouts.offence_sheets(SHIPPED, "newer")


@pytest.fixture
def read(tmp_path):
    return lambda sheets: read_offences(write_ods(tmp_path / "crime.ods", sheets))


@pytest.fixture
def problems(tmp_path):
    return lambda sheets: breaking.problems(read_offences, write_ods(tmp_path / "crime.ods", sheets))


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_both_layouts_give_the_shipped_figures_to_the_cell(layout, read):
    found = read(layouts.offence_sheets(SHIPPED, layout))
    assert found.name == "recorded_modern_slavery_offences"
    assert [*found.rows.columns] == [*SHIPPED.columns]
    assert found.rows.equals(SHIPPED)
    assert found.outside == ("British Transport Police",)
    assert found.control_totals == ()


def test_a_person_is_told_what_was_passed_over(read):
    rows = SHIPPED[SHIPPED["financial_year"] != "2016/17"]
    assert read(layouts.offence_sheets(rows, "older")).notes == (
        "Sheet 2018-19: a second header row, row 106, was passed over.",
        "No offences of code 106 before 2015/16: 2012/13, 2013/14, 2014/15 are left out.",
        "2016/17 is left out: sheet 2016-17 has no figure of code 106 for it.",
    )


def test_a_year_that_is_not_available_is_left_out(read):
    rows = SHIPPED[SHIPPED["financial_year"] != "2016/17"]
    found = read(layouts.offence_sheets(rows, "newer"))
    assert found.rows.equals(rows.reset_index(drop=True))
    assert found.notes[-1] == "2016/17 is left out: sheet 2016_17 has no figure of code 106 for it."


def test_columns_are_found_wherever_they_stand(newer, read):
    turned = {name: [row[::-1] for row in rows] for name, rows in newer.items()}
    moved = {name: [[None, *row] for row in [[], [], *rows]] for name, rows in turned.items()}
    assert read(moved).rows.equals(SHIPPED)


def test_sheets_may_come_in_any_order(newer, read):
    assert read(dict(reversed(newer.items()))).rows.equals(SHIPPED)


def test_other_offences_are_never_counted(newer, read):
    assert 7 in {row[-1] for row in newer["2022_23"] if row[6] != "106"}
    assert read(newer).rows["offences"].astype(int).sum() == SHIPPED["offences"].astype(int).sum()


def test_a_renamed_column_is_named(newer, problems):
    assert problems(breaking.with_cells(newer, "2019_20", "Offence Code", "Crime Reference")) == [
        "crime.ods, sheet 2019_20, row 1: found no column offence code among Financial Year, Financial Quarter, Force "
        "Name, Offence Description, Offence Group, Offence Subgroup, Crime Reference, Number of Offences; "
        "expected 'Offence Code'"
    ]


def test_a_workbook_of_something_else_is_refused(problems):
    assert problems({"Notes": [["Nothing"]], "Outcomes": [["Force Name"]]}) == [
        "crime.ods: found no sheet of offences (sheets: Notes, Outcomes); expected one for each year"
    ]


def test_a_missing_force_is_named(newer, problems):
    gone = breaking.without_rows(newer, "2021_22", "Gwent", "Modern Slavery", 3)
    assert problems(gone) == [
        "crime.ods, sheet 2021_22: found no row of code 106 for Gwent in quarter 3 of 2021/22; expected all 43 forces"
    ]


def test_a_missing_quarter_of_a_whole_year_is_named(newer, problems):
    gone = newer | {"2021_22": [row for row in newer["2021_22"] if row[1] != 3 or row[6] != "106"]}
    assert problems(gone) == [
        "crime.ods, sheet 2021_22: found no row of code 106 in quarter 3 of 2021/22; expected 43 forces"
    ]


def test_a_year_that_is_not_the_newest_must_have_its_last_quarter(newer, problems):
    cut = newer | {"2021_22": [row for row in newer["2021_22"] if row[1] != 4]}
    assert problems(cut) == [
        "crime.ods, sheet 2021_22: found no row of code 106 in quarter 4 of 2021/22; expected 43 forces"
    ]


def test_a_quarter_that_other_offences_have_is_not_lost_from_the_newest_year(newer, problems):
    rows = SHIPPED[(SHIPPED["financial_year"] < NEWEST_YEAR) | (SHIPPED["financial_quarter"] == "1")]
    sheets = layouts.offence_sheets(rows)
    sheets[NEWEST_SHEET].append([NEWEST_YEAR, 2, "Gwent", *layouts.OTHER_OFFENCES[0], 7])
    assert problems(sheets) == [
        f"crime.ods, sheet {NEWEST_SHEET}: found no row of code 106 in quarter 2 of {NEWEST_YEAR}; expected 43 forces"
    ]


def test_a_newest_year_without_the_code_is_refused(newer, problems):
    assert problems(breaking.without_rows(newer, NEWEST_SHEET, "Modern Slavery")) == [
        f"crime.ods, sheet {NEWEST_SHEET}: found no figure of offence code 106 in the newest year; expected some"
    ]


def test_a_file_without_the_code_is_refused(newer, problems):
    empty = newer
    for name in newer:
        empty = breaking.without_rows(empty, name, "Modern Slavery")
    assert problems(empty) == ["crime.ods: found no figure of offence code 106 in any sheet; expected some"]


def test_one_figure_that_is_not_available_is_named(newer, problems):
    broken = breaking.with_cell(newer, "2021_22", ("Gwent", 3, "Modern Slavery"), -1, value="N/a")
    (problem,) = problems(broken)
    assert problem.endswith(
        "found no figure for Gwent in quarter 3 of 2021/22, where others have one; expected a number"
    )
    assert problem.startswith("crime.ods, sheet 2021_22, row ")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (12.5, "12.5, which is no whole number; expected a quarter and a number of offences"),
        (-1, "'-1' as the offences; expected a whole number, 0 or more, or N/a"),
        ("[c]", "'[c]' as the offences; expected a whole number, 0 or more, or N/a"),
        ("", "a blank cell as the offences; expected a whole number, 0 or more, or N/a"),
        ("many", "'many' as the offences; expected a whole number, 0 or more, or N/a"),
        (True, "the yes-or-no value True; expected a quarter and a number of offences"),
    ],
)
def test_a_count_that_is_none_is_refused(newer, problems, value, found):
    (problem,) = problems(breaking.with_cell(newer, "2021_22", ("Gwent", 3, "Modern Slavery"), -1, value=value))
    assert problem.endswith(f"found {found}")


def test_a_force_twice_in_a_quarter_is_named_with_both_rows(newer, problems):
    row = breaking.row_with(newer["2021_22"], "Gwent", 3, "Modern Slavery") + 1
    assert problems(breaking.with_row_twice(newer, "2021_22", "Gwent", 3, "Modern Slavery")) == [
        f"crime.ods, sheet 2021_22, row {row + 1}: found Gwent in quarter 3 again, as in row {row}; expected it once"
    ]


def test_a_year_in_two_sheets_is_refused(newer, problems):
    assert problems(newer | {"2021-22": newer["2021_22"]}) == [
        "crime.ods, sheet 2021-22: found 2021/22 again, as in sheet 2021_22; expected a sheet for each year"
    ]


def test_a_year_in_the_sheet_of_another_is_refused(newer, problems):
    (problem,) = problems(breaking.with_cell(newer, "2021_22", ("Gwent", 3, "Modern Slavery"), 0, value="2020/21"))
    assert problem.endswith("found the financial year '2020/21'; expected 2021/22, as the sheet")


def test_a_fifth_quarter_is_refused(newer, problems):
    (problem,) = problems(breaking.with_cell(newer, "2021_22", ("Gwent", 3, "Modern Slavery"), 1, value=5))
    assert problem.endswith("found the quarter '5'; expected 1, 2, 3 or 4")


def test_an_unknown_force_is_named_with_sheet_and_row(newer, problems):
    row = breaking.row_with(newer["2021_22"], "Gwent", 1) + 1
    assert problems(breaking.with_cells(newer, "2021_22", "Gwent", "Gwentshire")) == [
        f"crime.ods, sheet 2021_22, row {row}: found the force name 'Gwentshire'; expected a name of geo/areas.csv"
    ]


def test_a_newer_quarter_and_a_revised_figure_come_out_as_published(read):
    year, quarter = next_quarter().split()
    first = SHIPPED[(SHIPPED["financial_year"] == "2023/24") & (SHIPPED["financial_quarter"] == "1")]
    second = first.assign(financial_year=year, financial_quarter=quarter)
    changed = SHIPPED.copy()
    changed.loc[0, "offences"] = "5"
    found = read(layouts.offence_sheets(layouts.pd.concat([changed, second], ignore_index=True), "newer")).rows
    assert len(found) == len(SHIPPED) + 44
    assert found.loc[0, "offences"] == "5"
    assert found["financial_quarter"].iloc[-1] == quarter


def test_a_force_that_the_newest_quarter_lacks_is_named(newer, problems):
    rows = newer[NEWEST_SHEET]
    lacking = [row for row in rows if (row[1], row[2], row[6]) != (int(NEWEST_QUARTER), "North Wales", "106")]
    assert len(lacking) == len(rows) - 1
    assert problems(newer | {NEWEST_SHEET: lacking}) == [
        f"crime.ods, sheet {NEWEST_SHEET}: found no row of code 106 for North Wales in quarter {NEWEST_QUARTER} of "
        f"{NEWEST_YEAR}; expected all 43 forces"
    ]


def test_british_transport_police_may_end(newer, read):
    lacking = {name: [row for row in rows if "British Transport Police" not in row] for name, rows in newer.items()}
    found = read(lacking)
    assert found.rows.equals(SHIPPED[SHIPPED["area_code"] != ""].reset_index(drop=True)) and found.outside == ()


def test_stray_columns_of_a_header_change_nothing(newer, read):
    header, *rows = newer["2013_14"]
    assert read(newer | {"2013_14": [[*header, *header[:3]], *[[*row, None, None, None] for row in rows]]}).rows.equals(
        SHIPPED
    )
