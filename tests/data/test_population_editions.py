"""Residents out of several editions: each year is that of the newest edition that has it."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.build.aggregate import population
from data.build.check_sources import check_source
from data.build.sources import read_source

SOURCES = Path(__file__).parents[2] / "data" / "sources"
NORTH_WALES, WALES = "W15000001", "W92000004"
LATER = {"name": "A later edition", "title": "A later edition", "published": "2026-07-29"}


@pytest.fixture
def source():
    return read_source(SOURCES, "population")


@pytest.fixture
def with_later(source):
    """Return the source with an edition of two years more, each area with one resident more than it had."""
    years = ("2022", "2023")
    rows = source.rows[source.rows["mid_year"].isin(years)]
    more = rows.assign(population=(rows["population"].astype(int) + 1).astype(str), release=LATER["name"])
    sidecar = replace(source.sidecar, editions=[*source.sidecar.editions, LATER])
    joined = pd.concat([source.rows, more]).sort_values("mid_year", kind="stable")
    return replace(source, sidecar=sidecar, rows=joined.set_axis(range(2, len(joined) + 2)))


def problems(source):
    """Return what is wrong with a source, leaving out that its bytes are others."""
    return [problem for problem in map(str, check_source(source)) if "sha256" not in problem]


def residents(source):
    return population(source).set_index(["area_code", "mid_year"])["population"]


def test_every_year_of_the_source_has_residents_once(source):
    found = residents(source)
    years = range(*(int(year) + place for place, year in enumerate(source.sidecar.covers)))
    assert not found.index.duplicated().any()
    assert sorted(found[NORTH_WALES].index) == [*years]
    for row in source.in_use()[["area_code", "mid_year", "population"]].itertuples(index=False):
        assert found[row.area_code, int(row.mid_year)] == int(row.population)


def test_a_later_edition_counts_for_its_years_and_for_no_other(source, with_later):
    assert problems(with_later) == []
    before, after = residents(source), residents(with_later)
    changed = after - before
    assert {*changed[NORTH_WALES][lambda moved: moved != 0].items()} == {(2022, 1), (2023, 1)}
    assert changed[WALES][2023] == 4


def test_the_order_of_the_editions_decides_not_that_of_the_rows(source, with_later):
    first = replace(with_later.sidecar, editions=[LATER, *source.sidecar.editions])
    pd.testing.assert_series_equal(residents(replace(with_later, sidecar=first)), residents(source))


def test_a_row_of_an_edition_that_the_sidecar_does_not_know_is_told(source, with_later):
    unknown = replace(with_later, sidecar=source.sidecar)
    assert any("the name of one of the editions" in problem for problem in problems(unknown))


def test_an_area_that_an_edition_lacks_is_told_though_another_has_it(with_later):
    rows = with_later.rows
    is_gone = (rows["release"] == LATER["name"]) & (rows["area_code"] == NORTH_WALES) & (rows["mid_year"] == "2023")
    assert problems(replace(with_later, rows=rows[~is_gone])) == [
        "population.csv: found no row for W15000001, North Wales in 2023 of A later edition; expected one, as in other "
        "periods"
    ]
