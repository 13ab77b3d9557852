"""Entries of a guidance file, read into dataclasses that are also their schema.

A key that is missing, empty, misspelt or without a translation stops the loading with a message for whoever
edits the files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, NewType, TypeVar, get_type_hints

from markupsafe import Markup

from data.languages import completed, languages
from data.site import LANGUAGES

STATUSES = ("draft", "reviewed")

Words = Mapping[str, str]
# Words that are written as HTML.
MarkupWords = Mapping[str, Markup]
Lists = Mapping[str, tuple[str, ...]]
Ids = tuple[str, ...]
# Of each language what it has, which may be nothing; in the file a key for each, such as ``also_cy``.
ByLanguage = NewType("ByLanguage", Mapping[str, Ids])
Statuses = NewType("Statuses", Mapping[str, str])


class GuidanceError(ValueError):
    """An entry of ``locales/guidance`` that is missing or not as it should be."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every entry has.

    ``source`` says where the facts were read; ``doubt`` why they are not certain, if they are not;
    ``statuses`` whether a speaker of each other language has read the entry (the keys ``cy_status`` and so on), and
    ``review`` what to look at first.
    """

    id: str
    source: str
    statuses: Statuses
    doubt: str | None = None
    review: str | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether nothing in the registry puts the entry in doubt; if not, the page has to say so."""
        return self.doubt is None


Kind = TypeVar("Kind", bound=Entry)


def find(entries: Iterable[Kind], id: str) -> Kind:
    """Return the entry ``id``; raise GuidanceError, naming the ids there are, if there is none."""
    for entry in entries:
        if entry.id == id:
            return entry
    known = ", ".join(entry.id for entry in entries)
    raise GuidanceError(f"locales/guidance: there is no entry {id!r}; there are {known}")


def read(
    file: Path, table: str, kind: type[Kind], *, check: Callable[[Kind, str], object] | None = None
) -> tuple[Kind, ...]:
    """Return the entries ``[[table]]`` of ``file``, each completed from ``[defaults.table]``.

    Parameters
    ----------
    file : Path
        A TOML file of ``locales/guidance``.
    table : str
        The name of the array of tables.
    kind : subclass of Entry
        What each entry becomes, and the keys it may have.
    check : callable, optional
        Called with each entry and the words that say where it is; raises GuidanceError.

    Raises
    ------
    GuidanceError
        If the file cannot be read or an entry is not as ``kind`` and ``check`` expect; names file and key.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GuidanceError(f"locales/guidance/{file.name} cannot be read: {error}") from error
    if not isinstance(content.get(table), list):
        raise GuidanceError(f"locales/guidance/{file.name} has no [[{table}]]")
    defaults = content.get("defaults", {}).get(table, {})
    entries: dict[str, Kind] = {}
    for position, raw in enumerate(content[table], start=1):
        where = f"locales/guidance/{file.name}: {table} {raw.get('id', f'number {position}')!r}"
        entry = _entry(kind, {**defaults, **raw}, where)
        if entry.id in entries:
            raise GuidanceError(f"{where} is there twice; every id may be used once")
        if check:
            check(entry, where)
        entries[entry.id] = entry
    return tuple(entries.values())


def _entry(kind: type[Kind], raw: dict[str, Any], where: str) -> Kind:
    types = get_type_hints(kind)
    raw = _by_language(raw, [name for name, hint in types.items() if hint is ByLanguage])
    raw["statuses"] = _statuses(raw, where)
    if unknown := sorted(raw.keys() - types.keys()):
        raise GuidanceError(f"{where} has the unknown key {unknown[0]!r}; known are {', '.join(types)}")
    values = {}
    for field in fields(kind):
        if field.name in raw:
            values[field.name] = _value(raw[field.name], types[field.name], f"{where}: {field.name}")
        elif field.default is MISSING:
            raise GuidanceError(f"{where} has no {field.name}")
    return kind(**values)


def _statuses(raw: dict[str, Any], where: str) -> dict[str, str]:
    """Return the status of an entry in each language but the default one, which leave the entry."""
    found = {}
    for code, language in languages().items():
        name = f"{code}_status"
        if name in raw:
            found[code] = raw.pop(name)
            expect(found[code], STATUSES, f"{where}: {name}")
        elif language.is_complete and not language.is_default:
            raise GuidanceError(f"{where} has no {name}")
    return found


def _by_language(raw: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return an entry in which keys such as ``also_cy`` stand together under ``also``, by language."""
    found = dict(raw)
    for name in names:
        found[name] = completed({code: found.pop(f"{name}_{code}", []) for code in languages()})
    return found


def _value(raw: Any, expected: Any, where: str) -> Any:
    if expected is Statuses:
        return MappingProxyType(raw)
    if expected is ByLanguage:
        return MappingProxyType({code: tuple(items) for code, items in raw.items()})
    if expected in (Words, Words | None):
        return _translated(raw, str, where)
    if expected == MarkupWords:
        words = _translated(raw, str, where)
        return MappingProxyType({language: Markup(words[language]) for language in words})  # noqa: S704 - our own words
    if expected == Lists:
        lists = _translated(raw, list, where)
        if len({len(items) for items in lists.values()}) > 1 or not all(lists.values()):
            lengths = ", ".join(f"{language} {len(items)}" for language, items in lists.items())
            raise GuidanceError(f"{where} is not equally long in every language: {lengths}")
        return MappingProxyType({language: tuple(items) for language, items in lists.items()})
    expected = list if expected == Ids else expected
    if not isinstance(raw, expected) or raw in ("", []):
        raise GuidanceError(f"{where} is {raw!r}; expected is {getattr(expected, '__name__', expected)}")
    return tuple(raw) if expected is list else raw


def _translated(raw: Any, expected: type, where: str) -> Mapping[str, Any]:
    raw = completed(raw) if isinstance(raw, dict) else raw
    for language in LANGUAGES:
        words = raw.get(language) if isinstance(raw, dict) else None
        each = words if isinstance(words, list) else [words]
        if not isinstance(words, expected) or not all(isinstance(item, str) and item.strip() for item in each):
            name = where.rsplit(maxsplit=1)[-1]
            raise GuidanceError(f"{where} has no wording in {language!r}; write {name}.{language}")
    return MappingProxyType({language: raw[language] for language in LANGUAGES})


def expect(value: str, allowed: Iterable[str], where: str) -> None:
    """Raise GuidanceError unless ``value`` is one of ``allowed``; ``where`` names file, entry and key."""
    if value not in allowed:
        raise GuidanceError(f"{where} is {value!r}; it can be {', '.join(allowed)}")
