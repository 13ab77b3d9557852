"""The attacker on differences against somebody who tries every sum of people there is."""

import itertools
from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from data.build.attacks.comparison import Compared
from data.build.attacks.equations import Unknowns
from data.build.attacks.kinds import Kinds
from data.build.attacks.pairs import Pair, unchanged
from data.build.attacks.rows import Count, dimensions
from tests.data.build.small_tables import (
    CITY,
    ENGLAND,
    LONDON,
    MET,
    NATIONAL,
    NORTH_EAST,
    PARENTS,
    WALES,
    World,
    linked,
)

TWO = {NATIONAL: (ENGLAND, WALES), ENGLAND: (ENGLAND,), WALES: (WALES,)}
LONDONERS = {LONDON: (MET, CITY), MET: (MET,), CITY: (CITY,)}
NORTHERNERS = {NORTH_EAST[0]: NORTH_EAST[1:], **{force: (force,) for force in NORTH_EAST[1:]}}
WORLDS = (
    World(LONDONERS, ("2023",), ("total", "kind", "age")),
    World(TWO, ("2023",), ("total", "kind", "age", "kind_age")),
    World(TWO, ("2023",), ("total", "kind", "age", "kind_age"), top_only=("kind_age",)),
    World(LONDONERS, ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023"), ("total",)),
    World(NORTHERNERS, ("2023",), ("total", "kind")),
)
THRESHOLD = 4


@st.composite
def corrected(draw):
    """Return two releases of a world, a few counts of kinds of people corrected in the second, some hidden in each."""
    world, values = draw(linked(WORLDS, most=9))
    cells = world.cells()
    size = len(world.people()[1])
    change = np.array(draw(st.lists(st.sampled_from((0, 0, 0, 1, 4, 5)), min_size=size, max_size=size)))
    later = {name: value + int(cells[name] @ change) for name, value in values.items()}
    hidden = draw(st.sets(st.sampled_from([*values]), max_size=8))
    other = draw(st.just(hidden) | st.sets(st.sampled_from([*values]), max_size=8))
    was, now = (
        {Count(*name): None if name in out else value for name, value in said.items()}
        for said, out in ((values, hidden), (later, other))
    )
    return world, Pair("2026-01-01", was, "2026-04-01", now)


def known(said, rows):
    """Return a matrix whose product with a sum is nothing if the sum is known: all that is left open."""
    shown = [count for count in rows if said[count] is not None]
    matrix = np.array([rows[count] for count in shown], dtype=float).reshape(len(shown), -1)
    size = len(next(iter(rows.values())))
    matrix = matrix.reshape(len(shown), size)
    results = [said[count] for count in shown]
    greatest = [linprog(-one, A_eq=matrix if shown else None, b_eq=results or None).fun for one in np.eye(size)]
    empty = np.array([value is not None and abs(value) < 1e-9 for value in greatest])
    everything = np.vstack([matrix, np.eye(size)[empty]])
    _, values, right = np.linalg.svd(everything)
    return right[(values > 1e-9).sum() :]


def by_enumeration(pair, kinds, tables):
    """Return the smallest sums that are known in both and changed by few, of those that a table tells apart."""
    rows = {count: kinds.in_count(count) for count in pair.counts}
    size = int(np.prod(kinds.shape))
    every = np.array([*itertools.product((0, 1), repeat=size)], dtype=float)[1:]
    for said in (pair.was, pair.now):
        every = every[np.abs(every @ known(said, rows).T).max(axis=1, initial=0) < 1e-9]
    every = every[[any(is_of(people) for is_of in tables) for people in every]]
    exempt = np.array([rows[count] for count in rows if not is_guarded(count)], dtype=float).reshape(-1, size)
    first, second = (solution(said, rows, size) for said in (pair.was, pair.now))
    changes = (every @ second - every @ first).round().astype(int)
    return {
        tuple(people.astype(bool)): change
        for people, change in zip(every, changes, strict=True)
        if 0 < abs(change) < THRESHOLD
        and np.abs(people - exempt.T @ np.linalg.lstsq(exempt.T, people, rcond=None)[0]).max() > 1e-9
        and not any((other <= people).all() and (other < people).any() for other in every)
    }


def solution(said, rows, size):
    shown = [count for count in rows if said[count] is not None]
    matrix = np.array([rows[count] for count in shown], dtype=float).reshape(len(shown), size)
    return np.linalg.lstsq(matrix, np.array([said[count] for count in shown], dtype=float), rcond=None)[0]


def is_guarded(count):
    return count.area_code in PARENTS


def tables_of(world, kinds):
    """Return, for each breakdown, a function that says whether its table tells apart no less than a sum does."""
    crossed, quarterly = dimensions(world.breakdowns), len(kinds.axes[1]) > 1
    found = []
    for name in world.breakdowns:
        axes = {*([] if name in world.top_only else [0]), *([1] if quarterly else [])}
        axes |= {2 + kinds.dimensions.index(dimension) for dimension in crossed[name]}
        found.append(partial(is_told_apart, shape=kinds.shape, axes=axes))
    return found


def is_told_apart(people, shape, axes):
    grid = people.reshape(shape)
    return all((grid == grid.take([0], axis)).all() for axis in range(grid.ndim) if axis not in axes)


@settings(max_examples=60)
@given(corrected())
def test_the_smallest_sums_that_changed_by_few_are_those_of_enumeration(example):
    world, pair = example
    crossed = dimensions(world.breakdowns)
    kinds = Kinds(pair.counts, Unknowns({*pair.counts}, PARENTS, crossed, {}))
    compared = Compared(pair, kinds, unchanged(pair, PARENTS))
    found = {tuple(people): now - was for people, was, now in compared.sums_changed_by_few(THRESHOLD, is_guarded)}
    assert found == by_enumeration(pair, kinds, tables_of(world, kinds))
