"""A handful of made-up cases, and every way to hold them."""

import csv
import os
import traceback
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from data.build.cases.count import CaseCounts, count_cases
from data.build.cases.problems import CasesError
from tests.data.cases import postgres

ROOT = Path(__file__).resolve().parents[3]
COLUMNS = ("date", "local_authority", "setting", "exploitation", "age_group", "gender")
CASES = (
    ("2023-04-01", "W06000001", "nail_bars", "labour", "adult", "female"),
    ("2023-06-30", "W06000001", "nail_bars", "labour", "adult", "female"),
    ("2023-05-31", "Ynys Môn", "nail_bars", "labour", "adult", "female"),
    ("2023-07-01", "W06000006", "county_lines", "criminal", "child", "male"),
    ("2024-02-29", "Wrexham", "county_lines", "labour_criminal", "unknown", "other"),
)
COUNTED = b"""\
quarter,local_authority,setting,exploitation,age_group,gender,count
2023-Q2,W06000001,nail_bars,labour,adult,female,3
2023-Q3,W06000006,county_lines,criminal,child,male,1
2024-Q1,W06000006,county_lines,labour_criminal,unknown,other,1
"""
TODAY = date(2024, 6, 30)
# The same columns as a force's own database may declare them.
DECLARED = "date date, local_authority text, setting varchar(40), exploitation char(40), age_group text, gender sex"


def count(source, **settings) -> CaseCounts:
    """Count as the build of a North Wales dashboard does, on a fixed day."""
    return count_cases(str(source), **{"home_area": "W15000001", "today": TODAY, **settings})


def cases_with(number: int, **changed: str) -> list[tuple]:
    """Return cases where one, counted from 0, has other values."""
    rows = [dict(zip(COLUMNS, case, strict=True)) for case in CASES]
    rows[number] |= changed
    return [tuple(row.values()) for row in rows]


@contextmanager
def edited(path):
    """Open a workbook, and save what is done to it."""
    workbook = openpyxl.load_workbook(path)
    yield workbook
    workbook.save(path)


def replace_in_ods(path, old, new):
    """Replace a text of a sheet once."""
    replace_in(path, "content.xml", old, new)


def replace_in_xlsx(path, old, new):
    """Replace a text of the first sheet once."""
    replace_in(path, "xl/worksheets/sheet1.xml", old, new)


def replace_in(path, name, old, new, *, times=1):
    """Replace a text of a part of a spreadsheet, once unless told; -1 for all."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    content = members[name].decode("utf-8")
    assert old in content
    members[name] = content.replace(old, new, times).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)


@dataclass(frozen=True)
class Files:
    """A folder to write records into, one function for each kind of file."""

    folder: Path

    def csv(self, rows=CASES, columns=COLUMNS) -> Path:
        path = self.folder / "cases.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
        return path

    def parquet(self, rows=CASES, columns=COLUMNS) -> Path:
        path = self.folder / "cases.parquet"
        pa.parquet.write_table(pa.Table.from_pandas(_typed(rows, columns), preserve_index=False), path)
        return path

    def xlsx(self, rows=CASES, columns=COLUMNS) -> Path:
        path = self.folder / "cases.xlsx"
        _typed(rows, columns).to_excel(path, index=False, engine="openpyxl")
        return path

    def ods(self, rows=CASES, columns=COLUMNS) -> Path:
        path = self.folder / "cases.ods"
        _typed(rows, columns).to_excel(path, index=False, engine="odf")
        return path

    def write(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path


def _typed(rows, columns) -> pd.DataFrame:
    """Return records with real dates, as everything but CSV has them."""
    frame = pd.DataFrame([*rows], columns=[*columns])
    if "date" in frame and pd.to_datetime(frame["date"], errors="coerce").notna().all():
        frame["date"] = pd.to_datetime(frame["date"]).dt.date
    return frame


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


@pytest.fixture
def refused(capfd, caplog):
    """Return a function that counts a source in vain, proves that it told no cell, and returns what it said."""

    def count_and_read(source, *, secrets=(), **settings) -> str:
        folder = Path(source).parent if "://" not in str(source) else None
        before = _content(folder)
        with pytest.raises(CasesError) as caught:
            count(source, **settings)
        assert _content(folder) == before
        said, printed = str(caught.value), capfd.readouterr()
        traceback_of_it = "".join(traceback.format_exception(caught.value))
        for secret in secrets:
            for told in (said, printed.out, printed.err, caplog.text, traceback_of_it):
                assert secret not in told
        assert said.endswith("No case was published; what was there is untouched.")
        return said

    return count_and_read


def _content(folder):
    return (
        {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        if folder and folder.is_dir()
        else {}
    )


@pytest.fixture(scope="session")
def server():
    """Return a running PostgreSQL; without its programs a failure where it is required, a named skip elsewhere."""
    if not postgres.IS_THERE:
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail("no PostgreSQL server programs; install the Debian package postgresql")
        pytest.skip("no PostgreSQL server programs (Debian package postgresql)")
    with postgres.server() as running:
        yield running


@pytest.fixture
def table(server):
    """Return a function that fills a table and lets a user read it and do nothing else."""
    with server.connect() as connection:
        connection.execute("DROP SCHEMA IF EXISTS police CASCADE")
        connection.execute("CREATE SCHEMA police")
        connection.execute("DROP TYPE IF EXISTS sex")
        connection.execute("CREATE TYPE sex AS ENUM ('female', 'male', 'other', 'unknown')")
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'reader'").fetchone():
            connection.execute("CREATE USER reader")
            connection.execute("ALTER ROLE reader SET default_transaction_read_only = on")
        connection.execute("GRANT USAGE ON SCHEMA police TO reader")

        def fill(rows=CASES, columns=DECLARED):
            connection.execute(f"CREATE TABLE police.cases ({columns})")
            places = ", ".join(["%s"] * len(rows[0]))
            connection.cursor().executemany(f"INSERT INTO police.cases VALUES ({places})", rows)
            connection.execute("GRANT SELECT ON police.cases TO reader")
            connection.execute("SELECT pg_stat_statements_reset()")
            return server.url("reader")

        yield fill
