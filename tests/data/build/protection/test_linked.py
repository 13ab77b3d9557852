"""Linked tables: every count is the sum of its base cells."""

import numpy as np
import pytest
from hypothesis import given

from data.build.problems import BuildError
from data.build.protection.linked import Dimensions, linked_tables
from tests.data.build.small_tables import CITY, DIMENSIONS, LONDON, MET, NATIONAL, WELSH_FORCES, WORLDS, frame, linked


def tables(values, threshold=5):
    return linked_tables(frame(values), DIMENSIONS, threshold=threshold)


def counts(area, code, breakdown="total", category="all", value=7):
    return {(area, code, breakdown, category): value}


YEARS = tuple(world for world in WORLDS if not any("Q" in code for code in world.periods))


def shared_and_expected(world, values):
    """Return how many base cells, and how many places, each two cells have in common; and what they are broken by."""
    found, places = tables(values), world.cells()
    mine = np.array([places[cell.name] for cell in found.cells])
    return (found.sums @ found.sums.T).toarray(), mine @ mine.T, np.array([cell.breakdown for cell in found.cells])


@given(linked(tuple(world for world in YEARS if "kind_age" in world.breakdowns)))
def test_two_cells_share_as_many_base_cells_as_places_a_person_can_be_counted_in_both(example):
    shared, expected, _ = shared_and_expected(*example)
    assert (shared == expected).all()


@given(linked(tuple(world for world in YEARS if "kind_age" not in world.breakdowns)))
def test_cells_that_no_table_crosses_share_no_base_cell_but_through_the_total(example):
    world, values = example
    shared, expected, breakdown = shared_and_expected(world, values)
    same = (breakdown[:, None] == breakdown) & (breakdown != "total")
    other = {("kind", "age"), ("age", "kind")}
    apart = np.array([[(one, two) in other for two in breakdown] for one in breakdown])
    assert ((shared > 0) == (expected > 0))[same].all()
    assert (shared[apart] == 0).all()


def test_blocks_of_dimensions_are_tied_by_the_total_of_each_smallest_area():
    found = tables(counts(MET, "2023", "kind", "labour") | counts(MET, "2023", "age", "child"))
    assert found.ties.toarray().tolist() == [[1, 1, -1, -1]]


def test_a_national_count_has_no_threshold():
    found = tables(counts(NATIONAL, "2023") | counts(LONDON, "2023"))
    assert {cell.area_code: cell.threshold for cell in found.cells} == {NATIONAL: 0, LONDON: 5}


def test_years_that_say_nothing_of_each_other_are_parts_of_their_own():
    found = tables(counts(MET, "2022") | counts(MET, "2023") | counts(MET, "2023-Q1"))
    assert [[cell.period for cell in part.cells] for part in found.parts()] == [["2022"], ["2023", "2023-Q1"]]


def test_a_year_is_tied_to_its_quarters_in_every_smallest_area():
    found = tables(counts(LONDON, "2023") | counts(MET, "2023-Q1") | counts(CITY, "2023-Q1"))
    assert found.ties.toarray().tolist() == [
        # Two areas; the year, then its quarters, of which one is published.
        [1, 0, -1, 0, -1, 0, -1, 0, -1, 0],
        [0, 1, 0, -1, 0, -1, 0, -1, 0, -1],
    ]


def test_an_area_without_smaller_ones_in_the_tables_is_a_smallest_area():
    found = tables(counts(NATIONAL, "2023") | counts(WELSH_FORCES[0], "2023"))
    # England, and the four forces of Wales.
    assert found.sums.toarray().sum(axis=1).tolist() == [5, 1]


def test_an_unknown_category_is_refused():
    with pytest.raises(BuildError, match="E23000001, 2023, kind, stolen: the category is not one of kind"):
        tables(counts(MET, "2023", "kind", "stolen"))


def test_crossed_categories_with_the_same_name_are_refused():
    dimensions = Dimensions({"both": ("a", "b")}, {"a": ("x", "x_y"), "b": ("y_z", "z")})
    with pytest.raises(BuildError, match="same name"):
        linked_tables(frame(counts(MET, "2023", "both", "x_y_z")), dimensions, threshold=5)
