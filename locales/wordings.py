"""Every Welsh wording of the site, read with its English and with what is known about it. Offline only."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import polib
import tomlkit

ROOT = Path(__file__).resolve().parent.parent
AREAS = "geo/areas.csv"
SITE = "site.toml"
# A text and a table have no place for a mark beside a wording; the marks of those stand here.
REVIEWED = "locales/reviewed.toml"
# What a translator may say about a wording in the files themselves.
SAID = re.compile(r"#?\s*(review|reviewed|confidence|source):\s*(.+)")
MARKED = re.compile(r"# ?(review|reviewed|confidence|source):")
HEADING = re.compile(r"#+ .*\{#([\w-]+)\}\s*$")
# A line that stands alone; any other one goes on with the line before it.
ALONE = re.compile(r"[#<|>-]|\* |\d+\. ")
LETTERS = re.compile(r"[^\W\d_]")
MARKUP = re.compile(r"<[^>]*>|%\(\w+\)s|&\w+;")
SPOKEN = re.compile(r'\b(?:aria-label|title|alt|placeholder|content)="[^"]')

Said = Mapping[str, str]
# The way to a value: keys of tables and places in lists.
Steps = tuple[str | int, ...]
# The file, the words of the key, what is known, and the entry.
_Place = tuple[str, tuple[str, ...], Said, Steps]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A Welsh wording and the English it stands for.

    Parameters
    ----------
    file : str
        The file it is in, as seen from the root of the project.
    path : tuple of str and int
        Where it is in that file: key of a catalogue, keys and places of a TOML file, section and line of a text.
    english, welsh : tuple of str
        One form, or the plural forms in the order of the catalogue.
    said : mapping of str to str
        ``source``, ``review``, ``reviewed``, ``confidence`` and ``cy_status`` as the file has them.
    entry : tuple of str and int
        The path of the entry of a TOML file that may have a ``cy_status``; empty elsewhere.
    """

    file: str
    path: Steps
    english: tuple[str, ...]
    welsh: tuple[str, ...]
    said: Said
    key: str
    entry: Steps = ()

    @property
    def id(self) -> str:
        """What a translator's file calls it; it stays the same as long as the key does."""
        return f"{re.sub('^(locales/(cy/)?|geo/)', '', self.file)} {self.key}"

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate between the marks and the placeholders."""
        return any(LETTERS.search(MARKUP.sub("", form)) or SPOKEN.search(form) for form in self.welsh)


def wordings(root: Path = ROOT) -> dict[str, Wording]:
    """Return every Welsh wording below ``root`` by its id, in the order of the files."""
    found: dict[str, Wording] = {}
    marks = reviewed(root)
    for file in files(root):
        for each in read(file, (root / file).read_text(encoding="utf-8"), root=root):
            if each.id in found:
                raise ValueError(f"{each.file}: the wording {each.key!r} is there twice")
            wording, mark = marks.get(each.id, ("", ""))
            is_marked = wording == fingerprint(each.welsh)
            found[each.id] = replace(each, said={**each.said, "reviewed": mark}) if is_marked else each
    return found


def reviewed(root: Path = ROOT) -> dict[str, list[str]]:
    """Return by id which wording of a text or a table was reviewed, as its fingerprint, and when and by whom."""
    file = root / REVIEWED
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def fingerprint(forms: tuple[str, ...]) -> str:
    """Return a short stand-in for a wording, so that a mark does not outlive a change of it."""
    return sha256("\n".join(forms).encode()).hexdigest()[:16]


def files(root: Path = ROOT) -> list[str]:
    """Return the files that hold Welsh, as seen from ``root``, in a fixed order."""
    locales = root / "locales"
    found = [*sorted(locales.glob("cy/*.po")), *sorted(locales.glob("guidance/*.toml"))]
    found += [*sorted(locales.glob("*.toml")), *sorted(locales.glob("cy/*.md"))]
    return [*(file.relative_to(root).as_posix() for file in found), SITE, AREAS]


def read(file: str, content: str, *, root: Path = ROOT) -> Iterator[Wording]:
    """Yield the wordings of ``content``, which is what ``file`` holds or may hold; the English comes from ``root``."""
    if file.endswith(".po"):
        yield from _of_catalogue(file, content, root)
    elif file.endswith(".toml"):
        yield from _of_toml(file, content)
    elif file.endswith(".md"):
        yield from _of_prose(file, content, root)
    else:
        yield from _of_areas(file, content)


def said_in(comment: str) -> Said:
    """Return what a comment says about a wording; a word that is there twice keeps both."""
    found: dict[str, str] = {}
    for line in comment.splitlines():
        if match := SAID.match(line):
            found[match[1]] = "; ".join(filter(None, (found.get(match[1]), match[2].strip())))
    return found


def _of_catalogue(file: str, content: str, root: Path) -> Iterator[Wording]:
    twin = root / file.replace("/cy/", "/en/")
    english = {entry.msgid: entry for entry in polib.pofile(str(twin))} if twin.exists() else {}
    for entry in polib.pofile(content):
        other = english.get(entry.msgid)
        forms = tuple(entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)) or (entry.msgstr,)
        twins = tuple(other.msgstr_plural.values()) or (other.msgstr,) if other else ("",)
        said = said_in(entry.tcomment)
        yield Wording(file=file, path=(entry.msgid,), english=twins, welsh=forms, said=said, key=entry.msgid)


def _of_toml(file: str, content: str) -> Iterator[Wording]:
    # Only tomlkit reads the comments, and it takes a hundred times as long.
    document = tomlkit.parse(content) if MARKED.search(content) else tomllib.loads(content)
    defaults = document.get("defaults", {})
    for table, node in document.items():
        known = {name: value for name, value in defaults.get(table, {}).items() if isinstance(value, str)}
        yield from _below(node, (table,), (file, (table,), known, ()))


def _below(node: Any, path: Steps, place: _Place) -> Iterator[Wording]:
    """Yield what is below ``node``; ``place`` is the file, the words of the key, what is known, and the entry."""
    file, names, known, entry = place
    if isinstance(node, list):
        for position, item in enumerate(node):
            name = item.get("id", position + 1) if isinstance(item, dict) else position + 1
            yield from _below(item, (*path, position), (file, (*names, str(name)), known, entry))
    elif isinstance(node, dict) and {"en", "cy"} <= node.keys():
        # What the owner has not written has nothing to translate.
        yield from _twins(node, path, place) if node["en"] or node["cy"] else ()
    elif isinstance(node, dict):
        known = {**known, **{name: str(value) for name, value in node.items() if isinstance(value, str)}}
        entry = entry or (path if "id" in node else ())
        for name, value in node.items():
            place = (file, (*names, name), known, entry)
            if name.endswith("_cy"):
                yield from _twins(node, (*path, name), place)
            else:
                yield from _below(value, (*path, name), place)


def _twins(node: Any, path: Steps, place: _Place) -> Iterator[Wording]:
    """Yield the wordings of one value; ``node`` holds both languages, or is an entry with ``x_en`` and ``x_cy``."""
    file, names, known, entry = place
    name = "cy" if isinstance(path[-1], int) or not str(path[-1]).endswith("_cy") else path[-1]
    path = (*path, name) if name == "cy" else path
    said = {word: known[word] for word in ("source", "review", "confidence", "cy_status") if word in known}
    said |= said_in(node[name].trivia.comment) if hasattr(node[name], "trivia") else {}
    is_list = isinstance(node[name], list)
    twin, welsh = node.get(f"{name[:-2]}en", []), list(node[name]) if is_list else [node[name]]
    # Other names and written forms are no translations of each other one by one: each stands for all of the English.
    english = [" / ".join(twin)] * len(welsh) if name != "cy" else list(twin) if is_list else [twin]
    for position, wording in enumerate(welsh):
        yield Wording(
            file=file,
            path=(*path, position) if is_list else path,
            english=(str(english[position]) if position < len(english) else "",),
            welsh=(str(wording),),
            said=said,
            key=" ".join((*names, str(position + 1)) if is_list else names),
            entry=entry,
        )


def _of_prose(file: str, content: str, root: Path) -> Iterator[Wording]:
    twin = root / file.replace("/cy/", "/en/")
    english = dict(_parts(twin.read_text(encoding="utf-8"))) if twin.exists() else {}
    for path, wording in _parts(content):
        found = Wording(
            file=file,
            path=path,
            english=(english.get(path, ""),),
            welsh=(wording,),
            said={},
            key=f"{path[0]} {path[1]}",
        )
        if found.has_words:
            yield found


def _parts(content: str) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the parts of a Markdown text: a paragraph, a heading, a point of a list, a line of HTML."""
    yield from (((section, number), " ".join(lines)) for (section, number), _, lines in parts(content))


def parts(content: str) -> Iterator[tuple[tuple[str, int], int, list[str]]]:
    """Yield section and number, the first line (from 0) and the lines of each part of a Markdown text."""
    held: list[str] = []
    section, number, start = "top", 0, 0
    for position, line in enumerate([*content.split("\n"), ""]):
        goes_on = bool(held) and line.strip() and not ALONE.match(line.strip()) and not held[0].startswith(("#", "<"))
        if goes_on:
            held.append(line.strip())
            continue
        if held:
            yield (section, number), start, held
        held = [line.rstrip()] if line.strip() else []
        if heading := HEADING.match(line):
            section, number = heading[1], 0
        if held:
            number, start = number + 1, position


def _of_areas(file: str, content: str) -> Iterator[Wording]:
    for row in csv.DictReader(content.splitlines()):
        if row["name_cy"]:
            said = {"cy_status": row["cy_status"]}
            names = {"english": (row["name_en"],), "welsh": (row["name_cy"],)}
            yield Wording(file=file, path=(row["code"],), said=said, key=row["code"], **names)
