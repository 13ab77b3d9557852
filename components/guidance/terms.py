"""The glossary: what the words of the site mean, and joining those words where they stand to their entry.

Nothing is joined that an entry does not list: Welsh words mutate, and many a word means more than one thing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from components.guidance.entries import ByLanguage, Entry, Words, expect, read
from components.guidance.registry import GUIDANCE
from components.wording.format import MARKS, UNRELIABLE
from components.wording.text import DEFAULT_LANGUAGE
from data.languages import languages

CONFIDENCES = ("A", "B", "C")
MARK_OF = {**{status: mark for status, mark in MARKS.items() if mark}, "unreliable": UNRELIABLE}
TAG = re.compile(r"(<[^>]*>)")
# Words are not joined in what is a link or names something already.
CLOSED = ("a", "h1", "h2", "h3", "h4", "dfn", "cite", "code", "summary", "button", "th", "caption", "style", "svg")


@dataclass(frozen=True, kw_only=True)
class Term(Entry):
    """A word and what it means.

    ``confidence`` says how well the Welsh term is attested, ``status`` which mark stands for it, ``also`` its
    other names and ``forms`` the written forms that are joined to the entry, each by language.
    """

    term: Words
    meaning: Words
    confidence: str
    status: str | None = None
    also: ByLanguage
    forms: ByLanguage

    def name_language(self, language: str) -> str:
        """Return the language the name is in: the default one where no other is known."""
        return language if self.term[language] != self.term[DEFAULT_LANGUAGE] else DEFAULT_LANGUAGE

    @property
    def mark(self) -> str:
        """The mark beside a number that stands for the term; empty for most terms."""
        return MARK_OF[self.status] if self.status else ""

    @property
    def is_settled(self) -> bool:
        """Whether the Welsh term was read in a public source."""
        return self.confidence == "A"


@cache
def terms(folder: Path = GUIDANCE) -> tuple[Term, ...]:
    """Return every term in the order of the file; no written form belongs to two of them.

    Raises
    ------
    components.guidance.entries.GuidanceError
        If the file or an entry is not as it should be.
    """
    owners: dict[tuple[str, str], str] = {}

    def check(term: Term, where: str) -> None:
        expect(term.confidence, CONFIDENCES, f"{where}: confidence")
        if term.status:
            expect(term.status, MARK_OF, f"{where}: status")
        for language in term.term:
            for form in term.forms[language]:
                owner = owners.setdefault((language, form.casefold()), term.id)
                expect(owner, (term.id,), f"{where}: forms_{language}: the entry that {form!r} belongs to")

    return read(folder / "glossary.toml", "term", Term, check=check)


def letters(word: str, language: str) -> tuple[str, ...]:
    """Return the letters of a word in a language, without accents and marks: ``llygad`` has five in Welsh."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word.casefold()) if sign.isalnum() or sign == " ")
    alphabet = sorted(languages()[language].alphabet, key=len, reverse=True)
    return tuple(re.findall("|".join(alphabet), plain)) if alphabet else tuple(plain)


def in_order(language: str) -> tuple[Term, ...]:
    """Return the terms by the alphabet of the language."""
    alphabet = languages()[language].alphabet

    def place(term: Term) -> tuple[int | str, ...]:
        signs = letters(term.term[language], language)
        return tuple(map(alphabet.index, signs)) if alphabet else signs

    return tuple(sorted(terms(), key=place))


@lru_cache(maxsize=256)
def joined(html: Markup, language: str, *, link: str, wanted: frozenset[str] | None = None) -> Markup:
    """Return HTML in which the first of the written forms of each term leads to its entry in the glossary.

    Parameters
    ----------
    html : Markup
        A paragraph or more.
    language : str
        Which forms are looked for.
    link : str
        Address of the glossary; empty within it.
    wanted : frozenset of str, optional
        Ids of the terms to join; all unless given.

    Notes
    -----
    What stands in a link, a heading, a title or code is left alone. A name that is there in the default language only
    is marked as being in it.
    """
    forms, pattern = _forms(language)
    foreign = {term.id for term in terms() if term.name_language(language) != language}
    left = {term.id for term in terms()} if wanted is None else set(wanted)
    open_tags: list[str] = []

    def lead(found: re.Match[str]) -> str:
        id = forms[found[0].casefold()]
        if id not in left:
            return found[0]
        left.discard(id)
        marked = Markup(' lang="{}"').format(DEFAULT_LANGUAGE) if id in foreign else Markup()
        word = Markup(found[0])  # noqa: S704 - a part of HTML between two tags
        return Markup('<a class="term"{} href="{}#{}">{}</a>').format(marked, link, id, word)

    parts = TAG.split(str(html))
    for place, part in enumerate(parts):
        if part.startswith("<"):
            _follow(part, open_tags)
        elif part and not open_tags:
            parts[place] = pattern.sub(lead, part)
    return Markup("".join(parts))  # noqa: S704 - parts of HTML, and links that are Markup


def _follow(tag: str, open_tags: list[str]) -> None:
    """Keep the list of the open tags in which nothing is joined."""
    name = tag.strip("</>").split()[0].casefold() if tag.strip("</> ") else ""
    if name not in CLOSED:
        return
    if not tag.startswith("</"):
        open_tags.append(name)
    elif name in open_tags:
        open_tags.remove(name)


@cache
def _forms(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the entry of every written form, and the pattern that finds them, the longest first."""
    owners = {str(escape(form)).casefold(): term.id for term in terms() for form in term.forms[language]}
    longest_first = sorted(owners, key=len, reverse=True)
    pattern = rf"(?<![\w’-])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?![\w-])"
    return owners, re.compile(pattern, re.IGNORECASE)
