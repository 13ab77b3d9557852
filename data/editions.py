"""Which edition of a publication the figures of an indicator are of: the publisher's dates, never those of this site.

Read from what a release says of its sources (``sources`` in ``manifest.json``). Older releases say less, and releases
made by hand say nothing; what they do not say is left out, never made up.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from data.calendar import newest_of_rhythm, next_edition
from data.history import Release
from data.load import Dataset
from data.periods import period
from data.population import estimate
from data.register import register


@dataclass(frozen=True)
class Note:
    """What has to be said where one figure is shown: ``id`` names the words."""

    id: str
    area: str
    period: str


@dataclass(frozen=True)
class Edition:
    """The edition of an indicator's figures.

    Parameters
    ----------
    published : date or None
        Day the publisher published it; None where the table does not say.
    until : date or None
        Last day the figures go to; None where there are none.
    expected : date or None
        Day from which the next edition should be out; None where the register gives no delay.
    notes : tuple of Note
        On single figures.
    """

    published: date | None
    until: date | None
    expected: date | None
    notes: tuple[Note, ...]


@lru_cache(maxsize=64)
def edition(dataset: Dataset, indicator: str) -> Edition:
    """Return the edition that the figures of an indicator are of."""
    found, entry = described(dataset, register()[indicator].source), register()[indicator]
    newest = newest_of_rhythm(dataset, entry)
    return Edition(
        published=published(found),
        until=until(found) or _until(dataset, indicator),
        expected=next_edition(entry, newest) if newest else None,
        notes=tuple(Note(each["note"], each["area_code"], each["period"]) for each in found.get("notes", [])),
    )


def described(release: Dataset | Release, source: str) -> dict[str, Any]:
    """Return what a release says of a source by the name of its file; empty where it says nothing."""
    sources = release.manifest.get("sources", [])
    return next((each for each in sources if each["file"].removesuffix(".csv") == source), {})


def published(source: dict[str, Any]) -> date | None:
    """Return the day a source was published, from what a release says of it; None where it does not say."""
    return date.fromisoformat(source["published"]) if source.get("published") else None


def until(source: dict[str, Any]) -> date | None:
    """Return the last day of the newest period held of a source; None where a release does not say."""
    return period(source["covers"][1]).end if source.get("covers") else None


def stand_ins(dataset: Dataset, rows: pd.DataFrame) -> dict[int, int]:
    """Return the year of the estimate that stands in for a later one, by that later year, in the rates of a view.

    Parameters
    ----------
    dataset : Dataset
    rows : DataFrame
        From ``data.views``.
    """
    rated = rows[rows["rate"].notna() & (rows["rate_status"] == "provisional")]
    found = {}
    for area, code in dict.fromkeys(zip(rated["area_code"], rated["period"], strict=True)):
        people = estimate(dataset, area, code)
        if people and people.is_stand_in:
            found[period(code).population_year] = people.year
    return found


def estimates(dataset: Dataset) -> dict[str, tuple[int, ...]]:
    """Return the years that the residents of a release are of, by the edition of the estimates; oldest first."""
    people = dataset.population
    if "edition" not in people:
        return {}
    years = people[["edition", "mid_year"]].drop_duplicates().sort_values("mid_year", kind="stable")
    found: dict[str, tuple[int, ...]] = {}
    for name, year in years.itertuples(index=False):
        found[str(name)] = (*found.get(str(name), ()), int(year))
    return found


def _until(dataset: Dataset, indicator: str) -> date | None:
    rows = dataset.observations
    ends = rows.loc[(rows["indicator"] == indicator) & rows["value"].notna(), "period_end"]
    return None if ends.empty else ends.max().date()
