"""What is recorded in the chosen area, in honest sentences: its count, its rate, what they compare with. Pure.

What is kept is text, by view and language and never by visitor.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple

from components import course, describe
from components.format import UNRELIABLE, mark, number, period, period_said
from components.map_change import YearChange, changes, expected_by_chance, mark_in_words, year_change
from components.map_scope import is_within, scope_of
from components.options import Options
from components.text import Text
from data.load import Dataset
from data.population import residents
from data.rates import Change, change
from data.views import Observation, View, ViewError, observation
from geo.areas import areas


class Links(NamedTuple):
    """Addresses of the pages that the words lead to."""

    signs: str
    report: str


@dataclass(frozen=True)
class Beside:
    """The figure of the area that another is compared with, and how its rate compares; None where one is missing."""

    figure: Observation
    change: Change | None


@lru_cache(maxsize=512)
def area_html(dataset: Dataset, view: View, options: Options, text: Text, links: Links) -> str:
    """Return what is recorded in the area, how it compares, what it can and cannot say, and where to go from here."""
    area = areas()[view.area]
    lines = "".join(f"<p>{line}</p>" for line in _lines(dataset, view, options, text))
    outside = area.kind == "force" and view.area not in scope_of(view, options).codes
    away = f'<p class="quiet">{escape(text("map.outside"))}</p>' if outside else ""
    ways = " ".join(
        f'<a href="{escape(getattr(links, page))}">{escape(text(f"{page}.title"))}</a>' for page in Links._fields
    )
    return (
        f'<div class="area-words"><h2 lang="{area.name_language(text.language)}">'
        f"{escape(area.name(text.language))}</h2>{lines}{away}"
        f'<p class="quiet">{escape(text(f"indicator.{view.indicator}.meaning"))}</p><p class="ways">{ways}</p></div>'
    )


def said(dataset: Dataset, view: View, options: Options, text: Text) -> str:
    """Return the same sentences as plain text after the name of the area, for a picture that stands alone."""
    lines = " ".join(_lines(dataset, view, options, text)).replace("<b>", "").replace("</b>", "")
    return f"{areas()[view.area].name(text.language)}. {lines}"


@lru_cache(maxsize=1024)
def beside(dataset: Dataset, view: View, against: str) -> Beside | None:
    """Return how the rate of an area compares with that of another: an exact test of two separate groups of people.

    Where one of the two contains the other, its rest is compared, so that nobody is on both sides. None where there
    is no figure of the other at all, or it is the same area.
    """
    if against == view.area:
        return None
    other = View(against, view.indicator, view.period)
    try:
        here, there = observation(dataset, view), observation(dataset, other)
    except ViewError:
        return None
    if here.rate is None or there.rate is None:
        return Beside(there, None)
    mine, theirs = ((each.value, residents(dataset, each.view.area, each.view.period)) for each in (here, there))
    if is_within(view.area, against):
        theirs = _without(theirs, mine)
    elif is_within(against, view.area):
        mine = _without(mine, theirs)
    (count_1, exposure_1), (count_2, exposure_2) = theirs, mine
    return Beside(there, change(count_1, count_2, exposure_1=exposure_1, exposure_2=exposure_2))


def _without(whole: tuple[int, int], part: tuple[int, int]) -> tuple[int, int]:
    return whole[0] - part[0], whole[1] - part[1]


def _lines(dataset: Dataset, view: View, options: Options, text: Text) -> list[str]:
    newest, when = observation(dataset, view), escape(period(view.period, text))
    year = year_change(dataset, view)
    if newest.value is None:
        lines = [f"{when}: {mark(newest.status)} {escape(describe.missing(newest.status, text))}"]
        return [*lines, *_chance(dataset, view, options, text)]
    count = number(newest.value, text.language)
    said = escape(period_said(view.period, text))
    lines = [text.plural(f"map.count.{view.indicator}", newest.value, count=count, period=said)]
    if of_forces := describe.newest_by_force(dataset, view.indicator, text):
        lines[0] = f"{lines[0]} {escape(of_forces)}"
    if options.measure == "change":
        lines.append(_year(year, view, dataset, text))
        return [*lines, *_other_year(dataset, view, options.against, text), *_chance(dataset, view, options, text)]
    return [*lines, *_rate(dataset, newest, options.against, text), *_course(dataset, view, text)]


def _course(dataset: Dataset, view: View, text: Text) -> list[str]:
    """Return how the series has gone, in the words of every other page; why not, where the year before is missing."""
    year = year_change(dataset, view)
    if year.change is None:
        return [_without_year(year, text)]
    said = " ".join(course.sentences(dataset, view, text))
    return [escape(f"{said} {text(f'course.reason.{course.course(dataset, view).reason}.short')}")]


def _rate(dataset: Dataset, newest: Observation, against: str, text: Text) -> list[str]:
    if newest.rate is None:
        return [f"{mark(newest.rate_status)} {escape(describe.missing(newest.rate_status, text))}"]
    rate, lower, upper = (
        number(value, text.language, decimals=1) for value in (newest.rate, newest.lower, newest.upper)
    )
    words = [text("map.rate", rate=rate, interval=text("format.interval", lower=lower, upper=upper))]
    words.append(describe.stand_in_said(dataset, newest.view, text))
    if newest.is_unreliable:
        words.append(text("map.few", mark=UNRELIABLE, meaning=text("status.unreliable")))
    return [escape(" ".join(filter(None, words))), *_beside(dataset, newest.view, against, text)]


def _beside(dataset: Dataset, view: View, against: str, text: Text) -> list[str]:
    found = beside(dataset, view, against)
    if found is None:
        return []
    other = areas()[against].name(text.language)
    if found.change is None:
        return [escape(f"{other}: {mark_in_words(found.figure.rate_status, text)}.")]
    return [escape(describe.beside(found.figure.rate, found.change, other=other, text=text))]


def _year(year: YearChange, view: View, dataset: Dataset, text: Text) -> str:
    """Return how the count compares with the year before, and in per cent of it with its interval."""
    if year.change is None:
        return _without_year(year, text)
    words = [course.change_words(course.course(dataset, view), text)]
    numbers = [100 * each for each in (year.change.ratio, year.change.lower, year.change.upper)]
    if all(each < float("inf") for each in numbers):
        ratio, lower, upper = (number(each, text.language) for each in numbers)
        interval = text("format.interval", lower=lower, upper=upper)
        words.append(text("map.change.percent", ratio=ratio, interval=interval))
    return escape(" ".join(words))


def _without_year(year: YearChange, text: Text) -> str:
    if year.status in ("hidden", "not_applicable"):
        return escape(f"{period(year.period, text)}: {mark_in_words(year.status, text)}.")
    return escape(text("map.alone"))


def _other_year(dataset: Dataset, view: View, against: str, text: Text) -> list[str]:
    """Return how the area that is compared with changed in the same year; nothing where there is no figure of it."""
    other = View(against, view.indicator, view.period)
    try:
        newest, year = observation(dataset, other), year_change(dataset, other)
    except ViewError:
        return []
    if year.change is None:
        return []
    counts = ((year.period, year.count), (view.period, newest.value))
    words = [
        text("map.change.count", period=period(code, text), count=number(count, text.language))
        for code, count in counts
    ]
    verdict = text(f"verdict.{year.change.verdict}")
    return [escape(f"{areas()[against].name(text.language)}: {verdict}. {', '.join(words)}.")]


def _chance(dataset: Dataset, view: View, options: Options, text: Text) -> list[str]:
    """Return how many areas would stand out by chance alone, where the map compares them with the year before."""
    if options.measure != "change":
        return []
    tested, chance = expected_by_chance(changes(dataset, view.indicator, view.period))
    if not tested:
        return []
    count = number(tested, text.language)
    return [escape(text("map.change.chance", tested=count, chance=number(chance, text.language)))]
