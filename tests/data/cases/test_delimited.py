"""CSV as offices save it: what is counted, and what is refused with its line and a reason."""

import csv
import io

import pytest

from data.build.cases import engine
from data.build.cases.delimited import form_of
from data.build.cases.plain import is_plain
from tests.data.cases.conftest import CASES, COLUMNS, COUNTED, cases_with, count

PLAIN = "\n".join(",".join(row) for row in (COLUMNS, *CASES)) + "\n"


def written(files, text, encoding="utf-8"):
    path = files.folder / "cases.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n"])
def test_line_ends_of_any_kind_give_the_same_counts(files, end):
    assert count(written(files, PLAIN.replace("\n", end))).csv() == COUNTED


@pytest.mark.parametrize("place", range(1, 7))
@pytest.mark.parametrize(
    "end", ["\r\n", "\r", "\r\r\n", "\n\n\n", ",,,,,\n", "\n , ,, , , \n", "\n\t \n", ",\n", ",,,\n"]
)
def test_one_line_that_ends_otherwise_gives_the_same_counts(files, place, end):
    lines = PLAIN.splitlines(keepends=True)
    lines[place - 1] = lines[place - 1].removesuffix("\n") + ("\n" if end.startswith(",,,,,") else "") + end
    assert count(written(files, "".join(lines))).csv() == COUNTED


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n", ",\n"])
def test_other_separators_give_the_same_counts(files, separator, start):
    assert count(written(files, start + PLAIN.replace(",", separator))).csv() == COUNTED


@pytest.mark.parametrize("line", ["sep=,", "SEP=,", '"sep=,"', "sep=,,,,,,"])
def test_a_line_that_names_the_separator_is_not_taken_for_the_header(files, line):
    assert count(written(files, f"\ufeff{line}\r\n{PLAIN}")).csv() == COUNTED


def test_a_line_that_names_another_separator_than_there_is_is_refused(files, refused):
    said = refused(written(files, f"sep=;\n{PLAIN}"), secrets=["W06"])
    assert "cases.csv, line 2: found names separated by commas below a line sep= that says semicolons" in said
    said = refused(written(files, f"sep=:\n{PLAIN}"), secrets=["W06"])
    assert "cases.csv, line 1: found a line sep= with another separator; expected one of commas, semicolons" in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_byte_order_marks_make_no_difference(files, encoding, separator):
    assert count(written(files, PLAIN.replace(",", separator), encoding)).csv() == COUNTED


def test_a_byte_order_mark_of_the_other_order_makes_no_difference(files):
    assert count(written(files, "\ufeff" + PLAIN, "utf-16-be")).csv() == COUNTED


@pytest.mark.parametrize("mark", [b"\0", b"\xff"])
def test_bytes_that_are_no_text_are_told_by_their_line(files, refused, mark):
    path = files.csv(cases_with(2, setting="SECRET"))
    path.write_bytes(path.read_bytes().replace(b"SECRET", b"SECRET" + mark))
    assert "cases.csv, line 4: found bytes that are not UTF-8" in refused(path, secrets=["SECRET"])


def test_half_a_character_of_utf_16_is_told_by_its_line(files, refused):
    path = written(files, PLAIN, "utf-16")
    path.write_bytes(path.read_bytes()[:-3])
    assert "cases.csv, line 6: found bytes that are not UTF-8" in refused(path, secrets=["Wrexham"])


def test_a_name_with_a_break_in_it_is_known(files):
    assert count(written(files, PLAIN.replace("local_authority", '"local\r\nauthority"'))).csv() == COUNTED


@pytest.mark.parametrize("more", [",", ",,,"])
@pytest.mark.parametrize("every", [True, False])
def test_separators_behind_the_last_name_make_no_difference(files, more, every):
    first, *rest = PLAIN.splitlines()
    text = "\n".join([first + more, *(line + more * every for line in rest)])
    assert count(written(files, text)).csv() == COUNTED


def test_a_value_behind_the_last_name_is_refused_by_its_line(files, refused):
    first, *rest = PLAIN.splitlines()
    text = "\n".join([f"{first},", *(f"{line},{'SECRET' * (number in (1, 3))}" for number, line in enumerate(rest))])
    said = refused(written(files, text), secrets=["SECRET"])
    assert (
        "cases.csv, lines 3, 5: found more or fewer values than columns, separated by commas, as in the header" in said
    )


def test_a_column_without_a_name_between_others_is_told_with_what_to_do(files, refused):
    path = files.csv([(*case[:2], "", *case[2:]) for case in CASES], (*COLUMNS[:2], "", *COLUMNS[2:]))
    said = refused(path)
    assert "cases.csv, column 3: found a column without a name; expected its name in the header, or an extract" in said
    assert 'leave_out = [""] in the column map' in said
    assert count(path, map_file=files.write("map.toml", 'leave_out = [""]')).csv() == COUNTED


def test_a_row_with_another_separator_than_the_header_is_told_by_its_line(files, refused):
    lines = PLAIN.splitlines()
    lines[3] = lines[3].replace(",", ";")
    said = refused(written(files, "\n".join(lines)), secrets=["nail_bars"])
    assert "cases.csv, line 4: found more or fewer values than columns, separated by commas, as in the header" in said


