"""Periods and the register that uses them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import YEAR_KINDS, following, period, quarters_between, quarters_of, year_before, year_ending, year_of
from data.register import REGISTER_FILE, RegisterError, read_register, register


@pytest.mark.parametrize(
    ("code", "kind", "start", "end", "population_year"),
    [
        ("2023-Q1", "quarter", date(2023, 1, 1), date(2023, 3, 31), 2023),
        ("2023-Q4", "quarter", date(2023, 10, 1), date(2023, 12, 31), 2023),
        ("2023", "calendar_year", date(2023, 1, 1), date(2023, 12, 31), 2023),
        ("2022-23", "financial_year", date(2022, 4, 1), date(2023, 3, 31), 2022),
        ("1999-00", "financial_year", date(1999, 4, 1), date(2000, 3, 31), 1999),
        # The middle of each is the 30 June before it, halfway between two, the 30 June after it, 30 June itself.
        ("YE-2025-Q1", "year_ending", date(2024, 4, 1), date(2025, 3, 31), 2024),
        ("YE-2025-Q2", "year_ending", date(2024, 7, 1), date(2025, 6, 30), 2024),
        ("YE-2025-Q3", "year_ending", date(2024, 10, 1), date(2025, 9, 30), 2025),
        ("YE-2025-Q4", "year_ending", date(2025, 1, 1), date(2025, 12, 31), 2025),
        ("YE-2000-Q1", "year_ending", date(1999, 4, 1), date(2000, 3, 31), 1999),
    ],
)
def test_a_period_is_known_by_its_code(code, kind, start, end, population_year):
    found = period(code)
    assert (found.kind, found.start, found.end, found.population_year) == (kind, start, end, population_year)


NO_YEARS_ENDING = ["YE-2025", "YE-2025-Q5", "YE2025-Q4", "YE-2025-Q0", "YE-2024-25", "YE-0000-Q4", "ye-2025-Q4", "YE-"]


@pytest.mark.parametrize(
    "code",
    ["", "2023-Q5", "2023-Q0", "2022-24", "23", "2023Q1", "0000", "２０２３", "2023-Q1 ", *NO_YEARS_ENDING],
)
def test_a_text_that_is_no_period_is_refused(code):
    with pytest.raises(ValueError, match="is no "):
        period(code)


def test_quarters_run_over_the_end_of_a_year():
    assert quarters_between("2022-Q4", "2023-Q2") == ("2022-Q4", "2023-Q1", "2023-Q2")


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("2023-Q1", "2023-Q2"),
        ("2023-Q4", "2024-Q1"),
        ("2023", "2024"),
        ("2022-23", "2023-24"),
        ("1998-99", "1999-00"),
        ("YE-2025-Q1", "YE-2025-Q2"),
        ("YE-2025-Q3", "YE-2025-Q4"),
        ("YE-2025-Q4", "YE-2026-Q1"),
    ],
)
def test_a_period_is_followed_by_one_of_its_kind(code, after):
    assert following(code) == period(after)


@pytest.mark.parametrize("year", ["2023", "2022-23", "1999-00"])
def test_a_year_is_the_year_of_its_four_quarters(year):
    assert len(quarters_of(year)) == 4
    assert {year_of(quarter, period(year).kind) for quarter in quarters_of(year)} == {year}


@pytest.mark.parametrize(
    ("year", "quarters"),
    [
        ("YE-2025-Q1", ("2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1")),
        ("YE-2025-Q2", ("2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2")),
        ("YE-2025-Q3", ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3")),
        ("YE-2025-Q4", ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")),
    ],
)
def test_a_year_that_ends_with_a_quarter_is_the_four_quarters_up_to_it(year, quarters):
    assert quarters_of(year) == quarters
    assert year == year_ending(quarters[-1]) == year_of(quarters[-1], "year_ending")


def test_years_ending_in_march_and_december_are_the_days_of_financial_and_calendar_years():
    for ending, same in (("YE-2025-Q1", "2024-25"), ("YE-2025-Q4", "2025")):
        one, other = period(ending), period(same)
        assert (one.start, one.end, one.population_year) == (other.start, other.end, other.population_year)
        assert quarters_of(ending) == quarters_of(same)


QUARTERS = st.builds("{:04}-Q{}".format, st.integers(1000, 9000), st.integers(1, 4))
PERIODS = QUARTERS | st.builds(year_of, QUARTERS, st.sampled_from(YEAR_KINDS))


@given(PERIODS)
def test_the_year_before_ends_a_year_earlier_is_of_the_same_series_and_never_overlaps(code):
    now, before = period(code), period(year_before(code))
    assert before.series == now.series
    assert (before.start.year, before.end.year) == (now.start.year - 1, now.end.year - 1)
    assert before.end < now.start


@given(QUARTERS, st.sampled_from(YEAR_KINDS))
def test_the_year_before_a_year_ends_the_day_before_it_begins(quarter, kind):
    now = period(year_of(quarter, kind))
    assert (now.start - period(year_before(now.code)).end).days == 1


@given(QUARTERS)
def test_the_population_of_a_year_is_of_the_30_june_nearest_to_its_middle_and_the_earlier_of_two(quarter):
    year = period(year_ending(quarter))
    middle = year.start + (year.end - year.start) / 2
    distances = {june: abs((date(june, 6, 30) - middle).days) for june in range(year.start.year - 1, year.end.year + 1)}
    nearest = min(distances.values())
    # Half a year is 182, 183 or 184 days: two as near as that are equally near.
    assert year.population_year == min(june for june, days in distances.items() if days - nearest <= 2)


def test_years_that_end_with_the_same_quarter_are_a_series_and_those_that_end_with_another_are_not():
    assert period("YE-2025-Q4").series == period("YE-2015-Q4").series
    assert len({period(f"YE-2025-Q{quarter}").series for quarter in range(1, 5)}) == 4
    assert [period(code).series for code in ("2025-Q4", "2025", "2024-25")] == [
        "quarter", "calendar_year", "financial_year",
    ]  # fmt: skip


def test_the_register_holds_six_indicators_each_with_its_threshold():
    assert {name: indicator.threshold for name, indicator in register().items()} == {
        "recorded_offences": 0,
        "nrm_referrals": 5,
        "uk_referrals": 0,
        "uk_totals": 0,
        "uk_decisions": 0,
        "local_cases": 10,
    }


def test_only_the_home_forces_own_records_are_local():
    assert [name for name, indicator in register().items() if indicator.is_local] == ["local_cases"]


def test_only_years_have_a_rate_and_only_where_the_register_says_so():
    offences, decisions = register()["recorded_offences"], register()["uk_decisions"]
    kinds = ("quarter", "financial_year", "year_ending")
    assert [offences.gives_rate(kind) for kind in kinds] == [False, True, True]
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
        # The first block is that of the offences, the only ones that have years which overlap.
        ("threshold = 0", "threshold = 5", r"\[recorded_offences\]: year_ending needs quarters and a threshold of 0"),
        ("\nquarter = [", "\ncalendar_year = [", r"\[recorded_offences\]: year_ending needs quarters and a threshold"),
    ],
)
def test_a_mistake_in_the_register_is_named(tmp_path, old, new, said):
    text = REGISTER_FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "indicators.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegisterError, match=said):
        read_register(tmp_path / "indicators.toml")
