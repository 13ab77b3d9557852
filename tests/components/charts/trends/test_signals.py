"""The usual range is said for what it is, and an event stands where it happened."""

from datetime import date

import pandas as pd
import pytest

from components.charts.trends import events
from components.charts.trends.panels import Panel
from components.charts.trends.words import range_words
from components.wording.text import wording
from data.statistics.trends import Trend, usual_range

FLAT = Trend(*[float("nan")] * 5, "no clear trend")
STEADY = (10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9)


class Fixed(Panel):
    """A panel whose values are given, and whose trend is none."""

    def __init__(self, *values):
        object.__setattr__(self, "values", [*values])
        object.__setattr__(self, "usual", usual_range(pd.Series(values, dtype="Float64"), trend=FLAT))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    ("values", "key"),
    [
        ((*STEADY, 60), "outside"),
        ((20, 1, 20, 1, 20, 1, 1, 1, 1, 1, 1, 1, 1, 1), "long run"),
        ((*STEADY, 10), "within"),
    ],
)
def test_the_words_say_whether_the_newest_figure_is_outside_or_ends_a_run(values, key, language):
    text = wording(language)
    assert range_words(Fixed(*values), text) == text(f"trends.range.{key}")


@pytest.mark.parametrize("values", [(*STEADY, 10, None), (10, 12, None, 11, 10), ()])
def test_nothing_is_said_of_a_newest_figure_that_is_not_there_or_of_a_series_that_is_too_short(values):
    assert range_words(Fixed(*values), wording("en")) == ""


def test_an_event_in_the_exact_middle_of_the_first_period_is_drawn(monkeypatch):
    noon = date(2020, 7, 2)
    monkeypatch.setattr(events, "_dated", lambda: (("act", noon, ("uk_referrals",), "the Act"),))
    assert [event.place for event in events.events("uk_referrals", ("2020", "2021"))] == [0]
    assert events.events("uk_referrals", ("2021", "2022")) == ()
