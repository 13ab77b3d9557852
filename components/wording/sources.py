"""Where figures come from, in sentences: publisher, publication, edition, and apart from them this site's release."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from components.wording import trial
from components.wording.format import day
from components.wording.text import Text
from data.editions import Edition, edition, estimates
from data.load import Dataset
from data.register import register


@lru_cache(maxsize=128)
def source(indicator: str, dataset: Dataset, text: Text) -> str:
    """Return where an indicator's figures come from: publisher, publication and edition; then this site's release.

    The day a newer edition is to be expected from is said as a day, so that it is as true in a file tomorrow.
    """
    found = edition(dataset, indicator)
    said = (
        cited(indicator, dataset, text),
        text("show.expected", day=day_words(found.expected, text)) if found.expected else "",
        release_words(dataset.release, text),
    )
    return " ".join(filter(None, said))


def cited(indicator: str, dataset: Dataset, text: Text) -> str:
    """Return the first sentence of the same: publisher, publication and edition."""
    found, is_own = edition(dataset, indicator), register()[indicator].is_local
    named = (text(f"indicator.{indicator}.publisher"), text(f"indicator.{indicator}.publication"))
    return text("show.source", named=", ".join(filter(None, (*named, edition_words(found, text, is_own=is_own)))))


def edition_words(found: Edition, text: Text, *, is_own: bool = False) -> str:
    """Return which edition figures are of, as part of a sentence; empty where nothing is known of it.

    ``is_own`` says that nobody published them before: a force's own records have no edition.
    """
    if not found.until:
        return text("show.edition.day", day=day_words(found.published, text)) if found.published else ""
    if not found.published:
        return text("show.edition.own" if is_own else "show.edition.undated", until=day_words(found.until, text))
    return text("show.edition.dated", day=day_words(found.published, text), until=day_words(found.until, text))


def dated(dataset: Dataset, indicator: str, text: Text) -> str:
    """Return to which day the figures of an indicator go, and this site's release: for a cover."""
    until, said = edition(dataset, indicator).until, release_words(dataset.release, text)
    name = text(f"indicator.{indicator}.name")
    return f"{text('show.until', name=name, until=day_words(until, text))} {said}" if until else said


def release_words(release: str, text: Text) -> str:
    """Return the release of this site that figures were read from: the day it was made, not one of a publisher."""
    return text("show.release.trial" if trial.is_trial() else "show.release", release=day(release[:10], text.language))


def sources(dataset: Dataset, text: Text) -> tuple[str, ...]:
    """Return where all figures of a release come from, each source once, and its residents; not the release itself."""
    there, said = {*dataset.observations["indicator"].unique()}, release_words(dataset.release, text)
    found = (source(name, dataset, text).removesuffix(said).strip() for name in register() if name in there)
    return tuple(filter(None, (*dict.fromkeys(found), residents_words(dataset, text))))


def residents_words(dataset: Dataset, text: Text) -> str:
    """Return of which years and editions the estimates of residents are; empty where a release does not say."""
    editions = editions_of_residents(dataset, text)
    return text("show.residents", editions=editions) if editions else ""


def editions_of_residents(dataset: Dataset, text: Text) -> str:
    """Return which years are of which edition of the estimates; empty where a release does not say."""
    found = estimates(dataset).items()
    return "; ".join(text("show.residents.edition", edition=name, years=years_said(years)) for name, years in found)


def years_said(years: Sequence[int]) -> str:
    """Return years as a span, one by one where some are missing between them."""
    first, last = years[0], years[-1]
    if last - first + 1 != len(years):
        return ", ".join(map(str, years))
    return str(first) if first == last else f"{first}–{last}"


def with_release(sources: Iterable[str], release: str, text: Text) -> str:
    """Return sources in a row, and the release of this site once, at the end."""
    said = release_words(release, text)
    parts = (each.removesuffix(said).strip() for each in sources)
    return " ".join(filter(None, (*dict.fromkeys(parts), said)))


def day_words(when: date, text: Text) -> str:
    """Return a day in words."""
    return day(when.isoformat(), text.language)
