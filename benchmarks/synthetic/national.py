"""Made-up cases of every police force area, as the tables a national holder would publish.

No person, place or event is behind any case. Forces and local authorities are real names only; how many cases each
has is drawn, most have few. The same seed gives the same cases.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from data.build.protection.linked import Dimensions, LinkedTables, linked_tables
from data.build.protection.onlooker import Contribution
from data.build.protection.publication import publications
from data.refresh.readers.population import LOOKUP
from geo.areas import areas, forces

SEED = 2015
YEARS = (2021, 2022, 2023)
CASES_A_YEAR = 12_000
THRESHOLD = 10
AREAS = ("force", "region", "country", "england_and_wales")
# How the cases fall on the published categories.
WEIGHTS: dict[str, dict[str, float]] = {
    "setting": {"streets": 30, "homes": 32, "high_street": 20, "sites_and_land": 12, "other_or_unknown": 6},
    "type": {
        "criminal": 40,
        "labour": 28,
        "sexual": 12,
        "labour_criminal": 7,
        "domestic": 4,
        "other": 5,
        "unknown": 4,
    },
    "age": {"child": 40, "adult": 52, "unknown": 8},
    "gender": {"male": 74, "female": 25, "other": 0.3, "unknown": 0.7},
}
NOWHERE = "elsewhere_or_unknown"
LOCAL: dict[str, tuple[str, ...]] = {"total": (), "local_authority": ("local_authority",), "setting": ("setting",)}
NATIONAL: dict[str, tuple[str, ...]] = {
    "total": (),
    **{name: (name,) for name in WEIGHTS},
    "type_age": ("type", "age"),
    "type_gender": ("type", "gender"),
    "type_age_gender": ("type", "age", "gender"),
}
# The levels of area that each breakdown is published for, by kind of period.
_Published = Mapping[str, Mapping[str, tuple[str, ...]]]
_NAME = ["area_code", "period", "breakdown", "category"]


@cache
def local_authorities() -> dict[str, tuple[str, ...]]:
    """Return the codes of the local authorities of each police force area."""
    with Path(LOOKUP).open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    return {force.code: tuple(row["lad_code"] for row in rows if row["area_code"] == force.code) for force in forces()}


def cases(cases_a_year: int, *, seed: int = SEED) -> pd.DataFrame:
    """Return one row for each made-up case: ``force``, ``quarter``, ``local_authority`` and the columns of WEIGHTS."""
    random = np.random.default_rng(seed)
    codes, number = [*local_authorities()], cases_a_year * len(YEARS)
    # The largest force has a sixth of all, the smallest a few.
    sizes = random.lognormal(0, 0.9, len(codes))
    drawn = random.choice(len(codes), number, p=sizes / sizes.sum())
    quarters = np.array([f"{year}-Q{quarter}" for year in YEARS for quarter in range(1, 5)])
    places = np.empty(number, dtype=object)
    for place, code in enumerate(codes):
        inside, here = [*local_authorities()[code], NOWHERE], drawn == place
        shares = random.lognormal(0, 1, len(inside))
        places[here] = random.choice(inside, here.sum(), p=shares / shares.sum())
    made = {"force": np.array(codes)[drawn], "quarter": random.choice(quarters, number), "local_authority": places}
    for name, weights in WEIGHTS.items():
        shares = np.array([*weights.values()], dtype=float)
        made[name] = random.choice([*weights], number, p=shares / shares.sum())
    return pd.DataFrame(made)


def local_tables(made: pd.DataFrame, force: str) -> tuple[LinkedTables, list[Contribution]]:
    """Return the yearly tables of one force, as ``publication.toml`` has them, and what each council knows."""
    places = (*local_authorities()[force], NOWHERE)
    dimensions = Dimensions(LOCAL, {"local_authority": places, "setting": tuple(WEIGHTS["setting"])})
    here = made[made["force"] == force]
    published = {name: {"calendar_year": ("force",)} for name in LOCAL}
    counts = _counts(here, dimensions, published)
    known = []
    for council in places[:-1]:
        parts = _counts(here[here["local_authority"] == council], dimensions, published, inside=force)
        known.append(Contribution(council, parts, "local_authority"))
    return linked_tables(_frame(counts), dimensions, threshold=THRESHOLD), known


def median_force(made: pd.DataFrame) -> str:
    """Return the code of the force of which as many have more cases as have fewer."""
    return str(made["force"].value_counts(sort=True).index[len(local_authorities()) // 2])


def tables(made: pd.DataFrame) -> tuple[LinkedTables, list[Contribution]]:
    """Return the tables of forces and, if there are several, of the areas they add up to, and what each force knows.

    They are those of the referrals in ``publication.toml``, and settings.
    """
    codes = [*made["force"].unique()]
    dimensions = Dimensions(NATIONAL, {name: tuple(weights) for name, weights in WEIGHTS.items()})
    referrals = publications()["nrm_referrals"]
    published: _Published = {**referrals.tables, "setting": referrals.tables["type"]}
    if len(codes) == 1:
        published = {
            name: {kind: ("force",) for kind in kinds if "force" in kinds[kind]} for name, kinds in published.items()
        }
    known = []
    for force in codes if len(codes) > 1 else ():
        parts = _counts(made[made["force"] == force], dimensions, published, inside=force)
        known.append(Contribution(force, parts))
    rows = _frame(_counts(made, dimensions, published))
    return linked_tables(rows, dimensions, threshold=THRESHOLD, everywhere=referrals.everywhere), known


def _counts(
    made: pd.DataFrame, dimensions: Dimensions, published: _Published, *, inside: str = ""
) -> dict[tuple[str, str, str, str], int]:
    """Return every count that is published of some cases, 0 where there is none, by its name."""
    codes = [inside] if inside else [*made["force"].unique()]
    found = {}
    for breakdown, kinds in published.items():
        crossed = [*dimensions.breakdowns[breakdown]]
        names = dimensions.combinations(breakdown)
        for kind, levels in kinds.items():
            when = made["quarter"] if kind == "quarter" else made["quarter"].str[:4]
            periods = sorted({f"{year}-Q{q}" for year in YEARS for q in range(1, 5)} if kind == "quarter" else _years())
            for level in levels:
                of_force = {code: _area(code, level) for code in codes}
                keys = [made["force"].map(of_force), when, *(made[name] for name in crossed)]
                counted = made.groupby(keys).size().to_dict() if len(made) else {}
                places = sorted({code for code in of_force.values() if code})
                for place, code, (name, categories) in product(places, periods, names.items()):
                    found[place, code, breakdown, name] = int(counted.get((place, code, *categories), 0))
    return found


def _years() -> set[str]:
    return {str(year) for year in YEARS}


def _area(code: str, level: str) -> str:
    """Return the area of a level that a force is in; empty if there is none, as Wales has no regions."""
    while code and areas()[code].kind != level:
        code = areas()[code].parent
    return code


def _frame(counts: dict[tuple[str, str, str, str], int]) -> pd.DataFrame:
    return pd.DataFrame([(*name, value) for name, value in counts.items()], columns=[*_NAME, "value"])
