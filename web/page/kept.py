"""Answers that many ask for: made once, compressed once, and kept as long as there is room for them.

Whoever asks for the same while it is being made waits for that one, so that a crowd at the door costs one drawing.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future

from web.answer import Answer
from web.sending import packed

MOST_BYTES = 24_000_000


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

    def peek(self, key: Hashable) -> Answer | None:
        """Return what is kept; None if it has to be made."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def answer(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return what is kept, or make it; while one makes it the others wait for that.

        What ``make`` raises is raised for all that wait, and whoever asks next tries again.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            others = self._made.get(key)
            mine: Future[Answer] = others or self._made.setdefault(key, Future())
        if others is not None:
            return others.result()
        try:
            found = packed(make())
        except BaseException as error:
            self._end(key)
            mine.set_exception(error)
            raise
        self._end(key, found)
        mine.set_result(found)
        return found

    def forget(self) -> None:
        """Let everything be made anew."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0

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
