"""How a series has gone, and what may be said of it: the one place for pages, map, cards, claims, briefings and files.

Four things are said, each by one fixed test: how the newest figure compares with that of a year before, how it compares
with the highest, which way the newest five years go, and where the longer run turns. All of them speak of counts: the
estimates of residents come from several releases, and growth between two of them would be none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from components.charts.series import Compared, Series
from components.wording.format import number, percent, period_end, period_said
from components.wording.places import force_name, in_area
from components.wording.text import Text
from data.load import Dataset
from data.periods import period as read_period
from data.periods import year_before
from data.statistics.joinpoint import Joinpoint, Segment, joinpoint
from data.statistics.peak import Peak, against_highest
from data.statistics.recent import recent
from data.statistics.trends import FEWEST_EVENTS, TOO_FEW, Trend, trend
from data.views import View, latest_view

Verdict = Literal["rose", "fell", "rising", "falling", "no clear change", "too few to compare", "alone", "missing"]
Reason = Literal["rise", "fall", "steady", "few", "alone"]
OFFENCES = "recorded_offences"
FEWEST_TO_RANK, FIVE = 3, 5
REASONS: dict[Verdict, Reason] = {
    "rose": "rise",
    "rising": "rise",
    "fell": "fall",
    "falling": "fall",
    "no clear change": "steady",
    "too few to compare": "few",
    "alone": "alone",
    "missing": "alone",
}


@dataclass(frozen=True)
class Course:
    """How the figures of an area have gone up to the period of ``view``.

    Parameters
    ----------
    view : View
    count : int or None
        The newest figure; None where it is hidden or not available.
    before : Compared or None
        The figure of the same period a year before and how the newest compares with it; None where either is missing.
    run : tuple of str
        The periods since the last one without a figure, in order of time.
    counts : tuple of int
        Their figures.
    highest : Peak or None
        How the newest compares with the highest of the run; None for quarters, and where there is no newest.
    recent : Trend
        Which way the newest five years go; too few to tell for quarters.
    """

    view: View
    count: int | None
    before: Compared | None
    run: tuple[str, ...]
    counts: tuple[int, ...]
    highest: Peak | None
    recent: Trend

    @property
    def verdict(self) -> Verdict:
        """Return what a headline says: the clear change on the year before, else the clear trend of five years."""
        if self.count is None:
            return "missing"
        change = self.before.change.verdict if self.before else None
        if change in ("rose", "fell"):
            return change
        if self.recent.verdict in ("rising", "falling"):
            return self.recent.verdict
        return change or "alone"

    @property
    def reason(self) -> Reason:
        """Return which explanation fits what is seen."""
        return REASONS[self.verdict]


def newest(dataset: Dataset, area: str) -> Course:
    """Return how recorded offences of an area have gone up to the newest year: what the first screen speaks of."""
    return course(dataset, newest_view(dataset, area))


def newest_view(dataset: Dataset, area: str) -> View:
    """Return the view of recorded offences of an area in the newest year."""
    return latest_view(dataset, OFFENCES, area)


@lru_cache(maxsize=1024)
def course(dataset: Dataset, view: View) -> Course:
    """Return how the figures of an area have gone up to the period of a view."""
    series = Series(dataset, view)
    (counts, years), is_year = _run(series), read_period(view.period).kind != "quarter"
    return Course(
        view=view,
        count=series.newest.value,
        before=series.against(series.year_before()),
        run=tuple(series.run["period"]),
        counts=tuple(map(int, counts)),
        highest=against_highest(counts) if is_year and len(counts) else None,
        recent=recent(counts, years=years) if is_year else TOO_FEW,
    )


@lru_cache(maxsize=1024)
def turns(dataset: Dataset, view: View) -> Joinpoint:
    """Return where the run of years up to the period of a view turns."""
    counts, years = _run(Series(dataset, view))
    return joinpoint(counts, years=years)


@lru_cache(maxsize=1024)
def long_run(dataset: Dataset, view: View) -> Trend:
    """Return the average change a year since the last gap; only to be spoken of where the run does not turn."""
    counts, years = _run(Series(dataset, view))
    return trend(counts, years=years)


def headline(dataset: Dataset, view: View, text: Text) -> str:
    """Return what the newest figure comes to, in one sentence with its area and year, without the stop at its end."""
    found = course(dataset, view)
    if found.count is None:
        return text(
            f"indicator.{view.indicator}.missing",
            place=in_area(view.area, text),
            period=period_said(view.period, text),
        )
    return text(f"course.headline.{found.verdict}", recorded=recorded(found, text))


def recorded(found: Course, text: Text) -> str:
    """Return who recorded or referred how many when, as the beginning of a sentence; ValueError without a figure."""
    if found.count is None:
        raise ValueError(f"there is no figure of {found.view}")
    return text.plural(
        f"indicator.{found.view.indicator}.recorded",
        found.count,
        period=period_said(found.view.period, text),
        police=force_name(found.view.area, text),
        count=number(found.count, text.language),
    )


def sentences(dataset: Dataset, view: View, text: Text) -> tuple[str, ...]:
    """Return what is said after the newest figure: year before, highest year, five years, and the longer run."""
    found = course(dataset, view)
    if found.count is None:
        return ()
    said = (change_words(found, text), highest_words(found, text), recent_words(found, text))
    return tuple(filter(None, (*said, long_words(dataset, view, text))))


def change_words(found: Course, text: Text) -> str:
    """Return how the newest figure compares with that of the year before."""
    earlier = period_said(year_before(found.view.period), text)
    if found.before is None:
        return text("course.change.missing", earlier=earlier)
    is_same = found.before.count == found.count and found.before.change.verdict == "no clear change"
    verdict = "same" if is_same else found.before.change.verdict
    return text(f"course.change.{verdict}", earlier=earlier, before=number(found.before.count, text.language))


def highest_words(found: Course, text: Text) -> str:
    """Return which year was the highest and how the newest compares with it; empty for a run of fewer than three."""
    if found.highest is None or len(found.run) < FEWEST_TO_RANK:
        return ""
    verdict, at = found.highest.verdict, found.highest.highest
    words = {"first": period_said(found.run[0], text)}
    if verdict == "too few to tell":
        return ""
    if found.run[at] == year_before(found.view.period):
        return text("course.highest.year before", **words)
    if found.before and found.before.change.verdict == "fell":
        # Clearly below the year before is clearly below what was higher still.
        verdict = "clearly below"
    if "clearly" in verdict:
        words |= {"when": period_said(found.run[at], text), "highest": number(found.counts[at], text.language)}
    return text(f"course.highest.{verdict}", **words)


def recent_words(found: Course, text: Text) -> str:
    """Return which way the newest five years go; empty for quarters, and where a series is too short to have five."""
    is_short = found.recent.verdict == "too few to tell" and len(found.run) < FIVE
    if is_short or read_period(found.view.period).kind == "quarter":
        return ""
    return text(f"course.recent.{found.recent.verdict}", last=period_end(found.view.period, text))


def long_words(dataset: Dataset, view: View, text: Text) -> str:
    """Return where the longer run turns, or its average change if the newest five years go the same way."""
    found, joins, whole = course(dataset, view), turns(dataset, view), long_run(dataset, view)
    if joins.verdict == "turns":
        return turn_words(found, joins, text)
    is_clear = whole.verdict in ("rising", "falling") and whole.verdict == found.recent.verdict
    if len(found.run) < FIVE or not is_clear or not _has_average(whole):
        return ""
    ends = {"first": period_said(found.run[0], text), "last": period_said(found.run[-1], text)}
    return text("course.long", **ends, **_average(whole, text))


def turn_words(found: Course, joins: Joinpoint, text: Text) -> str:
    """Return when a run turns, and how it went before and after; empty where a part has too few events to say."""
    if min(sum(found.counts[part.start : part.end + 1]) for part in joins.segments) < FEWEST_EVENTS:
        return ""
    places = dict(zip(("turn", "again"), (period_said(found.run[at], text) for at in joins.joins), strict=False))
    names = ("before", "since") if len(joins.joins) == 1 else ("before", "between", "since")
    parts = {name: _segment(each, text) for name, each in zip(names, joins.segments, strict=True)}
    if found.recent.verdict not in ("too few to tell", joins.segments[-1].verdict):
        # A level line after a turn is called a direction too often: it is one only if the newest five years agree.
        parts["since"] = text("course.segment.no clear trend")
    return text(f"course.turn.{'one' if len(joins.joins) == 1 else 'two'}", **places, **parts)


def _segment(found: Segment, text: Text) -> str:
    if found.verdict == "no clear trend":
        return text("course.segment.no clear trend")
    if not _has_average(found):
        return text(f"course.segment.{found.verdict}.alone")
    return text(f"course.segment.{found.verdict}", **_average(found, text))


def _has_average(found: Segment | Trend) -> bool:
    """Return whether an average has an interval: none has where all events are at one end of a line."""
    return math.isfinite(found.lower) and math.isfinite(found.upper)


def _average(found: Segment | Trend, text: Text) -> dict[str, str]:
    change, lower, upper = (percent(each, text.language) for each in (found.ratio, found.lower, found.upper))
    return {"change": change, "interval": text("format.interval", lower=lower, upper=upper)}


def _run(series: Series) -> tuple[pd.Series, pd.Series]:
    """Return the counts since the last gap, and when their periods start, in years."""
    starts = [read_period(code).start for code in series.run["period"]]
    years = pd.Series([each.year + (each.month - 1) / 12 for each in starts], dtype=float)
    return series.run["value"].reset_index(drop=True), years
