"""Sentences from figures: both counts, a verdict from one fixed test, and never more than the test supports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import pandas as pd

from components.wording.format import mark, number, period
from components.wording.text import Text
from data.calendar import Age, has_fallen_behind
from data.calendar import newest_by_force as of_forces
from data.editions import stand_ins as found_stand_ins
from data.load import Dataset
from data.periods import period as read_period
from data.population import estimate
from data.statistics.rates import Change
from data.views import View, observation


def beside(other_rate: float, change: Change, *, other: str, text: Text) -> str:
    """Return how an area's rate compares with ``other_rate``, the rate of ``other``."""
    return text(
        f"describe.beside.{change.verdict}",
        other=other,
        other_rate=number(other_rate, text.language, decimals=1),
    )


def parts(rows: pd.DataFrame, total: int | None, name: Callable[[str], str], text: Text) -> str:
    """Return the largest part of a total, where no hidden part can be larger, and what is not shown.

    Parameters
    ----------
    rows : DataFrame of shape (n, m)
        From ``data.views.by_category``: parts that leave nobody out and count nobody twice.
    total : int or None
    name : callable
        Returns the name of a category.
    text : Text
    """
    shown = rows.dropna(subset=["value"]).sort_values("value", ascending=False, kind="stable")
    hidden = int((rows["status"] == "hidden").sum())
    if hidden and hidden == len(rows):
        return text("describe.all_hidden", mark=mark("hidden"))
    said = []
    if len(shown) and total:
        largest, others = int(shown["value"].iloc[0]), [int(value) for value in shown["value"].iloc[1:]]
        rest = total - largest - sum(others)
        if largest > max([rest, *others]):
            words = {"category": name(shown["category"].iloc[0]), "count": number(largest, text.language)}
            said.append(text("describe.largest", **words, total=number(total, text.language)))
    if hidden:
        said.append(text.plural("describe.hidden", hidden, count=number(hidden, text.language), mark=mark("hidden")))
    for status in dict.fromkeys(rows["status"]):
        if status in ("not_available", "not_applicable"):
            said.append(missing(status, text))
    return " ".join(said)


def gap(codes: list[str], status: str, text: Text) -> str:
    """Return which periods have no figure, the mark of why, and what it means."""
    periods = ", ".join(period(code, text) for code in codes)
    return text("describe.gap", periods=periods, mark=mark(status), meaning=text(f"status.{status}"))


def missing(status: str, text: Text) -> str:
    """Return why there is no figure."""
    return text(f"describe.missing.{status}")


@lru_cache(maxsize=64)
def newest_by_force(dataset: Dataset, indicator: str, text: Text) -> str:
    """Return of when the newest figures of a single force are, where those of another indicator are much newer."""
    if not has_fallen_behind(dataset, indicator):
        return ""
    return text("describe.newest_by_force", period=period(of_forces(dataset, indicator), text))


def stand_in(dataset: Dataset, view: View, text: Text) -> str:
    """Return why the rate of a view is provisional, to follow its mark; empty where its estimate is of its own year."""
    people = estimate(dataset, view.area, view.period)
    if people is None or not people.is_stand_in or observation(dataset, view).rate is None:
        return ""
    return _stand_in(people.year, read_period(view.period).population_year, text)


def stand_in_said(dataset: Dataset, view: View, text: Text) -> str:
    """Return the mark of such a rate with the reason, as a sentence; empty where it needs none."""
    reason = stand_in(dataset, view, text)
    return text("describe.mark", mark=mark("provisional"), meaning=reason) if reason else ""


def stand_ins(dataset: Dataset, rows: pd.DataFrame, text: Text) -> str:
    """Return the same for the rates in rows of a view; where several years lack an estimate, of each of them."""
    if "rate_status" not in rows:
        return ""
    found = found_stand_ins(dataset, rows)
    return "; ".join(_stand_in(held, wanted, text) for wanted, held in sorted(found.items()))


def _stand_in(held: int, wanted: int, text: Text) -> str:
    return text("describe.stand_in", held=str(held), wanted=str(wanted))


@lru_cache(maxsize=128)
def age_line(ages: tuple[Age, ...], indicators: tuple[str, ...], text: Text) -> str:
    """Return the newest period of each of the indicators, and what is due; empty where none of them has a figure."""
    shown = _of(ages, indicators)
    if not shown:
        return ""
    newest = "; ".join(f"{_short(age, text)}, {period(age.newest, text)}" for age in shown)
    return " ".join(filter(None, (text("site.age.newest", newest=newest), due_line(ages, indicators, text))))


def due_line(ages: tuple[Age, ...], indicators: tuple[str, ...], text: Text) -> str:
    """Return that a newer edition should be available, and of what unless it is of all; empty where none is due."""
    shown = _of(ages, indicators)
    due = [age for age in shown if age.is_due]
    if not due:
        return ""
    if len(due) == len(shown):
        return text("site.age.due")
    return text("site.age.due_of", what="; ".join(_short(age, text) for age in due))


def _of(ages: Sequence[Age], indicators: Sequence[str]) -> list[Age]:
    return [age for age in ages if age.indicator in indicators]


def _short(age: Age, text: Text) -> str:
    return text(f"indicator.{age.indicator}.short")


def mark_in_words(status: str, text: Text) -> str:
    """Return the mark of a status and what it means."""
    return text("map.legend.entry", mark=mark(status), meaning=text(f"map.legend.{status}"))
