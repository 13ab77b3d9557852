"""The wording of the site: gettext catalogues for short strings, Markdown for prose.

One process serves every visitor, so nothing is installed globally: each run asks for the ``Text`` of its
language and passes it on. A key is ``domain.rest``; the domain names the catalogue file.
"""

from __future__ import annotations

import gettext
import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

from data.languages import DIRECTIONS, languages
from data.site import LANGUAGES

LOCALES = Path(__file__).resolve().parents[2] / "locales"
DEFAULT_LANGUAGE = LANGUAGES[0]
# Plain words, or HTML.
Words = TypeVar("Words", str, Markup)
# No HTML, where a parameter is left out.
NOTHING = Markup()
# Where the languages stand together on one page, each has its place.
READING_ORDER = tuple(sorted(LANGUAGES, key=lambda code: languages()[code].place))


class TextError(KeyError):
    """A key, a prose file or a placeholder that the catalogues do not have."""


@dataclass(frozen=True, eq=False)
class Text:
    """The wording in one language; call it with a key.

    Parameters
    ----------
    language : str
        One of ``LANGUAGES``.
    catalogues : dict of str to gettext.GNUTranslations
        One catalogue for each domain.
    """

    language: str
    catalogues: dict[str, gettext.GNUTranslations]

    def __call__(self, key: str, **values: object) -> str:
        """Return the wording of ``key`` with its placeholders filled.

        Raises
        ------
        TextError
            If the key is unknown or a placeholder has no value.
        """
        return self._fill(key, self._found(key), values)

    def plural(self, key: str, quantity: int, **values: object) -> str:
        """Return the form of ``key`` for ``quantity``, with its placeholders filled; Welsh has six forms."""
        return self._fill(key, self._found_plural(key, quantity), values)

    def markup(self, key: str, **values: object) -> Markup:
        """Return the wording of ``key``, which is HTML; what fills its placeholders is escaped unless it is Markup."""
        return self._fill(key, Markup(self._found(key)), values)  # noqa: S704 - our own wording

    def plural_markup(self, key: str, quantity: int, **values: object) -> Markup:
        """Return the form of ``key`` for ``quantity`` as :meth:`markup` does."""
        return self._fill(key, Markup(self._found_plural(key, quantity)), values)  # noqa: S704 - our own wording

    def has(self, key: str) -> bool:
        """Return whether the language has wording for ``key``."""
        domain = key.split(".", 1)[0]
        return domain in self.catalogues and self.catalogues[domain].gettext(key) != key

    def of_language(self, key: str, language: str) -> str:
        """Return the wording of ``key``, which is about a language, else the name of that language in itself."""
        return self(key) if self.has(key) else languages()[language].name

    def prose(self, name: str) -> str:
        """Return the Markdown text ``locales/<language>/<name>.md``."""
        return _prose(self.language, name)

    def _catalogue(self, key: str) -> gettext.GNUTranslations:
        domain = key.split(".", 1)[0]
        if domain not in self.catalogues:
            raise TextError(f"locales/{self.language}/{domain}.po is missing; it should hold {key!r}")
        return self.catalogues[domain]

    def _found(self, key: str) -> str:
        found = self._catalogue(key).gettext(key)
        if found == key:
            raise TextError(f"locales/{self.language}: no wording for the key {key!r}")
        return found

    def _found_plural(self, key: str, quantity: int) -> str:
        found = self._catalogue(key).ngettext(key, f"{key}_plural", quantity)
        if found in (key, f"{key}_plural"):
            raise TextError(f"locales/{self.language}: no plural wording for the key {key!r}")
        return found

    def _fill(self, key: str, found: Words, values: dict[str, object]) -> Words:
        if not values:
            return found
        try:
            return found % values
        except (KeyError, ValueError, TypeError) as error:
            raise TextError(f"locales/{self.language}: the placeholders of {key!r} do not fit: {error}") from None


@cache
def wording(language: str) -> Text:
    """Return the ``Text`` of ``language``; an unknown language gives the default one.

    In a language that is not complete, what is missing or fuzzy is there in the default language.
    """
    if language not in LANGUAGES:
        language = DEFAULT_LANGUAGE
    files = sorted((LOCALES / language).glob("*.po"))
    found = {file.stem: _catalogue(file, language) for file in files}
    if not languages()[language].is_complete:
        for domain, catalogue in wording(DEFAULT_LANGUAGE).catalogues.items():
            found.setdefault(domain, gettext.GNUTranslations()).add_fallback(catalogue)
    return Text(language, found)


def _catalogue(file: Path, language: str) -> gettext.GNUTranslations:
    """Compile one catalogue in memory, so that no compiled file can be out of date; what is fuzzy is left out."""
    compiled = io.BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language, ignore_obsolete=True))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _prose(language: str, name: str) -> str:
    file = LOCALES / language / f"{name}.md"
    if not file.is_file() and not languages()[language].is_complete:
        return _prose(DEFAULT_LANGUAGE, name)
    if not file.is_file():
        raise TextError(f"locales/{language}/{name}.md is missing")
    return file.read_text(encoding="utf-8")


def direction(language: str) -> Markup:
    """Return the attribute of a document that is read from right to left; empty where it is not."""
    found = languages()[language].direction
    return Markup(' dir="{}"').format(found) if found != DIRECTIONS[0] else NOTHING


# A link to a page of the site is written page:report or page:about#privacy; its address depends on the visit.
PAGE_LINK = re.compile(r'(?<=href=")page:(\w+)')
