"""The long series of the United Kingdom: both layouts give the shipped figures, and every total is checked."""

import pytest

from data.refresh.readers.read import read_uk_decisions, read_uk_referrals
from tests.refresh import breaking, layouts
from tests.refresh.writing import write_ods

REFERRALS = layouts.shipped("nrm_uk_referrals")
DECISIONS = layouts.shipped("nrm_uk_decisions")
KINDS = ("reasonable grounds", "conclusive grounds")
OTHER = {"Table_17": [["Table 17: NRM reasonable grounds decisions made by the SCA, by quarter and outcome"], ["Year"]]}


def referrals(layout="newer"):
    return {"Table_2": layouts.uk_referral_rows(REFERRALS, layout)}


def decisions(layout="newer"):
    tables = [layouts.decision_rows(DECISIONS[DECISIONS["decision"] == kind], kind, layout) for kind in KINDS]
    return {"Table_16": tables[0], **OTHER, "Table_28": tables[1]}


def in_one_header_row(table):
    """Return a table whose two header rows are one: "Child (17 or under) - UK"."""
    place = breaking.row_with(table, "Year", "Quarter")
    age, joint = "", ["Year", "Quarter"]
    for over, name in zip(table[place - 1][2:], table[place][2:], strict=True):
        age = over or age
        joint.append("Total" if not (name and age) or over == "Total" else f"{age} - {name}")
        age = "" if name == "Total" else age
    return [*table[: place - 1], joint, *table[place + 1 :]]


def with_ages_below(table):
    """Return a table whose row of age groups stands above the years and quarters, one row up from the names."""
    place = breaking.row_with(table, "Year", "Quarter")
    upper = ["Year", "Quarter", *table[place - 1][2:]]
    return [*table[: place - 1], upper, [None, None, *table[place][2:]], *table[place + 1 :]]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "nrm.ods"


@pytest.fixture
def problems(path):
    return lambda read, sheets: breaking.problems(read, write_ods(path, sheets))


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_both_layouts_of_referrals_give_the_shipped_figures_to_the_cell(layout, path):
    found = read_uk_referrals(write_ods(path, referrals(layout)))
    assert [*found.rows.columns] == [*REFERRALS.columns]
    assert found.rows.equals(REFERRALS)


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_both_layouts_of_decisions_give_the_shipped_figures_to_the_cell(layout, path):
    found = read_uk_decisions(write_ods(path, decisions(layout)))
    assert [*found.rows.columns] == [*DECISIONS.columns]
    assert found.rows.equals(DECISIONS)


@pytest.mark.parametrize("turned", [in_one_header_row, with_ages_below])
def test_headers_in_one_row_or_the_other_way_round_are_understood(turned, path):
    made = {name: turned(table) for name, table in referrals().items()}
    assert read_uk_referrals(write_ods(path, made)).rows.equals(REFERRALS)


def test_year_totals_are_returned_as_published(path):
    totals = read_uk_referrals(write_ods(path, referrals())).control_totals
    assert totals[0] == {"where": {"period": ["2009Q2", "2009Q3", "2009Q4"]}, "total": 552}
    assert totals[-2:] == (
        {"where": {"period": ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]}, "total": 16921},
        {"where": {"period": ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]}, "total": 17004},
    )


def test_year_totals_of_each_kind_of_decision_are_returned(path):
    totals = read_uk_decisions(write_ods(path, decisions())).control_totals
    year = ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]
    for kind, total in zip(KINDS, (15247, 9825), strict=True):
        assert {"where": {"period": year, "decision": kind}, "total": total} in totals


def test_figures_that_carry_a_mark_are_said(path):
    assert read_uk_referrals(write_ods(path, referrals())).notes == ("Sheet Table_2 marks figures: 1 with [r].",)


@pytest.mark.parametrize("said", ["Q{}", "{}", "Quarter {}", "Q{} [p]"])
def test_quarters_are_known_in_every_way_they_are_written(said, path):
    made = referrals()
    for number in "1234":
        made = breaking.with_cells(made, "Table_2", f"Q{number}", said.format(number))
    assert read_uk_referrals(write_ods(path, made)).rows.equals(REFERRALS)


def test_the_year_may_stand_in_every_row(path):
    made, year = referrals(), None
    for row in made["Table_2"][6:]:
        year = row[0] = row[0] or year
    assert read_uk_referrals(write_ods(path, made)).rows.equals(REFERRALS)


def test_a_workbook_without_the_table_says_what_it_has(problems):
    assert problems(read_uk_referrals, decisions()) == [
        "nrm.ods: found no table titled as NRM referrals by quarter, age at exploitation and location of exploitation "
        "(sheets: Table_16, Table_17, Table_28); expected one"
    ]


def test_decisions_without_their_second_table_are_refused(problems):
    assert problems(read_uk_decisions, breaking.without_sheet(decisions(), "Table_28")) == [
        "nrm.ods: found no table titled as NRM conclusive grounds decisions by quarter, outcome and age at "
        "exploitation (sheets: Table_16, Table_17); expected one"
    ]


