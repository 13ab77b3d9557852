"""What two releases give away by what they say differently, and what they do not."""

import pytest

from data.build.attacks import attack as attacker
from data.build.attacks import comparison as attack_comparison
from data.build.attacks.attack import attack
from data.build.attacks.rows import AttackError, Rule
from tests.data.build.small_tables import NATIONAL, PARENTS, WALES, WELSH_FORCES, rows

NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
ANGLESEY, FLINTSHIRE, WREXHAM = "W06000001", "W06000002", "W06000006"
FIRST, SECOND, THIRD = "2026-12-01", "2026-12-15", "2026-12-31"
FIVE = Rule(5, {"age": {"adult_or_unknown": ("adult", "unknown")}})
TEN = FIVE._replace(threshold=10)


def of(breakdown, values, *, area=NORTH, period="2023"):
    """Return the counts of one table, by name."""
    return {(area, period, breakdown, category): value for category, value in values.items()}


def total(values, period="2023"):
    """Return the totals of areas, by name."""
    return {(area, period, "total", "all"): value for area, value in values.items()}


def said(values, release):
    """Return published rows; a count that is None is hidden."""
    return rows(values, {name for name, value in values.items() if value is None}, release=release)


def found(*releases, rule=FIVE):
    published = [
        row for release, values in zip((FIRST, SECOND, THIRD), releases, strict=False) for row in said(values, release)
    ]
    return [*map(str, attack(published, parents=PARENTS, rules={"referrals": rule}).differences)]


def few(place, was, now, was_in=FIRST, release=SECOND):
    return f"referrals {place}: was {was} in release {was_in}, is {now} in {release}: a difference of few people"


def councils(whole, flintshire, wrexham):
    shown = {ANGLESEY: None, FLINTSHIRE: flintshire, WREXHAM: wrexham, "elsewhere_or_unknown": None}
    return total({NORTH: whole}) | of("local_authority", shown)


def test_a_total_less_its_shown_parts_tells_of_one_person():
    # 240 cases, then 251; Wrexham from 60 to 70. So the two that are hidden went from 19 to 20.
    assert found(councils(240, 161, 60), councils(251, 161, 70), rule=TEN) == [
        few(f"{NORTH} 2023 local_authority, all but {FLINTSHIRE}, {WREXHAM}", 19, 20)
    ]


@pytest.mark.parametrize(
    ("was", "now"),
    [((240, 161, 60), (250, 161, 70)), ((240, 161, 60), (250, 161, 60)), ((240, 161, 60), (240, 161, 60))],
    ids=["one council by ten", "the hidden two by ten", "none"],
)
def test_corrections_by_the_threshold_or_by_none_pass(was, now):
    assert found(councils(*was), councils(*now), rule=TEN) == []


def test_a_regrouping_is_compared_with_the_sum_of_its_parts():
    def ages(values):
        return total({NORTH: sum(values.values())}) | of("age", values)

    apart = ages({"child": 40, "adult": 60, "unknown": 20})
    assert found(apart, ages({"child": 50, "adult_or_unknown": 81}), rule=TEN) == [
        few(f"{NORTH} 2023 age adult_or_unknown", 80, 81)
    ]
    assert found(apart, ages({"child": 50, "adult_or_unknown": 90}), rule=TEN) == []


def test_an_area_less_its_parts_tells_of_parts_that_are_not_published():
    assert found(total({WALES: 50, SOUTH: 20}), total({WALES: 56, SOUTH: 25})) == [
        few(f"{WALES}, all but {SOUTH} 2023 total all", 30, 31)
    ]
    assert found(total({WALES: 50, SOUTH: 20}), total({WALES: 60, SOUTH: 25})) == []


def test_a_year_less_its_quarters_tells_of_the_hidden_ones():
    def quarters(year, first, second):
        return total({NORTH: year}) | {
            (NORTH, f"2023-Q{number}", "total", "all"): value
            for number, value in enumerate((first, second, None, None), start=1)
        }

    assert found(quarters(60, 20, 20), quarters(67, 25, 20)) == [
        few(f"{NORTH} 2023, all but 2023-Q1, 2023-Q2 total all", 20, 22)
    ]
    assert found(quarters(60, 20, 20), quarters(65, 25, 20)) == []


def test_what_one_release_hides_and_the_other_shows_is_looked_at_with_what_both_hide():
    # The first shows criminal and hides sexual and domestic, the second shows sexual: together they have 30, then 31.
    first = total({NORTH: 40}) | of("kind", {"labour": 10, "criminal": 12, "sexual": None, "domestic": None})
    second = total({NORTH: 46}) | of("kind", {"labour": 15, "criminal": None, "sexual": 11, "domestic": None})
    assert found(first, second) == [few(f"{NORTH} 2023 kind, all but labour", 30, 31)]


def test_a_remainder_of_a_remainder_is_seen():
    # Labour is hidden in two forces; what is left of them follows from Wales, and what is not labour there from that.
    def tables(more):
        labour = {WALES: 30 + more, NORTH: None, GWENT: None, SOUTH: 12, DYFED: 8}
        everybody = {WALES: 90 + more, NORTH: None, GWENT: None, SOUTH: 20, DYFED: 20}
        return (
            total(everybody)
            | {(area, "2023", "kind", "labour"): value for area, value in labour.items()}
            | {(area, "2023", "kind", "sexual"): None for area in labour}
        )

    pair = f"{WALES}, all but {SOUTH}, {DYFED} 2023"
    assert found(tables(0), tables(1)) == [few(f"{pair} kind labour", 10, 11)]
    assert found(tables(0), tables(5)) == []


