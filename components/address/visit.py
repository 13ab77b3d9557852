"""What an address asks for: its view, options and language; and, in one plain line, what of it means nothing here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from components.address.language import language_of
from components.address.options import Options, read_options
from components.wording.format import period
from components.wording.text import Text, text
from data.load import Dataset
from data.nearest import nearest
from data.site import site
from data.views import View
from geo.areas import areas


def not_understood(unknown: Sequence[str], view: View, words: Text) -> str:
    """Return what was not understood and what is shown in its place; empty where all was."""
    shown = {part: part_words(part, code, words) for part, code in vars(view).items()}
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
    written: dict[str, Callable[[str], str]] = {
        "area": str.upper,
        "indicator": str.lower,
        "period": lambda code: code.upper().replace("/", "-"),
    }
    given = {part: (parameters.get(part) or "").strip() for part in written}
    return tuple((part, written[part](code)) for part, code in given.items() if code and part not in unknown)


def known_area(code: object) -> str:
    """Return a code that is one of an area of ours; empty for any other: browsers may send anything."""
    return code if isinstance(code, str) and code in areas() else ""


def part_words(part: str, code: str, words: Text) -> str:
    """Return what a code of the ``area``, ``indicator`` or ``period`` of an address is called."""
    if part == "area":
        return areas()[code].name(words.language)
    return period(code, words) if part == "period" else words(f"indicator.{code}.name")


NAMES = ("area", "indicator", "period")


@dataclass(frozen=True)
class Visit:
    """What one run of a page is about: view, options and wording, and what in the address was not understood."""

    view: View
    options: Options
    text: Text
    unknown: tuple[str, ...]


def read_visit(parameters: Mapping[str, str], accepted: str, dataset: Dataset, *, indicator: str = "") -> Visit:
    """Return what an address asks for; what it names and we do not have becomes the nearest sensible view.

    Parameters
    ----------
    parameters : mapping of str to str
        Of the address, so anything may stand in it.
    accepted : str
        The browser's ``Accept-Language``: its language where the address has none.
    dataset : Dataset
    indicator : str
        What a page is about, whatever indicator the address names.
    """
    asked = {name: parameters.get(name) for name in NAMES}
    asked["indicator"] = indicator or asked["indicator"]
    view, unknown = nearest(dataset, **asked, home=site().home_area)
    options, unclear = read_options(parameters)
    language = parameters.get("lang", "")
    wording = text(language_of(language, accepted))
    wrong_language = ("lang",) if language and language != wording.language else ()
    return Visit(view, options, wording, (*wrong_language, *unknown, *unclear))
