"""Dated events and breaks in a series, as they are drawn on its trend."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from components.drawing import theme
from components.drawing.letters import wrapped
from components.drawing.plot.figure import Spec
from components.drawing.plot.parts import SIZE, note
from components.wording.format import day
from components.wording.text import LOCALES, Text
from data.periods import period
from data.register import register

# How wide the words below a drawing may be beside its margins, on a desk and on a phone.
WIDE, NARROW = 780, 270


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, where it is among the periods, and whether the series breaks there.

    ``source`` says in English where the day was read; empty for a break, of which the methods speak.
    """

    key: str
    date: date
    place: float
    is_break: bool
    source: str = ""

    def words(self, text: Text) -> str:
        """Return the day and what happened."""
        what = text(f"trends.{'break' if self.is_break else 'event'}.{self.key}")
        return f"{day(self.date.isoformat(), text.language)}: {what}"


def events(indicator: str, codes: Sequence[str]) -> tuple[Event, ...]:
    """Return what happened while a series ran, in order of time.

    Parameters
    ----------
    indicator : str
    codes : sequence of str
        The periods of the series, in order of time and without one left out.
    """
    dated = [(key, when, False, source) for key, when, on, source in _dated() if indicator in on]
    dated += [(each.key, each.start, True, "") for each in register()[indicator].breaks]
    within = [
        Event(key, when, place, is_break, source)
        for key, when, is_break, source in dated
        if (place := _place(when, codes)) is not None
    ]
    return tuple(sorted(within, key=lambda event: event.date))


def event_marks(found: Sequence[Event], axes: Sequence[tuple[str, str]]) -> tuple[list[Spec], list[Spec]]:
    """Return a numbered line for each event on each pair of axes: the shapes, and the numbers as annotations."""
    shapes, numbers = [], []
    for x, y in axes:
        for i, event in enumerate(found, 1):
            line = {
                "color": theme.INK,
                "width": 2 if event.is_break else 1,
                "dash": "solid" if event.is_break else "dot",
            }
            place = {"xref": x, "yref": f"{y} domain", "x0": event.place, "x1": event.place, "y0": 0, "y1": 1}
            shapes.append({"type": "line", **place, "line": line})
            where = {"xref": x, "yref": f"{y} domain", "xanchor": "left", "yanchor": "top", "xshift": 3}
            font = {"size": SIZE - 1, "color": theme.INK, "weight": 700}
            numbers.append({**note(f"{i}", event.place, 1, **where), "font": font})
    return shapes, numbers


def event_key(found: Sequence[Event], text: Text, *, width: float = WIDE) -> tuple[int, Spec]:
    """Return what the numbers mean, to stand below a drawing: how many pixels it takes, and the annotation."""
    entries = (f"{i}. {event.words(text)}" for i, event in enumerate(found, 1))
    lines = [line for entry in entries for line in wrapped(entry, SIZE, width)]
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -32, "align": "left"}
    return 12 + round(1.25 * SIZE * len(lines)), note("<br>".join(lines), 0, 0, **place)


def _place(when: date, codes: Sequence[str]) -> float | None:
    """Return where a day is among periods, each of which is 1 wide and stands in its middle; None outside them."""
    for i, code in enumerate(codes):
        found = period(code)
        if found.start <= when <= found.end:
            return i - 0.5 + (when - found.start).days / ((found.end - found.start).days + 1)
    return None


@cache
def _dated() -> tuple[tuple[str, date, tuple[str, ...], str], ...]:
    entries = tomllib.loads((LOCALES / "events.toml").read_text(encoding="utf-8"))["event"]
    return tuple((entry["key"], entry["date"], tuple(entry["on"]), entry["source"]) for entry in entries)
