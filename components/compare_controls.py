"""The choices of the compare page: what is compared, when, with whom, how strictly, and whether ranks are listed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.address import choose, go_to, switch
from components.choices import in_step
from components.comparison import Comparison
from components.format import capital, period
from components.map_controls import comparable, years_control
from components.map_figures import INDICATORS, mapped_periods
from components.options import CHOICES, MOST_BESIDE
from geo.areas import areas


def compare_controls(shown: Comparison) -> None:
    """Show what is compared, of which year, with whom and how strictly; each choice writes the address."""
    text, view = shown.text, shown.view
    choose(
        "indicator",
        INDICATORS,
        view.indicator,
        label=text("compare.indicator"),
        wording=lambda code: capital(text(f"indicator.{code}.short")),
    )
    years_control(shown.dataset, view, text)
    choose(
        "period",
        mapped_periods(shown.dataset, view.indicator, view.period)[::-1],
        view.period,
        label=text("compare.period"),
        wording=lambda code: capital(period(code, text)),
    )
    for name in ("group", "limits"):
        choose(
            name,
            CHOICES[name],
            getattr(shown.options, name),
            label=text(f"compare.{name}"),
            wording=lambda code, name=name: text(f"compare.{name}.{code}"),
        )
    if shown.options.group == "chosen":
        _beside_control(shown)


def _beside_control(shown: Comparison) -> None:
    """Show the choice of up to four areas by hand."""
    text, beside = shown.text, [code for code in shown.options.beside if code != shown.view.area]
    in_step(
        partial(
            st.multiselect,
            text("compare.beside"),
            comparable(shown.view.area, text),
            format_func=lambda code: areas()[code].name(text.language),
            max_selections=MOST_BESIDE,
            placeholder=text("compare.beside.none"),
        ),
        key="choice-beside",
        current=beside,
        start={"default": beside},
        write=lambda codes: go_to(beside=",".join(code for code in codes if code in areas()), group="chosen"),
    )


def league_control(shown: Comparison) -> None:
    """Show whether all areas are listed by rank: not until somebody asks."""
    switch("league", shown.options.league, label=shown.text("compare.league"))
