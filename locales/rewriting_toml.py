"""Corrected wordings put into a TOML file, every other byte of it kept. Offline only. Pure.

tomlkit keeps comments and looks, but brings tables of one name together that stand apart: each table is read and
written by itself.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import tomlkit
from tomlkit.items import Item, String

from locales.confidence import is_reviewed
from locales.corrections import Change
from locales.wordings import Wording, read

WIDTH = 110
OLD_MARK = re.compile(r"# ?(review|reviewed):")
HEADER = re.compile(r"(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(#.*)?$")
ID = re.compile(r"^id\s*=.*\n", re.MULTILINE)

Path = tuple[str | int, ...]


def with_changes(content: str, changes: Sequence[Change], mark: str) -> str:
    """Return ``content`` with the corrected wordings, and with ``mark`` behind every value that was read as a whole.

    An entry of which everything was read is said to be reviewed. Without a mark, as for a draft, all marks stay.
    """
    every = list(read(changes[0].wording.file, content))
    was_read = {change.wording.path for change in changes} | {each.path for each in every if is_reviewed(each)}
    values = {value_of(change.wording) for change in changes if mark}
    values -= {value_of(each) for each in every if each.path not in was_read}
    entries = {each.wording.entry for each in changes if mark and "cy_status" in each.wording.said} - {()}
    entries -= {each.entry for each in every if each.path not in was_read}
    apart, new = tables(content), []
    heads = [path for path, _ in apart]
    for path, text in apart:
        inside = [change for change in changes if change.is_new and _home(change.wording.path, heads) == path]
        marked = [value for value in values if _home(value, heads) == path]
        new.append(_table(path, text, inside, marked, mark) if inside or marked else text)
        new[-1] = _reviewed(path, new[-1]) if path in entries else new[-1]
    return "".join(new)


def tables(content: str) -> list[tuple[Path, str]]:
    """Return the tables of a TOML text one by one, each with its path; together they are the text again.

    What stands before the first one has the path ``()``; a table within an entry of a list belongs to the entry.
    """
    found: list[tuple[Path, str]] = [((), "")]
    counted: dict[str, int] = {}
    for line in content.splitlines(keepends=True):
        match = HEADER.match(line.rstrip("\r\n"))
        name = match[2] if match else ""
        if match and (name in counted or name.split(".")[0] not in counted):
            path: Path = tuple(name.split("."))
            if match[1] == "[[":
                path = (*path, counted.get(name, 0))
                counted[name] = counted.get(name, 0) + 1
            found.append((path, line))
        else:
            path, text = found[-1]
            found[-1] = (path, text + line)
    return found


def value_of(wording: Wording) -> Path:
    """Return the path of the value the wording is in: a list has one comment for all its items."""
    return wording.path[:-1] if isinstance(wording.path[-1], int) else wording.path


def _home(path: Path, heads: Iterable[Path]) -> Path:
    """Return which table a value stands in: of a table and one within it, the inner one."""
    return max((head for head in heads if path[: len(head)] == head), key=len)


def _table(path: Path, text: str, changes: Iterable[Change], values: Iterable[Path], mark: str) -> str:
    document = tomlkit.parse(text)
    for change in changes:
        *way, last = change.wording.path
        node = _at(document, way, path)
        node[last] = _string(node[last], change.forms[0])
    for value in values:
        _comment(_at(document, value, path), mark)
    return tomlkit.dumps(document)


def _reviewed(path: Path, text: str) -> str:
    document = tomlkit.parse(text)
    entry = _at(document, path, path)
    if "cy_status" in entry:
        entry["cy_status"] = "reviewed"
        return tomlkit.dumps(document)
    return ID.sub(lambda found: f'{found[0]}cy_status = "reviewed"\n', text, count=1)


def _at(node: Any, way: Iterable[str | int], table: Path) -> Any:
    """Return what lies at ``way``; by itself, an entry of a list is the first of its list."""
    for place, step in enumerate(way):
        node = node[0 if place == len(table) - 1 and isinstance(step, int) else step]
    return node


def _string(old: String, wording: str) -> Item:
    """Return a TOML string written as the old one: on one line, or over several where the old one was."""
    if not old.as_string().startswith('"""\\\n'):
        return tomlkit.string(wording)
    escaped = tomlkit.string(wording).as_string()[1:-1]
    lines = textwrap.wrap(escaped, WIDTH, break_long_words=False, break_on_hyphens=False)
    return tomlkit.value('"""\\\n    ' + " \\\n    ".join(lines) + '"""')


def _comment(item: Item, mark: str) -> None:
    """Put the mark behind a value, in the place of an older mark but before any other comment."""
    old = item.trivia.comment
    kept = "" if not old or OLD_MARK.match(old) else f" · {old.lstrip('# ')}"
    item.comment(f"reviewed: {mark}{kept}")
    item.trivia.comment_ws = "  "
