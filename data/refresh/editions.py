"""The newest editions, fetched from the publishers or put into a folder by hand, and read into tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from data.build.problems import Problem, SourceError
from data.build.progress import say
from data.refresh import RefreshError
from data.refresh.fetch import Fetched, fetch
from data.refresh.merge import ONE_PERIOD_AN_EDITION, Incoming
from data.refresh.publishers.find import find_editions
from data.refresh.readers import read
from data.refresh.report import long_day
from data.refresh.settings import Settings
from data.refresh.web.client import Client

Content = TypeVar("Content")
Reader = Callable[[Fetched], read.Read]
BOUNDARIES = "boundaries"


def _police_referrals(file: Fetched) -> read.Read:
    return read.read_police_referrals(file.path, quarter=file.edition.quarter.replace("-", ""))


def _population(file: Fetched) -> read.Read:
    edition = file.edition
    release = f"ONS {edition.title} (published {long_day(edition.published)})" if edition.published else ""
    return read.read_population(file.path, release=release)


# What is looked for, and the tables that its files hold.
TABLES: dict[str, dict[str, Reader]] = {
    "recorded_offences": {"recorded_modern_slavery_offences": lambda file: read.read_offences(file.path)},
    "nrm": {
        "nrm_police_referrals": _police_referrals,
        "nrm_uk_referrals": lambda file: read.read_uk_referrals(file.path),
        "nrm_uk_decisions": lambda file: read.read_uk_decisions(file.path),
    },
    "population": {"population": _population},
    BOUNDARIES: {},
}


@dataclass(frozen=True)
class Found:
    """What was read: each table with its editions, and the boundaries with theirs, if they were looked for."""

    tables: tuple[Incoming, ...]
    boundaries: dict[str, Any]
    boundaries_from: Fetched | None


def fetched_editions(only: Iterable[str], downloads: Path, settings: Settings) -> dict[str, list[Fetched]]:
    """Return the editions on disk by source, the newest first, once each was found and fetched.

    Raises
    ------
    RefreshError
        If one cannot be found or fetched.
    """
    editions = {}
    with Client(settings, answers=downloads / "answers") as client:
        for source in only:
            say(f"Finding the editions of {source}")
            found = find_editions(client, settings, source)
            if not found:
                raise RefreshError(f"{source}: no edition was found; expected one at least. Look at the publisher.")
            editions[source] = found if _are_all_wanted(source) else found[:1]
        fetched: dict[str, list[Fetched]] = {}
        for source, wanted in editions.items():
            say(f"Fetching {len(wanted)} {'file' if len(wanted) == 1 else 'files'} of {source}")
            fetched[source] = []
            for number, edition in enumerate(wanted, start=1):
                fetched[source].append(fetch(client, edition, downloads / source, settings))
                again = " (unchanged)" if fetched[source][-1].is_unchanged else ""
                say(f"  {number} of {len(wanted)}: {edition.title}{again}")
    return fetched


def read_all(fetched: Mapping[str, list[Fetched]]) -> Found:
    """Return what the files say.

    Raises
    ------
    SourceError
        With everything that is wrong with any of them.
    """
    tables, problems = [], []
    shapes: dict[str, Any] = {}
    shapes_from: Fetched | None = None
    for source, files in fetched.items():
        for name, reader in TABLES[source].items():
            each = files if name in ONE_PERIOD_AN_EDITION else files[:1]
            say(f"Reading {name}: {len(each)} {'file' if len(each) == 1 else 'files'}")
            pairs, wrong = _read(reader, each)
            problems += wrong
            if name in ONE_PERIOD_AN_EDITION:
                # A file put there by hand may not say what it is about; what it holds does.
                pairs.sort(key=lambda pair: (pair[1].rows.iloc[:, 0].max(), pair[0].edition.published), reverse=True)
                files = [file for file, _ in pairs]
            tables.append(Incoming(name, tuple(file for file, _ in pairs), tuple(said for _, said in pairs)))
        if source == BOUNDARIES:
            say("Reading the boundaries")
            outlines, wrong = _read(lambda file: read.read_boundaries(file.path), files[:1])
            problems += wrong
            if outlines:
                [(shapes_from, shapes)] = outlines
    if problems:
        raise SourceError(problems)
    return Found(tuple(tables), shapes, shapes_from)


def _read(
    reader: Callable[[Fetched], Content], files: Iterable[Fetched]
) -> tuple[list[tuple[Fetched, Content]], list[Problem]]:
    """Return each file with what it says, and what is wrong with the others."""
    pairs: list[tuple[Fetched, Content]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            pairs.append((file, reader(file)))
        except SourceError as error:
            problems += error.problems
    return pairs, problems


def _are_all_wanted(source: str) -> bool:
    return any(name in ONE_PERIOD_AN_EDITION for name in TABLES[source])
