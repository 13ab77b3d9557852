"""The keys of the meeting view in words: for its own panel, and for the page that leads to it. Pure."""

from __future__ import annotations

from html import escape

from components.text import Text

# What the keys do, and their names; a name with a dot in it is a wording.
KEYS = {
    "next": ("→", "↓", "Page Down", "meeting.key.space"),
    "previous": ("←", "↑", "Page Up"),
    "ends": ("Home", "End"),
    "notes": ("N",),
    "blank": ("B", "."),
    "full": ("F",),
    "help": ("?",),
    "escape": ("Esc",),
}


def keys_html(text: Text) -> str:
    """Return what each key does, as a list of terms."""
    rows = "".join(
        f"<div><dt>{' '.join(_key(key, text) for key in keys)}</dt><dd>{escape(text(f'meeting.key.{name}'))}</dd></div>"
        for name, keys in KEYS.items()
    )
    return f'<dl class="keys">{rows}</dl>'


def _key(key: str, text: Text) -> str:
    """Return a key as it is written on a keyboard, which is in English; only the space bar has no writing."""
    if key.startswith("meeting."):
        return f"<kbd>{escape(text(key))}</kbd>"
    return f'<kbd lang="en">{escape(key)}</kbd>'
