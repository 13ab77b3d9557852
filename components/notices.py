"""What a reader has to be told in one plain line: what of an address means nothing here, what stays behind. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from components.file_rows import FileRows
from components.format import period
from components.text import Text
from data.views import View
from geo.areas import areas

FEW_ENOUGH_TO_NAME = 4


def not_understood(unknown: Sequence[str], view: View, words: Text) -> str:
    """Return what was not understood and what is shown in its place; empty where all was."""
    shown = {part: _name(part, code, words) for part, code in vars(view).items()}
    said = [words("site.unknown.lang")] if "lang" in unknown else []
    said += [words(f"site.unknown.{name}", shown=shown[name]) for name in unknown if name in shown]
    if not set(unknown) <= {"lang", *shown}:
        said.append(words("site.unknown.option"))
    return " ".join(said)


def stays_html(words: Text) -> str:
    """Return that a file or a tab stays on the device: for every place where one is offered."""
    return f'<p class="quiet stays">{escape(words("site.stays"))}</p>'


def asked_for(parameters: Mapping[str, str], unknown: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the parts of a view that an address names itself and that mean something, with their codes."""
    written = {"area": str.upper, "indicator": str.lower, "period": lambda code: code.upper().replace("/", "-")}
    given = {part: (parameters.get(part) or "").strip() for part in written}
    return tuple((part, written[part](code)) for part, code in given.items() if code and part not in unknown)


def not_among(asked: Sequence[tuple[str, str]], rows: FileRows) -> str:
    """Return what figures are not of, although an address asks for it; empty where they have all of it.

    Parameters
    ----------
    asked : sequence of (str, str)
        From :func:`asked_for`.
    rows : FileRows
        The figures that it is answered with.
    """
    said = []
    for part, code in asked:
        found = rows.codes(part)
        if code not in found:
            many = ".many" if part == "area" and len(found) > FEW_ENOUGH_TO_NAME else ""
            some = found[-1:] if part == "period" else found
            shown = ", ".join(_name(part, each, rows.text) for each in some)
            said.append(rows.text(f"file.instead.{part}{many}", asked=_name(part, code, rows.text), shown=shown))
    return " ".join(said)


def _name(part: str, code: str, words: Text) -> str:
    if part == "area":
        return areas()[code].name(words.language)
    return period(code, words) if part == "period" else words(f"indicator.{code}.name")
