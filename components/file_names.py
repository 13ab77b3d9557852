"""What files are called on the device they are saved on: words of their language that tell no more than they must.

A list of downloads may be read by somebody else, so no name says what the site is about. Each is made of our own words,
never of what an address says.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from components.format import period
from components.text import Text
from geo.areas import areas

if TYPE_CHECKING:
    import pandas as pd

    from components.exhibit_request import Asked

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


def exhibit_name(asked: Asked) -> str:
    """Return the stem for the files of an exhibit: what was counted, how it is shown, where and when."""
    words, rows, shown = asked.text, asked.chart.table.rows, asked.shown
    key = f"file.name.{asked.name}"
    how = [words(key)] if words.has(key) else []
    if asked.parameters.get("measure") == "change":
        how.append(words("file.name.change"))
    what, when = words(f"indicator.{shown.indicator}.short"), period(shown.period, words)
    codes = [*dict.fromkeys(rows.frame["area_code"])]
    name = plain_name(what, *how, _place(shown.area, codes, words), when)
    # What is long in itself says the chosen area alone, rather than lose its end.
    if len(name) <= LONGEST - len(".geojson" if asked.exhibit.is_map else ".xlsx"):
        return name
    return plain_name(what, *how, _place(shown.area, [shown.area], words), when)


def view_name(rows: pd.DataFrame, words: Text) -> str:
    """Return the stem for the rows of a view: what was counted, by what, where and up to when."""
    last = rows.iloc[-1]
    by = f"file.name.people.{last['breakdown_code']}"
    codes = [*dict.fromkeys(rows["area_code"])]
    place = _place(codes[0] if len(codes) == 1 else "", codes, words)
    return plain_name(
        words(f"indicator.{last['indicator_code']}.short"),
        *([words(by)] if words.has(by) else []),
        place,
        last["period"],
    )


def _place(chosen: str, codes: list[str], words: Text) -> str:
    """Return whose figures they are: of the chosen area, of it and others, or of others only."""
    if chosen not in codes:
        return words("file.name.areas")
    if areas()[chosen].kind in NAMED_ALREADY:
        return ""
    name = areas()[chosen].name(words.language)
    return name if len(codes) == 1 else words("file.name.and_others", area=name)
