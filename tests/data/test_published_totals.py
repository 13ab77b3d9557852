"""Totals that the publisher states in its bulletins: a year or a quarter each, with the bulletin that states it."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from data.build.check_sources import check_source
from data.build.sources import read_source

NAME = "nrm_uk_published_totals"
SOURCES = Path(__file__).parents[2] / "data" / "sources"
FIGURES = Path(__file__).parents[3] / "shared" / "figures" / f"{NAME}.csv"


@pytest.fixture
def source():
    return read_source(SOURCES, NAME)


def with_cell(source, column, value):
    rows = source.rows.copy()
    rows.loc[2, column] = value
    return replace(source, rows=rows)


def test_the_shipped_totals_pass_every_check(source):
    assert check_source(source) == []
    assert {*source.rows["measure"]} == {*source.sidecar.columns["measure"]["codes"]}
    assert source.rows["published_on"].max() == source.sidecar.published


@pytest.mark.skipif(not FIGURES.exists(), reason=f"the figures to start from are not there: {FIGURES.name}")
def test_only_what_was_read_as_published_is_kept(source):
    with FIGURES.open(encoding="utf-8", newline="") as file:
        kept = [row for row in csv.DictReader(file) if row["certainty"].startswith("as published")]
    expected = [(row["measure"], row["period"].replace("Q", "-Q"), row["value"], row["published"]) for row in kept]
    columns = ["measure", "period", "value", "published_on"]
    assert [*source.rows[columns].itertuples(index=False, name=None)] == expected


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("period", "2022", "only periods within covers"),
        ("period", "2026-Q1", "only periods within covers"),
        ("period", "2024Q1", "a period such as 2024-Q1"),
        ("period", "2024", "only one row for the same measure, period"),
        ("published_on", "March 2025", "a day such as 2026-04-23"),
        ("published_on", "20250306", "a day such as 2026-04-23"),
        ("published_in", "", "a text"),
        ("value", "4,521", "a whole number"),
    ],
)
def test_a_cell_that_breaks_a_rule_is_told(source, column, value, said):
    assert any(said in str(problem) for problem in check_source(with_cell(source, column, value)))


@pytest.mark.parametrize("published", ["", "2026-02-19"])
def test_a_day_of_publication_is_known_or_empty(source, published):
    assert check_source(replace(source, sidecar=replace(source.sidecar, published=published))) == []


def test_a_day_of_publication_in_words_is_told(source):
    sidecar = replace(source.sidecar, published="February 2026")
    [problem] = check_source(replace(source, sidecar=sidecar))
    assert str(problem).startswith(f"{NAME}.toml, published: found 'February 2026'")


@pytest.mark.parametrize("name", sorted(file.stem for file in SOURCES.glob("*.toml")))
def test_every_source_says_how_it_was_obtained_and_notes_are_about_its_figures(name):
    found = read_source(SOURCES, name)
    assert found.sidecar.obtained and check_source(found) == []
    for note in found.sidecar.notes:
        area = found.rows[found.sidecar.column("area_code")] == note["area_code"]
        assert (area & (found.periods() == note["period"])).sum() == 1


@pytest.mark.parametrize("change", [{"area_code": "W1"}, {"text": "55 is much"}])
def test_a_note_on_nothing_known_is_told(source, change):
    note = {"area_code": "W15000001", "period": "2016-Q2", "note": "stands_alone", **change}
    [problem] = check_source(replace(source, sidecar=replace(source.sidecar, notes=[note])))
    assert f"{NAME}.toml, notes: found " in str(problem)
