"""The same records in any mixture of forms give the same counts, or a refusal with the line: never another count."""

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from data.build.cases import engine
from data.build.cases.delimited import form_of
from data.build.cases.plain import is_plain
from data.build.cases.problems import CasesError
from tests.data.cases.conftest import CASES, COLUMNS, COUNTED, count

BREAK = re.compile("\r\n|\r|\n")
SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")
ends = st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"])
SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def cells(draw, text):
    """Draw one cell as a program may write it."""
    form = draw(st.sampled_from(["{}", "{}", '"{}"', " {}", '"{}\n"', '"\r\n {}"', '"{}\r"']))
    return form.format(text)


@st.composite
def lines(draw, values, separator):
    """Draw a record with what may stand before and behind it."""
    before = "".join(draw(st.lists(st.sampled_from(["\n", "\r\n", separator * 5 + "\r", " \n"]), max_size=2)))
    more = separator * draw(st.integers(0, 2))
    return before, separator.join([draw(cells(value)) for value in values]) + more, draw(ends)


@st.composite
def files_with(draw, rows, *, header=True):
    """Draw the pieces of a file: what stands before, each record, and its end; and how they are encoded."""
    separator = draw(st.sampled_from(SEPARATORS))
    start = draw(st.sampled_from(["", "", f"sep={separator}\n"]))
    pieces = [draw(lines(row, separator)) for row in (COLUMNS, *rows)]
    return start, pieces, separator, draw(st.sampled_from(ENCODINGS))


def saved(files, start, pieces, encoding):
    path = files.folder / "cases.csv"
    path.write_bytes((start + "".join("".join(piece) for piece in pieces)).encode(encoding))
    return path


records = st.permutations(CASES)


@SOME
@given(data=st.data(), rows=records)
def test_any_mixture_gives_the_counts_of_the_plain_file(files, data, rows):
    start, pieces, _, encoding = data.draw(files_with(rows))
    assert count(saved(files, start, pieces, encoding)).csv() == COUNTED


FAULTS = {
    "a value that is none": lambda record, separator: record.replace("male", "SECRET").replace("other", "SECRET"),
    "a value too few": lambda record, separator: separator.join(["2023-04-01", "SECRET"]),
    "a value too many": lambda record, separator: record + separator + "SECRET",
    "another separator": lambda record, separator: "SECRET:2023:04",
    "an open quotation mark": lambda record, separator: "2023-04-01" + separator + '"SECRET" ' + separator + "x",
    "no text": lambda record, separator: record + "\0SECRET",
}


@SOME
@given(data=st.data(), rows=records, fault=st.sampled_from([*FAULTS]))
def test_one_fault_in_any_mixture_is_refused_with_its_line(files, data, rows, fault):
    start, pieces, separator, encoding = data.draw(files_with(rows))
    place = data.draw(st.integers(1, len(rows)))
    before, record, end = pieces[place]
    pieces[place] = (before, FAULTS[fault](record, separator), end)
    above = start + "".join("".join(piece) for piece in pieces[:place]) + before
    line = len(BREAK.findall(above)) + 1 + (len(BREAK.findall(record)) if fault == "no text" else 0)
    with pytest.raises(CasesError) as caught:
        count(saved(files, start, pieces, encoding))
    said = str(caught.value)
    assert re.search(rf"cases.csv, (gender, )?(row|line) {line}: found ", said)
    assert "SECRET" not in said
    assert "engine" not in said


def outcome(path):
    """Return the counts, or the words of the refusal."""
    try:
        return count(path).csv()
    except CasesError as error:
        return str(error)


@settings(max_examples=30, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    quoted=st.tuples(*[st.booleans()] * 6),
    is_header_quoted=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    place=st.integers(0, 340),
    more=st.sampled_from(['"', '""', ",", "\r", "\n", "\r\n", " ", "\t", "x", '","', '"\n"', "\ufeff"]),
)
def test_what_the_engine_reads_it_reads_as_is_read_here(files, quoted, is_header_quoted, end, place, more):
    rows = [COLUMNS, *CASES]
    written = [
        ",".join(
            f'"{value}"' if marked and (row is not COLUMNS or is_header_quoted) else value
            for value, marked in zip(row, quoted, strict=True)
        )
        for row in rows
    ]
    text = end.join([*written, ""])
    path = files.write("cases.csv", "")
    path.write_bytes((text[:place] + more + text[place:]).encode())
    try:
        assume(is_plain(form_of(path)))
    except CasesError:
        assume(False)
    by_the_engine = outcome(path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine, "is_plain", lambda form: False)
        assert outcome(path) == by_the_engine
    assert "engine" not in str(by_the_engine)
