"""Deliberate sabotage, which the attacker must catch; and what he may not claim to know."""

import numpy as np
import pytest

from data.build.attacks.attack import attack
from data.build.attacks.bounds import bounds
from data.build.attacks.equations import Equations, Target
from data.build.attacks.rows import AttackError, Count, Rule, quarters, width_of
from tests.data.build.small_tables import ENGLAND, NATIONAL, NORTH_EAST, PARENTS, WALES, WELSH_FORCES, rows

REGION, *THREE = NORTH_EAST
NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
NOTHING = np.array([], dtype=int)
FIVE = {"referrals": Rule(5)}


def year(values, breakdown="total", category="all", code="2023"):
    """Return counts by area as counts by name."""
    return {(area, code, breakdown, category): value for area, value in values.items()}


def attacked(*releases, rules=None, exact=False):
    published = [row for release in releases for row in release]
    return attack(published, parents=PARENTS, rules=rules, exact=exact)


def known(found):
    return {interval.count.area_code: (interval.low, interval.high) for interval in found.intervals}


COUNTS = year({REGION: 40, THREE[0]: 4, THREE[1]: 16, THREE[2]: 20})
PAIR = {name for name in COUNTS if name[0] in THREE[:2]}


def test_two_hidden_counts_protect_each_other():
    found = attacked(rows(COUNTS, PAIR))
    assert known(found) == {THREE[0]: (0, 20), THREE[1]: (0, 20)}
    assert found.findings == ()


def test_one_secondary_cell_shown_gives_the_small_one_away():
    found = attacked(rows(COUNTS, PAIR - {(THREE[1], "2023", "total", "all")}))
    assert [str(interval) for interval in found.narrow] == [
        f"referrals {THREE[0]} 2023 total all, hidden in release 2026-01-01: is 4"
    ]


def test_two_counts_that_come_to_two_are_known_too_closely():
    counts = year({REGION: 22, THREE[0]: 0, THREE[1]: 2, THREE[2]: 20})
    found = attacked(rows(counts, {name for name in counts if name[0] in THREE[:2]}))
    assert known(found) == {THREE[0]: (0, 2), THREE[1]: (0, 2)}
    assert len(found.findings) == 2


def test_a_hierarchy_with_one_child_hidden_gives_it_away_from_above():
    # Wales is hidden, but England and all of them are shown; then the one hidden force follows from the sum.
    counts = year({NATIONAL: 100, ENGLAND: 60, WALES: 40, NORTH: 3, GWENT: 7, SOUTH: 20, DYFED: 10})
    found = attacked(rows(counts, {name for name in counts if name[0] in (WALES, NORTH)}))
    assert known(found) == {WALES: (40, 40), NORTH: (3, 3)}


def test_a_year_less_its_quarters_gives_a_hidden_quarter_away():
    by_quarter = {f"2023-Q{number}": value for number, value in enumerate((3, 9, 8, 7), start=1)}
    counts = {(NORTH, code, "total", "all"): value for code, value in {**by_quarter, "2023": 27}.items()}
    found = attacked(rows(counts, {(NORTH, "2023-Q1", "total", "all")}))
    assert known(found) == {NORTH: (3, 3)}


def test_a_quarter_that_nobody_published_leaves_the_hidden_one_open():
    counts = {(NORTH, code, "total", "all"): value for code, value in {"2023-Q1": 3, "2023-Q2": 9, "2023": 27}.items()}
    found = attacked(rows(counts, {(NORTH, "2023-Q1", "total", "all")}))
    assert known(found) == {NORTH: (0, 18)}


def test_calendar_and_financial_years_are_compared_through_the_quarters_they_share():
    codes = ("2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1")
    counts = {(NORTH, code, "total", "all"): 5 for code in codes}
    counts |= {(NORTH, "2022", "total", "all"): 20, (NORTH, "2022-23", "total", "all"): 20}
    # The years differ by the first quarters of 2022 and 2023, and one of them is shown.
    hidden = {name for name in counts if name[1] not in ("2022", "2022-23", "2023-Q1")}
    found = attacked(rows(counts, hidden))
    assert {i.count.period: (i.low, i.high) for i in found.intervals}["2022-Q1"] == (5, 5)


