"""Answers that many ask for: made once, compressed once, and kept as long as there is room for them.

Whoever asks for the same while it is being made waits for that one, so that a crowd at the door costs one drawing. Who
waits holds no thread, and only a few views are made at a time, so that the pages that are open already stay quick.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Protocol

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from web.answer import Answer
from web.sending import packed

MOST_BYTES = 24_000_000
# How many views are made at the same time: Python runs one of them, another may be compressing.
AT_A_TIME = 2


class Keepable(Protocol):
    """What can be made and kept."""

    @property
    def key(self) -> Hashable:
        """All that it depends on."""

    def answer(self) -> Answer:
        """Make it."""


class KeptViews:
    """Answers by what was asked for; those not asked for the longest go first.

    Parameters
    ----------
    most_bytes : int
        How large all of them may be together, compressed.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._made: dict[Hashable, Future[Answer]] = {}
        self._limiter = CapacityLimiter(AT_A_TIME)

    def peek(self, key: Hashable) -> Answer | None:
        """Return what is kept; None if it has to be made."""
        with self._lock:
            return self._found(key)

    def answer(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return what is kept, or make it; while one makes it the others wait for that.

        What ``make`` raises is raised for all that wait, and whoever asks next tries again.
        """
        found, is_mine = self._claim(key)
        if is_mine:
            self._make(key, make, found)
        return found.result()

    async def shared(self, view: Keepable) -> Answer:
        """Return what is kept of a view, or make it beside the loop; as :meth:`answer`, for requests."""
        key = view.key
        if kept := self.peek(key):
            return kept
        found, is_mine = self._claim(key)
        if is_mine:
            await run_sync(self._make, key, view.answer, found, limiter=self._limiter)
        return await asyncio.wrap_future(found)

    def forget(self) -> None:
        """Let everything be made anew."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def _found(self, key: Hashable) -> Answer | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def _claim(self, key: Hashable) -> tuple[Future[Answer], bool]:
        """Return what will be the answer, and whether it is for the one who asks to make it."""
        with self._lock:
            if others := self._made.get(key):
                return others, False
            future: Future[Answer] = Future()
            future.set_running_or_notify_cancel()  # one who waits and leaves does not end it for the others
            if kept := self._found(key):
                future.set_result(kept)
                return future, False
            self._made[key] = future
            return future, True

    def _make(self, key: Hashable, make: Callable[[], Answer], future: Future[Answer]) -> None:
        """Make an answer, keep it, and give it to all that wait; or what is raised instead."""
        try:
            found = packed(make())
        except BaseException as error:  # noqa: BLE001 - all that wait get it
            self._end(key)
            future.set_exception(error)
            return
        self._end(key, found)
        future.set_result(found)

    def _end(self, key: Hashable, found: Answer | None = None) -> None:
        with self._lock:
            self._made.pop(key, None)
            if found is None:
                return
            self._kept[key] = found
            self.bytes += found.size
            while self.bytes > self.most_bytes:
                self.bytes -= self._kept.popitem(last=False)[1].size


VIEWS = KeptViews()
# The pictures that are shown with a link.
PICTURES = KeptViews(3_000_000)
