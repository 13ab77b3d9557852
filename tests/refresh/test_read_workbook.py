"""Spreadsheets are opened only when they can do no harm, and a cell says a number, a text or a status."""

import datetime
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.spreadsheets.archive import Limits, check_archive
from data.refresh.readers.workbook import Cell, cell, open_workbook
from tests.refresh import writing
from tests.refresh.breaking import problems


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tables.ods"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (12.0, Cell(number=12)),
        (0, Cell(number=0)),
        ("12", Cell(number=12)),
        ("1,043", Cell(number=1043)),
        ("1,043 [r]", Cell(number=1043, statuses=("r",))),
        (" 7[note 1] [p]", Cell(number=7, statuses=("note 1", "p"))),
        ("[c]", Cell(statuses=("c",))),
        ("[z]", Cell(statuses=("z",))),
        ("Metropolitan Police [Note 6]", Cell(text="Metropolitan Police", statuses=("Note 6",))),
        ("UK and\n Overseas ", Cell(text="UK and Overseas")),
        ("1,04", Cell(text="1,04")),
        ("12.5", Cell(text="12.5")),
        ("", Cell()),
        (None, Cell()),
    ],
)
def test_a_cell_says_a_number_a_text_or_a_status(value, said):
    assert cell(value) == said


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (12.5, "12.5, which is no whole number"),
        (float("nan"), "nan, which is no whole number"),
        (float("inf"), "inf, which is no whole number"),
        (True, "the yes-or-no value True"),
        (datetime.date(2024, 1, 2), "the date or time 2024-01-02"),
        (datetime.timedelta(hours=1), "the date or time 1:00:00"),
    ],
)
def test_a_fraction_a_yes_or_no_and_a_date_are_no_counts(value, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        cell(value)


@pytest.mark.parametrize("value", ["N/a", "n/a", "[x]", "..", "Not available"])
def test_not_available_is_known_in_the_ways_it_is_written(value):
    assert cell(value).is_not_available


@pytest.mark.parametrize("value", [0, "[c]", "[z]", "", "Gwent"])
def test_nought_a_hidden_figure_and_a_blank_are_not_the_same_as_not_available(value):
    assert not cell(value).is_not_available


@given(
    st.integers(0, 10**8), st.lists(st.sampled_from(["r", "p", "c", "x", "z", "u", "note 1", "Note 12"]), max_size=3)
)
def test_a_number_is_read_whatever_stands_in_brackets_behind_it(number, statuses):
    said = cell(f"{number:,}" + "".join(f" [{status}]" for status in statuses))
    assert (said.number, said.statuses) == (number, tuple(statuses))


@given(st.lists(st.sampled_from("crxzpu"), min_size=1, max_size=3))
def test_a_status_alone_is_never_a_number(statuses):
    said = cell(" ".join(f"[{status}]" for status in statuses))
    assert said.number is None
    assert said.text == ""
    assert said.statuses == tuple(statuses)


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=5),
)


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_cells_come_out_where_they_were_put_in(rows, tmp_path_factory):
    path = writing.write_ods(tmp_path_factory.mktemp("cells") / "a.ods", {"First": rows, "Second": []})
    first, second = open_workbook(path).sheets
    filled = {(y, x): value for y, row in enumerate(rows, 1) for x, value in enumerate(row) if value is not None}
    left = first.table.start[1] if filled else 0
    found = {(y, x + left): value for y, row in first.rows() for x, value in enumerate(row) if value != ""}
    assert found == filled
    assert [*second.rows()] == []


def test_an_excel_workbook_is_read_like_an_open_document(tmp_path):
    sheets = {"One": [["Code", "Count"], ["E1", 5]], "Two": [["x"]]}
    for write, name in ((writing.write_ods, "a.ods"), (writing.write_xlsx, "a.xlsx")):
        workbook = open_workbook(write(tmp_path / name, sheets))
        assert {sheet.name: [row for _, row in sheet.rows()] for sheet in workbook.sheets} == sheets


def test_the_files_of_these_tests_are_open_documents_to_another_reader(path):
    from odf import opendocument, table

    document = opendocument.load(writing.write_ods(path, {"One": [["a & b", 5, 5]]}))
    assert [sheet.getAttribute("name") for sheet in document.getElementsByType(table.Table)] == ["One"]


def test_a_file_that_unpacks_to_far_more_than_its_size_is_refused(path):
    assert problems(open_workbook, writing.write_size_bomb(path)) == [
        f"tables.ods: found a file of {_packed(path):,} bytes that would unpack to {_unpacked(path):,}; "
        "expected 1,500,000,000 bytes and 300 times its size at most"
    ]


def _packed(path):
    with zipfile.ZipFile(path) as archive:
        return sum(member.compress_size for member in archive.infolist())


def _unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist())


@pytest.mark.parametrize(
    "shape",
    [
        {"rows": 1_000_000, "columns": 1_000},
        {"rows": 1, "columns": 100_000_000},
        {"rows": 1_000_000_000, "columns": 1},
        {"rows": 1_000_000, "columns": 1_000, "at_the_end": True},
    ],
)
def test_cells_repeated_without_end_are_refused(path, shape):
    (problem,) = problems(open_workbook, writing.write_repeat_bomb(path, **shape))
    assert problem.startswith("tables.ods: found a table that would fill 1")
    assert problem.endswith("cells; expected 30,000,000 at most")


