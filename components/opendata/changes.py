"""Was and now: what two releases say differently, for one area in words and for all areas as CSV.

Kept are the texts and, of a few pairs of releases, the figures that differ; never a whole release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pandas as pd

from components.address.options import Options
from components.opendata.change_rows import change_rows
from components.opendata.names import plain_name
from components.opendata.sheets import Cell
from components.wording.text import Text
from data.current import release_ids
from data.history import kept_release
from data.load import Dataset
from data.register import register
from data.revisions import differences


def compared(options: Options, ids: Sequence[str]) -> tuple[str, str] | None:
    """Return the ids of the earlier and the later release to compare: the last two, unless others are asked for.

    None where fewer than two are kept. Two in the wrong order are turned; of one with itself comes the one before.
    """
    if len(ids) < 2:
        return None
    places = {identifier: place for place, identifier in enumerate(ids)}
    later = places.get(options.after, len(ids) - 1)
    earlier = places.get(options.before, later - 1)
    earlier, later = sorted((earlier, later))
    if earlier == later:
        earlier -= 1
    if earlier < 0:
        earlier, later = 0, 1
    return ids[earlier], ids[later]


@lru_cache(maxsize=2)
def indicators(dataset: Dataset) -> tuple[str, ...]:
    """Return the indicators that the release has, in the order of the register."""
    there = {*dataset.observations["indicator"].unique()}
    return tuple(name for name in register() if name in there)


def differing(before: str, after: str) -> pd.DataFrame:
    """Return what two releases say differently; not to be written to.

    Raises
    ------
    data.history.HistoryError
        If one of them is damaged.
    """
    return _differing(before, after, release_ids()[-1])


@lru_cache(maxsize=4)
def _differing(before: str, after: str, newest: str) -> pd.DataFrame:
    releases = {identifier: kept_release(identifier) for identifier in {before, after, newest}}
    return differences(releases[before], releases[after], newest=releases[newest])


def changes_rows(options: Options, text: Text) -> tuple[str, Iterator[tuple[Cell, ...]]] | None:
    """Return every difference between the two releases that options name, and the name of a file for them.

    Codes first, then words; the first row is the headings. None where there are no two.
    """
    pair = compared(options, release_ids())
    if pair is None:
        return None
    name = plain_name(text("file.name.changes", before=pair[0], after=pair[1]))
    return name, change_rows(differing(*pair), pair, text)
