"""What a build says while it works: a line at once, and how far it has come, at most every two seconds."""

import time

EVERY_SECONDS = 2


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


class Progress:
    """Says how far a step has come; call it with what is done and the whole of it."""

    def __init__(self, step: str):
        self._step = step
        self._last = time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        """Take note of how many are done, of how many."""
        if time.monotonic() - self._last >= EVERY_SECONDS:
            self._last = time.monotonic()
            say(f"  {self._step}: {done:,} of {of:,}")
