"""What an address asks for: its view, options and language, and in plain lines what of it is not shown.

The one place that reads area, indicator, period, options and language out of parameters. What a page or a file does
with them (takes the nearest view there is of it, refuses) it decides by the :class:`Visit`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.address.language import language_of
from components.address.options import Options, read_options
from components.wording.format import period
from components.wording.text import Text, wording
from data.load import Dataset
from data.nearest import nearest, plain
from data.periods import period as read_period
from data.site import site
from data.views import View
from geo.areas import areas


@dataclass(frozen=True)
class Visit:
    """What an address asks for.

    Parameters
    ----------
    view : View
        The nearest there are figures for.
    options : Options
    text : Text
        The wording of its language.
    unknown : tuple of str
        The names of parameters that were not understood, or of which there are no figures at all.
    asked : tuple of (str, str)
        The parts of a view that the address names itself, ``area``, ``indicator`` and ``period``, with their codes;
        also a period that there are no figures for, as long as it is one.
    """

    view: View
    options: Options
    text: Text
    unknown: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def nameless(self) -> tuple[str, ...]:
        """What was not understood and cannot be named either, since it may be anything."""
        return tuple(name for name in self.unknown if name not in dict(self.asked))

    def about(self, dataset: Dataset, indicator: str) -> View:
        """Return the view of an indicator nearest to the area and the period asked for, whatever else is."""
        asked = dict(self.asked)
        where_and_when = {part: asked.get(part) for part in ("area", "period")}
        return nearest(dataset, **where_and_when, indicator=indicator, home=site().home_area)[0]


def read_visit(parameters: Mapping[str, str], accepted: str, dataset: Dataset) -> Visit:
    """Return what an address asks for; what it names and we do not have becomes the nearest sensible view.

    Parameters
    ----------
    parameters : mapping of str to str
        Of the address, so anything may stand in it.
    accepted : str
        The browser's ``Accept-Language``: its language where the address has none; empty where only the address counts.
    dataset : Dataset
    """
    given = {part: parameters.get(part) for part in ("area", "indicator", "period")}
    view, unknown = nearest(dataset, **given, home=site().home_area)
    options, unclear = read_options(parameters)
    language = parameters.get("lang", "")
    wrong_language = ("lang",) if language and not named_language(parameters) else ()
    codes = {part: plain(part, code) for part, code in given.items()}
    asked = tuple(
        (part, code)
        for part, code in codes.items()
        if code and (part not in unknown or (part == "period" and _is_period(code)))
    )
    return Visit(view, options, read_text(parameters, accepted), (*wrong_language, *unknown, *unclear), asked)


def read_text(parameters: Mapping[str, str], accepted: str = "") -> Text:
    """Return the wording in the language of an address, or of the browser where the address has none.

    For what needs no figures, and for what says that they cannot be read.
    """
    return wording(language_of(parameters.get("lang", ""), accepted))


def named_language(parameters: Mapping[str, str]) -> str:
    """Return the language that an address names; empty where it names none, or none of ours."""
    language = parameters.get("lang", "")
    return language if language and language_of(language) == language else ""


def not_understood(
    unknown: Sequence[str], view: View, text: Text, *, parts: Collection[str] = ("area", "indicator", "period")
) -> str:
    """Return what was not understood, and of ``parts`` of the view what is shown instead; empty where all was."""
    shown = {part: part_words(part, getattr(view, part), text) for part in parts}
    said = [text("site.unknown.lang")] if "lang" in unknown else []
    said += [text(f"site.unknown.{name}", shown=shown[name]) for name in unknown if name in shown]
    if not set(unknown) <= {"lang", *shown}:
        said.append(text("site.unknown.option"))
    return " ".join(said)


def instead(
    visit: Visit,
    shown: View,
    *,
    periods: Collection[str] = (),
    parts: Collection[str] = ("area", "indicator", "period"),
    title: str = "",
) -> str:
    """Return in one line what an address names that a page does not show, and what it shows; empty where it shows it.

    Parameters
    ----------
    visit : Visit
    shown : View
        What the page shows.
    periods : collection of str
        Codes of periods that it shows besides.
    parts : collection of str
        The parts of an address that the page goes by: one that is about a single indicator leaves that out.
    title : str
        What is shown, in words, where the names of ``shown`` do not say it.
    """
    there = {"area": {shown.area}, "indicator": {shown.indicator}, "period": {shown.period, *periods}}
    text = visit.text
    missing = [(part, code) for part, code in visit.asked if part in parts and code not in there[part]]
    if not missing:
        return ""
    named = [part for part in parts if part == "period" or part in dict(missing)]
    in_place = title or ", ".join(part_words(part, getattr(shown, part), text) for part in named)
    return text("site.instead", asked=", ".join(part_words(*each, text) for each in missing), shown=in_place)


def instead_html(line: str) -> Markup:
    """Return such a line as a notice that a screen reader says; empty where there is none."""
    return Markup('<p class="notice" role="status">{}</p>').format(line) if line else Markup()


def stays_html(text: Text) -> Markup:
    """Return that a file or a tab stays on the device: for every place where one is offered."""
    return Markup('<p class="quiet stays">{}</p>').format(text("site.stays"))


def known_area(code: object) -> str:
    """Return a code that is one of an area of ours; empty for any other: browsers may send anything."""
    return code if isinstance(code, str) and code in areas() else ""


def part_words(part: str, code: str, text: Text) -> str:
    """Return what a code of the ``area``, ``indicator`` or ``period`` of an address is called."""
    if part == "area":
        return areas()[code].name(text.language)
    return period(code, text) if part == "period" else text(f"indicator.{code}.name")


def _is_period(code: str) -> bool:
    try:
        read_period(code)
    except ValueError:
        return False
    return True
