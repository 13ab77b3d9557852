"""The choices of the pages of figures: what is shown, of when, of which part, and compared with whom."""

from __future__ import annotations

from components.address.options import CHOICES, ENGLAND_AND_WALES, MOST_BESIDE, Options
from components.charts.compare.comparison import Comparison
from components.charts.map.figures import kinds_of_years
from components.charts.map.scope import COMPARED_FIRST
from components.charts.map.view import MapView
from components.charts.trends.panels import KINDS, Trends, steps
from components.charts.views import INDICATORS, map_periods
from components.content.block import Choice, Several, Switch, choice
from components.wording.format import capital, period, years_of
from components.wording.text import Text
from data.load import Dataset
from data.register import register
from data.views import View, latest_period
from geo.areas import WALES, areas, children, forces

LARGER_AREAS = ("W92000004", "E92000001", ENGLAND_AND_WALES)


def area_choice(current: str, text: Text) -> Choice:
    """Return the choice of the area: the forces by name, then larger areas; one that only an address names is last."""
    named = sorted(forces(), key=lambda area: area.name(text.language))
    codes = [*(area.code for area in named), *LARGER_AREAS]
    there = codes if current in codes else [*codes, current]
    return choice("area", there, current, label=text("site.area"), wording=lambda code: _area(code, text))


def map_choices(shown: MapView) -> tuple[Choice, ...]:
    """Return the choices of a map but for its period, which is a slider."""
    text, view, options = shown.text, shown.view, shown.options
    return (
        _indicator(view, text("map.indicator"), text),
        *_kinds_of_years(shown.dataset, view, text),
        *(_option(name, "map", options, text) for name in ("measure", "scope")),
        choice(
            "against",
            comparable(view.area, text),
            options.against,
            label=text("map.against"),
            wording=lambda code: _area(code, text),
        ),
    )


def large_choice(shown: MapView) -> Switch:
    """Return whether there is a map to zoom into: it takes a browser long to fetch and to draw."""
    return Switch("large", shown.options.large, shown.text("map.large"))


def compare_choices(shown: Comparison) -> tuple[Choice | Several, ...]:
    """Return what is compared, of which year, with whom and how strictly; the areas, where they are chosen by hand."""
    text, view = shown.text, shown.view
    return (
        _indicator(view, text("compare.indicator"), text),
        *_kinds_of_years(shown.dataset, view, text),
        choice(
            "period",
            map_periods(shown.dataset, view.indicator, view.period)[::-1],
            view.period,
            label=text("compare.period"),
            wording=lambda code: capital(period(code, text)),
        ),
        *(_option(name, "compare", shown.options, text) for name in ("group", "limits")),
        *([_beside(shown)] if shown.options.group == "chosen" else []),
    )


def league_choice(shown: Comparison) -> Switch:
    """Return whether all areas are listed by rank: not until somebody asks."""
    return Switch("league", shown.options.league, shown.text("compare.league"))


def trend_choices(shown: Trends) -> tuple[Choice | Switch, ...]:
    """Return what is shown, in which steps, and whether dated events are drawn."""
    text = shown.text
    return (
        _indicator(shown.view, text("trends.indicator"), text),
        choice(
            "step",
            steps(shown.dataset, shown.view.indicator),
            shown.options.step,
            label=text("trends.step"),
            wording=lambda code: _step(shown, code),
        ),
        Switch("notes", shown.options.notes, text("trends.notes")),
    )


def comparable(area: str, text: Text) -> list[str]:
    """Return whom an area can be compared with: the whole, Wales, England, its regions, every other force by name."""
    named = sorted((force.code for force in forces()), key=lambda code: _area(code, text))
    england = next(each.code for each in children(ENGLAND_AND_WALES) if each.code != WALES)
    larger = [*COMPARED_FIRST, england, *(region.code for region in children(england))]
    return [code for code in (*larger, *named) if code != area]


def _area(code: str, text: Text) -> str:
    return areas()[code].name(text.language)


def _indicator(view: View, label: str, text: Text) -> Choice:
    words = lambda code: capital(text(f"indicator.{code}.short"))  # noqa: E731 - as choice asks for it
    return choice("indicator", INDICATORS, view.indicator, label=label, wording=words)


def _option(name: str, page: str, options: Options, text: Text) -> Choice:
    return choice(
        name,
        CHOICES[name],
        getattr(options, name),
        label=text(f"{page}.{name}"),
        wording=lambda code: text(f"{page}.{name}.{code}"),
    )


def _kinds_of_years(dataset: Dataset, view: View, text: Text) -> tuple[Choice, ...]:
    """Return which years are meant, where an indicator has several kinds: the choice writes their newest."""
    codes = kinds_of_years(dataset, view.indicator, view.period)
    if len(codes) == 1:
        return ()
    current = map_periods(dataset, view.indicator, view.period)[-1]
    wording = lambda code: years_of(code, text)  # noqa: E731 - as choice asks for it
    return (choice("years", codes, current, label=text("map.years"), wording=wording, parameter="period"),)


def _beside(shown: Comparison) -> Several:
    """Return the choice of up to four areas by hand."""
    text = shown.text
    codes = tuple(comparable(shown.view.area, text))
    return Several(
        "beside",
        codes,
        tuple(code for code in shown.options.beside if code != shown.view.area),
        text("compare.beside"),
        tuple(_area(code, text) for code in codes),
        MOST_BESIDE,
        text("compare.beside.none"),
        {"group": "chosen"},
    )


def _step(shown: Trends, step: str) -> str:
    """Return what a step is called: years by what they are, quarters as quarters."""
    indicator, text = shown.view.indicator, shown.text
    kind = KINDS.get(step, register()[indicator].headline_kind)
    if kind == "quarter":
        return text("trends.step.quarter")
    return years_of(latest_period(shown.dataset, indicator, kind), text)
