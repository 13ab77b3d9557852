"""A limit on the whole time of something, which no trickle of bytes can stretch."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from data.refresh import RefreshError


class Deadline:
    """The moment by which something is done.

    Parameters
    ----------
    seconds : float
        From now.
    of_what : str
        What is waited for, for the message.
    """

    def __init__(self, seconds: float, of_what: str):
        self.of_what = of_what
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def seconds_left(self) -> float:
        """Return the seconds until the end; never below 0."""
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Do nothing before the end.

        Raises
        ------
        RefreshError
            After it.
        """
        if not self.seconds_left:
            raise RefreshError(
                f"{self.of_what} took longer than the {self._seconds:.0f} seconds allowed; nothing of it was kept. "
                "Try again later; the limits are in data/refresh/sources.toml."
            )

    @contextmanager
    def enforced(self, sockets: Sockets) -> Iterator[None]:
        """Cut the connections when the end comes while inside: a limit on each read is no limit on all of them."""
        timer = threading.Timer(self.seconds_left, sockets.cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


class Sockets:
    """The connections that a client has open, told by httpx's ``trace``."""

    def __init__(self) -> None:
        self._open: list[socket.socket] = []

    def trace(self, _event: str, details: dict[str, Any]) -> None:
        """Remember a connection as it is opened."""
        ask = getattr(details.get("return_value"), "get_extra_info", None)
        found = ask("socket") if ask else None
        if found is not None:
            self._open = [each for each in self._open if each.fileno() >= 0] + [found]

    def cut(self) -> None:
        """End every connection at once, also one that a thread is reading from."""
        for each in list(self._open):
            with suppress(OSError):
                # Closing would not wake the thread that waits for the next byte.
                socket.socket.shutdown(each, socket.SHUT_RDWR)
