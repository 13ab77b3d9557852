"""How old the figures are: the newest period, the day the next edition should be there, and whether it has come."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from data.calendar import ages, next_edition
from data.load import Dataset, load
from data.register import REGISTER_FILE, RegisterError, read_register, register

OFFENCES, REFERRALS = "recorded_offences", "nrm_referrals"


@pytest.fixture(scope="module")
def published():
    return load()


def release(*rows):
    """Return a release with a row for each indicator, period and value."""
    return Dataset(pd.DataFrame(rows, columns=["indicator", "period", "value"]), pd.DataFrame(), {})


def age_of(dataset, indicator, today):
    return next(age for age in ages(dataset, today) if age.indicator == indicator)


def test_the_shipped_figures_have_their_newest_quarters_and_are_due(published):
    found = {age.indicator: (age.newest, age.expected, age.is_due) for age in ages(published, date(2026, 11, 30))}
    # Newest quarters as the sidecars of the sources say; the days are the end of the next quarter and the lag after it.
    assert found == {
        "recorded_offences": ("2025-Q4", date(2026, 7, 29), True),
        "nrm_referrals": ("2023-Q4", date(2024, 6, 29), True),
        "uk_referrals": ("2023-Q4", date(2024, 6, 29), True),
        "uk_totals": ("2025-Q4", date(2026, 6, 29), True),
        "uk_decisions": ("2023-Q4", date(2024, 6, 29), True),
    }


@pytest.mark.parametrize(
    ("newest", "published_on"),
    [("2023-Q1", date(2023, 10, 19)), ("2025-Q3", date(2026, 4, 23))],
)
def test_an_edition_that_came_when_it_has_always_come_was_never_said_to_be_due(newest, published_on):
    held = release((OFFENCES, newest, 1))
    assert not age_of(held, OFFENCES, published_on).is_due


def test_an_edition_is_due_from_the_very_day():
    held = release((OFFENCES, "2025-Q4", 1))
    expected = age_of(held, OFFENCES, date(2026, 1, 1)).expected
    assert expected == date(2026, 3, 31) + timedelta(days=120)
    assert not age_of(held, OFFENCES, expected - timedelta(days=1)).is_due
    assert age_of(held, OFFENCES, expected).is_due


def test_one_indicator_can_be_due_and_another_not():
    held = release((OFFENCES, "2026-Q2", 1), (REFERRALS, "2025-Q4", 1))
    assert [age.is_due for age in ages(held, date(2026, 11, 24))] == [False, True]


def test_a_quarter_without_any_figure_is_not_the_newest():
    held = release((OFFENCES, "2025-Q4", 1), (OFFENCES, "2026-Q1", None), (OFFENCES, "2025-26", 3))
    assert age_of(held, OFFENCES, date(2026, 11, 24)).newest == "2025-Q4"


def test_an_indicator_without_a_figure_has_no_age():
    assert ages(release((OFFENCES, "2025-Q4", None)), date(2026, 11, 24)) == ()


def test_a_forces_own_cases_are_never_due():
    age = age_of(release(("local_cases", "2019", 5)), "local_cases", date(2099, 1, 1))
    assert (age.newest, age.expected, age.is_due) == ("2019", None, False)


def test_a_yearly_edition_is_counted_from_the_end_of_the_year_after():
    yearly = replace(register()["local_cases"], lag_days=30)
    assert next_edition(yearly, "2024") == date(2026, 1, 30)
    assert next_edition(yearly, "2024-25") == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("lag_days = 120", "lag_days = -1", r"\[recorded_offences\]: lag_days is -1"),
        ("lag_days = 120", 'lag_days = "120"', "lag_days is '120'; expected a whole number of days"),
        ("lag_days = 120", "lag_days = 5000", "lag_days is 5000"),
        ("lag_days = 120\n", "", "missing or unknown setting: lag_days"),
        ('rhythm = "quarterly"', 'rhythm = "weekly"', "rhythm is 'weekly'; expected quarterly or yearly"),
        (
            "[nrm_referrals.periods]\nquarter = [",
            "[nrm_referrals.periods]\nfinancial_year = [",
            "rhythm is quarterly, but no quarter is among its periods",
        ),
    ],
)
def test_a_mistake_in_the_calendar_of_the_register_is_named(tmp_path, old, new, said):
    text = REGISTER_FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "indicators.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegisterError, match=said):
        read_register(tmp_path / "indicators.toml")