def test_years_that_end_with_two_quarters_in_a_row_give_a_hidden_quarter_away():
    # They differ by the last quarters of 2021 and 2022, and one of them is shown.
    counts = {(NORTH, code, "total", "all"): 20 for code in ("YE-2022-Q3", "YE-2022-Q4")}
    counts |= {(NORTH, code, "total", "all"): 5 for code in ("2021-Q4", "2022-Q4")}
    found = attacked(rows(counts, {(NORTH, "2021-Q4", "total", "all")}))
    assert known(found) == {NORTH: (5, 5)}
    alone = {name: value for name, value in counts.items() if name[1] != "YE-2022-Q3"}
    assert known(attacked(rows(alone, {(NORTH, "2021-Q4", "total", "all")}))) == {NORTH: (0, None)}


def test_a_year_that_ends_with_december_says_what_the_calendar_year_says():
    counts = {(NORTH, code, "total", "all"): 20 for code in ("2022", "YE-2022-Q4")}
    assert known(attacked(rows(counts, {(NORTH, "2022", "total", "all")}))) == {NORTH: (20, 20)}


@pytest.mark.parametrize(
    ("period", "inside"),
    [
        ("2023", ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]),
        ("2022-23", ["2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1"]),
        ("YE-2023-Q1", ["2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1"]),
        ("YE-2023-Q2", ["2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2"]),
        ("YE-2023-Q4", ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]),
        ("2023-Q4", []),
    ],
)
def test_the_attacker_knows_the_quarters_of_every_kind_of_year(period, inside):
    assert quarters(period) == inside


def test_two_tables_that_are_safe_alone_but_not_together_are_caught():
    by_kind = {(NORTH, "2023", "kind", "labour"): 4, (NORTH, "2023", "kind", "sexual"): 8}
    by_age = {(NORTH, "2023", "age", "adult"): 7, (NORTH, "2023", "age", "child"): 5}
    hidden = {*by_kind}
    assert attacked(rows(by_kind, hidden)).findings == attacked(rows(by_age)).findings == ()
    # Labour is one kind of two, and the ages say how many there are of both.
    hidden = {(NORTH, "2023", "kind", "labour")}
    assert attacked(rows(by_kind, hidden)).findings == ()
    assert known(attacked(rows({**by_kind, **by_age}, hidden))) == {NORTH: (4, 4)}


def test_a_cell_hidden_in_one_release_and_shown_in_another_is_known():
    earlier = rows(COUNTS, PAIR, release="2026-01-01")
    later = rows(COUNTS, {name for name in COUNTS if name[0] in THREE[1:]}, release="2026-04-01")
    found = attacked(earlier, later)
    assert {interval.count.area_code for interval in found.narrow} == {*THREE}
    assert "hidden in release 2026-04-01" in str(found.narrow[-1])


def test_each_of_two_releases_is_safe_alone():
    for hidden in (PAIR, {name for name in COUNTS if name[0] in THREE[1:]}):
        assert attacked(rows(COUNTS, hidden)).findings == ()


def test_two_releases_that_differ_by_one_correction_give_away_how_many_people_it_is_about():
    corrected = {**COUNTS, (THREE[2], "2023", "total", "all"): 21, (REGION, "2023", "total", "all"): 41}
    found = attacked(rows(COUNTS, PAIR), rows(corrected, PAIR, release="2026-04-01"), rules=FIVE)
    assert found.narrow == ()
    # The region went up by one too, but says no more than its parts: the two hidden ones together did not change.
    assert found.findings == (
        f"referrals {THREE[2]} 2023 total all: was 20 in release 2026-01-01, is 21 in 2026-04-01: "
        "a difference of few people",
    )


