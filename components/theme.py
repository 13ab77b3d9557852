"""Colours and sizes by meaning; from the Analysis Function's palette. Pure constants, read by every drawing."""

from __future__ import annotations

INK = "#0b0c0c"
QUIET_INK = "#4b565e"
LINE = "#cfd8df"
GROUND = "#ffffff"
STRONG = "#12436D"
CHOSEN_OUTLINE = "#0b0c0c"
COMPARED_OUTLINE = "#801650"
CONTEXT_LAND = "#eef1f3"
BOUNDARY = "#ffffff"

# Light to dark, one for each map class; with fewer classes the darkest of them are used.
MAP_CLASSES = ("#DCE8F2", "#A9C9E3", "#6BACE6", "#2073BC", "#12436D")

# The faces of a figure that is not there: never a colour of the ramp, never colour alone.
HIDDEN_GROUND = "#ffffff"
HIDDEN_HATCH = "#6b7780"
NOT_AVAILABLE_GROUND = "#ffffff"
NOT_AVAILABLE_DOTS = "#6b7780"
NOT_APPLICABLE_GROUND = "#f3f6f8"


def ramp(classes: int) -> tuple[str, ...]:
    """Return the colours of a map with ``classes`` classes, light to dark.

    Raises
    ------
    ValueError
        If there are no colours for so many classes.
    """
    if not 1 <= classes <= len(MAP_CLASSES):
        raise ValueError(f"a map has 1 to {len(MAP_CLASSES)} classes, not {classes}")
    return MAP_CLASSES[-classes:]


def ink_on(colour: str) -> str:
    """Return the ink that can be read on a map class: white on the dark ones."""
    return GROUND if colour in MAP_CLASSES[3:] else INK
