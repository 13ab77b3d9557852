"""How sure a Welsh wording is, and where it is seen: A attested or reviewed, B common, C a draft. Offline only."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from components.address.pages import PAGES
from components.wording.text import wording
from locales.wordings import Wording

HERE = Path(__file__).parent
CONFIDENCES = ("A", "B", "C")
# What the confidence of an entry of the glossary is about; its explanation is a sentence and stays a draft.
NAMES = ("term", "name")

Terms = Mapping[tuple[str, str], str]


def folded(wording: str) -> str:
    """Return a wording as it is compared: capitals, kinds of apostrophe and the stop at the end do not matter."""
    return wording.replace("’", "'").strip().rstrip(".:").casefold()


def terms(found: Iterable[Wording]) -> Terms:
    """Return the confidence of every term, by its English and its Welsh, folded; the better one of two counts.

    Parameters
    ----------
    found : iterable of Wording
        The wordings of the site; those of a glossary are terms themselves.
    """
    listed = tomllib.loads((HERE / "attested.toml").read_text(encoding="utf-8"))["terms"]
    pairs: list[tuple[str, str, str]] = [(english, welsh, confidence) for confidence, english, welsh, _ in listed]
    for each in found:
        if (own := _own(each)) and len(each.welsh) == 1:
            (english,), (welsh,) = each.english, each.welsh
            pairs.append((english, welsh, own))
    return {
        (folded(english), folded(welsh)): confidence
        for english, welsh, confidence in sorted(pairs, key=lambda pair: pair[2], reverse=True)
    }


def confidence(wording: Wording, known: Terms) -> str:
    """Return ``A``, ``B`` or ``C``; a wording is A or B only as a whole, never for a term within it."""
    if is_reviewed(wording) or wording.said.get("cy_status") == "attested":
        return "A"
    english = wording.english if len(wording.welsh) == 1 else wording.english[-1:] * len(wording.welsh)
    found = {known.get((folded(one), folded(other)), "C") for one, other in zip(english, wording.welsh, strict=False)}
    return _own(wording) or max(found, default="C")


def is_reviewed(wording: Wording) -> bool:
    """Return whether a Welsh speaker has read the wording."""
    return bool(wording.said.get("reviewed")) or wording.said.get("cy_status") == "reviewed"


def place(of: Wording) -> str:
    """Return where a visitor meets the wording, in plain words."""
    name = of.file.rsplit("/", 1)[-1]
    stem = name.partition(".")[0]
    if stem == "site" or name in _places():
        return _places()[name]
    page = next((page for page in PAGES if page.id == stem), None)
    return f"Page: {wording('en')(f'{page.id}.title')}" if page else name


def _own(wording: Wording) -> str:
    """Return the confidence that the file itself gives the wording, if any."""
    own = wording.said.get("confidence", "")[:1].upper()
    is_name = not wording.entry or wording.path[-2] in NAMES
    return own if own in CONFIDENCES and is_name else ""


@cache
def _places() -> Mapping[str, str]:
    places: dict[str, str] = tomllib.loads((HERE / "places.toml").read_text(encoding="utf-8"))["places"]
    return places
