"""What is recorded in the chosen area, in honest sentences: its count, its rate, what they compare with.

What is kept is text, by view and language and never by visitor.
"""

from __future__ import annotations

from html import escape

from components.address.options import Options
from components.charts import course
from components.charts.beside import beside
from components.charts.map.change import YearChange, changes, expected_by_chance, year_change
from components.wording import describe
from components.wording.describe import mark_in_words
from components.wording.format import UNRELIABLE, mark, number, period, period_said
from components.wording.text import Text
from data.load import Dataset
from data.views import Observation, View, ViewError, observation
from geo.areas import areas


def said(dataset: Dataset, view: View, options: Options, text: Text) -> str:
    """Return the same sentences as plain text after the name of the area, for a picture that stands alone."""
    lines = " ".join(area_lines(dataset, view, options, text)).replace("<b>", "").replace("</b>", "")
    return f"{areas()[view.area].name(text.language)}. {lines}"


def area_lines(dataset: Dataset, view: View, options: Options, text: Text) -> list[str]:
    """Return the sentences of an area as HTML, one for each paragraph."""
    newest, when = observation(dataset, view), escape(period(view.period, text))
    year = year_change(dataset, view)
    if newest.value is None:
        lines = [f"{when}: {mark(newest.status)} {escape(describe.missing(newest.status, text))}"]
        return [*lines, *_chance(dataset, view, options, text)]
    count = number(newest.value, text.language)
    said = escape(period_said(view.period, text))
    lines = [text.plural(f"indicator.{view.indicator}.count", newest.value, count=count, period=said)]
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
