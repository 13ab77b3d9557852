"""Blocks protected apart: what can be worked out stays exactly the same, and is tried on all tables together."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from data.build import blocks
from data.build.attack import attack
from data.build.attack_rows import Rule
from data.build.blocks import split_at, suppress_by_block
from data.build.linked import linked_tables
from data.build.problems import BuildError
from data.build.suppress import suppress
from tests.data.small_tables import DIMENSIONS, PARENTS, WELSH_FORCES, WORLDS, frame, linked, rows

SEED = b"of a test, so not secret"
THRESHOLDS = st.sampled_from([5, 10])
BLOCKS = tuple(world for world in WORLDS if {"kind", "age"} & {*world.breakdowns} and "total" in world.breakdowns)


@pytest.fixture(autouse=True, scope="module")
def nothing_is_small():
    """Have the smallest tables split too."""
    with patch.object(blocks, "SMALL", 0):
        yield


def tables(values, threshold=5):
    return linked_tables(frame(values), DIMENSIONS, threshold=threshold)


def ranges(part, shown):
    """Return the least and the greatest count of each hidden cell that agree with what is shown."""
    equal = np.vstack([part.sums.toarray()[shown], part.ties.toarray()])
    right = np.concatenate([part.values[shown], np.zeros(part.ties.shape[0])])
    found = {}
    for cell in np.flatnonzero(~shown):
        wanted = part.sums.toarray()[cell]
        ends = [linprog(sign * wanted, A_eq=equal, b_eq=right, bounds=(0, 10_000)) for sign in (1, -1)]
        found[part.cells[cell].name] = tuple(round(sign * end.fun, 4) for sign, end in zip((1, -1), ends, strict=True))
    return found


@settings(max_examples=25, deadline=None)
@given(linked(BLOCKS), st.randoms())
def test_the_parts_together_leave_every_count_exactly_the_range_that_the_whole_leaves_it(example, random):
    whole = tables(example[1])
    is_total = np.array([cell.category == "all" for cell in whole.cells])
    known = is_total & np.array([random.random() < 0.7 for _ in whole.cells])
    shown = known | (~is_total & np.array([random.random() < 0.5 for _ in whole.cells]))
    is_shown = {cell.name: here for cell, here in zip(whole.cells, shown, strict=True)}
    apart = {}
    for part in split_at(whole, known).parts():
        there = np.array([is_shown[cell.name] for cell in part.cells])
        apart |= ranges(part, there)
    assert apart == ranges(whole, shown)


@settings(max_examples=60, deadline=None)
@given(linked(BLOCKS), THRESHOLDS)
def test_the_attacker_finds_nothing_in_tables_protected_block_by_block(example, threshold):
    values = example[1]
    answer = suppress_by_block(tables(values, threshold), seed=SEED)
    assume(not answer.exposed)
    assert attack(rows(values, answer.hidden), parents=PARENTS, rules={"referrals": Rule(threshold)}).findings == ()


@settings(max_examples=30, deadline=None)
@given(linked(BLOCKS), THRESHOLDS)
def test_what_cannot_be_protected_apart_is_what_cannot_be_protected_at_all(example, threshold):
    whole = tables(example[1], threshold)
    assert not suppress_by_block(whole, seed=SEED).exposed or suppress(whole, seed=SEED).exposed


def world_of(random):
    """Return counts of four forces by two kinds and two ages, most of them small."""
    values = {}
    for force in WELSH_FORCES:
        kind, age = random.integers(0, 30, 2), random.random()
        total = int(kind.sum())
        adults = round(total * age)
        values |= {(force, "2023", "total", "all"): total}
        values |= {(force, "2023", "kind", name): int(n) for name, n in zip(("labour", "sexual"), kind, strict=True)}
        values |= {(force, "2023", "age", "adult"): adults, (force, "2023", "age", "child"): total - adults}
    sums = {}
    for (_, *rest), value in values.items():
        sums["W92000004", *rest] = sums.get(("W92000004", *rest), 0) + value
    return values | sums


def test_no_more_is_hidden_block_by_block_than_all_at_once():
    random, apart, together = np.random.default_rng(3), 0, 0
    for _ in range(40):
        whole = tables(world_of(random))
        one, other = suppress_by_block(whole, seed=SEED), suppress(whole, seed=SEED)
        assert one.exposed == other.exposed == ()
        apart += len(one.hidden)
        together += len(other.hidden)
    assert 0 < apart <= together


def test_a_small_part_is_protected_as_a_whole_even_if_its_totals_are_shown():
    whole = tables(world_of(np.random.default_rng(5)))
    with patch.object(blocks, "SMALL", 10**6), patch.object(blocks, "split_at", side_effect=AssertionError):
        assert suppress_by_block(whole, seed=SEED) == suppress(whole, seed=SEED)


def test_two_breakdowns_of_a_shown_total_are_two_parts_and_of_a_hidden_one_are_one():
    values = {(WELSH_FORCES[0], "2023", "total", "all"): 30}
    values |= {(WELSH_FORCES[0], "2023", "kind", name): n for name, n in (("labour", 20), ("sexual", 10))}
    values |= {(WELSH_FORCES[0], "2023", "age", name): n for name, n in (("adult", 29), ("child", 1))}
    whole = tables(values)
    is_total = np.array([cell.category == "all" for cell in whole.cells])
    found = split_at(whole, is_total).parts()
    assert sorted({cell.breakdown for cell in part.cells} - {"total"} == {"kind"} for part in found) == [False, True]
    assert [sorted(cell.value for cell in part.cells if not cell.threshold) for part in found] == [[30], [30]]
    assert len(split_at(whole, ~is_total & is_total).parts()) == 1


def test_known_totals_that_do_not_add_up_are_named():
    values = world_of(np.random.default_rng(1))
    values["W92000004", "2023", "total", "all"] += 1
    whole = tables(values)
    with pytest.raises(BuildError, match="W92000004, 2023, total, all"):
        split_at(whole, np.array([cell.category == "all" for cell in whole.cells]))
