"""A contributor takes its own part off what is published: pairs give each other away, groups of three do not."""

import pytest

from data.build.attacks.contributor import insiders
from data.build.attacks.rows import AttackError, Count, Rule, width_of
from tests.data.build.small_tables import NORTH_EAST, PARENTS, WELSH_FORCES, rows

REGION, *THREE = NORTH_EAST
NORTH = WELSH_FORCES[0]
FIVE = Rule(5)
BY_COUNCIL = Rule(10, contributors="local_authority")
COUNCILS = ("W06000001", "W06000002", "W06000003", "W06000004")
LATER = "2026-04-01"


def year(values, breakdown="total", category="all"):
    return {Count(area, "2023", breakdown, category): value for area, value in values.items()}


COUNTS = year({REGION: 40, THREE[0]: 4, THREE[1]: 16, THREE[2]: 20})


def hiding(values, *wanted):
    return {name for name in values if {*name} & {*wanted}}


def own(force, values=COUNTS):
    """Return what a force has in its own area and in the region."""
    return {name: value for (area, *rest), value in values.items() if area == force for name in (
        Count(area, *rest), Count(REGION, *rest))}  # fmt: skip


def tried(*releases, parts=None, rule=FIVE):
    parts = parts or {force: own(force) for force in THREE}
    published = [row for release in releases for row in release]
    return insiders(published, {"referrals": parts}, parents=PARENTS, rules={"referrals": rule})


def known(found):
    return {(rest.contributor, rest.count.area_code): (rest.low, rest.high) for rest in found}


def test_each_of_a_pair_knows_the_other():
    found = tried(rows(COUNTS, hiding(COUNTS, *THREE[:2])))
    assert known(found) == {(THREE[0], THREE[1]): (16, 16), (THREE[1], THREE[0]): (4, 4)}


def test_nobody_in_a_group_of_three_knows_another():
    assert tried(rows(COUNTS, hiding(COUNTS, *THREE))) == ()


def test_a_group_of_three_does_not_help_where_two_of_them_come_to_little():
    counts = year({REGION: 22, THREE[0]: 0, THREE[1]: 2, THREE[2]: 20})
    found = tried(rows(counts, hiding(counts, *THREE)), parts={THREE[2]: own(THREE[2], counts)})
    assert known(found) == {(THREE[2], THREE[0]): (0, 2), (THREE[2], THREE[1]): (0, 2)}


def test_what_it_has_in_a_hidden_count_is_said_to_be_its_own():
    # The region is hidden too; of it the first force has four.
    counts = {**COUNTS, Count("E92000001", "2023", "total", "all"): 40}
    found = tried(rows(counts, hiding(counts, REGION, THREE[0], THREE[1])), parts={THREE[0]: own(THREE[0])})
    assert [(rest.count.area_code, rest.own) for rest in found] == []
    shown = tried(rows(COUNTS, {Count(THREE[0], "2023", "total", "all"), Count(REGION, "2023", "total", "all")}))
    assert [str(rest) for rest in shown if rest.contributor == THREE[0]] == [
        f"Northumbria, which knows its own counts, knows the rest of referrals {REGION} 2023 total all, hidden in "
        "release 2026-01-01, to be 36"
    ]


def test_a_finding_can_be_read():
    (first, _) = tried(rows(COUNTS, hiding(COUNTS, *THREE[:2])))
    assert str(first) == (
        f"Northumbria, which knows its own counts, knows referrals {THREE[1]} 2023 total all, hidden in release "
        "2026-01-01, to be 16"
    )


def test_another_table_of_its_own_gives_the_rest_away():
    # By gender each force is hidden; but the totals are shown, and one has men only.
    genders = {"female": (2, 6, 9), "male": (14, 6, 9)}
    counts = year({REGION: 46, **dict(zip(THREE, (16, 12, 18), strict=True))})
    for gender, values in genders.items():
        counts |= year({REGION: sum(values), **dict(zip(THREE, values, strict=True))}, "gender", gender)
    hidden = {name for name in counts if name.breakdown == "gender" and name.area_code in THREE[:2]}
    found = tried(rows(counts, hidden), parts={THREE[0]: own(THREE[0], counts)})
    assert known(found) == {(THREE[0], THREE[1]): (6, 6)}


def council_counts(councils, settings):
    counts = {Count(NORTH, "2023", "total", "all"): sum(councils)}
    counts |= {Count(NORTH, "2023", "local_authority", c): v for c, v in zip(COUNCILS, councils, strict=True)}
    return counts | {Count(NORTH, "2023", "setting", name): value for name, value in settings.items()}


