"""Our own Streamlit components: steps to tick and to order, stories to practise, drawings whose areas can be chosen.

Each fetches its script and style by address, once; the page sends it codes and a few words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.address.assets import asset
from components.address.visit import known_area
from components.content.block import Steps
from components.content.briefing import steps_form
from components.content.practice import stories
from components.drawing.map.operable import Operable
from components.screen.choices import hear
from components.wording.text import Text, wording

# What of a drawing the browser's script has no use for.
DRAWN_WITHOUT = ("still", "labels")


def own_component(name: str, *, html: Markup, assets: str, is_isolated: bool = True) -> Callable[..., object]:
    """Return the component ``name``, brought to life by ``assets/<assets>.js`` and ``.css``.

    Script and style are only named, because what stands here is sent with every change of the data. A line break is in
    each part, or Streamlit takes the string for the name of a file. One that is not isolated has the look of the site.
    """
    return st.components.v2.component(
        name,
        html=f"{html}\n",
        css=f'@import url("{asset(f"{assets}.css")[1]}");\n:host {{ display: block; }}',
        js=(
            f'const address = new URL("{asset(f"{assets}.js")[1]}", location.href);\n'
            "export default async (component) => (await import(address)).default(component);"
        ),
        isolate_styles=is_isolated,
    )


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
        lambda told: _steps_component(text.language)(key=key, data=data, on_steps_change=told),
        key=key,
        chosen=_chosen_steps,
        write=write,
    )


def _chosen_steps(state: Mapping[str, Any]) -> str:
    """Return the steps in what Streamlit keeps of a choice; empty if they are no words: browsers may send anything."""
    steps = state.get("steps")
    return steps if isinstance(steps, str) else ""


@cache
def _steps_component(language: str) -> Callable[..., object]:
    html = steps_form(wording(language))
    return own_component(f"briefing_steps_{language}", html=html, assets="briefing", is_isolated=False)


def practise(text: Text) -> None:
    """Show the stories in the language of ``text``."""
    _stories_component(text.language)(key=f"practice-{text.language}")


@cache
def _stories_component(language: str) -> Callable[..., object]:
    return own_component(f"practice_{language}", html=stories(wording(language)), assets="practice", is_isolated=False)


def operable(figure: Operable, *, key: str, on_select: Callable[[], None] | str) -> None:
    """Show a drawing; ``on_select`` is called when a reader chooses an area of it, unless it is ``"ignore"``."""
    heard = on_select if callable(on_select) else lambda: None
    data = {field.name: getattr(figure, field.name) for field in fields(figure) if field.name not in DRAWN_WITHOUT}
    _drawing_component()(key=key, data=data, on_area_change=heard)


def chosen_area(state: Mapping[str, Any]) -> str:
    """Return the code of the area in what Streamlit keeps of a choice; empty if it is none of ours."""
    return known_area(state.get("area"))


@cache
def _drawing_component() -> Callable[..., object]:
    html = Markup('<h2></h2>\n<div class="drawing"></div>\n<p class="readout" aria-hidden="true"></p>')
    return own_component("area_choice", html=html, assets="twin")
