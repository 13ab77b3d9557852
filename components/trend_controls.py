"""The choices of the trends page: what is shown, in which steps, and whether dated events are drawn."""

from __future__ import annotations

import streamlit as st

from components.address import choose, go_to
from components.map_figures import INDICATORS
from components.trend_view import STEPS, Trends


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
        STEPS,
        shown.options.step,
        label=text("trends.step"),
        wording=lambda code: text(f"trends.step.{code}"),
    )
    st.session_state[key] = shown.options.notes == "on"
    st.toggle(
        text("trends.notes"),
        key=key,
        on_change=lambda: go_to(notes="on" if st.session_state[key] else "off"),
    )
