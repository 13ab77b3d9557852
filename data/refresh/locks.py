"""One refresh at a time: a second one in the same folders says so, and does nothing."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from data.build.problems import BuildError
from data.build.protection.alone import alone
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
            try:
                stack.enter_context(alone(folder))
            except BuildError as error:
                raise RefreshError(
                    f"Another refresh is at work in {folder}. Wait until it is done, then run again."
                ) from error
        yield
