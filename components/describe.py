"""Sentences from figures: both counts, a verdict from one fixed test, and never more than the test supports. Pure."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from components.format import mark, number, period
from components.text import Text
from data.rates import Change


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
