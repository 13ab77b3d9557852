"""Sentences from figures: both counts, a verdict from one fixed test, and never more than the test supports. Pure."""

from __future__ import annotations

from components.format import number, period
from components.text import Text
from data.rates import Change


def compared(before: int, before_period: str, change: Change, text: Text) -> str:
    """Return how the newest count compares with ``before``, the count of ``before_period``."""
    return text(
        "describe.compared",
        count=number(before, text.language),
        period=period(before_period, text),
        verdict=text(f"verdict.{change.verdict}"),
    )


def headline(latest: Change | None, long_run: Change | None, text: Text) -> str:
    """Return the headline: the newest year's clear change, else the clear change over all years, else none."""
    for change in (latest, long_run):
        if change is not None and change.verdict in ("rose", "fell"):
            return text(f"describe.headline.{change.verdict}")
    if latest is None:
        return text("describe.headline.unknown")
    return text(f"describe.headline.{latest.verdict}")


def beside(other_rate: float, change: Change, *, other: str, text: Text) -> str:
    """Return how an area's rate compares with ``other_rate``, the rate of ``other``."""
    return text(
        f"describe.beside.{change.verdict}",
        other=other,
        other_rate=number(other_rate, text.language, decimals=1),
    )


def missing(status: str, text: Text) -> str:
    """Return why there is no figure."""
    return text(f"describe.missing.{status}")