def test_councils_are_contributors_of_the_breakdown_by_council():
    counts = council_counts((4, 12, 30, 40), {"homes": 8, "streets": 78})
    of_second = {
        Count(NORTH, "2023", "total", "all"): 12,
        Count(NORTH, "2023", "local_authority", COUNCILS[1]): 12,
        Count(NORTH, "2023", "setting", "streets"): 12,
    }
    pair = hiding(counts, *COUNCILS[:2])
    found = tried(rows(counts, pair), parts={COUNCILS[1]: of_second}, rule=BY_COUNCIL)
    assert [(rest.count.category, rest.low, rest.high) for rest in found] == [(COUNCILS[0], 4, 4)]
    assert str(found[0]).startswith("Gwynedd, which knows its own counts, knows referrals W15000001 2023")
    three = hiding(counts, *COUNCILS[:3])
    assert tried(rows(counts, three), parts={COUNCILS[1]: of_second}, rule=BY_COUNCIL) == ()


def test_settings_are_narrowed_by_a_part_that_is_nearly_all_of_them():
    counts = council_counts((4, 12, 30, 40), {"homes": 8, "sites": 12, "streets": 66})
    parts = {
        Count(NORTH, "2023", "total", "all"): 40,
        Count(NORTH, "2023", "local_authority", COUNCILS[3]): 40,
        Count(NORTH, "2023", "setting", "homes"): 6,
        Count(NORTH, "2023", "setting", "sites"): 10,
        Count(NORTH, "2023", "setting", "streets"): 24,
    }
    hidden = hiding(counts, "homes", "sites")
    # The others have four in both together, which is less than the six that a threshold of ten needs.
    found = tried(rows(counts, hidden), parts={COUNCILS[3]: parts}, rule=BY_COUNCIL)
    assert [(rest.count.category, rest.own, rest.low, rest.high) for rest in found] == [
        ("homes", 6, 0, 4),
        ("sites", 10, 0, 4),
    ]


def test_releases_that_agree_are_tried_together():
    first, second = (
        rows(COUNTS, hidden, release=release)
        for hidden, release in ((hiding(COUNTS, *THREE), "2026-01-01"), (hiding(COUNTS, *THREE), LATER))
    )
    assert tried(first, second) == ()
    # The first release showed the third force.
    first = rows(COUNTS, hiding(COUNTS, *THREE[:2]), release="2026-01-01")
    found = tried(first, second, parts={THREE[0]: own(THREE[0])})
    assert known(found) == {(THREE[0], THREE[1]): (16, 16)}
    assert {rest.release for rest in found} == {LATER}


def test_of_a_release_before_a_correction_the_part_is_not_known():
    before = year({REGION: 50, THREE[0]: 4, THREE[1]: 16, THREE[2]: 30})
    first = rows(before, hiding(before, *THREE[:2]))
    assert tried(first, rows(COUNTS, hiding(COUNTS, *THREE), release=LATER)) == ()


def test_figures_that_were_held_back_are_not_tried_with_newer_parts():
    newer = year({REGION: 45, THREE[0]: 4, THREE[1]: 16, THREE[2]: 25})
    parts = {THREE[2]: own(THREE[2], newer)}
    hidden = hiding(COUNTS, *THREE[:2])
    first, second = rows(COUNTS, hidden), rows(COUNTS, hidden, release=LATER)
    assert tried(first, second, parts=parts) == ()


def test_a_part_that_is_not_that_of_the_tables_is_refused():
    with pytest.raises(AttackError) as caught:
        tried(rows(COUNTS, hiding(COUNTS, *THREE[:2])), parts={THREE[2]: {}})
    assert str(caught.value) == (
        f"referrals: this cannot be the part of Cleveland: {THREE[2]} 2023 total all is published as 20, and its part "
        "of it is 0"
    )


def test_a_crossing_with_the_contributors_cannot_be_read():
    counts = council_counts((4, 12, 30, 40), {"homes": 86})
    counts[Count(NORTH, "2023", "local_authority_setting", "W06000001_homes")] = 4
    with pytest.raises(AttackError) as caught:
        tried(rows(counts), parts={COUNCILS[0]: {}}, rule=BY_COUNCIL)
    assert "local_authority_setting: crosses local_authority" in str(caught.value)


def test_progress_is_told():
    seen = []
    insiders(
        rows(COUNTS, hiding(COUNTS, *THREE)), {"referrals": {force: own(force) for force in THREE}},
        parents=PARENTS, rules={"referrals": FIVE}, progress=lambda *told: seen.append(told),
    )  # fmt: skip
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(("threshold", "width"), [(0, 3), (5, 3), (6, 4), (10, 6)])
def test_the_width_grows_with_the_threshold(threshold, width):
    assert width_of(threshold) == width
