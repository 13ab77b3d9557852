"""The choices of the trends page: what is shown, in which steps, and whether dated events are drawn."""

from __future__ import annotations

import streamlit as st

from components.address import choose, go_to
from components.format import month
from components.map_figures import INDICATORS
from components.trend_view import Trends, steps
from data.periods import period
from data.register import register
from data.views import latest_period


def trend_controls(shown: Trends) -> None:
    """Show the choices; each writes the address."""
    text, key = shown.text, "choice-notes"
    choose(
        "indicator",
        INDICATORS,
        shown.view.indicator,
        label=text("trends.indicator"),
        wording=lambda code: text(f"indicator.{code}.name"),
    )
    choose(
        "step",
        steps(shown.view.indicator),
        shown.options.step,
        label=text("trends.step"),
        wording=lambda code: step_words(shown, code),
    )
    st.session_state[key] = shown.options.notes == "on"
    st.toggle(
        text("trends.notes"),
        key=key,
        on_change=lambda: go_to(notes="on" if st.session_state[key] else "off"),
    )


def step_words(shown: Trends, step: str) -> str:
    """Return what a step is called: years that end with the newest quarter by the month they end in."""
    newest = register()[shown.view.indicator].headline_kind
    if step == "year" and newest == "year_ending":
        code = latest_period(shown.dataset, shown.view.indicator, newest)
        return shown.text("trends.step.year_ending", month=month(period(code).end, shown.text))
    return shown.text(f"trends.step.{step}")
