"""Editions of every source, made from tables and offered by the local publishers."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from tests.refresh import layouts
from tests.refresh.layouts import shipped
from tests.refresh.layouts_ons import boundary_document, population_sheets
from tests.refresh.made import DECISIONS, OFFENCES, POLICE, POPULATION, REFERRALS, another_quarter
from tests.refresh.writing import write_ods, write_xlsx

Tables = Mapping[str, pd.DataFrame]
Editions = dict[str, bytes]
# Keys of Editions that are no quarter of the National Referral Mechanism.
OTHERS = ("recorded_offences", "population", "boundaries")


def shipped_tables() -> dict[str, pd.DataFrame]:
    """Return the shipped tables, of the population the one edition that holds many years."""
    tables = {name: shipped(name) for name in (OFFENCES, POLICE, REFERRALS, DECISIONS, POPULATION)}
    used = tables[POPULATION]["release"].str.startswith("ONS MYE5")
    return {**tables, POPULATION: tables[POPULATION][used]}


def newer_tables() -> dict[str, pd.DataFrame]:
    """Return the shipped tables with two offences figures revised and a quarter more of the referrals."""
    tables = shipped_tables()
    offences = tables[OFFENCES].set_index(["financial_year", "financial_quarter", "force_name"])
    offences.loc[("2022/23", "1", "Essex"), "offences"] = "60"
    offences.loc[("2023/24", "1", "North Wales"), "offences"] = "20"
    tables[OFFENCES] = offences.reset_index()[[*tables[OFFENCES].columns]]
    for name in (POLICE, REFERRALS, DECISIONS):
        tables[name] = pd.concat([tables[name], another_quarter(name, "2023Q4", "2024Q1")])
    return tables


def nrm_sheets(tables: Tables, quarter: str) -> layouts.Sheets:
    """Return the data tables of a quarter such as 2023-Q4."""
    return layouts.nrm_sheets(quarter.replace("-", ""), tables[POLICE], tables[REFERRALS], tables[DECISIONS])


def quarters(tables: Tables) -> list[str]:
    """Return the quarters that have an edition of their own."""
    return [code.replace("Q", "-Q") for code in sorted({*tables[POLICE]["quarter"]})]


def editions(tables: Tables, folder: Path) -> Editions:
    """Return the content of the file of each edition: by quarter, and one for each of ``OTHERS``."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "made"
    made = {quarter: write_ods(file, nrm_sheets(tables, quarter)).read_bytes() for quarter in quarters(tables)}
    made["recorded_offences"] = write_ods(file, layouts.offence_sheets(tables[OFFENCES])).read_bytes()
    made["population"] = write_xlsx(folder / "made.xlsx", population_sheets(tables[POPULATION])).read_bytes()
    made["boundaries"] = json.dumps(boundary_document()).encode()
    return made


def offer(publishers, made: Editions) -> dict[str, str]:
    """Put editions where the publishers have theirs, and return the path of each."""
    paths = {
        "recorded_offences": publishers.offer_offences(made["recorded_offences"]),
        "population": publishers.offer_population("2023", made["population"]),
        "boundaries": publishers.offer_boundaries(json.loads(made["boundaries"])),
    }
    for quarter in (name for name in made if name not in OTHERS):
        paths[quarter] = publishers.offer_nrm(quarter, made[quarter])
    return paths
