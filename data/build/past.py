"""What the releases before mean for the next one: what they hid, what they showed, and what is held as it was."""

import io
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from data.build.aggregate import COLUMNS
from data.build.package import provenance_of
from data.build.problems import BuildError
from data.build.protection.linked import Name
from data.build.protection.protect import Earlier
from data.build.publish import published_files, recover, release_of
from data.build.sources import Source
from data.history import Release, releases
from data.load import PublishedDataError, load
from data.periods import period, quarters_of
from data.register import Indicator

_NAME = ["area_code", "period", "breakdown", "category"]


class Held(NamedTuple):
    """Figures that stay as they were last published: of an indicator, in one year and its quarters or in all."""

    indicator: str
    year: str = ""

    def __str__(self) -> str:
        return ":".join(filter(None, self))


def past_releases(published: Path, archive: Path) -> tuple[Release, ...]:
    """Return every release so far, the oldest first; one that is published but not kept is the last of them.

    Finishes or undoes first what a killed build has left.

    Raises
    ------
    HistoryError
        If a release that was kept is damaged, altered or missing.
    BuildError
        If one that was published is not kept, and is damaged or older than those that are.
    """
    recover(published, archive)
    kept = releases(archive)
    files = published_files(published)
    identifier = release_of(files)
    if identifier in {release.id for release in kept}:
        return kept
    try:
        released = load(published, indicators=()).release
    except PublishedDataError as error:
        if not files or (kept and not identifier):
            return kept
        raise BuildError(
            f"{published.name} holds {f'release {identifier}' if identifier else 'no release that can be read'}, which "
            f"is damaged and not among the releases kept, so it cannot be known what it said. Restore data/published "
            "and data/releases from the repository; empty the folder only if nothing in it was ever published"
        ) from error
    previous = kept[-1].as_previous() if kept else None
    last = Release(released, files, {"previous": previous, "indicators": {}})
    if kept and last.order < kept[-1].order:
        raise BuildError(
            f"{published.name} holds release {identifier}, which is not among the releases kept, and older than "
            f"{kept[-1].id}. Restore data/published and data/releases from the same state of the repository"
        )
    return (*kept, last)


def observations_of(release: Release) -> pd.DataFrame:
    """Return the observations of a release with the columns ``data.build.aggregate.COLUMNS``."""
    content = io.BytesIO(release.files["observations.csv"])
    rows = pd.read_csv(content, dtype="str", keep_default_na=False, na_values={"value": [""]})
    return rows.astype({"value": "Int64"})[COLUMNS]


def earlier(past: Collection[pd.DataFrame], indicator: str) -> Earlier:
    """Return what the releases before said of an indicator.

    Parameters
    ----------
    past : collection of DataFrame
        The observations of every release, the oldest first.
    indicator : str
    """
    rows = [release[release["indicator"] == indicator] for release in past]
    hidden: set[Name] = set()
    public: set[Name] = set()
    for release in rows:
        names = pd.Series([*release[_NAME].itertuples(index=False, name=None)], index=release.index, dtype=object)
        hidden.update(names[release["status"] == "hidden"])
        public.update(names[release["value"].notna()])
    return Earlier(frozenset(hidden), frozenset(public))


def provenance(
    sources: Mapping[str, Source], register: Mapping[str, Indicator], held: Collection[Held], last: Release | None
) -> list[dict[str, Any]]:
    """Return where the figures come from: for indicators that are held as a whole, what the last release says."""
    whole = {register[each.indicator].source for each in held if not each.year}
    before = {entry["file"]: entry for entry in last.manifest["sources"]} if last else {}
    names = dict.fromkeys([*(indicator.source for indicator in register.values()), *sources])
    found = []
    for name in names:
        kept = before.get(f"{name}.csv") if name in whole or name not in sources else None
        if kept or name in sources:
            found.append(kept or provenance_of(sources[name]))
    return found


def held_from(text: str, register: Mapping[str, Indicator]) -> Held:
    """Return what ``nrm_referrals`` or ``nrm_referrals:2023`` holds back; ValueError if it means nothing."""
    indicator, _, year = text.partition(":")
    if indicator not in register:
        raise ValueError(f"{indicator!r} is no indicator; expected one of {', '.join(register)}")
    if year and "year_ending" in register[indicator].periods:
        raise ValueError(
            f"{year!r} is no year that can be held by itself: years of {indicator} overlap, and those that share "
            f"quarters with it would no longer add up; hold back {indicator}"
        )
    years = {"calendar_year": "2023", "financial_year": "2022-23"}
    expected = [such for kind, such in years.items() if kind in register[indicator].periods]
    if year and years.get(period(year).kind) not in expected:
        raise ValueError(f"{year!r} is no year of {indicator}; expected one such as {' or '.join(expected)}")
    return Held(indicator, year)


def check_held(held: Collection[Held], past: Sequence[Release]) -> None:
    """Raise BuildError if there is something to hold back that the last release does not have."""
    if held and not past:
        raise BuildError("Nothing was published yet, so nothing can be held back: leave out --hold-back")
    for each in held:
        if not is_held(observations_of(past[-1]), [each]).any():
            raise BuildError(
                f"--hold-back {each}: the last release, {past[-1].id}, has no such figure to leave as it is"
            )


def is_held(observations: pd.DataFrame, held: Collection[Held]) -> pd.Series:
    """Return which rows are held back."""
    found = pd.Series(False, index=observations.index)
    for indicator, year in held:
        of_year = observations["period"].isin([year, *quarters_of(year)]) if year else True
        found |= (observations["indicator"] == indicator) & of_year
    return found
