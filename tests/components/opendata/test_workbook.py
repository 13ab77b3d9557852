"""Workbooks: opened with openpyxl, one table a sheet, a mark for each missing figure, and nothing that can be run."""

import io
import subprocess
import sys
import zipfile

import openpyxl
import pandas as pd
import pytest

from components.opendata.sheets import Cover, Sheet, filled, leaves
from components.opendata.xlsx import workbook
from data.site import LANGUAGES

HOSTILE = ("=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "http://example.org", "<script>alert(1)</script>", "=HYPERLINK(1)")
FRAME = pd.DataFrame(
    {
        "Code": ["W15000001", "W15000002", "W15000003", "W15000004"],
        "Number": pd.array([0, None, None, 1234], dtype="Int64"),
        "Rate": pd.array([0.0, None, None, 1.25], dtype="Float64"),
        "Mark": ["", "[c]", "[x]", "[p] [u]"],
    }
)


def cover(language="en", **changed):
    given = {
        "title": "Offences",
        "sources": ("Source: Home Office.", "Residents: ONS."),
        "release": "2026-11-24.2",
        "licence": "Open Government Licence v3.0.",
        "about": ("Recorded counts are not the prevalence.",),
        "marks": {"[c]": "hidden to protect people", "[x]": "not available"},
        "language": language,
    }
    return Cover(**{**given, **changed})


def sheet(frame=FRAME, name="Figures"):
    return Sheet(name, "Offences by area", ("A note.",), frame)


def opened(*sheets, **changed):
    return openpyxl.load_workbook(io.BytesIO(workbook(sheets, cover=cover(**changed))))


def rows_of(page):
    """Return the cells of the table on a sheet."""
    (table,) = page.tables.values()
    return [[cell.value for cell in row] for row in page[table.ref]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_begins_with_cover_contents_and_marks_in_the_language_of_the_reader(language):
    book = opened(sheet(), language=language)
    expected = {"en": ["Cover", "Contents", "Marks"], "cy": ["Clawr", "Cynnwys", "Nodau"]}[language]
    assert book.sheetnames == [*expected, "Figures"]
    assert book.properties.language == language
    assert book.properties.title == "Offences"


def test_the_cover_says_title_source_release_and_licence():
    said = [cell.value for (cell,) in opened(sheet())["Cover"].iter_rows()]
    assert said[0] == "Offences"
    assert "Source: Home Office." in said and "This site’s release: 2026-11-24.2" in said
    assert "Open Government Licence v3.0." in said


def test_a_property_that_is_too_long_ends_with_a_whole_word():
    book = opened(sheet(), about=("word " * 60,), sources=("Source: " + "publication " * 30,))
    for said in (book.properties.description, book.properties.subject):
        assert len(said) <= 255 and said.endswith(("word …", "publication …"))


def test_the_contents_lead_to_every_sheet():
    page = opened(sheet(), sheet(name="Population"))["Contents"]
    assert [row[0] for row in rows_of(page)] == ["Sheet", "Marks", "Figures", "Population"]
    assert page["A4"].hyperlink.location == "'Figures'!A1"


def test_the_marks_are_explained():
    assert ["[c]", "hidden to protect people"] in rows_of(opened(sheet())["Marks"])


def test_a_missing_figure_has_its_mark_in_the_cell_and_a_true_zero_stays_a_zero():
    assert rows_of(opened(sheet())["Figures"])[1:] == [
        ["W15000001", 0, 0, None],
        ["W15000002", "[c]", "[c]", "[c]"],
        ["W15000003", "[x]", "[x]", "[x]"],
        ["W15000004", 1234, 1.25, "[p] [u]"],
    ]


def test_each_sheet_holds_one_table_with_heads_no_merged_cells_and_heads_that_stay_in_sight():
    page = opened(sheet())["Figures"]
    assert len(page.tables) == 1 and not page.merged_cells.ranges
    (table,) = page.tables.values()
    assert page["A1"].value == "Offences by area"
    assert page["A3"].value == "Marks here: [c] hidden to protect people; [x] not available."
    assert table.ref == "A5:D9" and page.freeze_panes == "A6"
    assert [column.name for column in table.tableColumns] == ["Code", "Number", "Rate", "Mark"]


def test_columns_are_as_wide_as_what_stands_in_them():
    page = opened(sheet(FRAME.assign(Code="Devon and Cornwall")))["Figures"]
    assert page.column_dimensions["A"].width >= len("Devon and Cornwall")


@pytest.mark.parametrize("said", HOSTILE)
def test_no_cell_is_a_formula_or_a_link_whatever_it_says(said):
    frame = FRAME.assign(Code=said).rename(columns={"Mark": said})
    book = opened(sheet(frame, name="Figures"), title=said, sources=(said,), about=(said,), marks={said: said})
    for page in book:
        for row in page.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]
            assert not [cell for cell in row if cell.hyperlink and cell.hyperlink.target]
    assert rows_of(book["Figures"])[1][0] == said


def test_a_table_without_rows_still_says_its_heads():
    page = opened(sheet(FRAME.iloc[:0]))["Figures"]
    assert [cell.value for cell in page[4]] == ["Code", "Number", "Rate", "Mark"]


def test_names_of_sheets_are_such_as_a_spreadsheet_takes_and_all_different():
    names = [leaf.name for leaf in leaves([sheet(name="[a]/b?*:" + "c" * 40)] * 2 + [sheet(name="cover")], cover())]
    assert all(len(name) <= 31 and not set("[]:*?/\\'") & set(name) for name in names)
    assert len({name.casefold() for name in names}) == len(names) == 6


def test_heads_that_are_the_same_or_empty_still_make_a_table():
    frame = FRAME.set_axis(["Number", "number", "", "Mark"], axis=1)
    page = opened(sheet(frame))["Figures"]
    assert rows_of(page)[0] == ["Number", "number 2", "-", "Mark"]


def test_the_same_tables_give_the_same_bytes():
    once, again = (workbook([sheet()], cover=cover()) for _ in range(2))
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


def test_a_number_without_a_mark_stays_empty():
    frame = pd.DataFrame({"Number": pd.array([None], dtype="Int64"), "Mark": ["[u]"]})
    assert filled(sheet(frame)) == ((None, "[u]"),)


def test_a_mark_stands_only_in_the_columns_that_it_is_of():
    frame = FRAME.assign(Beside=pd.array([None] * 4, dtype="Float64"))
    (hidden,) = (row for row in filled(Sheet("a", "b", (), frame, marks="Mark", figures=("Number",))) if "[c]" in row)
    assert hidden == ("W15000002", "[c]", None, "[c]", None)


def test_the_libraries_of_downloads_are_not_loaded_before_somebody_asks():
    """What the web process imports at its start."""
    code = "import sys, web.take_away.files, web.open_data.answer, components.content.downloads; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "web.take_away.files" in loaded
    assert not {"xlsxwriter", "odf", "pyarrow.parquet"} & {*loaded}
