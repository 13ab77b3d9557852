"""The choices of the map page: what is shown, of which part of the map, compared with whom, and when."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.address import choose, go_to
from components.choices import in_step
from components.format import capital, years_of
from components.map_figures import INDICATORS, kinds_of_years, mapped_periods, shown_periods
from components.map_scope import COMPARED_FIRST, WALES
from components.options import CHOICES, ENGLAND_AND_WALES, Options
from components.text import Text
from components.timeline import timeline, timeline_data
from data.load import Dataset
from data.views import View
from geo.areas import areas, children, forces


def map_controls(dataset: Dataset, view: View, options: Options, text: Text) -> None:
    """Show the choices of a view; each of them writes the address."""
    choose(
        "indicator",
        INDICATORS,
        view.indicator,
        label=text("map.indicator"),
        wording=lambda code: capital(text(f"indicator.{code}.short")),
    )
    years_control(dataset, view, text)
    for name in ("measure", "scope"):
        choose(
            name,
            CHOICES[name],
            getattr(options, name),
            label=text(f"map.{name}"),
            wording=lambda code, name=name: text(f"map.{name}.{code}"),
        )
    choose(
        "against",
        comparable(view.area, text),
        options.against,
        label=text("map.against"),
        wording=lambda code: areas()[code].name(text.language),
    )


def years_control(dataset: Dataset, view: View, text: Text) -> None:
    """Show which years are meant, where an indicator has several kinds: the choice writes their newest."""
    codes = kinds_of_years(dataset, view.indicator, view.period)
    if len(codes) == 1:
        return
    current = mapped_periods(dataset, view.indicator, view.period)[-1]
    in_step(
        partial(st.selectbox, text("map.years"), codes, format_func=lambda code: years_of(code, text)),
        key="choice-years",
        current=current,
        start={"index": codes.index(current) if current in codes else 0},
        write=lambda code: go_to(period=code) if code in codes else None,
    )


def period_control(dataset: Dataset, view: View, options: Options, text: Text) -> None:
    """Show the slider of the periods, if there is anything to show in any of them.

    It is to be drawn after everything else, wherever it stands: its play steps on as soon as it hears of the new
    period, and a step on the way ends the run that has not finished yet.
    """
    codes = mapped_periods(dataset, view.indicator, view.period)
    if shown := shown_periods(dataset, view.indicator, view.period, options.measure):
        timeline(timeline_data(codes, view.period, shown, text), on_period=lambda code: go_to(period=code))


def comparable(area: str, text: Text) -> list[str]:
    """Return whom an area can be compared with: the whole, Wales, England, its regions, every other force by name."""
    named = sorted((force.code for force in forces()), key=lambda code: areas()[code].name(text.language))
    england = next(each.code for each in children(ENGLAND_AND_WALES) if each.code != WALES)
    larger = [*COMPARED_FIRST, england, *(region.code for region in children(england))]
    return [code for code in (*larger, *named) if code != area]