def test_a_sum_of_nobody_makes_its_parts_known():
    before = total({WALES: 0, NORTH: None, GWENT: None, SOUTH: None, DYFED: None})
    after = total({WALES: 8, NORTH: 3, GWENT: 5, SOUTH: None, DYFED: None})
    assert found(before, after) == [few(f"{NORTH} 2023 total all", 0, 3)]


def test_a_sum_that_splits_into_changes_that_may_be_known_is_no_finding():
    before, after = {WALES: 60, NORTH: 20, GWENT: 20}, {WALES: 61, NORTH: 26, GWENT: 15}
    assert found(total(before), total(after)) == []


def test_a_total_is_taken_apart_by_every_table():
    # Nobody knows the kinds, but the ages went up by six and down by five.
    def tables(child, adult):
        return (
            total({NORTH: child + adult})
            | of("age", {"child": child, "adult": adult})
            | of("kind", {"labour": None, "sexual": None})
        )

    assert found(tables(20, 30), tables(26, 25)) == []
    assert found(tables(20, 30), tables(21, 30)) == [few(f"{NORTH} 2023 age child", 20, 21)]


def test_a_total_that_only_one_table_makes_known_is_used_in_the_others():
    # The total is hidden, but all kinds are shown: six more, of whom five are children.
    def tables(labour, child):
        kinds = of("kind", {"labour": labour, "sexual": 20})
        return total({NORTH: None}) | kinds | of("age", {"child": child, "adult": None})

    assert found(tables(20, 10), tables(26, 15)) == [few(f"{NORTH} 2023 age adult", 30, 31)]


def test_areas_in_which_nothing_changed_are_no_part_of_what_did():
    def wales(everybody):
        return total({WALES: everybody, NORTH: None, GWENT: None, SOUTH: 20, DYFED: 20})

    assert found(wales(55), wales(56)) == [few(f"{WALES}, all but {SOUTH}, {DYFED} 2023 total all", 15, 16)]


def test_a_part_of_a_national_count_is_guarded_although_the_count_is_not():
    before, after = total({NATIONAL: 100, WALES: 40}), total({NATIONAL: 101, WALES: 40})
    assert found(total({NATIONAL: 100}), total({NATIONAL: 101})) == []
    assert found(before, after) == [few(f"{NATIONAL}, all but {WALES} 2023 total all", 60, 61)]


def test_each_difference_is_named_once_whatever_came_between():
    before, after = total({SOUTH: 20}), total({SOUTH: 21})
    assert found(before, after, after) == [few(f"{SOUTH} 2023 total all", 20, 21)]
    assert found(before, before, after) == [few(f"{SOUTH} 2023 total all", 20, 21, SECOND, THIRD)]
    assert found(before, total({SOUTH: 30}), after) == [few(f"{SOUTH} 2023 total all", 20, 21, FIRST, THIRD)]


def test_a_hidden_count_whose_change_is_known_too_closely_is_found():
    # Eleven people became one, and nobody is told whose: but nobody can have lost fewer than four.
    before = total({WALES: 51, NORTH: 5, GWENT: 6, SOUTH: 20, DYFED: 20})
    after = total({WALES: 41, NORTH: None, GWENT: None, SOUTH: 20, DYFED: 20})
    assert found(before, after) == [
        f"referrals {NORTH} 2023 total all: changed by -5 to -4 between releases {FIRST} and {SECOND}, "
        "which is known too closely",
    ]


def test_that_a_hidden_count_did_not_change_may_be_known():
    assert (
        found(
            total({WALES: 50, NORTH: None, GWENT: None, SOUTH: 20, DYFED: 20}),
            total({WALES: 56, NORTH: None, GWENT: None, SOUTH: 26, DYFED: 20}),
        )
        == []
    )


def test_without_a_threshold_everything_may_change_by_one():
    assert found(total({SOUTH: 20}), total({SOUTH: 21}), rule=Rule()) == []


def test_what_does_not_add_up_is_said():
    with pytest.raises(AttackError, match=f"referrals 2023: .* in release {FIRST} or {SECOND}"):
        found(total({WALES: 9, SOUTH: 20}), total({WALES: 9, SOUTH: 21}))


def test_what_is_too_large_to_be_compared_is_a_finding_and_not_passed_over(monkeypatch):
    monkeypatch.setattr(attack_comparison, "_LARGEST", 0)
    (one,) = found(councils(240, 161, 60), councils(250, 161, 70), rule=TEN)
    assert one.startswith("referrals 2023: so much differs between releases 2026-12-01 and 2026-12-15 that it cannot")


def test_an_attacker_who_does_not_look_at_differences_lets_one_person_through(monkeypatch):
    monkeypatch.setattr(attacker, "changes", lambda *given: iter(()))
    assert found(councils(240, 161, 60), councils(251, 161, 70), rule=TEN) == []
