"""What is recorded in the chosen area, in honest sentences: its count, its rate, what they compare with.

What is kept is text, by view and language and never by visitor.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from components.charts import change_over_time
from components.charts.beside import beside
from components.charts.map.change import YearChange, expected_by_chance, year_change
from components.charts.map.view import MapView
from components.wording import describe
from components.wording.describe import mark_in_words
from components.wording.format import UNRELIABLE, mark, number, period, period_said
from components.wording.text import Text
from data.views import Observation, ViewError, observation


def said(shown: MapView) -> str:
    """Return the same sentences as plain text after the name of the area, for a picture that stands alone."""
    lines = " ".join(line.striptags() for line in area_lines(shown))
    return f"{shown.name()}. {lines}"


def area_lines(shown: MapView) -> list[Markup]:
    """Return the sentences of an area as HTML, one for each paragraph."""
    dataset, view, text = shown.dataset, shown.view, shown.text
    newest, when = observation(dataset, view), period(view.period, text)
    if newest.value is None:
        lines = [Markup("{}: {} {}").format(when, mark(newest.status), describe.missing(newest.status, text))]
        return [*lines, *_chance(shown)]
    count = number(newest.value, text.language)
    said = period_said(view.period, text)
    lines = [text.plural_markup(f"indicator.{view.indicator}.count", newest.value, count=count, period=said)]
    if of_forces := describe.newest_by_force(dataset, view.indicator, text):
        lines[0] = Markup("{} {}").format(lines[0], of_forces)
    if shown.options.measure == "change":
        return [*lines, _year(shown), *_other_year(shown), *_chance(shown)]
    return [*lines, *_rate(shown, newest), *_course(shown)]


def _course(shown: MapView) -> list[Markup]:
    """Return how the series has gone, in the words of every other page; why not, where the year before is missing."""
    dataset, view, text = shown.dataset, shown.view, shown.text
    year = year_change(dataset, view)
    if year.change is None:
        return [_without_year(year, text)]
    said = " ".join(change_over_time.sentences(dataset, view, text))
    return [escape(f"{said} {text(f'course.reason.{change_over_time.course(dataset, view).reason}.short')}")]


def _rate(shown: MapView, newest: Observation) -> list[Markup]:
    text = shown.text
    if newest.interval is None:
        return [Markup("{} {}").format(mark(newest.rate_status), describe.missing(newest.rate_status, text))]
    rate, lower, upper = (number(value, text.language, decimals=1) for value in newest.interval)
    words = [text("map.rate", rate=rate, interval=text("format.interval", lower=lower, upper=upper))]
    words.append(describe.stand_in_said(shown.dataset, shown.view, text))
    if newest.is_unreliable:
        words.append(text("map.few", mark=UNRELIABLE, meaning=text("status.unreliable")))
    return [escape(" ".join(filter(None, words))), *_beside(shown)]


def _beside(shown: MapView) -> list[Markup]:
    text, against = shown.text, shown.options.against
    found = beside(shown.dataset, shown.view, against)
    if found is None:
        return []
    other = shown.name(against)
    if found.change is None or found.figure.rate is None:
        return [escape(f"{other}: {mark_in_words(found.figure.rate_status, text)}.")]
    return [escape(describe.beside(found.figure.rate, found.change, other=other, text=text))]


def _year(shown: MapView) -> Markup:
    """Return how the count compares with the year before, and in per cent of it with its interval."""
    text, year = shown.text, year_change(shown.dataset, shown.view)
    if year.change is None:
        return _without_year(year, text)
    words = [change_over_time.change_words(change_over_time.course(shown.dataset, shown.view), text)]
    numbers = [100 * each for each in (year.change.ratio, year.change.lower, year.change.upper)]
    if all(each < float("inf") for each in numbers):
        ratio, lower, upper = (number(each, text.language) for each in numbers)
        interval = text("format.interval", lower=lower, upper=upper)
        words.append(text("map.change.percent", ratio=ratio, interval=interval))
    return escape(" ".join(words))


def _without_year(year: YearChange, text: Text) -> Markup:
    if year.status in ("hidden", "not_applicable"):
        return escape(f"{period(year.period, text)}: {mark_in_words(year.status, text)}.")
    return escape(text("map.alone"))


def _other_year(shown: MapView) -> list[Markup]:
    """Return how the area that is compared with changed in the same year; nothing where there is no figure of it."""
    text, other = shown.text, shown.of_area(shown.options.against)
    try:
        newest, year = observation(shown.dataset, other), year_change(shown.dataset, other)
    except ViewError:
        return []
    if year.change is None:
        return []
    counts = ((year.period, year.count), (other.period, newest.value))
    words = [
        text("map.change.count", period=period(code, text), count=number(count, text.language))
        for code, count in counts
        if count is not None
    ]
    verdict = text(f"verdict.{year.change.verdict}")
    return [escape(f"{shown.name(other.area)}: {verdict}. {', '.join(words)}.")]


def _chance(shown: MapView) -> list[Markup]:
    """Return how many areas would stand out by chance alone, where the map compares them with the year before."""
    if shown.options.measure != "change":
        return []
    text = shown.text
    tested, chance = expected_by_chance(shown.figures.rows)
    if not tested:
        return []
    count = number(tested, text.language)
    return [escape(text("map.change.chance", tested=count, chance=number(chance, text.language)))]
