"""The releases, the newest first, and in words what each changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from components.wording.format import day, number
from components.wording.text import Text
from data import current
from data.history import MANIFEST, RELEASES, packed, releases, sha256
from data.register import register
from data.revisions import REASONS, changes_of


@dataclass(frozen=True)
class KeptRelease:
    """What is said of a release: its id, the sha256 of its manifest, bytes of its ZIP, and what it changed.

    ``changes`` are how many figures of each indicator differ from the release before, by ``data.revisions.REASONS``.
    """

    id: str
    manifest: str
    size: int
    previous: str
    changes: Mapping[str, Mapping[str, int]]

    @property
    def zip(self) -> str:
        """Return the address of its ZIP, which never changes."""
        return f"/open-data/releases/{self.id}.zip"

    @property
    def updated(self) -> str:
        """Return when it was made, as Atom writes it: the day, and a minute more for each one of the same day."""
        made, _, order = self.id.partition(".")
        minutes = int(order or 1) - 1
        return f"{made}T{minutes // 60 % 24:02}:{minutes % 60:02}:00Z"


def kept_releases() -> tuple[KeptRelease, ...]:
    """Return every release up to the one that is shown, the newest first; of their files nothing stays in memory.

    Raises
    ------
    data.history.HistoryError
        If one is damaged, altered or missing.
    data.load.PublishedDataError
        If no release can be shown.
    """
    return _kept(current.snapshot().releases)


@lru_cache(maxsize=2)
def _kept(ids: tuple[str, ...]) -> tuple[KeptRelease, ...]:
    every = releases(RELEASES, only=ids)
    kept = (
        KeptRelease(
            release.id,
            sha256(release.files[MANIFEST]),
            len(packed(release)),
            before.id if before else "",
            changes_of(release, before),
        )
        for before, release in zip((None, *every), every, strict=False)
    )
    return tuple(kept)[::-1]


def release_name(identifier: str, text: Text) -> str:
    """Return the day of a release in full, and its number if it was not the first of the day."""
    made, _, order = identifier.partition(".")
    return f"{day(made, text.language)} ({order})" if order else day(made, text.language)


def changes_said(kept: KeptRelease, text: Text) -> str:
    """Return in words what a release changed, by indicator."""
    if not kept.previous:
        return text("downloads.release.first")
    said = [
        text("downloads.release.indicator", name=_name(indicator, text), counts=counted)
        for indicator, counts in kept.changes.items()
        if (counted := _counted(counts, text))
    ]
    return " ".join(said) or text("downloads.release.same")


def _counted(counts: Mapping[str, int], text: Text) -> str:
    return ", ".join(
        text(f"downloads.release.{why}", count=number(counts[why], text.language)) for why in REASONS if counts.get(why)
    )


def _name(indicator: str, text: Text) -> str:
    """Return what an indicator is called; a release may name one that the register no longer has."""
    return text(f"indicator.{indicator}.name") if indicator in register() else indicator
