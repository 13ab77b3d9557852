"""What is said of a comparison: an area's figures, its rank with its interval, and why others are left out."""

from __future__ import annotations

from babel import Locale

from components.charts.compare.comparison import RatedComparison
from components.charts.compare.standing import RatedStanding, Standing, Standings
from components.wording.describe import mark_in_words
from components.wording.format import LOCALES, mark, number, rate, rate_marks
from components.wording.text import Text
from data.views import Observation


def rate_words(area: Standing | Observation, text: Text) -> str:
    """Return a rate with its interval and its mark, or the mark of why there is none and what it means."""
    if area.rate is None or area.lower is None or area.upper is None:
        return mark_in_words(area.rate_status, text)
    limits = {"lower": rate(area.lower, text), "upper": rate(area.upper, text)}
    marks = rate_marks(area.rate_status, is_unreliable=area.is_unreliable)
    return f"{rate(area.rate, text)} ({text('format.interval', **limits)}) {marks}".strip()


def count_words(area: Standing, text: Text) -> str:
    """Return a count with its mark, or the mark alone."""
    shown = "" if area.count is None else number(area.count, text.language)
    return f"{shown} {mark(area.status)}".strip()


def ordinal(place: int, text: Text) -> str:
    """Return a place in an order as the language writes it."""
    form = Locale.parse(LOCALES[text.language]).ordinal_form(place)
    return text(f"compare.ordinal.{form}", place=number(place, text.language))


def rank_words(found: Standings, area: RatedStanding, name: str, text: Text) -> str:
    """Return the rank of an area called ``name`` and between which ranks it may lie; never one without the other."""
    ranked = number(len(found.rated), text.language)
    places = {part: ordinal(getattr(area, part), text) for part in ("rank", "first", "last")}
    return text("compare.rank", area=name, ranked=ranked, **places)


def places_words(area: RatedStanding, text: Text) -> str:
    """Return the same as short as a row of a chart needs it."""
    first, last = (number(place, text.language) for place in (area.first, area.last))
    return f"{number(area.rank, text.language)} ({text('format.interval', lower=first, upper=last)})"


def left_out_words(shown: RatedComparison) -> str:
    """Return which areas have no rate, and why; empty where all have one."""
    by_status: dict[str, list[str]] = {}
    for area in shown.standings.unrated:
        by_status.setdefault(area.rate_status, []).append(area.code)
    said = [f"{mark_in_words(status, shown.text)}: {shown.names(codes)}." for status, codes in by_status.items()]
    return shown.text("compare.left_out", areas=" ".join(said)) if said else ""
