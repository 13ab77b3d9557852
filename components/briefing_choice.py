"""The choice of the steps of a briefing: a list to tick and to put in order, by keyboard, mouse or touch.

A Streamlit component, so that the focus stays where it is while steps change places; the choice is in the address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import streamlit as st

from components.block import Steps
from components.briefing_page import steps_form
from components.choices import hear
from components.own_component import own_component
from components.text import Text
from components.text import text as text_in


def choose_steps(steps: Steps, text: Text) -> None:
    """Show the steps there are, those of the briefing first; what is chosen is the parameter ``steps``."""
    key = f"choice-steps-{text.language}"

    def write(chosen: str) -> None:
        known = tuple(code for code in dict.fromkeys(chosen.split(",")) if code in steps.order)
        if known == steps.usual or not known:
            st.query_params.pop("steps", None)
        else:
            st.query_params["steps"] = ",".join(known)

    data = {"order": [*steps.order], "kept": [*steps.kept], "usual": [*steps.usual]}
    hear(
        lambda told: _component(text.language)(key=key, data=data, on_steps_change=told),
        key=key,
        chosen=_chosen_steps,
        write=write,
    )


def _chosen_steps(state: Mapping) -> str:
    """Return the steps in what Streamlit keeps of a choice; empty if they are no words: browsers may send anything."""
    steps = state.get("steps")
    return steps if isinstance(steps, str) else ""


@cache
def _component(language: str) -> Callable:
    html = steps_form(text_in(language))
    return own_component(f"briefing_steps_{language}", html=html, assets="briefing", is_isolated=False)
