"""Releases made of editions by the build itself, and the site made to show one of them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from components.content import changes as was_now
from components.opendata import changes
from components.opendata import releases as feed
from data import current, history
from data.build.candidate import candidate
from data.build.check_sources import check_sources
from data.build.problems import SourceError
from data.build.publish import publish
from data.build.request import Request
from data.build.sources import read_sources
from data.load import Dataset
from tests.properties.editions import OFFENCES, PEOPLE, Edition, write
from web.open_data import releases

DAY = "2027-12-31"
# Nothing of these releases is hidden anew, so the seed of every one of them may be the same.
SEED = bytes(range(32))
# What hides nothing. The referrals stay as they were released, as where no newer edition of them is out: to hide and
# to attack takes minutes, and the tests of the build do it.
OPEN = (OFFENCES, "nrm_uk_referrals", "nrm_uk_decisions", PEOPLE)


@dataclass(frozen=True)
class Site:
    """A published folder, every release up to it, and its figures."""

    published: Path
    archive: Path
    dataset: Dataset


@cache
def past() -> tuple[history.Release, ...]:
    """Return every release so far."""
    return history.releases(history.RELEASES)


def build(edition: Edition, folder: Path) -> Path:
    """Publish the release that an edition makes in a folder and return that; SourceError where it must not be."""
    out, archive, sources = folder / "published", folder / "releases", folder / "sources"
    write(edition, sources)
    found, unreadable = read_sources(sources, OPEN)
    if problems := [*unreadable, *check_sources(found.values())]:
        raise SourceError(problems)
    shutil.copytree(history.RELEASES, archive)
    release, _ = candidate(Request(sources, out, archive, DAY), found, past(), SEED)
    publish(release, out, archive)
    return folder


@contextmanager
def showing(folder: Path) -> Iterator[Site]:
    """Let the site show the release that was published in a folder, with all before it."""
    published, archive = folder / "published", folder / "releases"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(current, "PUBLISHED", published)
        for module in (feed, releases):
            patch.setattr(module, "RELEASES", archive)
        for found in (history.kept_release, history.release_ids.__wrapped__):
            patch.setattr(found, "__defaults__", (archive,))
        _forget()
        yield Site(published, archive, current.dataset())
    _forget()


def _forget() -> None:
    """Forget what is kept by the name of a release, or by nothing."""
    current.SHOWING.forget()
    for each in (history.release_ids, feed._kept, releases._release, changes._differing, was_now._changes):
        each.cache_clear()
