"""What a route answers with, or why it has nothing to answer with; and how long an answer may be kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

OPEN = {"access-control-allow-origin": "*"}
# How long an answer may be kept: not at all; as long as it is asked each time whether it is still the same; an hour;
# for ever, since the address changes with the content.
NO_STORE, REVALIDATE, HOUR = "no-store", "no-cache", "public, max-age=3600"
FOR_EVER = "public, max-age=31536000, immutable"
HTML = "text/html; charset=utf-8"
CSV = "text/csv; charset=utf-8"
JSON = "application/json"


@dataclass(frozen=True)
class Answer:
    """An answer; readable from any site, since it is open.

    Parameters
    ----------
    content : bytes
    media_type : str
    headers : dict of str to str
    status : int
    path : Path, optional
        A file to send instead of ``content``, a piece at a time.
    gzipped : bytes
        The content compressed, where it is kept so and not as ``content``.
    tag : str
        Its ETag, where that is known already.
    """

    content: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=lambda: {**OPEN, "cache-control": REVALIDATE})
    status: int = 200
    path: Path | None = None
    gzipped: bytes = b""
    tag: str = ""

    @property
    def size(self) -> int:
        """How many bytes of it are kept."""
        return len(self.content) + len(self.gzipped)


class NoAnswerError(LookupError):
    """An address has no answer; ``web/errors.py`` says so to whoever asked.

    Parameters
    ----------
    error : str
        What is wrong, as ``open_data.error.ERROR`` of the wording has it.
    status : int
        Of HTTP.
    parameter : str
        The parameter of the address that is wrong; empty where it is the address itself.
    given : str
        What the address says for it.
    expected : iterable of str
        What would have been understood.
    """

    def __init__(
        self, error: str, *, status: int = 404, parameter: str = "", given: str = "", expected: Iterable[str] = ()
    ) -> None:
        super().__init__(error)
        self.error, self.status, self.parameter, self.given = error, status, parameter, given
        self.expected = tuple(expected)


def unavailable(error: str) -> NoAnswerError:
    """Return why there is nothing just now.

    The published figures are ``unreadable``, what is made of them or was kept is ``unavailable``, or the server is
    ``busy`` with it.
    """
    return NoAnswerError(error, status=503)
