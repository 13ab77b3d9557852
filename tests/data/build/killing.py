"""A process that changes files, killed with SIGKILL at every change it makes, one change after the other.

The work runs up to its first change once. From there it is forked again and again: the first copy is killed
before that change, the second before the next, and so on until a copy comes to its end. So whatever it takes
to get there, a kill costs no more than the changes themselves.
"""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from data.build import publish

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "shutil.rmtree"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# What to call before each change; there is no way to take an audit hook off again, so it is told what to do.
_told: list[Callable[[], None]] = []


def _hook(event: str, arguments: tuple) -> None:
    if _told and (event in _CHANGES or (event == "open" and arguments[2] & _WRITING)):
        _told[-1]()


def kill_at_every_change(work: Callable[[], int], then: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> int:
    """Kill work at every change it makes, and return how many that were; the work itself is then finished.

    Parameters
    ----------
    work : callable
        Returns its exit code; what it has changed must be undone by ``then``.
    then : callable
        Called after each kill with its number, from 0; and once more after a copy that came to its end.
    """
    _watch_what_is_no_event(monkeypatch)
    parent, changes = os.getpid(), []

    def at_the_first() -> None:
        _told.clear()
        for number in count():
            child = os.fork()
            if not child:
                left = iter(range(number, -1, -1))
                _told.append(lambda left=left: os.kill(os.getpid(), signal.SIGKILL) if next(left) == 0 else None)
                return _told[-1]()
            _, status = os.waitpid(child, 0)
            assert os.WIFEXITED(status) or os.WTERMSIG(status) == signal.SIGKILL
            then(number)
            if os.WIFEXITED(status):
                assert os.waitstatus_to_exitcode(status) == 0
                return changes.append(number)

    code = 99
    _told.append(at_the_first)
    try:
        code = work()
    finally:
        if os.getpid() != parent:
            os._exit(code)
        _told.clear()
    assert code == 0
    return changes[0]


def _watch_what_is_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make changes of the moment that half of a file is written, and of those around the exchange of folders."""
    exchange = publish._exchange

    def change() -> None:
        if _told:
            _told[-1]()

    def write_bytes(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            change()
            file.write(content[: len(content) // 2])
            file.flush()
            change()
            file.write(content[len(content) // 2 :])
        change()
        return len(content)

    def exchange_watched(one: Path, other: Path) -> None:
        change()
        exchange(one, other)
        change()

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    monkeypatch.setattr(publish, "_exchange", exchange_watched)


sys.addaudithook(_hook)
