"""The made-up national set: the same for a seed, whole, and adding up; and what is promised of protecting it."""

from collections import Counter

import pytest

from benchmarks.national import SETS, verdicts
from benchmarks.synthetic import national
from geo.areas import areas

MADE = national.cases(600)


def counted(tables, breakdown):
    """Return the sums of a breakdown over its categories, by area and period."""
    found = Counter()
    for cell in tables.cells:
        if cell.breakdown == breakdown:
            found[cell.area_code, cell.period] += cell.value
    return found


def test_the_same_seed_makes_the_same_cases():
    assert MADE.equals(national.cases(600))
    assert not MADE.equals(national.cases(600, seed=1))


def test_every_force_and_every_local_authority_is_there():
    assert len(national.local_authorities()) == 43
    assert sum(map(len, national.local_authorities().values())) == 318
    assert len(MADE) == 3 * 600


def test_the_national_tables_hold_every_case_once_in_every_area_and_breakdown():
    tables, contributions = national.tables(MADE)
    total = counted(tables, "total")
    assert sum(total["K04000001", year] for year in ("2021", "2022", "2023")) == len(MADE)
    assert total["W92000004", "2022"] == sum(total[force, "2022"] for force in children_of("W92000004"))
    assert total["E23000001", "2022"] == sum(total["E23000001", f"2022-Q{quarter}"] for quarter in range(1, 5))
    for breakdown in ("type", "age", "gender", "setting", "type_age_gender"):
        found = counted(tables, breakdown)
        assert found == {name: total[name] for name in found}
    # What all contributors know together is every count.
    parts = sum((Counter(own.parts) for own in contributions), Counter())
    assert parts == +Counter({cell.name: cell.value for cell in tables.cells})


def children_of(code):
    return [area.code for area in areas().values() if area.parent == code]


def test_the_tables_of_a_force_are_those_of_its_cases():
    force = national.median_force(MADE)
    tables, contributions = national.local_tables(MADE, force)
    assert counted(tables, "local_authority") == counted(tables, "setting") == counted(tables, "total")
    assert sum(counted(tables, "total").values()) == (MADE["force"] == force).sum()
    assert [own.code for own in contributions] == [*national.local_authorities()[force]]


@pytest.mark.parametrize(("seconds", "expected"), [(400.0, ["held", "held"]), (500.0, ["NOT HELD", "held"])])
def test_local_and_national_tables_are_promised_together(seconds, expected):
    rows = [{"set": name, "seconds": seconds, "peak MB": 900.0} for name in SETS]
    assert [verdict.row()["verdict"] for verdict in verdicts(rows)] == expected
