"""The attacker against somebody who writes down every table there can be."""

from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from data.build.attacks.attack import WIDTH, attack
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
    rows,
)

TWO = {NATIONAL: (ENGLAND, WALES), ENGLAND: (ENGLAND,), WALES: (WALES,)}
TINY = (
    World(TWO, ("2023",), ("total", "kind", "age", "kind_age")),
    World(TWO, ("2023",), ("total", "kind", "age", "kind_age"), top_only=("kind_age",)),
    World({LONDON: (MET, CITY), MET: (MET,), CITY: (CITY,)}, ("2023",), ("total", "kind", "age")),
    World(TWO, ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023"), ("total",)),
    World(TWO, ("2023-Q1", "2023-Q3", "2023"), ("total",)),
    World(
        {NORTH_EAST[0]: NORTH_EAST[1:], **{force: (force,) for force in NORTH_EAST[1:]}}, ("2023",), ("total", "kind")
    ),
)


@cache
def every_table(places, people):
    """Return every way to put people into places, a row for each."""
    if places == 1:
        return np.array([[people]])
    parts = []
    for first in range(people + 1):
        rest = every_table(places - 1, people - first)
        parts.append(np.column_stack([np.full(len(rest), first), rest]))
    return np.vstack(parts)


@st.composite
def hidden_tables(draw):
    """Return a world of a handful of people, its counts, and any of them hidden, but for the sum of all."""
    world, values = draw(linked(TINY, most=2))
    top = max(values.values())
    kept = next(name for name, value in values.items() if value == top and name[2] == "total" and "Q" not in name[1])
    return world, values, draw(st.sets(st.sampled_from([name for name in values if name != kept])))


def by_enumeration(world, values, hidden):
    """Return the lowest and highest count of each hidden cell in all tables that agree with the shown ones."""
    cells = world.cells()
    tables = every_table(len(world.people()[1]), max(values.values()))
    shown = [name for name in values if name not in hidden]
    agree = (tables @ np.array([cells[name] for name in shown]).T == [values[name] for name in shown]).all(axis=1)
    return {name: ((counts := tables[agree] @ cells[name]).min(), counts.max()) for name in hidden}


@settings(max_examples=80)
@given(hidden_tables())
def test_every_bound_is_that_of_full_enumeration(example):
    world, values, hidden = example
    found = attack(rows(values, hidden), parents=PARENTS, exact=True)
    bounds = {tuple(interval.count): (interval.low, interval.high) for interval in found.intervals}
    assert bounds == by_enumeration(world, values, hidden)


@settings(max_examples=80)
@given(hidden_tables())
def test_without_the_exact_search_the_same_counts_are_known_too_closely(example):
    world, values, hidden = example
    found = attack(rows(values, hidden), parents=PARENTS)
    narrow = {tuple(interval.count): (interval.low, interval.high) for interval in found.narrow}
    known = by_enumeration(world, values, hidden)
    assert narrow == {name: (low, high) for name, (low, high) in known.items() if high - low < WIDTH}
