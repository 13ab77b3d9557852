"""The reader of the rule: what a rule of hiding gives away beyond the sums, by rules small enough to see through."""

import numpy as np
import pytest

from data.build.attacks.rows import AttackError, Count, Rule, width_of
from data.build.replay import attacker, attempt
from data.build.replay.attacker import replay
from data.build.replay.posteriors import Replay
from data.build.replay.samples import Sample
from tests.data.build.rules_to_replay import (
    KNOWN,
    at_random,
    by_threshold_only,
    cheapest_first,
    number,
    with_a_known_seed,
)
from tests.data.build.small_tables import PARENTS, rows

SOUTH_WEST = "E12000009"
AVON, DEVON, DORSET, GLOUCESTERSHIRE, WILTSHIRE = FORCES = [
    code for code in sorted(PARENTS) if PARENTS[code] == SOUTH_WEST
]
FIVE = {"referrals": Rule(5)}


def quarter(values, hidden, **changed):
    """Return a quarter of a region as it is published: its sum, and its forces, some of them hidden."""
    counts = {SOUTH_WEST: sum(values.values()), **values}
    named = {(code, "2022-Q2", "total", "all"): value for code, value in counts.items()}
    return rows(named, {name for name in named if name[0] in hidden}, **changed)


def replayed(published, rule, **options):
    return replay(published, parents=PARENTS, rules=FIVE, algorithm=rule, **options)


def likely(found):
    return {posterior.count.area_code: posterior.likely for posterior in found.posteriors}


def test_width_grows_with_the_threshold():
    assert [width_of(threshold) for threshold in (0, 5, 6, 10, 20)] == [3, 3, 4, 6, 12]


# April to June 2022: the two come to 9, the linear attacker says 0 to 9; and Wiltshire's 5 was not taken.
NINE = quarter({AVON: 16, GLOUCESTERSHIRE: 6, WILTSHIRE: 5, DEVON: 4, DORSET: 5}, {DEVON, DORSET})


def test_the_cheapest_partner_gives_the_small_count_away():
    found = replayed(NINE, cheapest_first)
    assert likely(found) == {DEVON: (4, 5), DORSET: (4, 5)}
    assert found.findings == tuple(
        f"referrals {code} 2022-Q2 total all: which counts are hidden tells that it is 4 or 5 (enumerated: 10 tables)"
        for code in (DEVON, DORSET)
    )
    assert {(each.how, each.tables, each.width) for each in found.posteriors} == {("enumerated", 10, 1)}


def test_a_seed_that_is_known_gives_the_small_count_away():
    # The rule takes the first two as partners, so another is the small one; and it has two, so there is but one.
    first, second, shown, small, large = sorted(
        FORCES, key=lambda code: number((code, "2022-Q2", "total", "all"), KNOWN)
    )
    eleven = quarter({first: 5, second: 5, small: 1, shown: 16, large: 16}, {first, second, small})
    assert likely(replayed(eleven, with_a_known_seed)) == {first: (5, 6), second: (5, 6), small: (0, 1)}
    assert len(replayed(eleven, with_a_known_seed).findings) == 3
    found = replayed(eleven, at_random)
    assert likely(found) == dict.fromkeys([first, second, small], (0, 1, 5, 6))
    assert found.findings == ()


def test_a_partner_at_random_gives_nothing_away():
    three = quarter({AVON: 16, GLOUCESTERSHIRE: 6, WILTSHIRE: 5, DEVON: 4, DORSET: 5}, {DEVON, DORSET, WILTSHIRE})
    found = replayed(three, at_random)
    assert found.findings == found.unreplayed == ()
    assert all(each.width >= width_of(5) for each in found.posteriors)
    assert len(found.posteriors) == 3


def test_two_that_come_to_three_are_told_apart():
    three = quarter({AVON: 16, GLOUCESTERSHIRE: 16, WILTSHIRE: 15, DEVON: 0, DORSET: 3}, {DEVON, DORSET})
    found = replayed(three, cheapest_first)
    assert likely(found) == {DEVON: (0, 3), DORSET: (0, 3)}
    assert {each.width for each in found.posteriors} == {1}
    assert len(found.findings) == 2


def test_what_the_sums_alone_leave_is_no_finding_of_the_rule():
    two = quarter({AVON: 16, GLOUCESTERSHIRE: 16, WILTSHIRE: 15, DEVON: 0, DORSET: 2}, {DEVON, DORSET})
    found = replayed(two, by_threshold_only)
    assert likely(found) == {DEVON: (0, 1, 2), DORSET: (0, 1, 2)}
    assert found.findings == ()


def test_a_threshold_that_is_higher_asks_for_more_values():
    # The cheapest that was left shown is 12, so the partner is from 10 to 12.
    values = {AVON: 16, GLOUCESTERSHIRE: 16, WILTSHIRE: 12, DEVON: 8, DORSET: 11}
    found = replay(
        quarter(values, {DEVON, DORSET}), parents=PARENTS, rules={"referrals": Rule(10)}, algorithm=cheapest_first
    )
    assert likely(found) == {DEVON: (7, 8, 9, 10, 11, 12), DORSET: (7, 8, 9, 10, 11, 12)}
    assert {each.width for each in found.narrow} == {5}