def test_a_correction_elsewhere_does_not_hide_that_counts_were_shown_before():
    values = year({WALES: 50, **dict(zip(WELSH_FORCES, (4, 16, 20, 10), strict=True))})
    corrected = values | year({WALES: 56, DYFED: 16})
    first = rows(values, {name for name in values if name[0] in (NORTH, GWENT)})
    second = rows(corrected, {name for name in values if name[0] in (NORTH, SOUTH)}, release="2026-04-01")
    assert attacked(first).findings == attacked(second).findings == ()
    # The totals differ, so the equations of the two do not agree; but nothing points to more than one correction.
    together = attacked(first, second)
    assert {(i.count.area_code, i.low, i.high) for i in together.narrow} == {
        (NORTH, 4, 4),
        (GWENT, 16, 16),
        (SOUTH, 20, 20),
    }


def test_a_correction_that_only_sums_betray_is_taken_to_be_as_small_as_possible():
    # No count is shown with two values, yet 25 does not fit into 40 - 20: at least 5 people were added.
    first = rows(COUNTS, PAIR)
    later = rows(year({THREE[0]: 4, THREE[1]: 25}), {(THREE[0], "2023", "total", "all")}, release="2026-04-01")
    assert known(attacked(first)) == {THREE[0]: (0, 20), THREE[1]: (0, 20)}
    assert {(i.release, i.count.area_code, i.low, i.high) for i in attacked(first, later).intervals} == {
        ("2026-01-01", THREE[0], 0, 0),
        ("2026-01-01", THREE[1], 20, 20),
        ("2026-04-01", THREE[0], 0, 0),
    }


def test_a_national_count_may_be_corrected_by_one():
    values = year({NATIONAL: 100, ENGLAND: 60, WALES: 40})
    hidden = {name for name in values if name[0] != NATIONAL}
    corrected = {**values, (NATIONAL, "2023", "total", "all"): 101}
    found = attacked(rows(values, hidden), rows(corrected, hidden, release="2026-04-01"), rules=FIVE)
    assert found.findings == ()


def test_releases_are_taken_in_their_order_whatever_the_order_of_the_folders():
    corrected = {**COUNTS, (REGION, "2023", "total", "all"): 41}
    later = [rows(COUNTS, PAIR, release="2026-01-01.9"), rows(corrected, PAIR, release="2026-01-01.10")]
    assert attacked(*later, rules=FIVE).differences == attacked(*reversed(later), rules=FIVE).differences


def test_a_year_without_one_of_its_quarters_is_honestly_not_available():
    counts = year({REGION: 0, **dict.fromkeys(THREE, 0)}, code="2022")
    assert attacked(rows(counts, set(counts), mark="not_available")).findings == ()


def test_a_combination_that_cannot_occur_leaves_less_room():
    counts = year({REGION: 10, THREE[0]: 4, THREE[1]: 6, THREE[2]: 0})
    hidden = set(counts) - {(REGION, "2023", "total", "all")}
    assert known(attacked(rows(counts, hidden)))[THREE[0]] == (0, 10)
    published = rows(counts, hidden)
    published[2] |= {"status": "not_applicable"}
    published[3] |= {"status": "not_applicable"}
    assert known(attacked(published)) == {THREE[0]: (10, 10)}


def test_a_hidden_count_is_not_taken_to_be_small_while_another_may_be():
    assert known(attacked(rows(COUNTS, PAIR), rules=FIVE)) == {THREE[0]: (0, 20), THREE[1]: (0, 20)}


def test_a_count_that_only_its_own_size_can_explain_is_taken_to_be_small():
    # Gwent is at least 20, as the one kind that is shown; so North Wales must be hidden for being small.
    values = year({WALES: 44, **dict(zip(WELSH_FORCES, (4, 30, 5, 5), strict=True))})
    values |= {(GWENT, "2023", "kind", "labour"): 20, (SOUTH, "2023", "kind", "sexual"): 1}
    published = rows(values, {name for name in values if name[0] in (NORTH, GWENT) and name[2] == "total"})
    assert known(attacked(published)) == {NORTH: (0, 14), GWENT: (20, 34)}
    assert known(attacked(published, rules=FIVE)) == {NORTH: (0, 4), GWENT: (30, 34)}