def test_many_small_repetitions_are_refused_too(path):
    row = '<table:table-row table:number-rows-repeated="900"><table:table-cell table:number-columns-repeated="900" '
    row += 'office:value-type="float" office:value="1"/></table:table-row>'
    writing.write_zip(path, f'{writing._START}<table:table table:name="S">{row * 100}</table:table>{writing._END}')
    (problem,) = problems(open_workbook, path)
    assert "a table that would fill 3" in problem


def test_blank_rows_below_a_table_are_not_taken_for_it(path):
    assert len([*open_workbook(writing.write_ods(path, {"One": [["a"], [1]]})).sheets[0].rows()]) == 2


@pytest.mark.parametrize("between", ["\n", "\r\n\t ", "<!-- a note -->"])
def test_blanks_and_notes_between_the_cells_make_no_difference(path, between):
    writing.write_ods(path, {"One": [["a", 1], ["b & c", 2]]})
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    for tag in ("<table:", "</table:", "<text:p"):
        members["content.xml"] = members["content.xml"].replace(tag, between + tag)
    with zipfile.ZipFile(path, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    assert [cells for _, cells in open_workbook(path).sheets[0].rows()] == [["a", 1], ["b & c", 2]]


def test_cells_repeated_in_single_quotes_are_refused_too(path):
    writing.write_repeat_bomb(path, rows=1_000_000, columns=1_000)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["content.xml"] = members["content.xml"].replace(b'-repeated="1000000"', b"-repeated='1000000'")
    with zipfile.ZipFile(path, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    (problem,) = problems(open_workbook, path)
    assert problem == "tables.ods: found a table that would fill 1,000,000,000 cells; expected 30,000,000 at most"


def test_a_document_type_declaration_in_an_excel_sheet_is_refused(tmp_path):
    path = tmp_path / "declared.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')
    assert problems(open_workbook, path) == [
        "declared.xlsx: found a document type declaration in xl/worksheets/sheet1.xml; expected only the table"
    ]


def test_an_excel_sheet_of_two_cells_far_apart_is_refused(tmp_path):
    path = tmp_path / "far.xlsx"
    sheet = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    assert problems(open_workbook, path) == [
        "far.xlsx: found a table that would fill 17,179,869,184 cells; expected 30,000,000 at most"
    ]


def test_a_web_page_is_refused(path):
    assert problems(open_workbook, writing.write_html(path)) == [
        "tables.ods: found a web page; expected a spreadsheet, ODS or XLSX"
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"a,b\n1,2\n", "a file that is no spreadsheet, or a damaged one"),
        (b"PK\x03\x04 and so on", "a file that is no spreadsheet, or a damaged one"),
    ],
)
def test_a_file_that_is_no_archive_is_refused(path, content, found):
    path.write_bytes(content)
    assert problems(open_workbook, path) == [f"tables.ods: found {found}; expected a spreadsheet, ODS or XLSX"]


def test_half_a_file_is_refused(path):
    whole = writing.write_ods(path, {"One": [["a"]]}).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert problems(open_workbook, path) == [
        "tables.ods: found a file that is no spreadsheet, or a damaged one; expected a spreadsheet, ODS or XLSX"
    ]


def test_a_changed_byte_is_refused(path):
    content = bytearray(writing.write_ods(path, {"One": [["abcdefgh" * 200]]}).read_bytes())
    content[content.index(b"content.xml") + 40] ^= 255
    path.write_bytes(content)
    assert len(problems(open_workbook, path)) == 1


def test_a_missing_file_is_said_to_be_missing(path):
    assert problems(open_workbook, path) == [
        f"tables.ods: found no readable file (No such file or directory); expected it at {path}"
    ]


def test_an_archive_of_something_else_is_refused(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("figures.csv", "a,b")
    assert problems(open_workbook, path) == [
        "tables.ods: found a ZIP archive without content.xml; expected a spreadsheet, ODS or XLSX"
    ]


def test_an_open_document_that_is_no_spreadsheet_is_refused(path):
    writing.write_zip(path, f"{writing._START}{writing._END}", mimetype="application/vnd.oasis.opendocument.text")
    (problem,) = problems(open_workbook, path)
    assert (
        "found an OpenDocument file of the type application/vnd.oasis.opendocument.text; expected a spread" in problem
    )


def test_an_archive_of_very_many_files_is_refused(path):
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(501):
            archive.writestr(str(number), "")
    assert problems(open_workbook, path) == ["tables.ods: found 501 files packed into it; expected 500 at most"]


def test_a_document_type_declaration_is_refused(path):
    writing.write_zip(path, '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + writing._START[38:] + writing._END)
    (problem,) = problems(open_workbook, path)
    assert problem == "tables.ods: found a document type declaration in content.xml; expected only the table"


def test_a_row_without_end_is_refused(path):
    writing.write_zip(path, writing._START + "".join(f"<a b='{n}'/>" for n in range(100_000)) + writing._END)
    (problem,) = problems(lambda path: check_archive(path, Limits(row=100_000)), path)
    assert problem == "tables.ods: found a single row of more than 100,000 bytes; expected rows of figures"