def test_a_leaked_table_can_be_verified_if_few_swaps_keep_the_pattern():
    assert [(each.kept, each.of) for each in replayed(NINE, cheapest_first).swaps] == [(2, 4)]


def test_a_pattern_that_no_table_gives_is_not_replayed_and_that_is_said():
    seven = quarter({AVON: 16, GLOUCESTERSHIRE: 6, WILTSHIRE: 5, DEVON: 20, DORSET: 30}, {DEVON, DORSET})
    found = replayed(seven, by_threshold_only)
    assert found.posteriors == ()
    assert str(found.unreplayed[0]) == (
        f"referrals {DEVON} 2022-Q2 total all: just this was hidden with 0 of 24 seeds, too few to tell "
        "(51 tables, 288 runs)"
    )


def test_a_pattern_that_few_seeds_give_is_not_replayed():
    def seldom(counts, rule):
        return lambda made, seed: by_threshold_only(counts, rule)(made, seed) if seed[0] < 6 else frozenset()

    three = quarter({AVON: 16, GLOUCESTERSHIRE: 16, WILTSHIRE: 15, DEVON: 0, DORSET: 3}, {DEVON, DORSET})
    found = replayed(three, seldom)
    assert found.posteriors == ()
    assert {each.count.area_code for each in found.unreplayed} == {DEVON, DORSET}
    assert "too few to tell" in found.unreplayed[0].reason


def test_counts_that_nothing_limits_are_not_replayed():
    found = replayed([row for row in NINE if row["area_code"] in (DEVON, DORSET)], by_threshold_only)
    assert {each.reason for each in found.unreplayed} == {"nothing that is shown limits it, so its tables have no end"}


def test_a_group_that_is_too_large_is_said():
    found = replayed(NINE, cheapest_first, largest=1)
    assert [each.reason for each in found.unreplayed] == [
        "one of 2 counts that are tied together, and 1 are the most"
    ] * 2


FOUR = {WILTSHIRE, DEVON, DORSET, GLOUCESTERSHIRE}


def test_a_line_with_many_tables_is_sampled():
    values = {AVON: 30, GLOUCESTERSHIRE: 25, WILTSHIRE: 20, DEVON: 4, DORSET: 3}
    found = replayed(quarter(values, FOUR), at_random)
    assert {(each.how, each.tables) for each in found.posteriors} == {("sampled", 24)}
    assert found.findings == found.unreplayed == ()


def test_a_partner_of_hundreds_in_a_wide_group_stays_wide():
    values = {AVON: 230, GLOUCESTERSHIRE: 203, WILTSHIRE: 120, DEVON: 4, DORSET: 60}
    found = replayed(quarter(values, {DEVON, DORSET, GLOUCESTERSHIRE}), at_random, runs=400)
    assert found.findings == found.unreplayed == ()
    assert all(each.width > 10 and each.likely[-1] > 150 for each in found.posteriors)


def test_what_a_sample_gives_away_is_found_after_more_of_it():
    # The first two of whatever is hidden count nothing: the rule tells that the others come to all.
    def odd(counts, rule):
        return lambda made, seed: FOUR_OF if made.values[FIRST] < 2 else frozenset()

    FIRST = Count(DEVON, "2022-Q2", "total", "all")
    FOUR_OF = frozenset(Count(code, "2022-Q2", "total", "all") for code in FOUR)
    values = {AVON: 230, GLOUCESTERSHIRE: 203, WILTSHIRE: 120, DEVON: 1, DORSET: 60}
    found = replayed(quarter(values, FOUR), odd, runs=4000)
    assert [str(each) for each in found.narrow] == [
        f"referrals {DEVON} 2022-Q2 total all: which counts are hidden tells that it is 0 or 1 (sampled: 96 tables)"
    ]


def test_chains_that_have_not_come_together_tell_nothing(monkeypatch):
    monkeypatch.setattr(
        attempt, "sample", lambda matrix, *_, **__: Sample(np.zeros((0, 0, matrix.shape[1]), dtype=int))
    )
    values = {AVON: 30, GLOUCESTERSHIRE: 25, WILTSHIRE: 20, DEVON: 4, DORSET: 3}
    found = replayed(quarter(values, FOUR), at_random)
    assert found.posteriors == ()
    assert {each.reason for each in found.unreplayed} == {"there are too many tables to sample them well"}


def test_processes_give_the_same_answer(monkeypatch):
    monkeypatch.setattr(attacker, "_FEWEST_JOBS", 1)
    assert replayed(NINE, cheapest_first, processes=2) == replayed(NINE, cheapest_first)


def test_the_same_rows_give_the_same_answer():
    assert replayed(NINE, cheapest_first) == replayed(NINE, cheapest_first)


def test_an_indicator_without_a_threshold_is_not_replayed():
    assert replay(NINE, parents=PARENTS, rules={}) == Replay()


def test_two_releases_are_refused():
    both = NINE + quarter({AVON: 9}, {AVON}, release="2026-04-01")
    with pytest.raises(AttackError, match="expected one release to replay, got 2026-01-01, 2026-04-01"):
        replayed(both, cheapest_first)


def test_progress_is_told():
    seen = []
    replayed(NINE, cheapest_first, progress=lambda *told: seen.append(told))
    assert seen == [(2, 2)]
