"""How old a reader has to be for the English guidance, by part of it. Offline only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import textstat

from locales.wordings import MARKUP, ROOT, Wording, wordings

INTRO = Path(__file__).with_name("plain_intro.md")
# Catalogues and texts that tell people what to do; entries of locales/guidance are measured table by table.
GUIDANCE = ("signs", "report", "seen", "practice", "glossary", "posters")
# What is said about the guidance and the site, not what to do: it has to name laws, inspections and standards, and is
# measured but not held to the age.
CONTEXT = ("accessibility", "background")
# Below this many words a measure of reading age says nothing.
ENOUGH_WORDS = 60
AGE_OF_FIRST_GRADE = 5
OLDEST = 11
TITLES = {True: f"What to look for and what to do: at most {OLDEST}", False: "Context: measured only"}
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)|[*`#]+|\{#[^}]*\}|^- ")
SENTENCE_END = re.compile(r"[.?!]”?$")


@dataclass(frozen=True)
class Group:
    """A part of the guidance and how hard it is: ``age`` in years."""

    name: str
    words: int
    sentences: int
    age: float

    @property
    def is_held(self) -> bool:
        """Whether the part has to be readable at the age the guidance is meant for."""
        return self.name.partition(".")[0] not in CONTEXT


def groups(root: Path = ROOT) -> tuple[Group, ...]:
    """Return the parts of the guidance that are long enough to be measured, by name."""
    texts: dict[str, list[str]] = {}
    for wording in wordings(root).values():
        if name := group_of(wording):
            texts.setdefault(name, []).extend(sentences(wording.english))
    found = (measured(name, texts[name]) for name in sorted(texts))
    return tuple(each for each in found if each.words >= ENOUGH_WORDS)


def group_of(wording: Wording) -> str:
    """Return the part of the guidance that a wording belongs to; empty if it is none."""
    name = wording.file.rsplit("/", 1)[-1]
    if "/guidance/" in wording.file:
        return f"{name}: {wording.path[0]}"
    return name if name.partition(".")[0] in GUIDANCE else ""


def sentences(forms: Iterable[str]) -> list[str]:
    """Return the whole sentences among some wordings as they are read aloud, without markup; a title is none."""
    plain = (re.sub(r"%\(\w+\)s", "it", LINK.sub(r"\1", form)) for form in forms)
    read = (re.sub(r"\s+", " ", MARKUP.sub(" ", form)).strip() for form in plain)
    return [each for each in read if SENTENCE_END.search(each)]


def measured(name: str, said: Iterable[str]) -> Group:
    """Return how hard sentences are, read as one text."""
    text = " ".join(said)
    if not text:
        return Group(name, 0, 0, 0.0)
    grade = textstat.automated_readability_index(text)
    return Group(
        name, textstat.lexicon_count(text), textstat.sentence_count(text), round(grade + AGE_OF_FIRST_GRADE, 1)
    )


def report(root: Path = ROOT) -> str:
    """Return what docs/plain-language.md has to hold."""
    head = "| Part | Words | Sentences | Reading age |\n| --- | ---: | ---: | ---: |"
    found = groups(root)
    parts = [INTRO.read_text(encoding="utf-8")]
    for is_held, title in TITLES.items():
        own = [each for each in found if each.is_held == is_held]
        rows = [f"| {each.name} | {each.words} | {each.sentences} | {each.age:.1f} |" for each in own]
        parts.append("\n".join([f"## {title}\n", head, *rows, ""]))
    return "\n".join(parts)


def reported(content: str) -> Mapping[str, Group]:
    """Return the groups that a report holds, by name."""
    rows = re.findall(r"^\| (.+) \| (\d+) \| (\d+) \| ([\d.]+) \|$", content, re.MULTILINE)
    return {name: Group(name, int(words), int(count), float(age)) for name, words, count, age in rows}
