"""A release that is published while the site runs is taken up as a whole, or not at all.

It is read beside the one that is shown, by a thread of its own, and then takes its place in one step. One that is half
written, altered or malformed is not shown; ``/healthz`` and the log say so, and it is tried again once it changes.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable

from data import current
from data.history import MANIFEST
from data.load import PublishedDataError
from data.snapshot import Marks, Snapshot, marks_of

LOG = logging.getLogger("dashboard")
EVERY = 1.0  # seconds between two looks at the folder
# What is done once another release is shown, by the thread that has taken it up.
AFTERWARDS: list[Callable[[], None]] = []


class Looking:
    """When the folder was looked at, and what of it was tried in vain."""

    def __init__(self) -> None:
        self.last = 0.0
        self.tried: Marks | None = None

    def is_time(self) -> bool:
        """Return whether it is time to look again."""
        now = time.monotonic()
        if now - self.last < EVERY:
            return False
        self.last = now
        return True


LOOKING = Looking()


def begin() -> None:
    """Begin an answer or a run of a page, which shows one release; look now and then whether there is a newer one."""
    if LOOKING.is_time():
        look()
    current.begin()


def look() -> threading.Thread | None:
    """Return the thread that takes up what has changed in the folder of the published files; None where nothing has."""
    shown, found = current.SHOWING.snapshot, marks_of(current.PUBLISHED)
    if shown is None:
        return None
    if found == shown.marks:
        LOOKING.tried = None
        if current.SHOWING.problem:
            current.SHOWING.replace(shown, None)
        return None
    if found == LOOKING.tried:
        return None
    LOOKING.tried = found
    reading = threading.Thread(target=_take_up, args=(shown,), name="release", daemon=True)
    reading.start()
    return reading


def _take_up(shown: Snapshot) -> None:
    try:
        found = current.read_shown()
        _check_kept(found, shown)
    except PublishedDataError as error:
        problem = f"the release in the folder is not taken up, and {shown.dataset.release} stays: {error}"
        if current.SHOWING.replace(shown, None, problem):
            LOG.error("%s", problem)
        return
    if not current.SHOWING.replace(shown, found):
        return
    if found.files[MANIFEST] != shown.files[MANIFEST]:
        LOG.warning("release %s is shown from now on, instead of %s", found.dataset.release, shown.dataset.release)
    _forget()
    for each in AFTERWARDS:
        each()


def _check_kept(found: Snapshot, shown: Snapshot) -> None:
    """Wait for the ZIP of a release where that of the one before was kept: its addresses lead there."""
    if shown.dataset.release in shown.releases and found.dataset.release not in found.releases:
        raise PublishedDataError(f"{found.dataset.release} is not among the releases that are kept")


def _forget() -> None:
    """Let go of all that was made of the release before: whatever is kept for a view or a release has a limit."""
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] not in ("web", "components", "data"):
            continue
        for each in [*vars(module).values()]:
            parameters = getattr(each, "cache_parameters", None)
            if parameters is not None and parameters()["maxsize"] is not None:
                each.cache_clear()
