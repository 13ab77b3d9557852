"""Which language a visitor gets: what the address says, else what the browser prefers, else the default one.

The server (for the shell) and the frame (for the page) both ask here, so that they agree.
"""

from __future__ import annotations

from components.wording.text import DEFAULT_LANGUAGE
from data.site import LANGUAGES


def language_of(asked: str, accept_language: str = "") -> str:
    """Return one of ``LANGUAGES``.

    Parameters
    ----------
    asked : str
        The ``lang`` of the address; empty or unknown if there is none.
    accept_language : str
        The browser's ``Accept-Language`` header.
    """
    if asked in LANGUAGES:
        return asked
    if asked:
        return DEFAULT_LANGUAGE
    return _preferred(accept_language)


def _preferred(accept_language: str) -> str:
    """Return our language with the highest weight; the first named wins a tie."""
    best, best_weight = DEFAULT_LANGUAGE, 0.0
    for part in accept_language[:200].split(","):
        tag, _, weight = part.strip().partition(";q=")
        language = tag.split("-")[0].lower()
        try:
            value = float(weight or 1)
        except ValueError:
            continue
        if language in LANGUAGES and value > best_weight:
            best, best_weight = language, value
    return best