def test_two_tables_of_the_same_title_are_refused(problems):
    made = referrals() | {"Table_2a": referrals()["Table_2"]}
    assert problems(read_uk_referrals, made) == [
        "nrm.ods: found NRM referrals by quarter, age at exploitation and location of exploitation in the sheets "
        "Table_2 and Table_2a; expected it in only one"
    ]


def test_a_renamed_column_is_named(problems):
    (problem, *_) = problems(read_uk_referrals, breaking.with_cells(referrals(), "Table_2", "Overseas", "Abroad"))
    assert problem == (
        "nrm.ods, sheet Table_2, row 6: found the column 'Adult (18 or over) - Abroad'; "
        "expected only age groups, their parts and totals"
    )


def test_a_renamed_quarter_column_is_named(problems):
    (problem,) = problems(read_uk_referrals, breaking.with_cells(referrals(), "Table_2", "Quarter", "When"))
    assert "row 6: found no column quarter among Year, When, Overseas" in problem


def test_an_age_group_that_lacks_a_column_is_named(problems):
    made = referrals()
    made["Table_2"] = [row[:3] + row[4:] if len(row) > 3 else row for row in made["Table_2"]]
    assert problems(read_uk_referrals, made) == [
        "nrm.ods, sheet Table_2, row 6: found no column for Adult (18 or over), UK; "
        "expected one, as for the other age groups"
    ]


def test_an_outcome_that_is_new_stops(problems):
    made = decisions()
    title = "Negative reasonable grounds"
    (problem, *_) = problems(read_uk_decisions, breaking.with_cells(made, "Table_16", title, "Suspended"))
    assert "found the column 'Adult (18 or over) - Suspended'; expected only age groups" in problem


def test_a_row_total_off_by_one_is_named(problems):
    made = referrals("older")
    row = breaking.row_with(made["Table_2"], 2023) + 2
    made["Table_2"][row - 1][-1] += 1
    total = made["Table_2"][row - 1][-1]
    assert problems(read_uk_referrals, made)[0] == (
        f"nrm.ods, sheet Table_2, row {row}: found {total} for total; expected {total - 1}, the sum of its columns"
    )


def test_a_year_total_off_by_one_is_named(problems):
    made = referrals("older")
    place = breaking.row_with(made["Table_2"], 2023)
    for column in (2, 6, -1):
        made["Table_2"][place][column] += 1
    found = problems(read_uk_referrals, made)
    assert found[-1] == (
        f"nrm.ods, sheet Table_2, row {place + 1}: found 17005 for total in the total of 2023; "
        "expected 17004, the sum of its quarters"
    )
    assert len(found) == 3


@pytest.mark.parametrize(
    ("value", "said"),
    [("[c]", "'[c]'"), ("[x]", "'[x]'"), ("", "a blank cell"), (1.5, "1.5, which is no whole number"), (-1, "'-1'")],
)
def test_a_cell_without_a_number_is_never_nought(problems, value, said):
    made = referrals()
    row = breaking.row_with(made["Table_2"], 2023) + 2
    made["Table_2"][row - 1][3] = value
    (problem,) = problems(read_uk_referrals, made)
    assert problem.startswith(f"nrm.ods, sheet Table_2, row {row}: found {said}")
    assert problem.endswith("; expected a whole number, 0 or more")


def test_a_year_misprinted_is_found_as_a_quarter_met_twice(problems):
    made = referrals()
    first = breaking.row_with(made["Table_2"], 2022) + 1
    row = breaking.row_with(made["Table_2"], 2023) + 1
    found = problems(read_uk_referrals, breaking.with_cells(made, "Table_2", 2023, 2022))
    assert found[0] == f"nrm.ods, sheet Table_2, row {row}: found 2022 again, as in row {first}; expected it once"
    assert f"row {row + 1}: found 2022Q1 again, as in row {first + 1}; expected it once" in found[1]


def test_a_missing_quarter_is_named(problems):
    made = referrals()
    place = breaking.row_with(made["Table_2"], 2022) + 2
    made["Table_2"] = made["Table_2"][:place] + made["Table_2"][place + 1 :]
    assert problems(read_uk_referrals, made) == [
        f"nrm.ods, sheet Table_2, row {place + 1}: found 2022Q3 below 2022Q1; expected 2022Q2"
    ]


def test_a_missing_total_of_a_year_is_named(problems):
    made = breaking.without_rows(referrals(), "Table_2", 2009)
    (problem, *_) = problems(read_uk_referrals, made)
    assert problem.startswith("nrm.ods, sheet Table_2, row 7: found the year '' and quarter 'Q2'; expected such as")


def test_kinds_of_decision_that_end_in_different_quarters_are_refused(problems):
    made = decisions("older")
    shorter = DECISIONS[(DECISIONS["decision"] == KINDS[1]) & (DECISIONS["period"] < "2023")]
    made["Table_28"] = layouts.decision_rows(shorter, KINDS[1], "older")
    assert problems(read_uk_decisions, made) == [
        "nrm.ods: found 40 quarters from 2014Q1 to 2023Q4 of reasonable grounds and 36 quarters from 2014Q1 to 2022Q4 "
        "of conclusive grounds; expected the same quarters of both kinds of decision"
    ]
