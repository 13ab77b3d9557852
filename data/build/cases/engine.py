"""Where the records are: a file that DuckDB reads in place, or a table that its own database counts."""

import csv
import glob
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis.backends import BaseBackend
from ibis.common.exceptions import TableNotFound

from data.build.cases.database import connect
from data.build.cases.header import Header
from data.build.cases.problems import CasesError
from data.build.cases.spreadsheet import columns_of, header_of, sheet_of
from data.build.problems import Problem

# Records never reach the disk, and the engine never the network. It takes no more memory for more records.
DUCKDB = {
    "temp_directory": "",
    "memory_limit": "400MB",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
LONGEST_HEADER = 1_000_000
_WRONG_CSV = {
    "unicode": ("bytes that are not UTF-8", 'a file saved as "CSV UTF-8"'),
    "Number of Columns": ("more or fewer values than columns", "one value for each column"),
    "quote": ("a quotation mark that is not closed", "a table separated by commas, with quotation marks in pairs"),
}


@dataclass(frozen=True)
class Records:
    """Records nobody has read yet: the header, and the engine that can be asked to count.

    ``load`` returns the table whose columns stand in the order of the header. A row has the number a
    spreadsheet shows, below a header in row 1; a record without a header above it counts from 1.
    """

    header: Header
    engine: BaseBackend
    load: Callable[[], ir.Table]
    row_word: str
    first_row: int

    def fetch(self, expression: ir.Table) -> pd.DataFrame:
        """Return what the engine makes of an expression; CasesError, without the engine's words, if it fails."""
        with speaking_for_the_engine(self.header.label):
            return self.engine.execute(expression)

    def table(self) -> ir.Table:
        """Return the table to ask about; nothing of it is read before an expression is fetched, but a sheet is."""
        with speaking_for_the_engine(self.header.label):
            return self.load()


@contextmanager
def open_records(source: str, table: str | None) -> Iterator[Records]:
    """Open a file or a table of a database and read its header.

    Parameters
    ----------
    source : str
        Path of a CSV, Parquet, XLSX or ODS file, or a database URL that ``ibis.connect`` knows.
    table : str or None
        Name of the table, for a database; ``schema.table`` if it is in a schema of its own.

    Raises
    ------
    CasesError
        If there is nothing to read, or nothing that can be read.
    """
    is_database = "://" in source
    if is_database != bool(table):
        found = "no table for the database" if is_database else "a table for a file"
        raise CasesError([Problem("cases", "", found, "a table's name with a database URL, and only there")])
    if not is_database and "@" in source and not Path(source).is_file():
        # Perhaps a URL with a password in it, so it is not repeated.
        expected = "the path of a file, or a database URL such as postgres://USER@HOST/DATABASE"
        raise CasesError([Problem("cases", "", "neither a file nor a database URL", expected)])
    label = table if is_database else Path(source).name
    with speaking_for_the_engine(label):
        engine = connect(source, label) if is_database else ibis.duckdb.connect(**DUCKDB)
    try:
        yield _table(engine, table) if is_database else _file(engine, Path(source))
    finally:
        engine.disconnect()


@contextmanager
def speaking_for_the_engine(label: str) -> Iterator[None]:
    """Put an error of any engine into our own words: its message may quote the record it failed at."""
    try:
        with warnings.catch_warnings():
            # Ibis still uses what pandas and DuckDB are about to drop.
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    except CasesError:
        raise
    except Exception as error:  # noqa: BLE001 - every engine has errors of its own, and all of them may quote
        raise CasesError([_problem(label, error)]) from None


def _problem(label: str, error: Exception) -> Problem:
    said = str(error)
    if line := re.search("CSV Error on Line: ([0-9]+)", said):
        wrong = [problem for sign, problem in _WRONG_CSV.items() if sign in said]
        return Problem(label, f"line {line[1]}", *(wrong or [("no CSV", "a table separated by commas")])[0])
    if isinstance(error, TableNotFound):
        return Problem(label, "", "no such table", "the name of a table or view this user may read")
    kind = type(error).__name__
    expected = "a source it can read; try it with the engine's own client, whose words are not repeated here"
    return Problem(label, "", f"an error of the engine ({kind})", expected)


def _table(engine: BaseBackend, name: str) -> Records:
    *schema, table = name.split(".")
    with speaking_for_the_engine(name):
        found = engine.table(table, database=tuple(schema) if schema[1:] else "".join(schema) or None)
    header = Header(name, tuple(found.columns), may_leave_out=True)
    return Records(header, engine, lambda: found, "record", 1)


def _file(engine: BaseBackend, path: Path) -> Records:
    kinds = {".csv": _csv, ".parquet": _parquet, ".xlsx": _spreadsheet, ".ods": _spreadsheet}
    kind = path.suffix.lower()
    if kind not in kinds or not path.is_file():
        found = "no such file" if kind in kinds else "another kind of file"
        raise CasesError([Problem(path.name, "", found, f"a file that ends in {', '.join(kinds)}, or a database URL")])
    return kinds[kind](engine, path)


def _csv(engine: BaseBackend, path: Path) -> Records:
    names = _csv_header(path)
    # Explicit settings: a guess from the first records could differ from the next file's.
    settings = {"header": True, "auto_detect": False, "delim": ",", "quote": '"', "escape": '"'}
    columns = {f"c{number}": "VARCHAR" for number in range(len(names))}

    def load() -> ir.Table:
        return engine.read_csv(glob.escape(str(path)), columns=columns, **settings)

    return Records(Header(path.name, names, may_leave_out=True), engine, load, "row", 2)


def _csv_header(path: Path) -> tuple[str, ...]:
    try:
        with path.open("rb") as file:
            line = file.readline(LONGEST_HEADER).decode("utf-8-sig")
        return tuple(next(csv.reader([line], strict=True), ()))
    except OSError as error:
        raise CasesError([Problem(path.name, "", f"no readable file ({error.strerror})", "a CSV file")]) from error
    except UnicodeDecodeError:
        raise CasesError([Problem(path.name, "line 1", *_WRONG_CSV["unicode"])]) from None
    except csv.Error:
        raise CasesError([Problem(path.name, "line 1", "no CSV", "the names of the columns, with commas")]) from None


def _parquet(engine: BaseBackend, path: Path) -> Records:
    with speaking_for_the_engine(path.name):
        found = engine.read_parquet(glob.escape(str(path)))
    return Records(Header(path.name, tuple(found.columns), may_leave_out=True), engine, lambda: found, "record", 1)


def _spreadsheet(engine: BaseBackend, path: Path) -> Records:
    sheet = sheet_of(path)

    def load() -> ir.Table:
        return ibis.memtable(columns_of(sheet))

    # A sheet is read as a whole, so the engine cannot look at a column that should stay unread.
    return Records(Header(path.name, header_of(sheet), may_leave_out=False), engine, load, "row", 2)
