"""Made-up case files: a force's records of three years, as they are counted first and as they are counted a year later.

The records are those of ``benchmarks.synthetic.cases``, of which each file draws its own, with local authorities that
are larger and smaller in each. Nobody is behind any of them. The same number gives the same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from benchmarks.synthetic.cases import PLACES, cases
from data.build.cases.count import CaseCounts
from data.build.cases.schema import CODED, FIELDS, schema
from data.build.cases.source import as_source
from data.build.sources import Source
from data.site import site

YEARS = ("2021", "2022", "2023")
SMALLEST, LARGEST = 20, 400
# What became of the years that were published already: nothing, a few people more or fewer, a few put elsewhere, or
# many of one place and setting more.
CORRECTIONS = ("none", "few", "moved", "many")
_FEW, _MANY = (1, 5), (20, 41)


@dataclass(frozen=True)
class CaseFile:
    """Records as they are counted for a first release of two years, and for the next, which has the third year too.

    ``size`` is the number of cases in the first year, ``corrected`` the years that the later count changes.
    """

    number: int
    size: int
    correction: str
    corrected: tuple[str, ...]
    first: pd.DataFrame
    later: pd.DataFrame

    def sources(self) -> tuple[Source, Source]:
        """Return both counts as the build takes them."""
        return _source(self.first, YEARS[:2]), _source(self.later, YEARS)


def case_file(number: int) -> CaseFile:
    """Return one file of ``SMALLEST`` to ``LARGEST`` cases a year; every fourth has no correction."""
    random = np.random.default_rng([2026, number])
    size = round(float(np.exp(random.uniform(np.log(SMALLEST), np.log(LARGEST)))))
    weights = _pool()["local_authority"].map(dict(zip(PLACES, random.gamma(2, size=len(PLACES)), strict=True)))
    # More or fewer in the years that follow.
    sizes = np.maximum(SMALLEST, size * np.cumprod([1, *random.lognormal(0, 0.2, len(YEARS) - 1)])).round().astype(int)
    years = [
        _drawn(random, weights, year, count) for year, count in zip(YEARS, np.minimum(sizes, LARGEST), strict=True)
    ]
    first, correction = pd.concat(years[:2], ignore_index=True), CORRECTIONS[number % len(CORRECTIONS)]
    year = str(random.choice(YEARS[:2]))
    later = pd.concat([_corrected(random, first, correction, year), years[2]], ignore_index=True)
    return CaseFile(number, size, correction, (year,) if correction != "none" else (), first, later)


def _drawn(random: np.random.Generator, weights: pd.Series, year: str, size: int) -> pd.DataFrame:
    rows = random.choice(len(_pool()), size, p=(weights / weights.sum()).to_numpy())
    quarters = [f"{year}-Q{number}" for number in random.integers(1, 5, size)]
    return _pool().iloc[rows].assign(quarter=quarters).reset_index(drop=True)


def _corrected(random: np.random.Generator, records: pd.DataFrame, correction: str, year: str) -> pd.DataFrame:
    in_year = np.flatnonzero(records["quarter"].str.startswith(year))
    few = random.choice(in_year, random.integers(*_FEW), replace=False)
    if correction == "few" and random.random() < 0.5:
        return records[~records.index.isin(few)]
    if correction == "few":
        return pd.concat([records, records.iloc[few]], ignore_index=True)
    if correction == "moved":
        other = _pool().iloc[random.integers(len(_pool()), size=len(few))]
        moved = records.copy()
        moved.loc[few, ["local_authority", "setting"]] = other[["local_authority", "setting"]].to_numpy()
        return moved
    if correction == "many":
        more = records.iloc[np.repeat(few[:1], random.integers(*_MANY))]
        return pd.concat([records, more], ignore_index=True)
    return records


@cache
def _pool() -> pd.DataFrame:
    (table,) = cases(100_000)
    records: pd.DataFrame = table.drop_columns("date").to_pandas()
    return records


def _source(records: pd.DataFrame, years: tuple[str, ...]) -> Source:
    home = site().home_area
    codes = schema(home, today=date(int(YEARS[-1]) + 1, 1, 1)).codes
    coded = {field: pd.Categorical(records[field], codes[field], ordered=True) for field in CODED}
    counts = records.assign(**coded).groupby([*FIELDS], observed=True).size().rename("count").reset_index()
    covers = f"{years[0]}-Q1", f"{years[-1]}-Q4"
    return as_source(CaseCounts(counts, covers, rejected=0, problems=()), home_area=home)
