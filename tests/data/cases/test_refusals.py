"""Sources that cannot be used: each gives one clear message, changes nothing and tells no cell."""

import zipfile

import pytest

from data.build.cases.problems import listed
from tests.data.cases.conftest import CASES, COLUMNS, cases_with, count, edited, replace_in_ods

SECRET = "SECRET"


def with_column(name, value=SECRET):
    return [(*case, value) for case in CASES], (*COLUMNS, name)


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_file_with_a_name_column_is_refused(files, refused, kind):
    said = refused(getattr(files, kind)(*with_column("Victim surname")), secrets=[SECRET])
    assert f"cases.{kind}, column 7, 'Victim surname': found a column named for a name" in said


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_file_with_a_postcode_column_is_refused(files, refused, kind):
    said = refused(getattr(files, kind)(*with_column("postcode", "LL57 9ZZ")), secrets=["LL57", "9ZZ"])
    assert f"cases.{kind}, column 7, 'postcode': found a column named for a postcode or an address" in said


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_column_that_is_not_a_field_is_refused(files, refused, kind):
    said = refused(getattr(files, kind)(*with_column("team")), secrets=[SECRET])
    assert f"cases.{kind}, column 7, 'team': found a column that is not a field" in said


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_thirty_seven_bad_rows_are_told_together_by_row_and_field(files, refused, kind):
    rows = [list(CASES[0]) for _ in range(100)]
    for number in range(20, 50):
        rows[number][5] = SECRET
    for number in (2, 4, 6, 80, 90, 91, 99):
        rows[number][3] = f"{SECRET} {number}"
    said = refused(getattr(files, kind)(rows), secrets=[SECRET])
    word, scattered, run = "row", "4, 6, 8, 82, 92 to 93, 101", "22 to 51"
    if kind == "parquet":
        word, scattered, run = "record", "3, 5, 7, 81, 91 to 92, 100", "21 to 50"
    assert (
        f"cases.{kind}, exploitation, {word}s {scattered}: found what cannot be used; expected one of criminal" in said
    )
    assert f"cases.{kind}, gender, {word}s {run}: found what cannot be used; expected one of female, male" in said
    assert f"37 of 100 {word}s that cannot be used; expected none; to leave them out, add --allow-rejected 37" in said
    assert len(said.splitlines()) == 4


def test_a_wrong_encoding_is_told_by_its_line(files, refused):
    path = files.csv(cases_with(2, local_authority="Ynys Môn"))
    path.write_bytes(path.read_bytes().decode("utf-8").encode("cp1252"))
    said = refused(path, secrets=["Ynys"])
    assert 'cases.csv, line 4: found bytes that are not UTF-8; expected a file saved as "CSV UTF-8"' in said


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32", "cp1252"])
def test_a_wrong_encoding_of_the_header_is_told(files, refused, encoding):
    path = files.csv(*with_column("tîm" if encoding == "cp1252" else "tŷ"))
    path.write_bytes(path.read_bytes().decode("utf-8").encode(encoding))
    assert "cases.csv, line 1: found bytes that are not UTF-8" in refused(path, secrets=[SECRET])


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("kept", [0, 100, 3_000])
def test_a_truncated_zip_is_refused(files, refused, kind, kept):
    path = getattr(files, kind)(CASES * 100)
    path.write_bytes(path.read_bytes()[:kept])
    said = refused(path)
    assert f"cases.{kind}: found a file that cannot be opened: damaged, cut off or locked with a password" in said


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_zip_with_a_damaged_member_is_refused(files, refused, kind):
    path = getattr(files, kind)(CASES * 100)
    name = "xl/worksheets/sheet1.xml" if kind == "xlsx" else "content.xml"
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(name).header_offset + 60
    content = bytearray(path.read_bytes())
    content[start : start + 40] = bytes(40)
    path.write_bytes(content)
    assert f"cases.{kind}: found a file that cannot be opened" in refused(path)


def test_a_truncated_parquet_file_is_refused(files, refused):
    path = files.parquet()
    path.write_bytes(path.read_bytes()[:200])
    assert "cases.parquet: found an error of the engine (InvalidInputException)" in refused(path)


def test_a_formula_cell_of_xlsx_is_refused_by_its_row(files, refused):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.active["D3"] = f'="{SECRET}"'
        workbook.active["E3"] = "=1+1"
        workbook.active["F5"] = "=1+1"
    assert "cases.xlsx, rows 3, 5: found a formula; expected values only" in refused(path, secrets=[SECRET])


def test_a_formula_cell_of_ods_is_refused_by_its_row_below_repeated_rows(files, refused):
    path = files.ods()
    replace_in_ods(
        path,
        "<table:table-row><table:table-cell",
        "<table:table-row table:number-rows-repeated='3'><table:table-cell",
    )
    replace_in_ods(
        path,
        "</table:table>",
        f"<table:table-row><table:table-cell table:formula='of:={SECRET}'/></table:table-row></table:table>",
    )
    assert "cases.ods, row 9: found a formula" in refused(path, secrets=[SECRET])


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_header_of_two_thousand_columns_is_refused_in_one_line(files, refused, kind):
    wide = [(*case, *([SECRET] * 1_994)) for case in CASES]
    said = refused(getattr(files, kind)(wide, (*COLUMNS, *(f"surname{n}" for n in range(1_994)))), secrets=[SECRET])
    assert f"cases.{kind}, header: found 2,000 columns; expected at most 100" in said
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_missing_column_is_named(files, refused, kind):
    path = getattr(files, kind)([case[:-1] for case in CASES], COLUMNS[:-1])
    assert f"cases.{kind}, header: found no column 'gender'" in refused(path)


