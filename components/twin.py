"""Drawings whose areas can be chosen without a mouse: arrows move, Enter chooses, the focus stays.

A Streamlit component that fetches its outlines and how they look by address, once each. The page sends it codes and
a few words, so another year or area costs next to nothing; ``assets/twin.js`` and ``assets/twin.css`` do the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache

from components.map_view import Operable
from components.own_component import own_component
from geo.areas import areas


def operable(figure: Operable, *, key: str, on_select: Callable[[], None] | str) -> None:
    """Show a drawing; ``on_select`` is called when a reader chooses an area of it, unless it is ``"ignore"``."""
    heard = on_select if callable(on_select) else lambda: None
    _component()(key=key, data=asdict(figure), on_area_change=heard)


def chosen_area(state: Mapping) -> str:
    """Return the code of the area in what Streamlit keeps of a choice; empty if it is none of ours."""
    code = state.get("area") or ""
    return code if isinstance(code, str) and code in areas() else ""


@cache
def _component() -> Callable:
    html = '<h2></h2>\n<div class="drawing"></div>\n<p class="readout" aria-hidden="true"></p>'
    return own_component("area_choice", html=html, assets="twin")
