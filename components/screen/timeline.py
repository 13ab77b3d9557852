"""The period as a slider that can play: each step is a choice of the period as any other, written to the address.

A Streamlit component around the browser's own ``<input type="range">``. ``assets/timeline.js`` steps on only after the
page has answered, so that a slow line slows the play and never piles it up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup

from components.screen.choices import hear
from components.screen.custom import own_component
from components.wording.describe import mark_in_words
from components.wording.format import period, short_period
from components.wording.text import Text

KEY = "timeline"


def timeline_data(codes: Sequence[str], current: str, shown: Collection[str], text: Text) -> dict[str, Any]:
    """Return what the slider is made of.

    Parameters
    ----------
    codes : sequence of str
        The periods, the oldest first; those without any figure keep their place.
    current : str
        The period that is shown.
    shown : collection of str
        The periods with figures; of the others it is said that they are not available.
    text : Text
    """
    without = mark_in_words("not_available", text)
    return {
        "name": text("map.period"),
        "play": text("map.play"),
        "pause": text("map.pause"),
        "codes": [*codes],
        "ends": [short_period(code, text.language) for code in (codes[0], codes[-1])],
        "said": [period(code, text) if code in shown else f"{period(code, text)}: {without}" for code in codes],
        "empty": [place for place, code in enumerate(codes) if code not in shown],
        "current": codes.index(current) if current in codes else len(codes) - 1,
    }


def timeline(data: Mapping[str, Any], *, on_period: Callable[[str], None]) -> None:
    """Show the slider; ``on_period`` is called with the code of the period a reader, or the play, has come to."""
    hear(
        lambda told: _component()(key=KEY, data=data, on_period_change=told),
        key=KEY,
        chosen=lambda state: chosen_period(state, data["codes"]),
        write=on_period,
    )


def chosen_period(state: Mapping[str, Any], codes: Sequence[str]) -> str | None:
    """Return the period in what Streamlit keeps of a choice; None if it is none of ours: browsers may send anything."""
    code = state.get("period")
    return code if isinstance(code, str) and code in codes else None


@cache
def _component() -> Callable[..., object]:
    return own_component("period_timeline", html=Markup('<div class="timeline"></div>'), assets="timeline")