def test_all_that_is_wrong_with_a_header_is_told_together(files, refused):
    said = refused(files.csv(*with_column("dob")), map_file=files.write("map.toml", 'columns = { gender = "sex" }'))
    assert "header: found no column 'sex'" in said
    assert "column 7: found a column named for a date of birth" in said


def test_a_file_without_a_header_tells_nothing_of_its_first_row(files, refused):
    said = refused(
        files.csv(CASES[1:], (*CASES[0][:2], "Jane Surname", *CASES[0][3:])), secrets=["Jane", "W06", "2023"]
    )
    assert "header: found no column date or quarter" in said


def test_a_column_that_is_there_twice_is_refused(files, refused):
    said = refused(files.csv([(*case, "male") for case in CASES], (*COLUMNS, "Gender")))
    assert "header: found 2 columns 'gender'; expected only one" in said


def test_a_date_and_a_quarter_together_are_refused(files, refused):
    said = refused(files.csv(*with_column("quarter", "2023-Q1")), secrets=["2023-Q1"])
    assert "header: found both a date and a quarter; expected one of the two" in said


def test_a_row_with_too_many_values_is_told_by_its_line(files, refused):
    said = refused(files.csv([*CASES[:3], (*CASES[3], SECRET), CASES[4]]), secrets=[SECRET])
    assert "cases.csv, line 5: found more or fewer values than columns" in said


def test_a_row_with_too_few_values_is_told_by_its_line(files, refused):
    assert "cases.csv, line 5: found more or fewer values than columns" in refused(
        files.csv([*CASES[:3], CASES[3][:4]])
    )


def test_an_open_quotation_mark_is_told_by_its_line(files, refused):
    path = files.csv()
    path.write_text(path.read_text(encoding="utf-8") + f'2023-05-01,"{SECRET}\n', encoding="utf-8")
    assert "cases.csv, line 7: found a quotation mark that is not closed" in refused(path, secrets=[SECRET])


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_file_with_a_header_alone_has_no_case(files, refused, kind):
    assert f"cases.{kind}: found no case; expected at least one" in refused(getattr(files, kind)([]))


def test_an_empty_file_is_refused(files, refused):
    assert "cases.csv, header: found no column date or quarter" in refused(files.write("cases.csv", ""))


@pytest.mark.parametrize(("name", "found"), [("nothing.csv", "no such file"), ("cases.docx", "another kind of file")])
def test_a_file_that_is_not_there_or_of_another_kind_is_refused(files, refused, name, found):
    assert f"{name}: found {found}; expected a file that ends in .csv, .parquet, .xlsx, .ods" in refused(
        files.folder / name
    )


def test_a_workbook_of_several_sheets_is_refused(files, refused):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.create_sheet(SECRET)
    assert "cases.xlsx: found 2 sheets; expected one sheet" in refused(path, secrets=[SECRET])


def test_a_sheet_whose_header_is_not_at_its_top_is_refused(files, refused):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.active.insert_rows(1, 2)
    assert "cases.xlsx, row 1: found no header from its first cell on" in refused(path)


def test_rows_may_be_left_out_up_to_the_number_allowed(files):
    counted = count(files.csv(cases_with(1, gender=SECRET, setting="")), allow_rejected=1)
    assert counted.rejected == 1
    assert counted.counts["count"].tolist() == [2, 1, 1]
    assert [problem.where for problem in counted.problems] == ["setting, row 3", "gender, row 3"]


def test_one_row_more_than_allowed_stops_the_count(files, refused):
    path = files.csv([*cases_with(1, gender=SECRET)[:2], *cases_with(2, gender=SECRET)[2:]])
    assert "found 2 of 5 rows that cannot be used" in refused(path, allow_rejected=1, secrets=[SECRET])


def test_leaving_out_every_row_is_no_result(files, refused):
    path = files.csv([(*case[:5], SECRET) for case in CASES])
    assert "found no case; expected at least one" in refused(path, allow_rejected=5, secrets=[SECRET])


def test_a_hundred_rows_are_named_and_the_rest_counted():
    assert listed(range(1, 2_001, 2), 1_000, word="row").endswith("197, 199 and 900 more")
    assert listed([7], 1, word="row") == "row 7"
    assert listed([1, 2, 3, 5], 4, word="record") == "records 1 to 3, 5"


def test_a_bad_row_far_below_many_others_is_named_too(files, refused):
    rows = [(*CASES[0][:5], SECRET)] * 1_500 + cases_with(0, setting=SECRET)
    said = refused(files.csv(rows), secrets=[SECRET])
    assert "setting, row 1502: found" in said
    assert "gender, rows 2 to 101 and 1,400 more: found" in said
