"""A signal is said for what it is, and an event stands where it happened."""

from datetime import date

import pytest

from components import store, trend_events, trends
from components.options import Options
from components.text import text
from components.trend_view import Panel
from components.trend_words import signal_words
from data.trends import Signal
from data.views import View


class Fixed(Panel):
    """A panel whose values are given."""

    def __init__(self, *values):
        object.__setattr__(self, "values", [*values])


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    ("values", "key"),
    [
        ((10, 12, 9, 11, 10, 12, 60), "outside"),
        ((20, 1, 20, 1, 1, 1, 1, 1, 1, 1, 1), "run"),
        ((10, 12, 9, 11, 10, 12, 10), "no signal"),
        ((10, 12, None, 11, 10), "too few to tell"),
    ],
)
def test_the_words_say_whether_the_newest_figure_is_outside_or_ends_a_run(values, key, language):
    words = text(language)
    assert signal_words(Fixed(*values), words) == words(f"trends.signal.{key}")


def test_nothing_is_said_of_a_newest_figure_that_is_not_there():
    assert signal_words(Fixed(10, 12, 9, 11, 10, 12, None), text("en")) == ""


def test_a_figure_called_within_the_usual_range_is_within_it_for_every_area_of_the_release():
    from geo.areas import forces

    words, dataset = text("en"), store.dataset()
    for area in forces():
        for indicator, period in (("recorded_offences", "2022-23"), ("nrm_referrals", "2023")):
            shown = trends.trends(
                dataset, View(area.code, indicator, period), Options(step="quarter"), words, home=area.code
            )
            panel = shown.panels[0]
            said, found = signal_words(panel, words), panel.signal
            if not said or not isinstance(found, Signal) or found.verdict == "too few to tell":
                continue
            assert ("within" in said) == (found.lower <= panel.values[-1] <= found.upper), area.code


def test_an_event_in_the_exact_middle_of_the_first_period_is_drawn(monkeypatch):
    noon = date(2020, 7, 2)
    monkeypatch.setattr(trend_events, "_dated", lambda: (("act", noon, ("uk_referrals",), "the Act"),))
    assert [event.place for event in trend_events.events("uk_referrals", ("2020", "2021"))] == [0]
    assert trend_events.events("uk_referrals", ("2021", "2022")) == ()
