"""What gives a count away without any arithmetic: that it is shown, or that its mark tells it from others."""

from data.build.attacks.attack import attack
from data.build.attacks.rows import Rule
from tests.data.build.small_tables import NATIONAL, NORTH_EAST, PARENTS, WALES, WELSH_FORCES, rows

REGION, *THREE = NORTH_EAST
NORTH, GWENT, *_ = WELSH_FORCES
FIVE = {"referrals": Rule(5)}


def year(values, breakdown="total", category="all"):
    """Return counts by area as counts by name."""
    return {(area, "2023", breakdown, category): value for area, value in values.items()}


def attacked(published=(), rules=None):
    return attack(published, parents=PARENTS, rules=rules)


COUNTS = year({REGION: 40, THREE[0]: 4, THREE[1]: 16, THREE[2]: 20})
PAIR = {name for name in COUNTS if name[0] in THREE[:2]}


def test_a_shown_count_that_is_too_small_is_a_finding():
    values = year({NATIONAL: 4, WALES: 4, NORTH: 4, GWENT: 0})
    found = attacked(rows(values, {(GWENT, "2023", "total", "all")}), rules=FIVE)
    assert found.small == (
        f"referrals {WALES} 2023 total all in release 2026-01-01: is shown, and 4 is less than 5",
        f"referrals {NORTH} 2023 total all in release 2026-01-01: is shown, and 4 is less than 5",
    )
    assert found.findings[-2:] == found.small


def test_a_small_national_count_is_a_finding_only_in_a_table_that_is_too_fine():
    values = year({NATIONAL: 4}, "kind", "labour")
    fine = {"referrals": Rule(5, everywhere=("kind",))}
    assert attacked(rows(values), rules=FIVE).findings == ()
    assert attacked(rows(values), rules=fine).findings == (
        f"referrals {NATIONAL} 2023 kind labour in release 2026-01-01: is shown, and 4 is less than 5",
    )


def test_a_count_that_cannot_occur_is_not_too_small():
    assert attacked(rows(year({NORTH: ""}), {(NORTH, "2023", "total", "all")}, mark="not_applicable"), rules=FIVE) == (
        attacked(rules=FIVE)
    )


def test_a_second_mark_for_secondary_cells_is_a_finding():
    published = rows(COUNTS, PAIR)
    next(row for row in published if row["area_code"] == THREE[1])["status"] = "hidden_too"
    found = attacked(published)
    assert found.marks == (
        f"referrals {THREE[1]} 2023 total all in release 2026-01-01: has a mark of its own, hidden_too; "
        "only hidden may be used",
    )


def test_a_remark_that_sets_hidden_cells_apart_is_a_finding():
    published = [{**row, "note": "small" if row["area_code"] == THREE[0] else ""} for row in rows(COUNTS, PAIR)]
    assert "note sets it apart" in attacked(published).marks[0]


def test_a_hidden_cell_with_a_value_is_a_finding():
    published = rows(COUNTS, PAIR)
    published[1]["value"] = "4"
    assert "is hidden, but has a value" in attacked(published).marks[0]


def test_a_hidden_cell_passed_off_as_not_available_is_a_finding():
    published = rows(COUNTS, PAIR)
    published[2]["status"] = "not_available"
    assert "is not_available, but the area above it is shown" in attacked(published).marks[0]
