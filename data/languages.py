"""The languages of the site: a folder of ``locales`` each, whose ``language.toml`` says what the code has to know.

The default language stands first. Text that another language does not have yet is shown in the default one, as long as
its ``language.toml`` says that it is not complete.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "locales"
FILE = "language.toml"
DIRECTIONS = ("ltr", "rtl")
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


class LanguageError(ValueError):
    """A ``language.toml`` that is missing or not as it should be; the message says which and what to write."""


@dataclass(frozen=True, eq=False)
class Language:
    """A language of the site, as its ``language.toml`` has it.

    Parameters
    ----------
    code : str
        The name of its folder, and what an address says (``lang=cy``).
    name : str
        Its name in itself, for the link that leads to it.
    tag : str
        Language and region as BCP 47 has them, such as ``cy-GB``, for files.
    babel : str
        The locale that Babel takes numbers, dates and ordinals from.
    direction : str
        One of ``DIRECTIONS``.
    plural_forms : str
        The header ``Plural-Forms`` of its catalogues.
    place : int
        Where it stands when all languages stand together; the lowest comes first.
    is_default : bool
        Whether a visitor gets it where nothing else is known, and text is taken from it that another one lacks.
    is_complete : bool
        Whether every text has to be there; if not, what is missing is shown in the default language.
    alphabet : tuple of str
        Its letters in their order, those of two signs too; empty where the order of Unicode is right.
    first_letters : dict of str to tuple of str
        What a word may begin with in a sentence, and what the same word may begin with in a dictionary.
    """

    code: str
    name: str
    tag: str
    babel: str
    direction: str
    plural_forms: str
    place: int
    is_default: bool = False
    is_complete: bool = True
    alphabet: tuple[str, ...] = ()
    first_letters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def region(self) -> str:
        """The region of the tag; empty where it names none."""
        last = self.tag.rpartition("-")[2]
        return last if last.isupper() else ""


@cache
def languages(folder: Path = FOLDER) -> Mapping[str, Language]:
    """Return the languages by code: the default one first, then by their place.

    Raises
    ------
    LanguageError
        If a ``language.toml`` is not as it should be, or not exactly one language is the default.
    """
    found = [read_language(file) for file in sorted(folder.glob(f"[!.]*/{FILE}"))]
    defaults = [each.code for each in found if each.is_default]
    if len(defaults) != 1:
        named = ", ".join(defaults) or "none is"
        raise LanguageError(f"locales/*/{FILE}: exactly one language has is_default = true; here it is {named}")
    known = {each.code for each in found}
    if untold := sorted({file.parent.name for file in folder.glob("[!.]*/*.po")} - known):
        raise LanguageError(f"locales/{untold[0]} has catalogues but no {FILE}")
    return {each.code: each for each in sorted(found, key=lambda each: (not each.is_default, each.place, each.code))}


def completed(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said by language, and in the default one for each language that lacks it and is not complete."""
    default = next(iter(languages()))
    lacking = (code for code, each in languages().items() if not each.is_complete and not said.get(code))
    return {**said, **{code: said[default] for code in lacking if default in said}}


def read_language(file: Path) -> Language:
    """Return the language of a ``language.toml``; raise LanguageError with all that is wrong in it."""
    where = f"locales/{file.parent.name}/{file.name}"
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{where} cannot be read: {error}") from error
    if problems := _problems(said):
        raise LanguageError(f"{where}: {'; '.join(problems)}")
    said["alphabet"] = tuple(said.get("alphabet", ()))
    said["first_letters"] = {now: tuple(before) for now, before in said.get("first_letters", {}).items()}
    return Language(code=file.parent.name, **said)


def _problems(said: Mapping[str, Any]) -> list[str]:
    """Return everything that is wrong in what a ``language.toml`` says."""
    known = {each.name: each for each in fields(Language) if each.name != "code"}
    needed = [name for name, each in known.items() if each.default is MISSING and each.default_factory is MISSING]
    kinds: dict[str, type] = {"place": int, "is_default": bool, "is_complete": bool, "alphabet": list}
    problems = [f"{name} is missing" for name in needed if name not in said]
    problems += [f"{name} is unknown; known are {', '.join(known)}" for name in said if name not in known]
    for name, value in said.items():
        kind = kinds.get(name, dict if name == "first_letters" else str)
        if name in known and (not isinstance(value, kind) or value == ""):
            problems.append(f"{name} is {value!r}; expected is {kind.__name__}")
    if said.get("direction", DIRECTIONS[0]) not in DIRECTIONS:
        problems.append(f"direction is {said['direction']!r}; it can be {', '.join(DIRECTIONS)}")
    if not TAG.fullmatch(str(said.get("tag", "de"))):
        problems.append(f"tag is {said['tag']!r}; expected is a tag such as cy-GB")
    return problems
