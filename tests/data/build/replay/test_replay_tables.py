"""The tables of a replay, against somebody who writes down every one."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.build.attacks.rows import Count, Rule
from data.build.replay import samples
from data.build.replay.algorithm import public_dimensions
from data.build.replay.groups import Line, Published, lines
from data.build.replay.samples import sample
from data.build.replay.tables import Unlimited, circuits, far_table, tables
from tests.data.build.small_tables import NATIONAL, PARENTS, WALES, WELSH_FORCES, linked

NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
TWO_BY_TWO = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1]])
THREE_BY_THREE = np.array(
    [[int(place // 3 == line) for place in range(9)] for line in range(3)]
    + [[int(place % 3 == line) for place in range(9)] for line in range(3)]
)


@st.composite
def systems(draw):
    """Return lines of 0, 1 and -1, the last for a whole that is hidden, and the results of a table of few people."""
    size = draw(st.integers(1, 4))
    some = st.lists(st.sampled_from([0, 1, 1, -1]), min_size=size, max_size=size)
    matrix = np.array([[1] * size, *draw(st.lists(some, max_size=3))])
    table = np.array(draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    return matrix, matrix @ table


@settings(max_examples=150)
@given(systems())
def test_every_table_is_found_and_no_other(system):
    matrix, results = system
    candidates = itertools.product(range(results[0] + 1), repeat=matrix.shape[1])
    expected = {table for table in candidates if (matrix @ table == results).all()}
    found = tables(matrix, results)
    if found is None:
        assert len(expected) > 600
    else:
        assert {tuple(map(int, table)) for table in found} == expected
        assert len(found) == len(expected)


def test_counts_without_a_limit_have_no_end():
    with pytest.raises(Unlimited, match="its tables have no end"):
        tables(np.array([[1, -1]]), np.array([3]))


def sampled(matrix, results, small, *, below=5, size=400):
    return sample(matrix, results, circuits(matrix), small=small, below=below, size=size)


def test_a_sample_agrees_with_every_line_and_has_all_tables_alike():
    # Two lines of two and a way across: 0 to 40, each of 41 tables as likely as another.
    assert len(tables(TWO_BY_TWO, np.array([40, 60, 50, 50]))) == 41
    results = np.array([20, 20, 20, 20, 20, 20])
    assert tables(THREE_BY_THREE, results) is None
    found = sampled(THREE_BY_THREE, results, [0], below=21)
    assert found.is_mixed([*range(9)])
    assert (found.counts @ THREE_BY_THREE.T == 20).all()
    assert found.counts.min() == 0
    # By symmetry each count is a third of its line.
    assert np.abs(found.counts.mean(axis=0) - 20 / 3).max() < 1


def test_a_large_partner_of_a_wide_group_is_sampled_over_all_that_it_can_be():
    # Three counts that come to 330, one of them small: the partner of 200 can be anything up to all of it.
    found = sampled(np.array([[1, 1, 1]]), np.array([330]), [0, 1, 2])
    assert found.is_mixed([0, 1, 2])
    assert (np.sort(found.counts, axis=1)[:, 0] < 5).all()
    assert found.counts.sum(axis=1).tolist() == [330] * len(found.counts)
    for values in found.counts.T:
        # In a third of the tables the count is the small one, in the others it is anywhere.
        assert 0.25 < (values < 5).mean() < 0.42
        assert np.abs(np.percentile(values[values >= 5], [10, 50, 90]) - [36, 165, 294]).max() < 30


def test_chains_that_have_not_come_together_are_no_sample(monkeypatch):
    def by_one(table, move, is_wanted, draws):
        moved = table + move * draws.choice([-1, 1])
        return moved if moved.min() >= 0 and is_wanted(moved[None])[0] else table

    monkeypatch.setattr(samples, "_moved", by_one)
    assert not sampled(np.array([[1, 1, 1]]), np.array([330]), [0, 1, 2]).is_mixed([0, 1, 2])


def test_where_nothing_can_be_small_there_is_no_sample():
    found = sampled(np.array([[1, 0], [0, 1]]), np.array([30, 40]), [0, 1])
    assert found.counts.shape == (0, 2)
    assert not found.is_mixed([0, 1])


def test_circuits_change_no_sum_and_are_all_there_is():
    # 9 squares and 6 hexagons of a table of 3 by 3.
    found = circuits(THREE_BY_THREE)
    assert not (THREE_BY_THREE @ found.T).any()
    assert sorted(np.abs(found).sum(axis=1)) == [4] * 9 + [6] * 6


def test_a_contradiction_has_no_table():
    assert far_table(np.array([[1, 1], [1, 1]]), np.array([3, 4]), np.zeros(2), np.full(2, np.inf)) is None


def said(values, hidden=()):
    return {Count(*name): None if name in hidden else value for name, value in values.items()}


@settings(max_examples=60)
@given(linked())
def test_every_line_adds_up(example):
    _, values = example
    counts = said(values)
    for whole, parts in lines(counts, PARENTS, {}):
        assert sum(counts[part] for part in parts) == counts[whole]


def test_lines_are_those_of_areas_categories_and_years():
    breakdowns = {"total": ["all"], "kind": ["labour", "sexual"]}
    years = ("2023", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4")
    counts = {
        Count(area, code, breakdown, category): 0
        for area in (WALES, *WELSH_FORCES)
        for code in years
        for breakdown, categories in breakdowns.items()
        for category in categories
    }
    found = lines(counts, PARENTS, {})
    assert (
        Line(Count(WALES, "2023", "total", "all"), tuple(Count(f, "2023", "total", "all") for f in WELSH_FORCES))
        in found
    )
    assert len(found) == 5 * 3 + 5 * 5 + 5 * 3


def test_a_line_of_which_a_count_is_not_published_says_nothing():
    counts = said({(area, "2023", "total", "all"): 5 for area in (WALES, NORTH, GWENT, SOUTH)})
    assert lines(counts, PARENTS, {}) == []


def types(area, values, code="2023"):
    return {(area, code, "kind", name): value for name, value in values.items()} | {
        (area, code, "total", "all"): sum(values.values())
    }


WELSH = {
    **types(WALES, {"labour": 40, "sexual": 60}),
    **types(NORTH, {"labour": 3, "sexual": 20}),
    **types(GWENT, {"labour": 9, "sexual": 20}),
    **types(SOUTH, {"labour": 18, "sexual": 10}),
    **types(DYFED, {"labour": 10, "sexual": 10}),
}
SQUARE = {(area, "2023", "kind", name) for area in (NORTH, GWENT) for name in ("labour", "sexual")}


def test_hidden_counts_that_share_a_line_are_one_group_with_its_sums():
    (group,) = Published(said(WELSH, SQUARE), PARENTS, {}).groups()
    assert {tuple(count) for count in group.hidden} == SQUARE
    assert sorted(group.results) == [12, 23, 29, 40]
    assert [[*map(int, table)] for table in tables(group.matrix, group.results)][3] == [3, 20, 9, 20]


def test_hidden_counts_without_a_line_in_common_are_groups_of_their_own():
    later = {(area, "2024", *rest): value for (area, _, *rest), value in WELSH.items()}
    hidden = SQUARE | {(area, "2024", *rest) for area, _, *rest in SQUARE}
    assert len([*Published(said(WELSH | later, hidden), PARENTS, {}).groups()]) == 2


def test_around_a_group_are_whole_tables_and_what_others_say_too_is_outer():
    national = {(NATIONAL, *rest): value for (area, *rest), value in WELSH.items() if area == WALES}
    england = {("E92000001", *rest): 0 for _, *rest in national}
    published = Published(said(WELSH | national | england, SQUARE), PARENTS, {})
    (group,) = published.groups()
    around = published.around(group.hidden)
    assert {tuple(count) for count in around.shown} == WELSH.keys() - SQUARE
    assert {count.area_code for count in around.outer} == {WALES}


def test_dimensions_are_read_from_the_names():
    found = public_dimensions(map(lambda name: Count(*name), WELSH), Rule(5))
    assert found.breakdowns == {"total": (), "kind": ("kind",)}
    assert found.categories == {"kind": ("labour", "sexual")}
