"""What a build says while it works: a line at once, and how far it has come, at most every two seconds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

EVERY_SECONDS = 2
_LISTENERS: list[list[str]] = []


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)
    for lines in _LISTENERS:
        lines.extend(line.splitlines())


@contextmanager
def heard() -> Iterator[list[str]]:
    """Keep the lines that are said meanwhile; how far a step has come is not one of them."""
    lines: list[str] = []
    _LISTENERS.append(lines)
    try:
        yield lines
    finally:
        _LISTENERS.pop()


class Progress:
    """Says how far a step has come; call it with what is done and the whole of it."""

    def __init__(self, step: str):
        self._step = step
        self._last = time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        """Take note of how many are done, of how many."""
        if time.monotonic() - self._last >= EVERY_SECONDS:
            self._last = time.monotonic()
            print(f"  {self._step}: {done:,} of {of:,}", flush=True)
