"""What marks a trial: a release that is looked at before it goes out. Every page and every file says so.

Which release is shown is settled when the server starts (``data/shown.py``). On the published one all of this is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from components.wording.text import READING_ORDER, Text, wording
from data import shown
from data.site import LANGUAGES

Header = tuple[bytes, bytes]
PREFIX = b"trial-"
NOINDEX = (b"x-robots-tag", b"noindex, nofollow, noarchive")
ROBOTS = Markup('<meta name="robots" content="noindex">')
_FILE = re.compile(r"/(?:open-data|print|pack)/(?:.*/)?([\w.-]+\.\w+)")
_NAMED = re.compile(rb'(?<=filename=")(?=[^"])')


def is_trial() -> bool:
    """Return whether the release that is shown is a trial."""
    return shown.SHOWN.is_trial


def bar(text: Text) -> Markup:
    """Return the bar that stands at the top of a page, as HTML."""
    return _bar([text]) if is_trial() else Markup()


def bar_in_every_language() -> Markup:
    """Return the same where the language of the reader is not known."""
    return _bar([wording(language) for language in LANGUAGES]) if is_trial() else Markup()


def said(text: Text) -> str:
    """Return in a few words that this is a trial, for files."""
    return text("site.trial.short") if is_trial() else ""


def said_in_both() -> str:
    """Return the same in both languages, for what is printed in both."""
    return " / ".join(said(wording(language)) for language in READING_ORDER) if is_trial() else ""


def robots() -> Markup:
    """Return what keeps a page out of search engines, for its head."""
    return ROBOTS if is_trial() else Markup()


def headers(path: str, status: int, given: Iterable[Header]) -> list[Header]:
    """Return the headers of an answer: of a trial, nobody keeps it, and a file is saved as ``trial-…``."""
    if not is_trial():
        return [*given]
    marked = [(name, _NAMED.sub(PREFIX, value) if name == b"content-disposition" else value) for name, value in given]
    file = _FILE.fullmatch(path)
    if file:
        # A published release may come to have the same address, and what a browser had kept would be shown for it.
        marked = [(name, b"no-store" if name == b"cache-control" else value) for name, value in marked]
    if file and status == 200 and all(name != b"content-disposition" for name, _ in marked):
        marked.append((b"content-disposition", b'inline; filename="%s%s"' % (PREFIX, file[1].encode())))
    return [*marked, NOINDEX]


def _bar(languages: Iterable[Text]) -> Markup:
    parts = Markup().join(
        Markup('<p lang="{}"><b>{}</b> {}</p>').format(
            words.language, words("site.trial.title"), words("site.trial.words")
        )
        for words in languages
    )
    return Markup('<div class="trial" role="note">{}</div>').format(parts)
