"""Where the records are: a file that DuckDB reads in place, or a table that its own database counts."""

import glob
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow.parquet
from ibis.backends import BaseBackend
from ibis.common.exceptions import TableNotFound

from data.build.cases.column_map import ColumnMap
from data.build.cases.database import connect
from data.build.cases.delimited import form_of, rows_of
from data.build.cases.header import Header
from data.build.cases.plain import is_plain
from data.build.cases.problems import CasesError
from data.build.cases.spark import SCHEME as SPARK
from data.build.cases.spark import with_zones
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
# No force has so many records; a file of fewer bytes than that says so falsely, or repeats one record.
MOST_RECORDS = 100_000_000
LARGEST_CSV = 10_000_000_000


@dataclass(frozen=True)
class Rows:
    """The records as a table, its columns in the order of the header, and where each is found in the source.

    A row has the number a spreadsheet shows, below a header in row 1; a record without a header above it counts
    from 1. ``lines`` are the numbers of all rows where they do not follow one another.
    """

    table: ir.Table
    word: str = "row"
    first: int = 1
    lines: Sequence[int] | None = None

    def numbers(self, rows: pd.Series) -> list[int]:
        """Return where rows counted from 0 are found."""
        return [self.lines[row] if self.lines else row + self.first for row in rows]


@dataclass(frozen=True)
class Records:
    """Records nobody has read yet: the header, the engine that can be asked to count, and what is said beside it."""

    header: Header
    engine: BaseBackend
    load: Callable[[], Rows]
    said: tuple[str, ...] = ()

    def fetch(self, expression: ir.Table) -> pd.DataFrame:
        """Return what the engine makes of an expression; CasesError, without the engine's words, if it fails."""
        with speaking_for_the_engine(self.header.label):
            fetched: pd.DataFrame = self.engine.execute(expression)
        return fetched

    def rows(self) -> Rows:
        """Return the rows to ask about.

        A Parquet file, a plain CSV file and a table of a database are read when an expression is fetched.
        """
        with speaking_for_the_engine(self.header.label):
            return self.load()


@contextmanager
def open_records(source: str, table: str | None, column_map: ColumnMap) -> Iterator[Records]:
    """Open a file or a table of a database and read its header.

    Parameters
    ----------
    source : str
        Path of a CSV, Parquet, XLSX or ODS file, or a database URL that ``ibis.connect`` knows.
    table : str or None
        Name of the table, for a database; ``schema.table`` if it is in a schema of its own.
    column_map : ColumnMap
        How the texts of a spreadsheet are written, and whether what nobody sees in it counts.

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
    label = table or Path(source).name
    with speaking_for_the_engine(label):
        engine = connect(source, table) if table else ibis.duckdb.connect(**DUCKDB)
    try:
        yield _table(engine, table) if table else _file(engine, Path(source), column_map)
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
    if isinstance(error, TableNotFound):
        return Problem(label, "", "no such table", "the name of a table or view this user may read")
    kind = type(error).__name__
    expected = "a source it can read; try it with the engine's own client, whose words are not repeated here"
    return Problem(label, "", f"an error of the engine ({kind})", expected)


def _table(engine: BaseBackend, name: str) -> Records:
    *schema, table = name.split(".")
    with speaking_for_the_engine(name):
        found = engine.table(table, database=tuple(schema) if schema[1:] else "".join(schema) or None)
        found = with_zones(engine, found) if engine.name == SPARK else found
    header = Header(name, tuple(found.columns), may_leave_out=True)
    return Records(header, engine, lambda: Rows(found, "record"))


def _file(engine: BaseBackend, path: Path, column_map: ColumnMap) -> Records:
    kinds = {".csv": _csv, ".parquet": _parquet, ".xlsx": _spreadsheet, ".ods": _spreadsheet}
    kind = path.suffix.lower()
    if kind not in kinds or not path.is_file():
        found = "no such file" if kind in kinds else "another kind of file"
        raise CasesError([Problem(path.name, "", found, f"a file that ends in {', '.join(kinds)}, or a database URL")])
    return kinds[kind](engine, path, column_map)


def _csv(engine: BaseBackend, path: Path, _: ColumnMap) -> Records:
    if (size := path.stat().st_size) > LARGEST_CSV:
        raise CasesError([Problem(path.name, "", f"a file of {size:,} bytes", f"{LARGEST_CSV:,} at most")])
    form = form_of(path)
    header = Header(path.name, form.names, may_leave_out=True)
    # Explicit settings: a guess from the first records could differ from the next file's.
    settings = {"header": True, "auto_detect": False, "delim": form.separator, "quote": '"', "escape": '"'}
    columns = {f"c{number}": "VARCHAR" for number in range(len(form.names))}

    def load() -> Rows:
        if is_plain(form):
            return Rows(engine.read_csv(glob.escape(str(path)), columns=columns, **settings), first=2)
        table, lines, word = rows_of(form)
        return Rows(ibis.memtable(table), word, lines=lines)

    return Records(header, engine, load)


def _parquet(engine: BaseBackend, path: Path, _: ColumnMap) -> Records:
    with speaking_for_the_engine(path.name):
        found = engine.read_parquet(glob.escape(str(path)))
        number = pyarrow.parquet.read_metadata(path).num_rows
    if number > MOST_RECORDS:
        raise CasesError([Problem(path.name, "", f"{number:,} records", f"{MOST_RECORDS:,} at most")])
    header = Header(path.name, tuple(found.columns), may_leave_out=True)
    return Records(header, engine, lambda: Rows(found, "record"))


def _spreadsheet(engine: BaseBackend, path: Path, column_map: ColumnMap) -> Records:
    sheet = sheet_of(path, column_map)
    # A sheet is read as a whole, so the engine cannot look at a column that should stay unread.
    header = Header(path.name, header_of(sheet), may_leave_out=False)
    return Records(header, engine, lambda: Rows(ibis.memtable(columns_of(sheet)), first=2), sheet.said)