def test_a_single_column_is_told_as_one(files, refused):
    said = refused(written(files, PLAIN.replace(",", ":")), secrets=["nail_bars"])
    assert "cases.csv, header: found a single column; expected one for each field, separated by commas" in said
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize(
    ("before", "where"),
    [
        ("", "row 3"),
        ("\n\n\n", "row 6"),
        (",,,,,\n", "row 4"),
        ("\r", "row 4"),
        ('2023-04-01,"W06000001\n",nail_bars,labour,adult,female\n', "line 5"),
        ('2023-04-01,"W06000001\r\n\r\n",nail_bars,labour,adult,female\n', "line 6"),
    ],
)
def test_a_row_has_the_number_the_office_sees(files, refused, before, where):
    lines = PLAIN.splitlines(keepends=True)
    text = "".join([*lines[:2], before, lines[2].replace("female", "SECRET"), *lines[3:]])
    assert f"cases.csv, gender, {where}: found what cannot be used" in refused(written(files, text), secrets=["SECRET"])


def test_below_a_line_that_names_the_separator_lines_are_told_and_not_rows(files, refused):
    said = refused(written(files, "sep=,\n" + PLAIN.replace("other", "SECRET")), secrets=["SECRET"])
    assert "cases.csv, gender, line 7: found what cannot be used" in said
    assert "found 1 of 5 records that cannot be used" in said


def test_lines_far_below_are_told_by_their_number(files, refused):
    rows = [CASES[0]] * 120_000 + cases_with(0, gender="SECRET")[:1]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([COLUMNS, *rows])
    assert "gender, row 120002: found" in refused(written(files, "\n" * 0 + text.getvalue()), secrets=["SECRET"])


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('"SECRET', "a quotation mark that is not closed"),
        ('"SEC"RET', "a quotation mark inside a value that is not doubled, or one that is not closed"),
        ('"' + "SECRET\n" * 30_000, "a value of more than 131,072 characters, or a quotation mark that is not closed"),
    ],
)
def test_a_quotation_mark_out_of_place_is_told_by_its_line(files, refused, cell, found):
    said = refused(written(files, PLAIN + f"2023-05-01,{cell}"), secrets=["SECRET"])
    assert f"cases.csv, line 7: found {found}; expected a table" in said


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_names_and_values_in_quotation_marks_are_read_whatever_separates_them(files, separator):
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([COLUMNS, *CASES])
    assert count(written(files, text.getvalue())).csv() == COUNTED


@pytest.mark.parametrize("name", ['"da"te', '"date'])
@pytest.mark.parametrize("before", ["", "\n\n"])
def test_a_header_with_a_quotation_mark_out_of_place_is_refused(files, refused, name, before):
    said = refused(written(files, before + PLAIN.replace("date", name)), secrets=["W06"])
    assert f"cases.csv, line {1 + len(before)}: found a quotation mark inside a value that is not doubled" in said


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", ",,,\r\n", "sep=,\n"])
def test_a_file_with_nothing_in_it_has_no_columns(files, refused, text):
    assert "cases.csv, header: found no column date or quarter" in refused(written(files, text))


def quoted(rows, names=COLUMNS, end="\n"):
    """Return a table whose texts, but not its days, are in quotation marks, as databases write it."""
    return end.join(",".join([row[0], *(f'"{value}"' for value in row[1:])]) for row in (names, *rows)) + end


@pytest.fixture
def unread(monkeypatch):
    """Fail if the records are read here and not by the engine."""

    def read(_):
        raise AssertionError("the file was read here")

    monkeypatch.setattr(engine, "rows_of", read)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        PLAIN.removesuffix("\n"),
        PLAIN.replace("\n", "\r\n").removesuffix("\r\n"),
        PLAIN + ",,,,,\n",
        quoted(CASES),
        quoted(CASES, end="\r\n"),
        quoted(CASES).removesuffix("\n"),
        f"{','.join(COLUMNS)}\n{quoted(CASES[1:], CASES[0])}",
    ],
)
def test_a_plain_file_is_read_by_the_engine_where_it_is(files, unread, text):
    assert count(written(files, text)).csv() == COUNTED


def test_a_long_plain_file_is_read_by_the_engine_where_it_is(files, unread):
    assert count(written(files, quoted(CASES * 10_000))).counts["count"].sum() == 50_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"female"', "female"),
        ('"female"', '"female\n"'),
        ('"female"', '"fem,ale"'),
        ('"female"', '"fe""male"'),
        ('"female"', 'fe"male"'),
        ('"female"', '"fe"male'),
        ('"female"', '"female" '),
        ('"female"', 'f"emal"e'),
        ('"adult","female"', '"adult,""female"'),
        ('"adult","female"', 'adult"",""female'),
        ('"female"\n', '"female"\r\n'),
        ('"female"\n', '"female"\r'),
        ('"female"\n', '"female"\n\n'),
        ('"female"', '"female\0"'),
        ('"female"', '"female","x"'),
    ],
)
def test_a_file_that_only_looks_plain_is_read_here(files, old, new):
    path = written(files, quoted([*CASES[:2], *CASES[:3]]).replace(old, new, 1))
    assert not is_plain(form_of(path))
    path.write_text(quoted([*CASES[3:], *CASES[:3]]).replace(old, new, 1), encoding="utf-8", newline="")
    assert not is_plain(form_of(path))


def test_a_header_that_ends_otherwise_than_the_records_is_not_plain(files):
    header, records = ",".join(COLUMNS), PLAIN.partition("\n")[2]
    assert not is_plain(form_of(written(files, f"{header}\r\n{records}")))
    assert not is_plain(form_of(written(files, header + "\n" + records.replace("\n", "\r\n"))))
