"""The stories on the page: all in the browser. Nothing a reader chooses is sent, stored or counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from components.own_component import own_component
from components.practice import stories
from components.text import Text
from components.text import text as text_in


def practise(text: Text) -> None:
    """Show the stories in the language of ``text``."""
    _component(text.language)(key=f"practice-{text.language}")


@cache
def _component(language: str) -> Callable:
    return own_component(f"practice_{language}", html=stories(text_in(language)), assets="practice", is_isolated=False)
