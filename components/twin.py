"""Drawings whose areas can be chosen without a mouse: arrows move, Enter chooses, the focus stays.

A Streamlit component that fetches its outlines and how they look by address, once each. The page sends it codes and
a few words, so another year or area costs next to nothing; ``assets/twin.js`` and ``assets/twin.css`` do the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache

import streamlit as st

from components.map_view import Operable
from components.shell import asset
from geo.areas import areas


def operable(figure: Operable, *, key: str, on_select: Callable[[], None] | None) -> None:
    """Show a drawing; ``on_select`` is called when a reader chooses an area of it."""
    _component()(key=key, data=asdict(figure), on_area_change=on_select or (lambda: None))


def chosen_area(state: Mapping) -> str:
    """Return the code of the area in what Streamlit keeps of a choice; empty if it is none of ours."""
    code = state.get("area") or ""
    return code if isinstance(code, str) and code in areas() else ""


@cache
def _component() -> Callable:
    # A line break in each, or Streamlit takes the string for the name of a file. Script and style are fetched by
    # address: what stands here is sent with every change of the data.
    return st.components.v2.component(
        "area_choice",
        html='<h2></h2>\n<div class="drawing"></div>\n<p class="readout" aria-hidden="true"></p>',
        css=f'@import url("{asset("twin.css")[1]}");\n:host {{ display: block; }}',
        js=(
            f'const address = new URL("{asset("twin.js")[1]}", location.href);\n'
            "export default async (component) => (await import(address)).default(component);"
        ),
    )
