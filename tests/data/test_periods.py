"""Periods and the register that uses them."""

from datetime import date

import pytest

from data.periods import following, period, quarters_between, quarters_of, year_of
from data.register import REGISTER_FILE, RegisterError, read_register, register


@pytest.mark.parametrize(
    ("code", "kind", "start", "end", "population_year"),
    [
        ("2023-Q1", "quarter", date(2023, 1, 1), date(2023, 3, 31), 2023),
        ("2023-Q4", "quarter", date(2023, 10, 1), date(2023, 12, 31), 2023),
        ("2023", "calendar_year", date(2023, 1, 1), date(2023, 12, 31), 2023),
        ("2022-23", "financial_year", date(2022, 4, 1), date(2023, 3, 31), 2022),
        ("1999-00", "financial_year", date(1999, 4, 1), date(2000, 3, 31), 1999),
    ],
)
def test_a_period_is_known_by_its_code(code, kind, start, end, population_year):
    found = period(code)
    assert (found.kind, found.start, found.end, found.population_year) == (kind, start, end, population_year)


@pytest.mark.parametrize("code", ["", "2023-Q5", "2023-Q0", "2022-24", "23", "2023Q1", "0000", "２０２３", "2023-Q1 "])
def test_a_text_that_is_no_period_is_refused(code):
    with pytest.raises(ValueError, match="is no "):
        period(code)


def test_quarters_run_over_the_end_of_a_year():
    assert quarters_between("2022-Q4", "2023-Q2") == ("2022-Q4", "2023-Q1", "2023-Q2")


@pytest.mark.parametrize(
    ("code", "after"),
    [("2023-Q1", "2023-Q2"), ("2023-Q4", "2024-Q1"), ("2023", "2024"), ("2022-23", "2023-24"), ("1998-99", "1999-00")],
)
def test_a_period_is_followed_by_one_of_its_kind(code, after):
    assert following(code) == period(after)


@pytest.mark.parametrize("year", ["2023", "2022-23", "1999-00"])
def test_a_year_is_the_year_of_its_four_quarters(year):
    assert len(quarters_of(year)) == 4
    assert {year_of(quarter, period(year).kind) for quarter in quarters_of(year)} == {year}


def test_the_register_holds_five_indicators_each_with_its_threshold():
    assert {name: indicator.threshold for name, indicator in register().items()} == {
        "recorded_offences": 0,
        "nrm_referrals": 5,
        "uk_referrals": 0,
        "uk_decisions": 0,
        "local_cases": 10,
    }


def test_only_the_home_forces_own_records_are_local():
    assert [name for name, indicator in register().items() if indicator.is_local] == ["local_cases"]


def test_only_years_have_a_rate_and_only_where_the_register_says_so():
    offences, decisions = register()["recorded_offences"], register()["uk_decisions"]
    assert [offences.gives_rate(kind) for kind in ("quarter", "financial_year")] == [False, True]
    assert not decisions.gives_rate("calendar_year")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("threshold = 5", "threshold = -5", r"\[nrm_referrals\]: threshold is -5"),
        ("threshold = 5", "treshold = 5", r"\[nrm_referrals\]: missing or unknown setting: threshold, treshold"),
        ("map_breaks = [4, 5, 7]", "map_breaks = [4, 7, 5]", "map_breaks must rise"),
        ('status = "final"', 'status = "done"', "status is 'done'"),
        ("financial_year = [", "tax_year = [", "periods: tax_year is unknown"),
        ("threshold = 5", "threshold = ", "expected a readable TOML file"),
    ],
)
def test_a_mistake_in_the_register_is_named(tmp_path, old, new, said):
    text = REGISTER_FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "indicators.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegisterError, match=said):
        read_register(tmp_path / "indicators.toml")
