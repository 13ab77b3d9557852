"""What files are called on the device they are saved on: words of their language that tell no more than they must.

A list of downloads may be read by somebody else, so no name says what the site is about. Each is made of our own words,
never of what an address says.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from components.wording.text import Text
from geo.areas import areas

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 100
# Kinds of area whose indicators name it already.
NAMED_ALREADY = ("united_kingdom",)


def plain_name(*parts: str) -> str:
    """Return words as the stem of a file's name: small letters of ASCII and figures, joined by hyphens."""
    bare = unicodedata.normalize("NFKD", " ".join(parts).replace("’", "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def saved_as(stem: str, kind: str, *, shown: bool = False) -> str:
    """Return the header that names a file; ``shown`` says that a browser shows it and does not keep it."""
    name = stem[: LONGEST - len(kind) - 1].rstrip("-")
    return f'{"inline" if shown else "attachment"}; filename="{name}.{kind}"'


def view_name(rows: pd.DataFrame, text: Text) -> str:
    """Return the stem for the rows of a view: what was counted, by what, where and up to when."""
    last = rows.iloc[-1]
    by = f"file.name.people.{last['breakdown_code']}"
    codes = [*dict.fromkeys(rows["area_code"])]
    place = place_words(codes[0] if len(codes) == 1 else "", codes, text)
    return plain_name(
        text(f"indicator.{last['indicator_code']}.short"),
        *([text(by)] if text.has(by) else []),
        place,
        last["period"],
    )


def place_words(chosen: str, codes: list[str], text: Text) -> str:
    """Return whose figures they are: of the chosen area, of it and others, or of others only."""
    if chosen not in codes:
        return text("file.name.areas")
    if areas()[chosen].kind in NAMED_ALREADY:
        return ""
    name = areas()[chosen].name(text.language)
    return name if len(codes) == 1 else text("file.name.and_others", area=name)
