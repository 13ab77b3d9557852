"""CSV as offices save it: any line ends and separator, a byte order mark, blank lines, breaks inside quotation marks.

A file in the plainest form is left to the engine, which reads it in place. Every other is read here, so that a record
keeps the number of its line, and what cannot be read is told by it.
"""

from __future__ import annotations

import codecs
import csv
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa

from data.build.cases.problems import CasesError, listed
from data.build.problems import Problem

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
BLANK = " \t\r\n\v\f"
LARGEST = 300_000_000
LONGEST_LINE = 1_000_000
_ROWS_AT_ONCE = 50_000
_DECLARED = re.compile(r'"?sep=(.)"?\1*\s*', re.IGNORECASE)
_TABLE = "a table with one row for each case, its values separated by commas, with quotation marks in pairs"


@dataclass(frozen=True)
class Form:
    """How a file is written.

    Attributes
    ----------
    names : tuple of str
        The names of the columns, without the empty ones behind the last.
    separator, encoding : str
    header_line : int
        The line where the header begins, counted from 1.
    word : str
        ``row``, or ``line`` where the header takes several lines or a line ``sep=`` stands before it.
    is_strict : bool
        Whether the names are all there is of the header.
    """

    path: Path
    names: tuple[str, ...]
    separator: str
    encoding: str
    header_line: int
    word: str
    is_strict: bool


def form_of(path: Path) -> Form:
    """Return how a CSV file is written, from its first lines.

    Raises
    ------
    CasesError
        If its text, its separator or its header cannot be read.
    """
    try:
        encoding = _encoding(path)
        number, declared = _begin(path, encoding)
        headers = {sign: _header(path, encoding, sign, number) for sign in SEPARATORS}
    except OSError as error:
        raise CasesError([Problem(path.name, "", f"no readable file ({error.strerror})", "a CSV file")]) from error
    best = max(headers, key=lambda sign: len(headers[sign] or ()))
    separator = declared or best
    header, widest = headers[separator], headers[best]
    if header is None or widest is None or (None in headers.values() and len(widest) == 1):
        raise CasesError([_misquoted(path, number, "expected after")])
    if len(header) == 1 < len(widest):
        found = f"names separated by {SEPARATORS[best]} below a line sep= that says {SEPARATORS[separator]}"
        raise CasesError([Problem(path.name, f"line {number}", found, "the same in both")])
    names = [*header]
    while names and not names[-1].strip(BLANK):
        names.pop()
    is_strict = number == 1 and names == header and encoding == "utf-8-sig"
    word = "line" if declared or any("\n" in name or "\r" in name for name in header) else "row"
    return Form(path, tuple(names), separator, encoding, number, word, is_strict)


def rows_of(form: Form) -> tuple[pa.Table, array[int], str]:
    """Return the records as columns of text, the line where each begins, and ``row`` or ``line``.

    It is ``line``, as a text editor numbers them, where a spreadsheet would show the records in other rows.

    Raises
    ------
    CasesError
        With the line of everything that cannot be read.
    """
    if (size := form.path.stat().st_size) > LARGEST:
        found = f"{size:,} bytes with quotation marks, blank lines, mixed line ends or separators without values"
        raise CasesError([Problem(form.path.name, "", found, f"{LARGEST:,} bytes so written, or a Parquet file")])
    width, word = len(form.names), form.word
    lines, wrong, batches, held = array("Q"), [], [], []
    for line, span, values in _records(form):
        if not _fits(values, width):
            wrong.append(line)
            continue
        word = "line" if span > 1 else word
        lines.append(line)
        held.append(values[:width])
        if len(held) == _ROWS_AT_ONCE:
            batches.append(_batch(held, width))
            held = []
    if wrong:
        separated = f" separated by {SEPARATORS[form.separator]}, as in the header"
        found, where = f"more or fewer values than columns,{separated}", listed(wrong, len(wrong), word="line")
        raise CasesError([Problem(form.path.name, where, found, "one value for each column")])
    return pa.Table.from_batches([*batches, _batch(held, width)]), lines, word


def _records(form: Form) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the line where each record begins, how many lines it takes, and its values; nothing for a blank one."""
    reader = csv.reader(
        islice(_lines(form.path, form.encoding), form.header_line - 1, None), delimiter=form.separator, strict=True
    )
    next(reader)
    while True:
        before = reader.line_num
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise CasesError([_misquoted(form.path, form.header_line + before, str(error))]) from None
        if any(value and value.strip(BLANK) for value in values):
            yield form.header_line + before, reader.line_num - before, values


def _fits(values: list[str], width: int) -> bool:
    """Return whether a record has a value for each column, and nothing but separators behind them."""
    return len(values) == width or (len(values) > width and not any(value.strip(BLANK) for value in values[width:]))


def _batch(records: list[list[str]], width: int) -> pa.RecordBatch:
    columns = zip(*records, strict=True) if records else ((),) * width
    return pa.record_batch({f"c{number}": pa.array(column, pa.string()) for number, column in enumerate(columns)})


def _begin(path: Path, encoding: str) -> tuple[int, str | None]:
    """Return the line where the header begins, and the separator if a line ``sep=`` before it says which."""
    declared = None
    for number, line in enumerate(_lines(path, encoding), 1):
        if number == 1 and (said := _DECLARED.fullmatch(line)):
            declared = said[1]
            if declared not in SEPARATORS:
                expected = f"one of {', '.join(SEPARATORS.values())}, or no such line"
                raise CasesError([Problem(path.name, "line 1", "a line sep= with another separator", expected)])
        elif line.strip(BLANK + "".join(SEPARATORS)):
            return number, declared
    return 1 + bool(declared), declared


def _header(path: Path, encoding: str, separator: str, number: int) -> list[str] | None:
    """Return the names as this sign separates them; nothing if it does not go with the quotation marks."""
    lines = islice(_lines(path, encoding), number - 1, None)
    try:
        return next(csv.reader(lines, delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise CasesError([_not_text(path, 1)])
    return "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield the lines of a file with their ends: each of CR LF, LF and CR is one."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), ""), 1):
            if "\ufffd" in line or "\0" in line:
                raise CasesError([_not_text(path, number)])
            if len(line) == LONGEST_LINE:
                found = f"a line of more than {LONGEST_LINE:,} characters"
                raise CasesError([Problem(path.name, f"line {number}", found, _TABLE)])
            yield line


def _not_text(path: Path, number: int) -> Problem:
    return Problem(path.name, f"line {number}", "bytes that are not UTF-8", 'a file saved as "CSV UTF-8"')


def _misquoted(path: Path, number: int, said: str) -> Problem:
    """Return what the reader met at a record; of its own words only their beginning is looked at."""
    found = "a quotation mark that is not closed"
    if "expected after" in said:
        found = "a quotation mark inside a value that is not doubled, or one that is not closed"
    if "limit" in said:
        found = f"a value of more than {csv.field_size_limit():,} characters, or a quotation mark that is not closed"
    return Problem(path.name, f"line {number}", found, _TABLE)
