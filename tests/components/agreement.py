"""What each medium has to show of an area and an indicator: the charts, and the figures of the release behind them."""

import csv
from functools import cache, lru_cache

from components.address.options import DEFAULT
from components.briefing.request import read_briefing
from components.briefing.steps import OFFENCES, REFERRALS
from components.charts.exhibits import NoExhibitError, exhibit_chart
from components.charts.series import newest_series
from components.wording.format import mark
from components.wording.text import wording
from data import current
from data.load import PUBLISHED
from data.site import LANGUAGES
from data.views import View
from geo.areas import areas, forces

OF_ALL = ("map.areas", "map.tiles", "trends.series", "compare.side", "compare.funnel", "compare.league")
SHOWN = {
    OFFENCES: ("card.offences", "card.rate", "card.quarter", *OF_ALL),
    REFERRALS: ("card.referrals", *OF_ALL, "people.type", "people.age", "people.gender"),
}
# Every force, each in one of the languages.
FORCES = [
    (code, LANGUAGES[place % len(LANGUAGES)]) for place, code in enumerate(sorted(area.code for area in forces()))
]
CASES = [(*force, indicator) for force in FORCES for indicator in SHOWN]


@cache
def published():
    """Return every figure of the release, by what it is of, as its file has it: the value, and the mark of why none."""
    with (PUBLISHED / "observations.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            tuple(row[name] for name in ("indicator", "area_code", "period", "breakdown", "category")): (
                int(row["value"]) if row["value"] else None,
                mark(row["status"]),
            )
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=4)
def charts_of(area, language, indicator):
    """Return every visual that there is of an indicator in an area, by its name."""
    return drawn(current.dataset(), view_of(area, indicator), wording(language), SHOWN[indicator])


def drawn(dataset, view, words, names):
    """Return those visuals of a view that there are, by their names."""
    found = {}
    for name in names:
        try:
            found[name] = exhibit_chart(name, dataset, view, DEFAULT, words)
        except NoExhibitError:
            continue
    return found


def view_of(area, indicator):
    return View(area, indicator, newest_series(current.dataset(), area=area, indicator=indicator).view.period)


def briefing_of(area, language):
    """Return what a briefing of an area is asked for, and its visuals as the pages draw them, by their names."""
    asked = read_briefing(current.dataset(), {"area": area, "lang": language})
    (steps,) = asked.briefings()
    names = [each.name for step in steps for each in step.shown]
    assert len(names) >= 4
    both = {name: indicator for indicator in SHOWN for name in SHOWN[indicator] if name not in OF_ALL}
    return asked, {name: charts_of(area, language, both.get(name, OFFENCES))[name] for name in names}


def keys_of(name, chart, view, language):
    """Return what the figure of each row of a visual is of, as the release names it."""
    codes = chart.table.data["code"]
    if name.startswith("people."):
        return [(view.indicator, view.area, view.period, name.removeprefix("people."), code) for code in codes]
    if name.startswith("card."):
        return [(view.indicator, view.area, code, "total", "all") for code in codes]
    if name == "trends.series":
        by_name = {area.name(language): code for code, area in areas().items()}
        places = [by_name[area] for area in chart.table.data["area"]]
        assert places == [*chart.table.data["area_code"]]
        return [(view.indicator, area, code, "total", "all") for area, code in zip(places, codes, strict=True)]
    return [(view.indicator, code, view.period, "total", "all") for code in codes]


def close(said):
    """Return words without spaces, which a line that is broken may have lost."""
    return "".join(said.replace("\xa0", " ").split())
