"""Spreadsheets as other programs write them: legal forms are read, and dates are right."""

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.data.cases.conftest import CASES, COUNTED, cases_with, count, edited, replace_in, replace_in_ods

BRITISH = 'date_format = "dd/mm/yyyy"'
TAGS = ("<table:", "</table:", "<text:p", "</office:", "<office:body", "<office:spreadsheet")


@pytest.fixture
def british(files):
    return files.write("map.toml", BRITISH)


@pytest.mark.parametrize("between", ["\n", "\n\t  ", "\r\n", "<!-- SECRET -->", "\n <?program SECRET?> \n"])
def test_blanks_between_the_cells_of_ods_make_no_difference(files, between):
    path = files.ods()
    for tag in TAGS:
        replace_in(path, "content.xml", tag, between + tag, times=-1)
    assert count(path).csv() == COUNTED


def test_blanks_inside_a_text_of_ods_stay(files):
    path = files.ods(cases_with(0, local_authority="Isle of Anglesey"))
    replace_in_ods(
        path, "<text:p>Isle of Anglesey", "<text:p><text:span>Isle of</text:span> <text:span>Anglesey</text:span>"
    )
    replace_in_ods(path, ' office:string-value="Isle of Anglesey"', "")
    replace_in(path, "content.xml", "<table:table-cell", "\n<table:table-cell", times=-1)
    assert count(path).csv() == COUNTED


@pytest.mark.parametrize("tag", ["row ", "c ", "v>", "/row>", "/c>"])
def test_blanks_between_the_cells_of_xlsx_make_no_difference(files, tag):
    path = files.xlsx()
    replace_in(path, "xl/worksheets/sheet1.xml", f"<{tag}", f"\n  <{tag}", times=-1)
    assert count(path).csv() == COUNTED


def test_a_sheet_in_a_form_nobody_reads_is_refused_with_what_to_do(files, refused):
    path = files.ods()
    replace_in(path, "content.xml", "table:", "t:", times=-1)
    said = refused(path)
    assert (
        "cases.ods: found a file that is whole, but cannot be read; expected it opened in a spreadsheet program" in said
    )
    assert "saved again under a new name, or saved as CSV" in said


@pytest.mark.parametrize(("kind", "other"), [("ods", "xlsx"), ("xlsx", "ods")])
def test_a_spreadsheet_with_the_ending_of_another_is_refused(files, refused, kind, other):
    path = getattr(files, kind)()
    path = path.rename(path.with_suffix(f".{other}"))
    assert (
        f"cases.{other}: found an {kind.upper()} file with another ending; expected a name that ends in .{kind}"
        in refused(path)
    )


def test_an_ods_file_with_a_password_is_said_to_have_one(files, refused):
    path = files.ods()
    replace_in(path, "META-INF/manifest.xml", "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>")
    assert "cases.ods: found a file protected by a password" in refused(path)


def test_a_formula_in_a_sheet_of_another_name_is_refused(files, refused):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.active["D3"] = '="SECRET"'
    replace_in(path, "xl/worksheets/sheet1.xml", "<worksheet ", "<worksheet ")
    assert "cases.xlsx, row 3: found a formula" in refused(path, secrets=["SECRET"])


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("setting", ["", BRITISH])
def test_real_dates_are_right_whatever_the_format_of_texts(files, kind, setting):
    assert count(getattr(files, kind)(), map_file=files.write("map.toml", setting)).csv() == COUNTED


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_real_dates_and_british_texts_may_stand_in_one_column(files, british, kind):
    path = files.xlsx()
    if kind == "ods":
        path = files.ods()
        date = 'office:value-type="date" office:date-value="2023-07-01"><text:p>07/01/23<'
        replace_in_ods(path, date, 'office:value-type="string"><text:p>01/07/2023<')
    else:
        with edited(path) as workbook:
            workbook.active["A5"] = "01/07/2023"
    assert count(path, map_file=british).csv() == COUNTED


@pytest.mark.parametrize("setting", ["", BRITISH])
def test_dates_counted_from_1904_are_right(files, setting):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.epoch = CALENDAR_MAC_1904
    assert count(path, map_file=files.write("map.toml", setting)).csv() == COUNTED


@pytest.mark.parametrize("serial", [1, 59, 60, 61, -1, 2958466])
def test_a_date_at_the_edge_of_what_excel_knows_is_refused(files, refused, serial):
    path = files.xlsx()
    replace_in(path, "xl/worksheets/sheet1.xml", "<v>45108</v>", f"<v>{serial}</v>")
    assert "cases.xlsx, quarter, row 5: found what cannot be used" in refused(path)


def test_the_last_moment_of_a_quarter_belongs_to_it(files):
    path = files.xlsx(CASES[:3])
    replace_in(path, "xl/worksheets/sheet1.xml", "<v>45107</v>", "<v>45107.999999</v>")
    assert count(path).counts["quarter"].tolist() == ["2023-Q2"]


def test_british_texts_without_the_setting_are_refused_with_the_reason(files, refused):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.active["A5"] = "01/07/2023"
    said = refused(path, secrets=["01/07"])
    assert "quarter, row 5: found what cannot be used" in said
    assert "cases.xlsx, date: found 1 row with a day such as 03/04/2023, which may be in March or in April" in said
    assert 'date_format = "dd/mm/yyyy" in the column map' in said


def swapped(files, real, texts):
    path = files.xlsx([(day, *CASES[0][1:]) for day in real])
    with edited(path) as workbook:
        for text in texts:
            workbook.active.append([text, *CASES[0][1:]])
    return path


def test_dates_a_program_made_with_the_month_first_are_refused(files, refused, british):
    path = swapped(files, [f"2023-{month:02}-07" for month in range(1, 9)], ["13/05/2023", "25/06/2023"])
    said = refused(path, map_file=british, secrets=["13/05", "25/06"])
    assert (
        "cases.xlsx, column 1: found real dates that all lie before the 13th of a month, and texts that all lie" in said
    )


def test_dates_and_texts_before_and_after_the_13th_are_not_taken_for_that(files, british):
    path = swapped(files, [f"2023-{month:02}-07" for month in range(1, 9)], ["13/05/2023", "05/06/2023"])
    assert count(path, map_file=british).counts["count"].sum() == 10
