"""The file a translator corrects: every Welsh wording with its English, written and read back. Offline only. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from locales.confidence import CONFIDENCES, Terms, confidence, is_reviewed, place
from locales.wordings import Wording

INTRO = Path(__file__).with_name("review_intro.md")
TITLES = {"C": "C: first drafts", "B": "B: common, not certain", "A": "A: found in use, or reviewed"}
ENGLISH_FORMS = ("one", "other")
WELSH_FORMS = ("0", "1", "2", "3", "6", "other")
FIRST_DRAFT = "first draft for a Welsh speaker to review"
FENCE = "~~~"
ID = re.compile(r"### `(.+)`\s*$")
TICK = re.compile(r"- \[(.?)\] Read")
LINE = re.compile(r"(English|Welsh|Correct)(?: \((\w+)\))?:(?: (.*))?$")


@dataclass
class Correction:
    """What a file says of one wording: the English and the Welsh when it was written, and the Welsh to be.

    ``line`` is where it begins, from 1; ``is_read`` whether it was ticked as right; ``trouble`` the lines that are
    not as they were written.
    """

    id: str
    line: int
    is_read: bool = False
    forms: dict[str, dict[str, str]] = field(default_factory=lambda: {"English": {}, "Welsh": {}, "Correct": {}})
    trouble: list[str] = field(default_factory=list)

    def said(self, label: str) -> tuple[str, ...]:
        """Return the forms that stand behind ``label``: ``English``, ``Welsh`` or ``Correct``."""
        return tuple(self.forms[label].values())

    @property
    def is_changed(self) -> bool:
        """Whether the wording is to be another one."""
        return self.forms["Correct"] != self.forms["Welsh"]


def written(found: Iterable[Wording], known: Terms) -> str:
    """Return the whole file for ``found``: how to use it, how many wordings there are, and the wordings."""
    sorted_in: dict[str, dict[str, list[Wording]]] = {letter: {} for letter in TITLES}
    for each in found:
        sorted_in[confidence(each, known)].setdefault(place(each), []).append(each)
    parts = [INTRO.read_text(encoding="utf-8"), _summary(sorted_in)]
    for letter, places in sorted_in.items():
        for where in sorted(places):
            parts.append(f"## {TITLES[letter]} · {where}\n")
            parts += [_entry(each, letter, where) for each in places[where]]
    return "\n".join(parts)


def counts(found: Iterable[Wording], known: Terms) -> Counter[str]:
    """Return how many wordings are A, B and C."""
    return Counter(confidence(each, known) for each in found)


def _summary(sorted_in: dict[str, dict[str, list[Wording]]]) -> str:
    places = sorted({where for found in sorted_in.values() for where in found})
    count = {letter: {where: len(each) for where, each in found.items()} for letter, found in sorted_in.items()}
    everything = [each for found in sorted_in.values() for wordings in found.values() for each in wordings]
    rows = [
        "## How many there are\n",
        f"{len(everything)} wordings, of which a Welsh speaker has read {sum(map(is_reviewed, everything))}.\n",
        "| Place | A | B | C |",
        "| --- | ---: | ---: | ---: |",
        *(_row(where, [count[letter].get(where, 0) for letter in CONFIDENCES]) for where in places),
        _row("**All**", [sum(count[letter].values()) for letter in CONFIDENCES]),
    ]
    return "\n".join(rows) + "\n"


def _row(name: str, numbers: Sequence[int]) -> str:
    return f"| {name} | {' | '.join(map(str, numbers))} |"


def _entry(wording: Wording, letter: str, where: str) -> str:
    note = wording.said.get("review", "")
    said = [where, letter, f"Source: {wording.said.get('source', '–')}"]
    said += [f"Look at: {note}"] if note and note != FIRST_DRAFT else []
    said += [] if wording.has_words else ["Nothing to translate: marks, names and numbers only"]
    tick = "x" if is_reviewed(wording) else " "
    lines = _lines("English", wording.english, ENGLISH_FORMS)
    lines += _lines("Welsh", wording.welsh, WELSH_FORMS) + _lines("Correct", wording.welsh, WELSH_FORMS)
    head = [f"### `{wording.id}`\n", f"{' · '.join(said)}\n", f"- [{tick}] Read, and right as it is\n"]
    return "\n".join([*head, f"{FENCE}text", *lines, f"{FENCE}\n"])


def _lines(label: str, forms: Sequence[str], names: Sequence[str]) -> list[str]:
    plain = [re.sub(r"\s*\n\s*", " ", form) for form in forms]
    if len(plain) == 1:
        return [f"{label}: {plain[0]}".rstrip()]
    return [f"{label} ({name}): {form}" for name, form in zip(names, plain, strict=True)]


def read_back(content: str) -> list[Correction]:
    """Return what a copy of the file says of each wording, with whatever in it is not as it was written."""
    found: list[Correction] = []
    inside = False
    for number, line in enumerate(content.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        if match := ID.match(line):
            _close(found, inside)
            found.append(Correction(match[1], number))
            inside = False
        elif found and line.startswith(FENCE):
            inside = not inside
        elif found and inside:
            _take_line(found[-1], line, number)
        elif found and (match := TICK.match(line)):
            found[-1].is_read = match[1] in ("x", "X")
    _close(found, inside)
    return found


def _take_line(correction: Correction, line: str, number: int) -> None:
    match = LINE.match(line)
    label, form, wording = match.groups() if match else ("", "", "")
    if not label:
        if line.strip():
            correction.trouble.append(f"line {number} begins with no label; each wording has to stand on one line")
    elif form in correction.forms[label]:
        correction.trouble.append(f"line {number} is there twice")
    else:
        correction.forms[label][form] = (wording or "").replace("\u00a0", " ").strip()


def _close(found: list[Correction], inside: bool) -> None:
    if not found:
        return
    last = found[-1]
    if inside:
        last.trouble.append(f"the line {FENCE} after it is missing")
    for label, forms in last.forms.items():
        if not forms:
            last.trouble.append(f"the line “{label}:” is missing")
