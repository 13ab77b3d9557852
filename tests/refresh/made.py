"""Editions that a test makes up, as if they had been fetched and read; and edited tables to make them of."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from data.build.sources import Source, read_source
from data.refresh.edition import Edition
from data.refresh.fetch import Fetched
from data.refresh.merge import Incoming, Update, update
from tests.refresh.layouts import SOURCES, shipped

ESSEX = {"financial_year": "2022/23", "financial_quarter": "1", "force_name": "Essex"}
OFFENCES, POLICE = "recorded_modern_slavery_offences", "nrm_police_referrals"
REFERRALS, DECISIONS, POPULATION = "nrm_uk_referrals", "nrm_uk_decisions", "population"


def old(name: str, folder: Path = SOURCES) -> Source:
    return read_source(folder, name)


def edition(title: str = "Made-up tables", published: str = "2024-04-25", **more: str) -> Edition:
    known = {
        "source": "made up",
        "url": f"https://www.example.org/{title}",
        "page": "https://www.example.org/",
        "media_type": "",
    }
    return Edition(title=title, published=published, **{**known, **more})


def fetched(title: str = "Made-up tables", published: str = "2024-04-25") -> Fetched:
    sha256 = hashlib.sha256(title.encode()).hexdigest()
    return Fetched(edition(title, published), Path(title), sha256, 1, "2024-05-01", is_unchanged=False)


def read(rows: pd.DataFrame, *, totals: Sequence[Mapping] = (), notes: Sequence[str] = ()) -> SimpleNamespace:
    """Return what a reader would of rows with these totals."""
    return SimpleNamespace(rows=rows.reset_index(drop=True), control_totals=tuple(totals), outside=(), notes=[*notes])


def incoming(name: str, *tables: pd.DataFrame, published: str = "2024-04-25", **more) -> Incoming:
    """Return editions that hold a table each, the newest first."""
    files = [fetched(f"Made-up tables {number}", published) for number in range(len(tables), 0, -1)]
    return Incoming(name, tuple(files), tuple(read(table, **more) for table in tables))


def updated(name: str, *tables: pd.DataFrame, **more) -> Update:
    """Return what a shipped source becomes with made-up editions."""
    return update(old(name), incoming(name, *tables, **more))


def changed(name: str, value: str | int, **where: str) -> pd.DataFrame:
    """Return a shipped table with the count of exactly one row changed."""
    rows = shipped(name)
    chosen = pd.Series(True, index=rows.index)
    for column, wanted in where.items():
        chosen &= rows[column] == wanted
    assert chosen.sum() == 1, where
    rows.loc[chosen, count_of(name)] = str(value)
    return rows


def count_of(name: str) -> str:
    return old(name).sidecar.table["count"]


def newest_quarter() -> str:
    """Return the newest quarter of the shipped offences as the table writes it: 2023/24 1."""
    return max(" ".join(pair) for pair in shipped(OFFENCES)[["financial_year", "financial_quarter"]].to_numpy())


def next_quarter() -> str:
    """Return the quarter after the newest of the shipped offences."""
    year, quarter = newest_quarter().split()
    if quarter < "4":
        return f"{year} {int(quarter) + 1}"
    start = int(year[:4]) + 1
    return f"{start}/{(start + 1) % 100:02} 1"


def another_quarter(name: str, like: str, code: str) -> pd.DataFrame:
    """Return the rows of one quarter as those of another; ``code`` as the table writes it, 2023Q4 or 2023/24 2."""
    rows = shipped(name)
    if name == OFFENCES:
        (year, quarter), (new_year, new_quarter) = like.split(), code.split()
        rows = rows[(rows["financial_year"] == year) & (rows["financial_quarter"] == quarter)]
        return rows.assign(financial_year=new_year, financial_quarter=new_quarter)
    column = "quarter" if name == POLICE else "period"
    return rows[rows[column] == like].assign(**{column: code})