def test_a_joined_category_is_compared_with_its_parts():
    fine = {(NORTH, "2023", "age", name): n for name, n in {"adult": 9, "child": 8, "unknown": 2}.items()}
    coarse = {(NORTH, "2023", "age", "child"): 8, (NORTH, "2023", "age", "adult_or_unknown"): 11}
    hidden = {(NORTH, "2023", "age", name) for name in ("adult", "unknown")}
    rules = {"referrals": Rule(5, {"age": {"adult_or_unknown": ("adult", "unknown")}})}
    shown = {name: value for name, value in fine.items() if name[3] == "adult"}
    earlier, later = rows(fine, hidden), rows(coarse, release="2026-04-01")
    assert {i.high for i in attacked(earlier, later, rules=rules).intervals} == {11}
    assert {i.high for i in attacked(earlier, later, rows(shown, release="2026-05-01"), rules=rules).narrow} == {2, 9}


def test_a_crossed_table_binds_the_tables_it_crosses():
    values = {
        (NORTH, "2023", "kind", "labour"): 6, (NORTH, "2023", "kind", "sexual"): 5,
        (NORTH, "2023", "age", "adult"): 7, (NORTH, "2023", "age", "child"): 4,
        (NORTH, "2023", "kind_age", "labour_adult"): 6, (NORTH, "2023", "kind_age", "labour_child"): 0,
        (NORTH, "2023", "kind_age", "sexual_adult"): 1, (NORTH, "2023", "kind_age", "sexual_child"): 4,
    }  # fmt: skip
    hidden = {name for name in values if name[2] == "age" or name[3].startswith("sexual")}
    found = attacked(rows(values, hidden))
    assert {interval.count.category: (interval.low, interval.high) for interval in found.intervals} == {
        "adult": (6, None), "child": (0, None), "sexual": (0, None),
        "sexual_adult": (0, None), "sexual_child": (0, None),
    }  # fmt: skip


def test_tables_that_do_not_add_up_are_refused():
    counts = {**COUNTS, (REGION, "2023", "total", "all"): 39, (THREE[0], "2023", "kind", "labour"): 5}
    with pytest.raises(AttackError, match="do not add up"):
        attacked(rows(counts, {(THREE[0], "2023", "kind", "labour")}))


def test_a_bound_that_only_half_people_reach_is_not_believed():
    # Of three pairs that are each at most 1, one and a half can be had; of whole people, one. Twice over: 3, but 2.
    pairs = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]
    spare = range(6, 12)
    results = [(np.array([*pair, rest]), NOTHING, 1) for pair, rest in zip(pairs, spare, strict=True)]
    results.append((np.array([*spare, 12]), NOTHING, 100))
    target = Target(Count(NORTH, "2023", "total", "all"), "2026-01-01", np.arange(6))
    (found,) = bounds(Equations(13, results, [target], NOTHING), width=3, exact=False)
    assert (found.low, found.high) == (0, 2)


@pytest.mark.parametrize(("threshold", "width"), [(0, 3), (5, 3), (6, 4), (10, 6), (20, 12)])
def test_the_width_grows_with_the_threshold(threshold, width):
    assert width_of(threshold) == width


def test_a_hidden_count_needs_the_width_of_its_own_threshold():
    counts = year({REGION: 25, THREE[0]: 1, THREE[1]: 4, THREE[2]: 20})
    published = rows(counts, {name for name in counts if name[0] in THREE[:2]})
    assert attacked(published, rules=FIVE).narrow == ()
    assert len(attacked(published, rules={"referrals": Rule(10)}).narrow) == 2
