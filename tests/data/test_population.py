"""How many people a rate is per: the estimate of its own year, else the newest, never one of later."""

import pandas as pd
import pytest

from data.figures import figures
from data.load import Dataset, load
from data.periods import YEAR_KINDS, period, year_of
from data.population import Estimate, estimate, residents
from data.views import View, observation
from geo.areas import areas
from tests.data.build.raw import people_in_source

NORTH_WALES, GWENT, CITY, UK = "W15000001", "W15000002", "E23000034", "K02000001"
HELD = [(NORTH_WALES, 2022, 680_000), (NORTH_WALES, 2023, 690_000), (CITY, 2023, 9_000)]


def release(*figures, population=HELD, indicator="recorded_offences"):
    """Return a release with a figure for each area, period, value and status."""
    rows = pd.DataFrame(figures, columns=["area_code", "period", "value", "status"]).assign(
        indicator=indicator,
        breakdown="total",
        category="all",
        period_start=pd.Timestamp(2022, 4, 1),
        period_end=pd.Timestamp(2023, 3, 31),
        value=lambda frame: frame["value"].astype("Int64"),
    )
    return Dataset(rows, pd.DataFrame(population, columns=["area_code", "mid_year", "population"]), {})


@pytest.fixture(scope="module")
def published():
    return load()


@pytest.mark.parametrize("code", ["2022", "2022-23", "YE-2022-Q4", "YE-2023-Q1", "YE-2023-Q2", "YE-2022-Q3", "2022-Q4"])
def test_a_period_has_the_estimate_of_its_own_year(code):
    assert estimate(release(), NORTH_WALES, code) == Estimate(680_000, 2022, is_stand_in=False)
    assert residents(release(), NORTH_WALES, code) == 680_000


@pytest.mark.parametrize("code", ["2024", "2025-26", "YE-2024-Q4", "YE-2024-Q3", "2031-Q1"])
def test_the_newest_estimate_stands_in_where_that_of_the_year_is_not_out(code):
    assert estimate(release(), NORTH_WALES, code) == Estimate(690_000, 2023, is_stand_in=True)


@pytest.mark.parametrize("code", ["2021", "2021-22", "YE-2022-Q2", "1999-Q1"])
def test_a_year_before_the_oldest_estimate_has_none(code):
    assert estimate(release(), NORTH_WALES, code) is None
    assert residents(release(), NORTH_WALES, code) is None


def test_a_year_between_two_estimates_takes_neither():
    held = [(NORTH_WALES, 2021, 670_000), (NORTH_WALES, 2023, 690_000)]
    assert estimate(release(population=held), NORTH_WALES, "2022") is None


@pytest.mark.parametrize("area", [GWENT, UK, "nowhere"])
def test_an_area_without_estimates_has_no_residents(area):
    assert residents(release(), area, "2023") is None
    assert residents(release(population=[]), area, "2023") is None


def test_the_newest_estimate_is_the_newest_of_the_area_itself():
    held = [*HELD, (GWENT, 2022, 590_000)]
    assert estimate(release(population=held), GWENT, "2023") == Estimate(590_000, 2022, is_stand_in=True)


def seen(figure, **more):
    area, code, *_ = figure
    return observation(release(figure, **more), View(area, "recorded_offences", code))


def test_a_rate_by_a_population_that_stands_in_is_provisional_and_its_count_is_not():
    found = seen((NORTH_WALES, "YE-2025-Q4", 69, "final"))
    assert (found.value, found.status, found.mark) == (69, "final", "")
    assert (found.rate_status, found.rate_marks) == ("provisional", "p")
    assert found.rate == pytest.approx(10.0)


@pytest.mark.parametrize(("code", "status"), [("2023-24", "final"), ("2024-25", "provisional")])
def test_a_rate_is_final_only_by_the_population_of_its_year(code, status):
    assert seen((NORTH_WALES, code, 69, "final")).rate_status == status


@pytest.mark.parametrize("status", ["provisional", "revised"])
def test_the_status_of_a_count_stays_that_of_its_rate_where_a_population_stands_in(status):
    assert seen((NORTH_WALES, "2024-25", 69, status)).rate_status == status


def test_a_year_before_the_oldest_estimate_has_a_count_and_no_rate():
    found = seen((NORTH_WALES, "2020-21", 50, "final"))
    assert (found.value, found.status, found.rate, found.lower, found.upper) == (50, "final", None, None, None)
    assert (found.rate_status, found.rate_marks) == ("not_available", "x")


@pytest.mark.parametrize("status", ["hidden", "not_available"])
def test_a_count_that_is_not_shown_has_no_rate_by_any_population(status):
    found = seen((NORTH_WALES, "2024-25", None, status))
    assert (found.value, found.rate, found.rate_status) == (None, None, status)


@pytest.mark.parametrize(("area", "code"), [(CITY, "2024-25"), (NORTH_WALES, "2024-Q1"), (CITY, "YE-2025-Q4")])
def test_a_figure_that_has_no_rate_gets_none_by_a_population_that_stands_in(area, code):
    found = seen((area, code, 50, "final"))
    assert (found.value, found.rate, found.rate_status) == (50, None, "not_applicable")


def test_nothing_is_raised_for_any_area_and_period_of_the_release_or_of_any_year_around_it(published):
    codes = {*published.observations["period"].cat.categories}
    quarters = [code for code in codes if period(code).kind == "quarter"]
    codes |= {year_of(quarter, kind) for quarter in quarters for kind in YEAR_KINDS}
    oldest = {area: min(rows["mid_year"]) for area, rows in published.population.groupby("area_code", observed=True)}
    # The oldest figures are of 2009, and no estimate is: both answers are given.
    for area in areas():
        for code in codes:
            found = estimate(published, area, code)
            assert (found is not None) == (area in oldest and period(code).population_year >= oldest[area])
            assert found is None or found.people > 0


def test_every_shipped_rate_is_by_the_residents_the_source_has_for_its_year(published):
    source = people_in_source()
    newest = max(year for _, year in source)
    rows = figures(published)
    rows = rows[rows["rate"].notna() & rows["area_code"].isin({area for area, _ in source})]
    assert {*rows["kind"]} == {*YEAR_KINDS}
    for row in rows.itertuples():
        year = int(row.period[:4]) if row.kind != "year_ending" else int(row.period[3:7]) - (row.period[-1] in "12")
        assert row.rate == pytest.approx(100_000 * row.value / source[row.area_code, min(year, newest)])
        assert row.rate_status == ("provisional" if year > newest else "final")
