"""What a reader has to be told in one plain line: what of an address means nothing here, what stays behind. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components.format import period
from components.text import Text
from data.views import View
from geo.areas import areas


def not_understood(unknown: Sequence[str], view: View, words: Text) -> str:
    """Return what was not understood and what is shown in its place; empty where all was."""
    shown = {
        "area": areas()[view.area].name(words.language),
        "indicator": words(f"indicator.{view.indicator}.name"),
        "period": period(view.period, words),
    }
    said = [words("site.unknown.lang")] if "lang" in unknown else []
    said += [words(f"site.unknown.{name}", shown=shown[name]) for name in unknown if name in shown]
    if not set(unknown) <= {"lang", *shown}:
        said.append(words("site.unknown.option"))
    return " ".join(said)


def stays_html(words: Text) -> str:
    """Return that a file or a tab stays on the device: for every place where one is offered."""
    return f'<p class="quiet stays">{escape(words("site.stays"))}</p>'
