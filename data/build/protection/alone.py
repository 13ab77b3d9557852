"""One build at a time: a second one in the same folder says so, and does nothing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.build.problems import BuildError


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock beside a folder; the system lets go of it whatever becomes of this process.

    Raises
    ------
    BuildError
        If another build holds it.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(f".{folder.name}.lock")
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A build that ends takes its lock away: who opened it just before holds one that nobody else will find.
            is_found = path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat())
        except BlockingIOError:
            is_found = False
        if not is_found:
            raise BuildError(
                f"Another build is at work in {folder}. Wait until it is done, then run again; nothing was changed"
            )
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
