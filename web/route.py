"""What a route is: an address, what answers there, and what anybody may expect of the answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from starlette.requests import Request
from starlette.routing import compile_path

from web.answer import HTML, REVALIDATE, Answer
from web.base import VARIES_BY
from web.page.kept import Keepable

READ = ("GET", "HEAD")
LANGUAGE, ADDRESS = "Accept-Language", VARIES_BY


@dataclass(frozen=True)
class Route:
    """An address, or all that look alike.

    Parameters
    ----------
    path : str
        As Starlette writes it: ``{name}`` is one part of a path, ``{name:path}`` all the rest.
    what : str
        What it is: a line of English; of the open data a key of the wording.
    answer : function of starlette.requests.Request to Answer, optional
        What answers; it may raise ``NoAnswerError``. None where Streamlit does.
    media_types : tuple of str
        What may come.
    cache : tuple of str
        What ``Cache-Control`` may say of an answer that is there.
    varies_by : tuple of str
        Headers of the request that the answer differs by.
    methods : tuple of str
    takes_time : bool
        Whether it is answered beside the loop, so that other visitors need not wait.
    view : function of starlette.requests.Request to Keepable or None, optional
        What many ask for alike, so that it is kept; None where the request is to be answered by ``answer``.
    parameters : tuple of str
        Those of the address that are read; told of the open data only.
    """

    path: str
    what: str
    answer: Callable[[Request], Answer] | None
    media_types: tuple[str, ...] = (HTML,)
    cache: tuple[str, ...] = (REVALIDATE,)
    varies_by: tuple[str, ...] = ()
    methods: tuple[str, ...] = READ
    takes_time: bool = True
    parameters: tuple[str, ...] = ()
    view: Callable[[Request], Keepable | None] | None = None

    def match(self, path: str) -> dict[str, str] | None:
        """Return the open parts of a path by name; None if it is not of this route."""
        found = self._pattern.fullmatch(path)
        return found.groupdict() if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return compile_path(self.path)[0]
