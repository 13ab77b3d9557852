"""How new the figures are, in one calm line: the newest period of each, and whether a newer edition is due. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from components.format import period
from components.text import Text
from data.calendar import Age


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
