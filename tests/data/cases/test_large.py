"""What would become too large in memory is refused before anything of it is parsed."""

import zipfile

import pytest

from data.build.cases import delimited, engine, spreadsheet
from tests.data.cases.conftest import CASES, COUNTED, count, edited, replace_in, replace_in_ods, replace_in_xlsx

ROW = (
    '<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" '
)
ROW += 'office:value-type="string"><text:p>SECRET</text:p></table:table-cell></table:table-row>'


@pytest.fixture
def unread(monkeypatch):
    """Fail if the library that parses spreadsheets is asked at all."""

    def read(*_):
        raise AssertionError("the file was parsed")

    monkeypatch.setattr(spreadsheet, "open_tables", read)
    monkeypatch.setattr(spreadsheet, "survey", read)


@pytest.mark.parametrize(
    ("rows", "columns", "cells"),
    [(170_000_000, 6, "1,020,000,036"), (1, 1_000_000_000, "7,000,000,000"), (100_000, 1_000, "100,006,000")],
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_cells_repeated_without_end_are_refused_with_their_number(files, refused, unread, rows, columns, cells, quote):
    path = files.ods()
    replace_in_ods(
        path, "</table:table>", ROW.format(rows=rows, columns=columns).replace('"', quote) + "</table:table>"
    )
    said = refused(path, secrets=["SECRET"])
    assert f"cases.ods: found a table that would fill {cells} cells; expected 2,000,000 at most" in said
    assert "delete the rows and columns that hold no record, or save the records as CSV" in said


def test_empty_rows_without_end_between_records_are_refused(files, refused, unread):
    path = files.ods()
    far = '<table:table-row table:number-rows-repeated="900000"/>' + ROW.format(rows=1, columns=6)
    replace_in_ods(path, "</table:table>", f"{far}</table:table>")
    assert "found a table that would fill 5,400,042 cells" in refused(path, secrets=["SECRET"])


def test_a_cell_far_below_the_others_is_refused(files, refused, unread):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.active["F1048576"] = "SECRET"
    said = refused(path, secrets=["SECRET"])
    assert "cases.xlsx: found a table that would fill 6,291,456 cells; expected 2,000,000 at most" in said


def test_more_rows_than_excel_has_are_refused(files, refused, unread):
    path = files.xlsx()
    replace_in_xlsx(path, "</sheetData>", "<row r='1048577'><c r='F1048577'><v>1</v></c></row></sheetData>")
    assert "found a table that would fill 6,291,462 cells" in refused(path)


def test_a_sheet_under_another_name_is_looked_at_too(files, refused, unread):
    path = files.xlsx()
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/other", sheet.replace('r="A1"', 'r="A99999999"'))
    replace_in(path, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "other")
    assert "found a table that would fill 600,000,030 cells" in refused(path)


@pytest.mark.parametrize(("kind", "name"), [("ods", "content.xml"), ("xlsx", "xl/worksheets/sheet1.xml")])
def test_entities_that_multiply_are_refused(files, refused, unread, kind, name):
    path = getattr(files, kind)()
    start = "<office:document-content" if kind == "ods" else "<worksheet"
    entities = '<!DOCTYPE x [<!ENTITY a "SECRET"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    replace_in(path, name, start, entities + start)
    assert f"found a document type declaration in {name}" in refused(path, secrets=["SECRET"])


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_a_file_that_unpacks_to_far_more_than_its_size_is_refused(files, refused, unread, kind):
    path = getattr(files, kind)()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("more.xml", b" " * 60_000_000)
    said = refused(path)
    assert f"cases.{kind}: found a file of " in said
    assert "bytes that would unpack to 60,0" in said


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_a_long_text_in_very_many_cells_is_refused(files, refused, monkeypatch, kind):
    monkeypatch.setattr(spreadsheet, "MOST_CHARACTERS", 1_200 * 12 - 1)
    path = getattr(files, kind)([(*CASES[0][:5], "SECRET" * 200)])
    said = refused(path, secrets=["SECRET"])
    assert f"cases.{kind}: found a text of 1,200 characters in a sheet of 12 filled cells" in said


def test_a_sheet_in_the_middle_of_its_limit_is_counted(files, monkeypatch):
    monkeypatch.setattr(spreadsheet, "LIMITS", spreadsheet.Limits(cells=36))
    assert count(files.xlsx()).csv() == COUNTED


def test_a_parquet_file_that_says_it_has_more_records_than_can_be_is_refused(files, refused, monkeypatch):
    monkeypatch.setattr(engine, "MOST_RECORDS", 4)
    assert "cases.parquet: found 5 records; expected 4 at most" in refused(files.parquet())


def test_a_csv_file_larger_than_any_force_has_is_refused(files, refused, monkeypatch):
    monkeypatch.setattr(engine, "LARGEST_CSV", 100)
    path = files.csv()
    said = f"cases.csv: found a file of {path.stat().st_size} bytes; expected 100 at most"
    assert said in refused(path)


def test_only_a_plain_csv_file_may_be_as_large_as_that(files, refused, monkeypatch):
    monkeypatch.setattr(delimited, "LARGEST", 100)
    assert count(files.csv()).csv() == COUNTED
    path = files.csv([*CASES, ("2023-05-01", '"SECRET"', *CASES[0][2:])])
    assert "bytes with quotation marks, blank lines, mixed line ends" in refused(path, secrets=["SECRET"])


def test_a_line_without_end_is_refused(files, refused):
    path = files.csv()
    path.write_text(path.read_text(encoding="utf-8") + "SECRET" * 400_000, encoding="utf-8")
    assert "cases.csv, line 7: found a line of more than 1,000,000 characters" in refused(path, secrets=["SECRET"])
