"""What is loaded once and shared by all visitors: figures, shapes and wording; nothing about any visitor."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from components.guidance import contacts_to_confirm
from components.text import LANGUAGES, text
from data import calendar
from data.calendar import Age
from data.load import Dataset, PublishedDataError, load
from data.site import settings_missing
from geo.shapes import Shapes, ShapesError
from geo.shapes import shapes as read_shapes

PUBLISHED = Path(__file__).resolve().parent.parent / "data" / "published"
LOG = logging.getLogger("dashboard")


@dataclass(frozen=True)
class State:
    """Whether the figures can be read: their release and how old they are, or what is wrong with them."""

    release: str | None
    problem: str | None
    ages: tuple[Age, ...] = ()


@cache
def dataset() -> Dataset:
    """Return the published figures; a failure is not kept, so a repaired folder is read at the next visit.

    Raises
    ------
    PublishedDataError
        If a file is missing, altered or malformed; the message names it and says what to do.
    """
    return load(PUBLISHED)


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
        return State(dataset().release, None, ages())
    except (PublishedDataError, ShapesError) as error:
        return State(None, str(error))


def warm() -> None:
    """Load everything before the first visitor; say in the log what cannot be loaded."""
    for language in LANGUAGES:
        text(language)
    problem = state().problem
    if problem:
        LOG.error("%s", problem)
    if missing := settings_missing():
        LOG.warning(
            "not set in site.toml: %s; links, codes on paper and code for embedding lead to whatever address a visitor "
            "came by",
            ", ".join(missing),
        )
    if unconfirmed := contacts_to_confirm():
        LOG.warning("nobody has confirmed these entries of locales/guidance/contacts.toml: %s", ", ".join(unconfirmed))
