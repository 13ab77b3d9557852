"""What a language has no text for yet, and shows in the default language. Offline only."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib

from data.languages import languages
from locales.wordings import AREAS, ROOT, SITE


def untranslated(code: str, root: Path = ROOT) -> list[str]:
    """Return what language ``code`` lacks: the file and the key, one a line, in the order of the files.

    A wording lacks a translation where it is absent, empty or fuzzy; a text where it is the same as in the default
    language; an entry of a TOML file where it has no key of the language. Keys such as ``also_cy`` and ``forms_cy`` are
    lists of the language's own, which need not have anything.
    """
    default = next(iter(languages(root / "locales")))
    if code == default:
        return []
    return [
        *_in_catalogues(root / "locales", default, code),
        *_in_prose(root / "locales", default, code),
        *_in_tables(root, default, code),
        *_in_areas(root, code),
    ]


def _in_catalogues(folder: Path, default: str, code: str) -> Iterator[str]:
    for file in sorted((folder / default).glob("*.po")):
        own = folder / code / file.name
        known = {entry.msgid: entry for entry in polib.pofile(str(own))} if own.exists() else {}
        for entry in polib.pofile(str(file)):
            if entry.msgid not in known or not _is_translated(known[entry.msgid]):
                yield f"locales/{code}/{file.name}: {entry.msgid}"


def _is_translated(entry: polib.POEntry) -> bool:
    forms = [*entry.msgstr_plural.values()] or [entry.msgstr]
    return not entry.fuzzy and all(form.strip() for form in forms)


def _in_prose(folder: Path, default: str, code: str) -> Iterator[str]:
    for file in sorted((folder / default).glob("*.md")):
        own = folder / code / file.name
        if not own.exists() or own.read_bytes() == file.read_bytes():
            yield f"locales/{code}/{file.name}"


def _in_tables(root: Path, default: str, code: str) -> Iterator[str]:
    files = [*sorted((root / "locales" / "guidance").glob("*.toml")), *sorted((root / "locales").glob("*.toml"))]
    for file in (*files, root / SITE):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        where = file.relative_to(root).as_posix()
        yield from (f"{where}: {key}" for key in _lacking(content, (), default, code))


def _lacking(node: Any, names: tuple[str, ...], default: str, code: str) -> Iterator[str]:
    """Yield the keys below ``node`` that have text in the default language and none in the other one."""
    if isinstance(node, list):
        for position, item in enumerate(node, start=1):
            if isinstance(item, dict):
                yield from _lacking(item, (*names, str(item.get("id", position))), default, code)
    elif isinstance(node, dict):
        if node.get(default) and not node.get(code):
            yield " ".join((*names, code))
        for name, value in node.items():
            yield from _lacking(value, (*names, name), default, code)


def _in_areas(root: Path, code: str) -> Iterator[str]:
    with (root / AREAS).open(encoding="utf-8", newline="") as file:
        if f"name_{code}" not in next(csv.reader(file)):
            yield f"{AREAS}: name_{code} and {code}_status (until then every area has its official name)"
