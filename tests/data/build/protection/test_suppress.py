"""Protection of random linked tables, tried by the attacker, who shares no code with it."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.build.attacks.attack import attack
from data.build.attacks.rows import Rule, width_of
from data.build.problems import BuildError
from data.build.protection.linked import linked_tables
from data.build.protection.suppress import Said, suppress
from tests.data.build.small_tables import CITY, DIMENSIONS, LONDON, MET, NATIONAL, PARENTS, WORLDS, frame, linked, rows

THRESHOLDS = st.sampled_from([5, 10])
SEEDS = st.sampled_from([b"one", b"two", b"three"])


def protected(values, threshold=5, *, seed=b"one", progress=None, **said):
    tables = linked_tables(frame(values), DIMENSIONS, threshold=threshold)
    return suppress(tables, seed=seed, said=Said(**said), progress=progress)


def found(values, hidden, threshold):
    return attack(rows(values, hidden), parents=PARENTS, rules={"referrals": Rule(threshold)})


@settings(max_examples=150)
@given(linked(), THRESHOLDS, SEEDS)
def test_the_attacker_finds_no_hidden_count_more_closely_than_the_width(example, threshold, seed):
    values = example[1]
    answer = protected(values, threshold, seed=seed)
    assume(not answer.exposed)
    assert found(values, answer.hidden, threshold).findings == ()


@given(linked(), THRESHOLDS)
def test_what_an_attacker_knows_too_closely_with_everything_hidden_is_called_exposed(example, threshold):
    values = example[1]
    answer = protected(values, threshold)
    everything = {name for name in values if name[0] != NATIONAL}
    narrow = {tuple(each.count) for each in found(values, everything, 0).intervals if each.width < width_of(threshold)}
    assert narrow & answer.hidden <= {cell.name for cell in answer.exposed}


@given(linked(), THRESHOLDS)
def test_no_count_below_the_threshold_is_shown_but_a_national_one(example, threshold):
    values = example[1]
    small = {name for name, value in values.items() if value < threshold and name[0] != NATIONAL}
    hidden = protected(values, threshold).hidden
    assert small <= hidden
    assert not any(name[0] == NATIONAL for name in hidden)


@given(linked(), THRESHOLDS, st.randoms())
def test_the_order_of_the_rows_makes_no_difference(example, threshold, random):
    values = example[1]
    shuffled = dict(random.sample([*values.items()], len(values)))
    assert protected(values, threshold) == protected(shuffled, threshold)


FINISHED = tuple(world for world in WORLDS if {"2023-Q4", "2023"} <= {*world.periods})


@given(linked(FINISHED))
def test_a_year_that_is_added_later_keeps_what_its_quarters_hid(example):
    values = example[1]
    quarters = {name: value for name, value in values.items() if "Q" in name[1]}
    first = protected(quarters)
    assume(not first.exposed)
    second = protected(values, hidden=first.hidden, public={*quarters} - first.hidden)
    assert first.hidden <= second.hidden
    assume(not second.exposed)
    published = rows(quarters, first.hidden) + rows(values, second.hidden, release="2026-04-01")
    assert attack(published, parents=PARENTS, rules={"referrals": Rule(5)}).findings == ()


LONDON_COUNTS = {(area, "2023", "total", "all"): n for area, n in zip((LONDON, MET, CITY), (30, 26, 4), strict=True)}


def test_a_small_count_takes_a_partner_with_it():
    hidden = protected(LONDON_COUNTS).hidden
    assert (CITY, "2023", "total", "all") in hidden and len(hidden) == 2


def test_a_count_that_was_shown_before_is_not_used_to_protect_another():
    public = {(MET, "2023", "total", "all")}
    assert protected(LONDON_COUNTS, public=public).hidden == {(area, "2023", "total", "all") for area in (LONDON, CITY)}


def test_a_count_that_was_hidden_before_stays_hidden_and_is_protected_again():
    large = {**LONDON_COUNTS, (CITY, "2023", "total", "all"): 9, (LONDON, "2023", "total", "all"): 35}
    assert protected(large).hidden == set()
    was_hidden = {(CITY, "2023", "total", "all")}
    assert len(protected(large, hidden=was_hidden).hidden - was_hidden) == 1


def test_a_small_count_that_was_shown_before_is_called_exposed():
    answer = protected(LONDON_COUNTS, public={*LONDON_COUNTS})
    assert [cell.name for cell in answer.exposed] == [(CITY, "2023", "total", "all")]


def test_a_national_count_too_small_to_hide_anything_exposes_what_is_below_it():
    values = {(area, "2023", "total", "all"): n for area, n in {NATIONAL: 2, "E92000001": 2, "W92000004": 0}.items()}
    assert {cell.area_code for cell in protected(values).exposed} == {"E92000001", "W92000004"}


def test_a_hidden_count_that_can_only_be_less_and_more_in_part_is_not_called_exposed():
    # Each can be from 0 to 3: one way or the other is not enough, both are.
    values = {(area, "2023", "total", "all"): n for area, n in {NATIONAL: 3, "E92000001": 2, "W92000004": 1}.items()}
    assert protected(values).exposed == ()


def test_tables_that_do_not_add_up_are_refused():
    with pytest.raises(BuildError, match="do not add up"):
        protected({**LONDON_COUNTS, (LONDON, "2023", "total", "all"): 31, (CITY, "2023", "kind", "labour"): 9})


def test_progress_counts_up_to_all_cells():
    seen = []
    protected(LONDON_COUNTS, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(3, 3)]
