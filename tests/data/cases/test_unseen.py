"""What nobody sees in a spreadsheet counts only by the owner's word, and is said with its number."""

import re

import pytest

from data.build.__main__ import Request, counted_cases
from tests.data.cases.conftest import CASES, COUNTED, count, edited, replace_in_ods, replace_in_xlsx

SHOWN = (
    'all of it shown, with no filter, or a copy without it; to count what nobody sees as well, write hidden = "count"'
)


@pytest.fixture
def counting(files):
    return files.write("map.toml", 'hidden = "count"')


def workbook_with(files, change):
    """Return an XLSX file after something was done to its sheet."""
    path = files.xlsx()
    with edited(path) as workbook:
        change(workbook.active)
    return path


def hide_rows(sheet):
    for row in (3, 4, 6):
        sheet.row_dimensions[row].hidden = True


def filter_rows(sheet):
    sheet.auto_filter.ref = "A1:F6"
    sheet.auto_filter.add_filter_column(5, ["male"])
    hide_rows(sheet)


def hide_columns(sheet):
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["E"].hidden = True


def merge(path):
    replace_in_xlsx(path, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="B2:C3"/></mergeCells>')
    return path


def hidden_ods(files, row, *, times=1, value="collapse"):
    """Return an ODS file of whose rows those from one on, counted from 0, are hidden."""
    path = files.ods([CASES[0], *CASES[1:]])
    content = "<table:table-row>"
    for number in range(times):
        replace_in_ods(path, content, f'<table:table-row table:visibility="{value}" office:n="{number}">')
    return path


@pytest.mark.parametrize("change", [hide_rows, filter_rows])
def test_hidden_and_filtered_rows_of_xlsx_are_refused_with_their_number(files, refused, change):
    said = refused(workbook_with(files, change), secrets=["nail_bars", "W0600"])
    assert f"cases.xlsx, rows 3 to 4, 6: found 3 hidden or filtered rows; expected {SHOWN}" in said


@pytest.mark.parametrize("change", [hide_rows, filter_rows, hide_columns])
def test_hidden_rows_and_columns_of_xlsx_count_by_the_owners_word(files, counting, change):
    counted = count(workbook_with(files, change), map_file=counting)
    assert counted.csv() == COUNTED
    [said] = counted.said
    assert re.fullmatch(
        r"cases.xlsx: (3 hidden or filtered rows|2 hidden columns) counted as well \((rows 3 to 4, 6|columns 3, 5)\)",
        said,
    )


@pytest.mark.parametrize("value", ["collapse", "filter"])
def test_hidden_and_filtered_rows_of_ods_are_refused_and_count_by_the_owners_word(files, refused, counting, value):
    path = hidden_ods(files, 0, times=2, value=value)
    assert f"cases.ods, rows 1 to 2: found 2 hidden or filtered rows; expected {SHOWN}" in refused(path)
    counted = count(path, map_file=counting)
    assert counted.csv() == COUNTED
    assert counted.said == ("cases.ods: 2 hidden or filtered rows counted as well (rows 1 to 2)",)


def test_a_run_of_equal_hidden_rows_of_ods_is_counted_whole(files, refused):
    path = files.ods()
    row = "<table:table-row table:visibility='filter' table:number-rows-repeated='40'><table:table-cell "
    row += "office:value-type='string'><text:p>SECRET</text:p></table:table-cell></table:table-row>"
    replace_in_ods(path, "</table:table>", f"{row}</table:table>")
    assert "rows 7 to 46: found 40 hidden or filtered rows" in refused(path, secrets=["SECRET"])


def test_rows_of_a_closed_group_of_ods_are_hidden(files, refused):
    path = files.ods()
    replace_in_ods(path, "<table:table-row>", '<table:table-row-group table:display="false"><table:table-row>')
    replace_in_ods(path, "</table:table-row>", "</table:table-row></table:table-row-group>")
    assert "cases.ods, row 1: found 1 hidden or filtered row;" in refused(path)


def test_hidden_columns_are_refused_with_their_number(files, refused):
    said = refused(workbook_with(files, hide_columns), secrets=["nail_bars"])
    assert f"cases.xlsx, columns 3, 5: found 2 hidden columns; expected {SHOWN}" in said


def test_hidden_columns_of_ods_are_refused_and_count_by_the_owners_word(files, refused, counting):
    path = files.ods()
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    replace_in_ods(path, "<table:table-row>", f"{columns}<table:table-row>")
    assert "cases.ods, columns 3 to 4: found 2 hidden columns" in refused(path)
    assert count(path, map_file=counting).csv() == COUNTED


def test_rows_and_columns_of_no_size_are_hidden_too(files, refused):
    path = files.xlsx()
    replace_in_xlsx(path, '<row r="4"', '<row r="4" ht="0" customHeight="1"')
    replace_in_xlsx(path, "<sheetData>", '<cols><col min="3" max="4" width="0" customWidth="1"/></cols><sheetData>')
    said = refused(path, secrets=["nail_bars"])
    assert "cases.xlsx, row 4: found 1 hidden or filtered row; expected" in said
    assert "cases.xlsx, columns 3 to 4: found 2 hidden columns; expected" in said


def test_hidden_rows_and_columns_without_a_value_are_no_matter(files):
    def hide_empty_ones(sheet):
        sheet.row_dimensions[40].hidden = True
        sheet.column_dimensions["K"].hidden = True

    assert count(workbook_with(files, hide_empty_ones)).csv() == COUNTED


def test_the_endless_hidden_empty_rows_that_a_spreadsheet_program_writes_are_no_matter(files):
    path = files.ods()
    rows = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1000000"/>'
    replace_in_ods(path, "</table:table>", f"{rows}</table:table>")
    assert count(path).csv() == COUNTED


def test_values_under_merged_cells_are_refused_and_count_by_the_owners_word(files, refused, counting):
    path = merge(files.xlsx())
    said = refused(path, secrets=["nail_bars"])
    assert "cases.xlsx, rows 2 to 3: found 3 values under merged cells; expected cells that are not merged; to" in said
    counted = count(path, map_file=counting)
    assert counted.csv() == COUNTED
    assert counted.said == ("cases.xlsx: 3 values under merged cells counted as well (rows 2 to 3)",)


def test_values_under_merged_cells_of_ods_are_refused(files, refused, counting):
    path = files.ods()
    replace_in_ods(path, "</table:table-row>", "<table:covered-table-cell/></table:table-row>")
    assert count(path).csv() == COUNTED
    cell = '<table:covered-table-cell office:value-type="string"><text:p>SECRET</text:p></table:covered-table-cell>'
    replace_in_ods(path, "<table:covered-table-cell/>", cell)
    assert "cases.ods, row 1: found 1 value under merged cells" in refused(path, secrets=["SECRET"])


def test_a_note_in_a_hidden_row_of_ods_is_no_value(files):
    path = files.ods()
    note = "<office:annotation><text:p>SECRET</text:p></office:annotation>"
    row = f'<table:table-row table:visibility="collapse"><table:table-cell>{note}</table:table-cell></table:table-row>'
    replace_in_ods(path, "</table:table>", f"{row}</table:table>")
    assert count(path).csv() == COUNTED


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_beside_the_records_is_said_to_be_hidden(files, refused, counting, state):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.create_sheet("SECRET").sheet_state = state
    for settings in ({}, {"map_file": counting}):
        said = refused(path, secrets=["SECRET"], **settings)
        assert (
            "cases.xlsx: found 2 sheets, 1 of them hidden (sheet 2); expected one sheet, with the records and" in said
        )


def test_a_hidden_sheet_alone_is_refused_and_counts_by_the_owners_word(files, refused, counting):
    path = files.ods()
    style = '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/>'
    replace_in_ods(
        path, "<office:body>", f"<office:automatic-styles>{style}</style:style></office:automatic-styles><office:body>"
    )
    replace_in_ods(path, "<table:table ", '<table:table table:style-name="gone" ')
    assert f"cases.ods: found a hidden sheet; expected {SHOWN}" in refused(path)
    assert count(path, map_file=counting).csv() == COUNTED


def test_all_that_nobody_sees_is_told_together(files, refused):
    path = merge(workbook_with(files, lambda sheet: (hide_rows(sheet), hide_columns(sheet))))
    said = refused(path, secrets=["nail_bars"])
    assert len(said.splitlines()) == 4


def test_the_build_says_what_it_counts_although_nobody_sees_it(files, capsys):
    given = files.write("map.toml", 'hidden = "count"\ncovers = ["2023-Q1", "2024-Q1"]')
    release = {"sources": files.folder, "out": files.folder, "releases": files.folder, "release": "2099-01-01"}
    counted_cases(str(workbook_with(files, hide_rows)), Request(**release, cases_map=given))
    assert capsys.readouterr().out == "  cases.xlsx: 3 hidden or filtered rows counted as well (rows 3 to 4, 6)\n"


def test_a_setting_for_what_is_hidden_that_does_not_exist_is_refused(files, refused):
    said = refused(files.csv(), map_file=files.write("map.toml", 'hidden = "show"'))
    assert "map.toml, hidden: found 'show'; expected refuse or count" in said
