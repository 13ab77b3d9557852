"""The pack and the one-page summary as tagged PDF, set by Typst in a process of its own and checked as made."""

from __future__ import annotations

import json
from collections.abc import Mapping

from components.briefing_request import Asked
from components.pack_words import pack_words, summary_words
from components.typeset import typeset_apart


def pack_pdf(asked: Asked, *, base: str) -> bytes:
    """Return a briefing as PDF; the same bytes each time for the same briefing.

    Parameters
    ----------
    asked : Asked
    base : str
        Scheme and host of this site.

    Raises
    ------
    TypesetError
        If it fails or takes too long.
    """
    return _set("pack", pack_words(asked, base=base))


def summary_pdf(asked: Asked, *, base: str) -> bytes:
    """Return the summary of an area on one page; arguments and errors are those of ``pack_pdf``."""
    return _set("summary", summary_words(asked, base=base))


def _set(form: str, words: Mapping[str, object]) -> bytes:
    return typeset_apart(form, json.dumps(words, ensure_ascii=False, sort_keys=True), "pdf")
