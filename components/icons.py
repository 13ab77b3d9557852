"""The drawn pictures of places and objects, made for this project; they say nothing that the words do not. Pure."""

from __future__ import annotations

from components.shell import asset


def icon(name: str) -> str:
    """Return the picture ``components/assets/icons/<name>.svg`` as HTML, silent for a screen reader."""
    return f'<img class="icon" src="{asset(f"icons/{name}.svg")[1]}" alt="" width="40" height="40">'
