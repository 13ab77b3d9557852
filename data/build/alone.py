"""One build at a time: a second one in the same folder says so, and does nothing."""

import fcntl
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
    with folder.with_name(f".{folder.name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(
                f"Another build is at work in {folder}. Wait until it is done, then run again; nothing was changed"
            ) from error
        try:
            yield
        finally:
            Path(file.name).unlink(missing_ok=True)
