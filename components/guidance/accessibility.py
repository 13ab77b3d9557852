"""What the accessibility statement says of the tests: what was tested, and what they found.

The tests in ``tests/browser`` read the same list: one that finds anything else fails, and so does one that no longer
finds what is listed. So the statement cannot say more, or less, than they do. Its words are ours and may hold HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from components.address.pages import PAGES
from components.guidance.entries import Entry, Ids, MarkupWords, expect, read
from components.guidance.registry import GUIDANCE
from components.wording.format import day
from components.wording.text import Text
from data.site import LANGUAGES

FILE = "accessibility.toml"
CRITERION = re.compile(r"\d\.\d\.\d{1,2}")


@dataclass(frozen=True, kw_only=True)
class Shortfall(Entry):
    """What does not work, and why.

    ``criteria`` are numbers of WCAG 2.2; ``pages`` and ``languages`` say where the check ``found_by`` finds
    ``finding``.
    """

    criteria: Ids
    pages: Ids
    languages: Ids
    found_by: str
    finding: str
    words: MarkupWords
    why: MarkupWords


@dataclass(frozen=True, kw_only=True)
class Tested(Entry):
    """What was tested; ``test`` is the file and the name of the test that says so, with two colons between them."""

    test: str
    words: MarkupWords


@dataclass(frozen=True, kw_only=True)
class Checked(Entry):
    """The day somebody read the whole statement against the site."""

    on: date


@cache
def shortfalls(folder: Path = GUIDANCE) -> tuple[Shortfall, ...]:
    """Return what falls short, in the order of the statement."""
    return read(folder / FILE, "shortfall", Shortfall, check=_check_shortfall)


@cache
def tested(folder: Path = GUIDANCE) -> tuple[Tested, ...]:
    """Return what was tested, in the order of the statement."""
    return read(folder / FILE, "tested", Tested)


@cache
def checked_on(folder: Path = GUIDANCE) -> date:
    """Return the day of the last check."""
    return read(folder / FILE, "checked", Checked)[0].on


def accessibility_parts(text: Text) -> dict[str, Markup]:
    """Return what fills the statement, as HTML: ``shortfalls``, ``tested`` and ``checked_on``."""
    return {
        "shortfalls": Markup('<div class="shortfalls">{}</div>').format(
            _list(_shortfall(entry, text) for entry in shortfalls())
        ),
        "tested": _list(entry.words[text.language] for entry in tested()),
        "checked_on": escape(day(checked_on().isoformat(), text.language)),
    }


def _shortfall(entry: Shortfall, text: Text) -> Markup:
    pages = ", ".join(text(f"{page.id}.menu") for page in PAGES if page.id in entry.pages)
    where = text("about.shortfall.pages", pages=pages)
    criteria = f"WCAG {', '.join(entry.criteria)}"
    return Markup('{words} {why}<br><span class="quiet">{where}. {criteria}.</span>').format(
        words=entry.words[text.language], why=entry.why[text.language], where=where, criteria=criteria
    )


def _list(items: Iterable[Markup]) -> Markup:
    return Markup("<ul>{}</ul>").format(Markup().join(Markup("<li>{}</li>").format(item) for item in items))


def _check_shortfall(entry: Shortfall, where: str) -> None:
    for page in entry.pages:
        expect(page, [each.id for each in PAGES], f"{where}: pages")
    for language in entry.languages:
        expect(language, LANGUAGES, f"{where}: languages")
    for criterion in entry.criteria:
        expect(criterion, CRITERION.findall(criterion), f"{where}: criteria")
