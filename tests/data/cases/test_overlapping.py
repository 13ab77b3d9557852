"""The people whom a force referred, supplied as its own cases: what one indicator hides the other must not print."""

import csv
import itertools
from dataclasses import replace

import pytest

from data.build import anonymise as anonymising
from data.build import candidate
from data.build.attacks import gate
from data.build.attacks.attack import Attack
from data.build.protection.publication import publications
from data.build.sources import read_source
from data.register import register
from tests.data.cases.conftest import COLUMNS
from tests.data.conftest import NEWEST, site_in

HOME, YEAR = "W15000001", ("2023-Q1", "2023-Q4")
REFERRALS = "nrm_police_referrals"
AGES = {"Child (17 or under)": "child", "Adult (18 or over)": "adult", "Not specified or unknown": "unknown"}


@pytest.fixture
def same_people(sources, monkeypatch):
    """Return a site with the referrals of one year; what its tables give away by themselves is tried elsewhere.

    So is what a force learns of others by its own referrals, which takes most of the time.
    """
    for name, (first, last) in {**NEWEST, REFERRALS: YEAR}.items():
        sources.cut(name, first, last)
    monkeypatch.setattr(gate, "attack", lambda *given, **more: Attack((), (), (), ()))
    local = {"local_cases": publications()["local_cases"]}
    monkeypatch.setattr(candidate, "publications", lambda: local)
    return site_in(sources.folder.parent)


@pytest.fixture
def cases(same_people):
    """Return a file of cases that are these people; council and setting are made up, a few of each."""
    councils = itertools.cycle(f"W0600000{number}" for number in range(1, 7))
    settings = itertools.cycle(["nail_bars", "farming", "care", "begging", "other"])
    referred = read_source(same_people.sources.folder, REFERRALS)
    types = referred.sidecar.columns["exploitation"]["codes"]
    path = same_people.sources.folder / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["quarter", *COLUMNS[1:]])
        table.writeheader()
        for row in referred.rows[referred.rows["area_code"] == HOME].to_dict("records"):
            person = {
                "quarter": row["quarter"].replace("Q", "-Q"), "exploitation": types[row["exploitation"]],
                "age_group": AGES[row["age_at_exploitation"]], "gender": row["gender"].lower(),
            }  # fmt: skip
            places = [
                {"local_authority": next(councils), "setting": next(settings)} for _ in range(int(row["referrals"]))
            ]
            table.writerows(person | place for place in places)
    return str(path)


@pytest.fixture
def by_type(monkeypatch):
    """Publish the cases by type too, as they once were, in a register that says what they overlap."""
    local, published = register()["local_cases"], publications()
    typed = replace(local, breakdowns={**local.breakdowns, "type": ("exploitation",)})
    tables = {**published["local_cases"].tables, "type": {"calendar_year": ("force",)}}
    sets = {**published, "local_cases": replace(published["local_cases"], tables=tables)}
    monkeypatch.setattr(anonymising, "publications", lambda: sets)

    def register_as(overlaps):
        monkeypatch.setitem(register(), "local_cases", replace(typed, overlaps=overlaps))

    return register_as


def test_the_same_people_in_other_breakdowns_are_published(same_people, cases):
    assert same_people.build("--cases", cases, "--dry-run") == 0


def test_the_same_people_by_type_in_both_are_refused(same_people, cases, by_type, capsys):
    by_type(overlaps=("nrm_referrals",))
    assert same_people.build("--cases", cases) == 1
    said = capsys.readouterr().err
    assert f"local_cases {HOME} 2023 type: can be laid beside nrm_referrals type (" in said
    assert same_people.content() == {}


def test_it_is_the_register_that_has_them_refused(same_people, cases, by_type):
    by_type(overlaps=())
    assert same_people.build("--cases", cases, "--dry-run") == 0
