"""Which corrections of a translator can be taken, and why the others cannot. Offline only. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from locales.confidence import is_reviewed
from locales.review_file import Correction
from locales.wordings import Wording

PLACEHOLDER = re.compile(r"%\(\w*\)?s?")
# A number of two digits or more, as a phone number is written in groups.
NUMBER = re.compile(r"\d[\d ]*\d")
SPAN = re.compile(r'<span lang="en">(.*?)</span>')
# What gives a text its look and its links: tags, entities, targets, ids of headings, the mark at the head of a line.
MARKUP = re.compile(r"<[^>]*>|&\w+;|\]\([^)]*\)|\{#[^}]*\}|\*\*|`[^`]*`|^#+ |^- |^\d+\. ")


@dataclass(frozen=True)
class Change:
    """A wording and its corrected forms; the same forms where it was only read."""

    wording: Wording
    forms: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the forms are others than before."""
        return self.forms != self.wording.welsh


def checked(
    corrections: Iterable[Correction], current: Mapping[str, Wording], *, is_draft: bool = False
) -> tuple[list[Change], list[str]]:
    """Return the changes that ``corrections`` ask for, and a message for each that cannot be taken.

    A draft changes no wording that a Welsh speaker has read, and does not say of any that it was read.
    """
    changes, problems, seen = [], [], set()
    for each in corrections:
        found = list(_problems(each, current.get(each.id)))
        found = found or list(_problems_of_draft(each, current[each.id])) if is_draft else found
        if each.id in seen:
            found = ["it is there twice; expected is once"]
        seen.add(each.id)
        where = current[each.id].file if each.id in current else "no file"
        problems += [f"{where}: {each.id!r} (line {each.line}): {problem}" for problem in found]
        if not found and (each.is_changed or (each.is_read and not is_draft)):
            changes.append(_change(each, current[each.id]))
    return [change for change in changes if change.is_new or not is_reviewed(change.wording)], problems


def _change(correction: Correction, wording: Wording) -> Change:
    """Return the change; a form that was not touched stays byte for byte, with the spaces around it."""
    forms = []
    for before, was, now in zip(wording.welsh, correction.said("Welsh"), correction.said("Correct"), strict=True):
        curly = re.sub(r"(?<=\w)'(?=\w)", "’", now)
        forms.append(before if now == was else curly)
    return Change(wording, tuple(forms))


def _problems(correction: Correction, wording: Wording | None) -> Iterable[str]:
    if wording is None:
        yield "there is no wording of this name; expected is one that the catalogues have, as it was written"
        return
    if correction.trouble:
        yield from correction.trouble
        return
    expected = len(wording.welsh)
    for label in ("Welsh", "Correct"):
        if len(correction.said(label)) != expected:
            yield f"it has {len(correction.said(label))} lines “{label}”; expected is {expected}, one for each form"
            return
    if not (correction.is_changed or correction.is_read):
        return
    for label, forms in (("Welsh", wording.welsh), ("English", wording.english)):
        if correction.said(label) != tuple(re.sub(r"\s*\n\s*", " ", form).strip() for form in forms):
            yield f"the {label} was changed on the site since the file was written; expected is {' / '.join(forms)!r}"
            return
    for was, now in zip(correction.said("Welsh"), correction.said("Correct"), strict=True):
        yield from _problems_of_form(was, now)


def _problems_of_draft(correction: Correction, wording: Wording) -> Iterable[str]:
    if correction.is_changed and is_reviewed(wording):
        reader = wording.said.get("reviewed") or "its entry says reviewed"
        yield (
            f"a Welsh speaker has read it ({reader}), and a draft does not take its place; "
            "have the correction read, then take it without --draft"
        )


def _problems_of_form(was: str, now: str) -> Iterable[str]:
    if not now:
        yield f"the wording is empty; expected is a wording, or as before: {was!r}"
        return
    if was == now:
        return
    for name, pattern in (("placeholders", PLACEHOLDER), ("numbers", NUMBER), ("markup and links", MARKUP)):
        expected, found = (Counter(_all(pattern, form)) for form in (was, now))
        if expected != found:
            yield f"the {name} have to stay; expected {_listed(expected)}, found {_listed(found)}, in {now!r}"
    if PLACEHOLDER.search(was) and re.search(r"%", PLACEHOLDER.sub("", now).replace("%%", "")):
        yield f"a % that the reader is to see is written %% beside a placeholder; found {now!r}"


def _all(pattern: re.Pattern[str], form: str) -> list[str]:
    """Return what ``pattern`` finds; a passage may be marked as English or lose that mark."""
    return [re.sub(r"(?<=\d) (?=\d)", "", found) for found in pattern.findall(SPAN.sub(r"\1", form))]


def _listed(found: Counter[str]) -> str:
    return ", ".join(sorted(found.elements())) or "none"
