"""What is loaded once and shared by all visitors: figures, shapes and wording; nothing about any visitor.

The release that is shown is one value (``data/snapshot.py``). It is replaced as a whole by a newer one
(``data/renewal.py``), and whoever has begun to answer with one goes on with it.
"""

from __future__ import annotations

import logging
import threading
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data import calendar, shown
from data.calendar import Age
from data.load import REMEDY, Dataset, PublishedDataError
from data.snapshot import Snapshot, read_snapshot
from geo.shapes import Shapes, ShapesError
from geo.shapes import shapes as read_shapes

PUBLISHED = shown.SHOWN.published
LOG = logging.getLogger("dashboard")


@dataclass(frozen=True)
class State:
    """Whether the figures can be read: their release and how old they are, or what is wrong with them."""

    release: str | None
    problem: str | None
    ages: tuple[Age, ...] = ()


class Showing:
    """The release that is shown, and why the one in the folder is not."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.snapshot: Snapshot | None = None
        self.problem: str | None = None

    def now(self) -> Snapshot:
        """Return the release; a failure is not kept, so a repaired folder is read at the next visit."""
        found = self.snapshot
        if found is None:
            with self.lock:
                found = self.snapshot = self.snapshot or read_shown()
        return found

    def replace(self, was: Snapshot, found: Snapshot | None, problem: str | None = None) -> bool:
        """Show another release, or say why not; return False if ``was`` is no longer the one that is shown."""
        with self.lock:
            if self.snapshot is not was:
                return False
            self.snapshot, self.problem = found or was, problem
            return True

    def forget(self) -> None:
        """Let the release be read anew."""
        with self.lock:
            self.snapshot = self.problem = None


def read_shown() -> Snapshot:
    """Return the release in the folder; its owner is told how to make a trial again. Raises as :func:`snapshot`."""
    if problem := shown.SHOWN.problem():
        raise PublishedDataError(problem)
    try:
        return read_snapshot(PUBLISHED)
    except PublishedDataError as error:
        if not shown.SHOWN.is_trial:
            raise
        again = f"Make it again: python -m data.build --cases FILE --out {shown.SHOWN.name}"
        raise PublishedDataError(str(error).replace(REMEDY, again)) from error


SHOWING = Showing()
# What this answer, or this run of a page, has begun to show; a list, so that all that it calls see the same one.
_BEGUN: ContextVar[list[Snapshot] | None] = ContextVar("release", default=None)


def begin() -> None:
    """Begin an answer or a run of a page: from here on it shows one release, whatever is published meanwhile."""
    _BEGUN.set([])


def snapshot() -> Snapshot:
    """Return the release that is shown, whole.

    Raises
    ------
    PublishedDataError
        If a file is missing, altered or malformed; the message names it and says what to do.
    """
    begun = _BEGUN.get()
    if begun:
        return begun[0]
    found = SHOWING.now()
    if begun is not None:
        begun.append(found)
    return found


def dataset() -> Dataset:
    """Return the published figures; PublishedDataError as :func:`snapshot`."""
    return snapshot().dataset


def release_ids() -> tuple[str, ...]:
    """Return the ids of the releases up to the one that is shown, the oldest first; none where none can be shown.

    A release that is kept but not shown may be one that nobody is to see yet.
    """
    try:
        return snapshot().releases
    except PublishedDataError:
        return ()


def ages() -> tuple[Age, ...]:
    """Return how old the figures of each indicator are today; PublishedDataError as :func:`dataset`."""
    return _ages(dataset(), date.today())


@lru_cache(maxsize=2)
def _ages(held: Dataset, today: date) -> tuple[Age, ...]:
    """Return how old the figures are on a day; the owner reads once a day which of them are due."""
    found = calendar.ages(held, today)
    if due := [f"{age.indicator} (newest held: {age.newest}, next by {age.expected})" for age in found if age.is_due]:
        LOG.warning("a newer edition should be available: %s; see python -m data.refresh", ", ".join(due))
    return found


def shapes() -> Shapes:
    """Return the shapes of the areas.

    Raises
    ------
    geo.shapes.ShapesError
        If a file is missing or malformed; the message names it and says what to do.
    """
    return read_shapes()


def state() -> State:
    """Return whether the figures and the shapes can be read, for the health check and the log."""
    try:
        shapes()
        return State(dataset().release, SHOWING.problem, ages())
    except (PublishedDataError, ShapesError) as error:
        return State(None, str(error))
