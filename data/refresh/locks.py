"""One refresh at a time: a second one in the same folders says so, and does nothing."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from data.refresh import RefreshError


@contextmanager
def held(folders: Iterable[Path]) -> Iterator[None]:
    """Hold the lock beside each folder; the system lets go of it whatever becomes of this process.

    Raises
    ------
    RefreshError
        If another run holds one of them.
    """
    with ExitStack() as stack:
        for folder in sorted({folder.resolve() for folder in folders}):
            folder.parent.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context(folder.with_name(f".{folder.name}.lock").open("a"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise RefreshError(
                    f"Another refresh is at work in {folder}. Wait until it is done, then run again."
                ) from error
        yield
