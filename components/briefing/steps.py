"""What an office shows at a meeting, step by step: the same charts and sentences as on the pages, in an order.

The meeting view and the files are made from these steps and from nothing else, so that no number can differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from components.address.options import DEFAULT
from components.briefing import changes_step
from components.briefing.guidance_steps import act, doing, signs
from components.briefing.step import Cover, Exhibited, Listed, Step
from components.charts import change_over_time
from components.charts.exhibits import NoExhibitError, exhibit_chart
from components.charts.local_cases import MAP, local_view
from components.charts.overview import overview_cards
from components.charts.people import LOCAL
from components.charts.series import newest_series
from components.drawing.chart import Chart
from components.drawing.table import mark_meanings
from components.wording import describe, sources
from components.wording.attribution import attribution
from components.wording.text import Text
from data.load import Dataset
from data.site import site
from data.views import View
from geo.areas import areas

STEPS = ("stand", "trend", "map", "compare", "people", "cases", "signs", "doing", "act", "changes")
# What has changed since an earlier release is shown where somebody asks for it.
USUAL = STEPS[:-1]
EXHIBITS = {
    "trend": ("trends.series",),
    "map": ("map.areas",),
    "compare": ("compare.side", "compare.funnel"),
    "people": ("people.type", "people.age", "people.gender"),
    "cases": (f"people.{MAP}", "people.setting"),
}
OFFENCES, REFERRALS = "recorded_offences", "nrm_referrals"


def cover(dataset: Dataset, area: str, text: Text) -> Cover:
    """Return what a briefing of an area is about."""
    return Cover(
        title=site().title[text.language] if area == site().home_area else text("briefing.title.other"),
        area=areas()[area].name(text.language),
        when=sources.dated(dataset, OFFENCES, text),
        release=dataset.release,
        owner=site().owner.name[text.language],
    )


def step_ids(dataset: Dataset, area: str, *, asked: Sequence[str] = USUAL) -> tuple[str, ...]:
    """Return the steps that there are for an area, in the order asked for, each once.

    What is being done is the home force's own statement, and of cases only a force that publishes its own has any.
    """
    missing = {"doing"} if area != site().home_area else set()
    if local_view(dataset, area) is None:
        missing.add("cases")
    return tuple(id for id in dict.fromkeys(asked) if id in STEPS and id not in missing)


def briefing(
    dataset: Dataset, area: str, text: Text, *, asked: Sequence[str] = USUAL, since: str = ""
) -> tuple[Step, ...]:
    """Return the steps of a briefing.

    Parameters
    ----------
    dataset : Dataset
    area : str
        Code of an area of England and Wales.
    text : Text
    asked : sequence of str
        Ids of steps in the order to show; unknown ones are left out.
    since : str
        Id of the release that ``changes`` compares with; the one before if empty.
    """
    return tuple(step(dataset, area, text, id, since) for id in step_ids(dataset, area, asked=asked))


@lru_cache(maxsize=128)
def step(dataset: Dataset, area: str, text: Text, id: str, since: str = "") -> Step:
    """Return one step of a briefing."""
    if id == "stand":
        return _stand(dataset, area, text)
    if make := {"signs": signs, "doing": doing, "act": act}.get(id):
        return make(text)
    if id == "changes":
        title, words = text("briefing.changes.title"), changes_step.changed(dataset, area, text, since=since)
        lists = tuple(Listed(*each) for each in words.lists)
        return Step(id, title, words.said, lists=lists, notes=(text("briefing.changes.note"),), sources=words.sources)
    return _exhibited(dataset, area, text, id)


def _stand(dataset: Dataset, area: str, text: Text) -> Step:
    """Where we stand: the headline of the first page and its cards."""
    series = newest_series(dataset, area=area, indicator=OFFENCES)
    cards = overview_cards(dataset, area, text)
    charts = [card.chart for card in cards]
    notes = (*_gone(dataset, series.view, text), *_single(charts), *(f"{card.title}: {card.why}" for card in cards))
    return Step(
        "stand",
        text("briefing.stand.title"),
        (change_over_time.headline(dataset, series.view, text),),
        cards=cards,
        notes=(*notes, *_meanings((OFFENCES, REFERRALS), text), *_marks(charts, text)),
        sources=_sources(charts),
        marks=_marks(charts, text),
    )


def _exhibited(dataset: Dataset, area: str, text: Text, id: str) -> Step:
    """Return a step made of visuals; one that has no figure in the area is left out, and the step says so."""
    indicator = {"people": REFERRALS, "cases": LOCAL}.get(id, OFFENCES)
    view = View(area, indicator, newest_series(dataset, area=area, indicator=indicator).view.period)
    shown = tuple(_charts(dataset, view, text, EXHIBITS[id]))
    charts = [each.chart for each in shown]
    # A chart of two numbers can have nothing to add to them: it then has no sentence.
    said = tuple(chart.sentence for chart in charts if chart.sentence) if charts else (text("briefing.nothing"),)
    said = (*said, *filter(None, (describe.newest_by_force(dataset, indicator, text),)))
    notes = [
        # How offences have gone says nothing of the force's own cases.
        *(() if id == "cases" else _gone(dataset, change_over_time.newest_view(dataset, area), text)),
        *_meanings((indicator,), text),
        text(f"briefing.{id}.note"),
        *_single(charts),
    ]
    if id == "map":
        notes.append(attribution(text))
    return Step(
        id,
        text(f"briefing.{id}.title"),
        tuple(dict.fromkeys(said)),
        shown=shown,
        notes=(*notes, *_marks(charts, text)),
        sources=_sources(charts) or (sources.source(indicator, dataset, text),),
        marks=_marks(charts, text),
    )


def _charts(dataset: Dataset, view: View, text: Text, names: Sequence[str]) -> Iterator[Exhibited]:
    for name in names:
        try:
            yield Exhibited(name, exhibit_chart(name, dataset, view, DEFAULT, text))
        except NoExhibitError:
            continue


def _gone(dataset: Dataset, view: View, text: Text) -> tuple[str, ...]:
    """Return the reason that fits how recorded offences have gone, and what may be said of that in whole sentences."""
    reason = change_over_time.course(dataset, view).reason
    words = f"{text(f'course.reason.{reason}.title')}. {text(f'course.reason.{reason}.words')}"
    return tuple(filter(None, (words, " ".join(change_over_time.sentences(dataset, view, text)))))


def _meanings(indicators: Sequence[str], text: Text) -> tuple[str, ...]:
    return tuple(text(f"indicator.{each}.meaning") for each in indicators)


def _marks(charts: Sequence[Chart], text: Text) -> tuple[str, ...]:
    found = {mark: said for chart in charts for mark, said in mark_meanings(chart.table, text).items()}
    return tuple(f"{mark} {said}" for mark, said in found.items())


def _single(charts: Sequence[Chart]) -> tuple[str, ...]:
    """Return what has to be said of single figures in some charts."""
    return tuple(dict.fromkeys(note for chart in charts for note in chart.table.notes))


def _sources(charts: Sequence[Chart]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chart.table.source for chart in charts))
