"""What one step of a briefing is made of."""

from __future__ import annotations

from dataclasses import dataclass

from components.charts.overview import Card
from components.drawing.chart import Chart


@dataclass(frozen=True, eq=False)
class Exhibited:
    """A visual by its name in ``exhibits.EXHIBITS``."""

    name: str
    chart: Chart


@dataclass(frozen=True)
class Listed:
    """Lines under a title, which may be empty."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Step:
    """One step of a briefing in one language; everything in it is plain text.

    Parameters
    ----------
    id : str
        One of ``STEPS``.
    title : str
        What it answers.
    said : tuple of str
        What is said in large letters: the honest sentences.
    cards : tuple of Card
        Numbers large enough to read across a room.
    shown : tuple of Exhibited
        Charts and maps.
    lists : tuple of Listed
        Signs, advice, whom to call, what is done, what has changed.
    notes : tuple of str
        For whoever presents: how to read it, what it is not, and last what the marks mean.
    sources : tuple of str
        Publisher and release of what is shown.
    english : tuple of str
        Names in the lines of the lists that are English in a step in Welsh.
    marks : tuple of str
        Those of the notes that say what a mark means.
    """

    id: str
    title: str
    said: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    shown: tuple[Exhibited, ...] = ()
    lists: tuple[Listed, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart of the step, those of the cards first."""
        return (*(card.chart for card in self.cards), *(each.chart for each in self.shown))


@dataclass(frozen=True, eq=False)
class Cover:
    """What a briefing is about: title, area, the day of its release in words, release, and who answers for it."""

    title: str
    area: str
    when: str
    release: str
    owner: str
