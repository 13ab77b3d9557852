"""Police referrals: both layouts give the shipped quarter, every total is checked, and each mistake is one message."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.refresh.readers.police_referrals import read_police_referrals
from tests.refresh import breaking, layouts
from tests.refresh.writing import write_ods

SHIPPED = layouts.shipped("nrm_police_referrals")
QUARTERS = sorted(SHIPPED["quarter"].unique())
COVER = {"Cover": [["Modern slavery statistics"], ["Quarter 4 2023 – October to December, data tables"]]}
NORTH_WALES = SHIPPED[(SHIPPED["quarter"] == "2023Q4") & (SHIPPED["first_responder"] == "North Wales Police")]


def sheets(quarter="2023Q4", layout="newer", rows=SHIPPED):
    table = layouts.police_rows(rows[rows["quarter"] == quarter], quarter, layout)
    return COVER | {"Table_13" if layout == "newer" else "Table_12": table}


@pytest.fixture
def read(tmp_path):
    return lambda made, **named: read_police_referrals(write_ods(tmp_path / "nrm.ods", made), **named)


@pytest.fixture
def problems(tmp_path):
    return lambda made, **named: breaking.problems(
        lambda path: read_police_referrals(path, **named), write_ods(tmp_path / "nrm.ods", made)
    )


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
@pytest.mark.parametrize("quarter", QUARTERS)
def test_both_layouts_give_the_shipped_quarter_to_the_cell(layout, quarter, read):
    expected = SHIPPED[SHIPPED["quarter"] == quarter].reset_index(drop=True)
    found = read(sheets(quarter, layout))
    assert [*found.rows.columns] == [*SHIPPED.columns]
    assert found.rows.equals(expected)
    total = expected["referrals"].astype(int).sum()
    assert found.control_totals == ({"where": {"quarter": quarter}, "total": total},)
    assert set(found.outside) == set(expected.loc[expected["area_code"] == "", "first_responder"])


def test_the_whole_edition_is_read_by_the_title_of_its_table(read):
    frames = [layouts.shipped(name) for name in ("nrm_uk_referrals", "nrm_uk_decisions")]
    made = layouts.nrm_sheets("2023Q4", SHIPPED, *frames)
    renamed = breaking.with_sheet_named(made, "Table_13", "Table_9a")
    assert len(read(renamed).rows) == len(SHIPPED[SHIPPED["quarter"] == "2023Q4"])


def test_a_table_is_found_by_the_contents_sheet_when_it_has_no_title_itself(read):
    made = sheets()
    title = made["Table_13"][0][0]
    bare = made | {"Table_13": made["Table_13"][1:], "Contents": [["Contents"], ["Table 13", title]]}
    assert len(read(bare).rows)


def test_a_workbook_without_the_table_says_what_it_has(problems):
    assert problems(COVER | {"Table_2": [["Table 2: Referrals by quarter"]]}) == [
        "nrm.ods: found no table titled as referrals by police first responder, exploitation type, age, gender and "
        "nationality (sheets: Cover, Table_2); expected one"
    ]


def test_a_renamed_column_is_named(problems):
    (problem,) = problems(breaking.with_cells(sheets(), "Table_13", "Exploitation type", "Kind"))
    assert problem.startswith(
        "nrm.ods, sheet Table_13, row 6: found no column exploitation type among Police first responder, Kind, Age at"
    )
    assert problem.endswith("; expected 'Exploitation type' or 'Claimed exploitation type' or 'Type of exploitation'")


def test_one_more_nationality_changes_nothing(read):
    more = breaking.with_column(sheets(), "Table_13", "Zimbabwe", before="Total")
    assert read(more).rows.equals(read(sheets()).rows)


def test_a_nationality_that_the_total_does_not_count_is_found(problems):
    more = breaking.with_column(sheets(rows=NORTH_WALES), "Table_13", "Zimbabwe", before="Total", value=1)
    found = problems(more)
    assert found[0].endswith("; expected the total of the row, 10")
    assert ": found nationalities that add up to 11" in found[0]


def test_no_nationality_is_kept(read):
    found = read(sheets())
    assert not any(name in str(value) for name in layouts.NATIONALITIES for value in found.rows.to_numpy().ravel())


def _more(made, *cells, column=-1):
    """Return the sheets with 1 more in the total and the first nationality of a row."""
    place = breaking.row_with(made["Table_13"], *cells)
    row = made["Table_13"][place]
    changed = breaking.with_cell(made, "Table_13", cells, -1, value=row[-1] + 1)
    return place + 1, breaking.with_cell(changed, "Table_13", cells, 4, value=row[4] + 1)


def test_a_total_of_a_responder_off_by_one_is_named(problems):
    row, made = _more(sheets(), "North Wales Police")
    assert problems(made)[0] == (
        f"nrm.ods, sheet Table_13, row {row}: found a total of 11 for North Wales Police; "
        "expected 10, the sum of the rows below it"
    )


def test_a_total_of_a_type_off_by_one_is_named(problems):
    row, made = _more(sheets(rows=NORTH_WALES), "Criminal")
    assert f"nrm.ods, sheet Table_13, row {row}: found a total of " in problems(made)[1]
    assert "for North Wales Police, Criminal; expected" in problems(made)[1]


def test_a_total_of_the_table_off_by_one_is_named(problems):
    made = sheets()
    made["Table_13"][-1] = ["Total", "Total", "Total", "Total", *made["Table_13"][-1][4:]]
    made["Table_13"][-1][-1] += 1
    made["Table_13"][-1][4] += 1
    assert problems(made) == [
        f"nrm.ods, sheet Table_13, row {len(made['Table_13'])}: found a total of 996 for the whole table; "
        "expected 995, the sum of the responders"
    ]


def test_a_missing_row_is_found_by_the_totals_above_it(problems):
    made = sheets(rows=NORTH_WALES)
    place = next(place for place, row in enumerate(made["Table_13"]) if row[:3] == [None] * 3 and len(row) > 3)
    (problem,) = problems(made | {"Table_13": [row for at, row in enumerate(made["Table_13"]) if at != place]})
    assert problem.startswith(f"nrm.ods, sheet Table_13, row {place}: found a total of ")
    assert "for North Wales Police, Criminal, " in problem


def test_a_missing_force_is_found_by_the_total_of_the_table(problems):
    made = sheets()
    start = breaking.row_with(made["Table_13"], "North Wales Police")
    end = breaking.row_with(made["Table_13"], "North West Regional Organised Crime Unit")
    (problem,) = problems(made | {"Table_13": made["Table_13"][:start] + made["Table_13"][end:]})
    assert problem.endswith("found a total of 995 for the whole table; expected 985, the sum of the responders")


def test_a_table_cut_off_is_found(problems):
    made = sheets()
    assert problems(made | {"Table_13": made["Table_13"][:-1]}) == [
        "nrm.ods, sheet Table_13: found no row Total of the whole table; expected it below the last responder"
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("[c]", "found '[c]' as the total; expected a whole number, 0 or more"),
        ("[z]", "found '[z]' as the total; expected a whole number, 0 or more"),
        ("", "found a blank cell as the total; expected a whole number, 0 or more"),
        (1.5, "found 1.5, which is no whole number; expected a whole number, 0 or more"),
        (-1, "found '-1' as the total; expected a whole number, 0 or more"),
    ],
)
def test_a_total_that_is_no_count_is_never_taken_for_one(problems, value, message):
    made = breaking.with_cell(sheets(), "Table_13", ("North Wales Police",), -1, value=value)
    row = breaking.row_with(made["Table_13"], "North Wales Police") + 1
    assert problems(made)[0] == f"nrm.ods, sheet Table_13, row {row}: {message}"


def test_a_note_behind_a_number_changes_nothing(read):
    made = breaking.with_cell(sheets(), "Table_13", ("North Wales Police",), -1, value="10 [r]")
    assert read(made).rows.equals(read(sheets()).rows)


def test_a_responder_twice_is_refused(problems):
    made = sheets(rows=NORTH_WALES)
    rows = made["Table_13"]
    start = breaking.row_with(rows, "North Wales Police")
    total = ["Total"] * 4 + [2 * number for number in rows[-1][4:]]
    found = problems(made | {"Table_13": [*rows[:-1], *rows[start:-1], total]})
    assert f"found North Wales Police again, as in row {start + 1}; expected it once" in " ".join(found)


def test_an_unknown_responder_is_named_with_sheet_and_row(problems):
    made = breaking.with_cells(sheets(), "Table_13", "North Wales Police", "North Walia Police")
    (problem,) = problems(made)
    assert problem.startswith("nrm.ods, sheet Table_13, row ")
    assert problem.endswith(
        "found the first responder 'North Walia Police'; "
        "expected a name of geo/areas.csv or data/refresh/readers/names.toml"
    )


def test_names_are_known_in_other_forms(read):
    made = sheets()
    for old, new in (
        ("Devon & Cornwall Police", "Devon and Cornwall"),
        ("Metropolitan Police Service", "Metropolitan Police [note 2]"),
        ("North Wales Police", "Heddlu Gogledd Cymru"),
        ("City of London Police", "London, City of"),
    ):
        made = breaking.with_cells(made, "Table_13", old, new)
    assert read(made).rows.equals(read(sheets()).rows)


def test_categories_are_known_in_other_forms(read):
    made = sheets()
    for old, new in (
        ("Sexual & Labour", "Labour and Sexual"),
        ("Child (17 or under)", "Child (under 18)"),
        ("Not specified or unknown", "Age not specified or unknown"),
    ):
        made = breaking.with_cells(made, "Table_13", old, new)
    assert read(made).rows.equals(read(sheets()).rows)


def test_an_unknown_type_is_named_and_what_is_known(problems):
    (problem,) = problems(breaking.with_cells(sheets(), "Table_13", "Criminal", "Forced begging"))
    assert "found the exploitation type 'Forced begging'; expected one of: Criminal; Labour; " in problem


def test_the_quarter_comes_from_the_cover_when_the_table_does_not_say_it(read):
    made = sheets()
    silent = breaking.with_cell(made, "Table_13", ("Referrals made in October to December 2023.",), 0, value="Notes")
    assert set(read(silent).rows["quarter"]) == {"2023Q4"}


def test_a_file_that_says_no_quarter_needs_one_from_the_publishers_page(read, problems):
    made = breaking.with_cell(sheets(), "Table_13", ("Referrals made in October to December 2023.",), 0, value="Notes")
    silent = breaking.without_sheet(made, "Cover")
    assert problems(silent) == [
        "nrm.ods, sheet Table_13: found no quarter above the table; expected one, such as October to December 2023"
    ]
    assert set(read(silent, quarter="2023Q4").rows["quarter"]) == {"2023Q4"}


def test_a_file_of_another_quarter_than_its_page_says_is_refused(problems):
    assert problems(sheets("2023Q3"), quarter="2023Q4") == [
        "nrm.ods, sheet Table_13: found the quarter 2023Q3 above the table; expected 2023Q4"
    ]


def test_two_quarters_above_a_table_are_refused(problems):
    made = breaking.with_cell(sheets(), "Table_13", ("Source: Home Office",), 0, value="As in Q3 2023")
    assert problems(made) == [
        "nrm.ods, sheet Table_13: found the quarter 2023Q3 and 2023Q4 above the table; "
        "expected one, such as October to December 2023"
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_single_number_changed_is_found(tmp_path, data):
    made = sheets(rows=NORTH_WALES)
    rows = [at for at, row in enumerate(made["Table_13"]) if row and isinstance(row[-1], int)]
    row, column = data.draw(st.sampled_from(rows)), data.draw(st.integers(4, 8))
    made["Table_13"][row] = list(made["Table_13"][row])
    made["Table_13"][row][column] += data.draw(st.integers(1, 3))
    assert breaking.problems(read_police_referrals, write_ods(tmp_path / "nrm.ods", made))
