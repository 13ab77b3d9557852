"""A new language of the site: ``python -m locales.add CODE``; ``--list`` says what is left to translate. Offline only.

The first makes the folder ``locales/CODE``: a ``language.toml`` to fill in, and the text of the default language, each
wording marked as fuzzy. Until the mark of a wording is taken away, the site shows the default language in its place.
"""

from __future__ import annotations

import argparse
import gettext
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polib
from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from data.languages import FILE, Language, languages
from locales.untranslated import untranslated
from locales.wordings import ROOT

CODE = re.compile(r"[a-z]{2,3}")
# Numbers that show which form of a plural is which.
COUNTS = range(1000)


class AddError(ValueError):
    """A language that cannot be added; the message says why."""


def add(code: str, root: Path = ROOT) -> Language:
    """Make the folder of language ``code`` from the text of the default language, and return the language.

    Raises
    ------
    AddError
        If the code is not one of two or three small letters, or its folder is there already.
    """
    folder = root / "locales" / code
    if not CODE.fullmatch(code):
        raise AddError(f"{code!r} is no code of a language; write two or three small letters, such as pl")
    if folder.exists():
        raise AddError(f"locales/{code} is there already; python -m locales.add {code} --list says what is left to do")
    known = languages(root / "locales")
    default = next(iter(known.values()))
    language = proposed(code, default, place=max(each.place for each in known.values()) + 1)
    draft = folder.with_name(f".{code}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    (draft / FILE).write_text(_settings(language), encoding="utf-8")
    for file in sorted((root / "locales" / default.code).glob("*.po")):
        _copy(file, draft / file.name, language)
    for file in sorted((root / "locales" / default.code).glob("*.md")):
        shutil.copy(file, draft / file.name)
    draft.rename(folder)
    languages.cache_clear()
    return language


def proposed(code: str, default: Language, *, place: int) -> Language:
    """Return what Babel knows of a language, and what the default one has where Babel does not know it."""
    language = Language(
        code=code,
        name=code,
        tag=code,
        babel=default.babel,
        direction=default.direction,
        plural_forms=default.plural_forms,
        place=place,
        is_complete=False,
    )
    try:
        locale = Locale.parse(code)
    except UnknownLocaleError:
        return language
    count, rule = get_plural(locale)[:2]
    name = locale.get_display_name(locale) or code
    forms = f"nplurals={count}; plural={rule};"
    return replace(language, name=name, babel=code, direction=locale.text_direction, plural_forms=forms)


def plural_forms(header: str, singular: str, plural: str) -> dict[int, str]:
    """Return the text of each plural form: the singular where it stands for 1 alone, else the plural."""
    count, rule = (part.partition("=")[2] for part in header.rstrip("; ").split(";", maxsplit=1))
    form_of = gettext.c2py(rule)  # the interpreter of the rules that gettext itself has
    standing = {form: {number for number in COUNTS if form_of(number) == form} for form in range(int(count))}
    return {form: singular if numbers == {1} else plural for form, numbers in standing.items()}


def _copy(file: Path, copy: Path, language: Language) -> None:
    """Write a catalogue with the wordings of another language, each marked as fuzzy."""
    catalogue = polib.pofile(str(file), wrapwidth=100_000)
    catalogue.metadata |= {"Language": language.code, "Plural-Forms": language.plural_forms}
    for entry in catalogue:
        entry.flags.append("fuzzy")
        if entry.msgid_plural:
            forms = entry.msgstr_plural
            entry.msgstr_plural = plural_forms(language.plural_forms, forms[0], forms[max(forms)])
    catalogue.save(str(copy))


def _settings(language: Language) -> str:
    """Return a ``language.toml`` to be filled in."""
    said = {
        "name": "its name in itself, for the link that leads to it",
        "tag": "language and region (BCP 47), such as cy-GB",
        "babel": "the locale of Babel that numbers, dates and ordinals come from",
        "direction": "ltr or rtl",
        "plural_forms": "the header Plural-Forms of the catalogues; change it in all of them",
        "place": "where the languages stand together, the lowest comes first",
    }
    lines = [f"{key} = {_toml(getattr(language, key))}  # {words}" for key, words in said.items()]
    return "\n".join(
        (
            "# What the code has to know of this language; data/languages.py says what each line means. Check each:",
            "# what Babel does not know was taken from the default language.",
            *lines,
            "is_complete = false  # the default language stands in for what is missing; true once nothing is",
            '# alphabet = ["a", "b"]  # its letters in their order, where the order of Unicode is not right',
            "",
        )
    )


def _toml(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT) -> int:
    """Add a language or list what it lacks; return 0, or 1 where that cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m locales.add", description=__doc__)
    parser.add_argument("code", help="two or three small letters, such as pl")
    parser.add_argument("--list", action="store_true", help="list what is left to translate, and change nothing")
    chosen = parser.parse_args(arguments)
    try:
        if not chosen.list:
            add(chosen.code, root)
        elif chosen.code not in languages(root / "locales"):
            raise AddError(f"there is no locales/{chosen.code}/{FILE}; python -m locales.add {chosen.code} makes it")
    except AddError as error:
        print(error, file=sys.stderr)
        return 1
    left = untranslated(chosen.code, root)
    if chosen.list:
        print("\n".join([*left, f"{len(left)} left to translate"]))
        return 0
    print(f"locales/{chosen.code} is made. Fill in locales/{chosen.code}/{FILE}; then translate:")
    for file, count in Counter(line.partition(":")[0] for line in left).items():
        print(f"  {file}: {count}")
    print(f"python -m locales.add {chosen.code} --list names each. Take the mark `fuzzy` away from what is translated.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
