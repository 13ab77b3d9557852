"""Colours and patterns by meaning; from the Analysis Function's palette. Read by every drawing."""

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
# A true zero is a figure, and not one of them: white with an outline, where a colour would say that there is something.
ZERO_GROUND = "#ffffff"

# The same faces as SVG patterns, by status, which is their id too; `.lane` in site.css draws them for HTML.
PATTERN = {
    # Its lines are diagonal themselves: not every program turns a pattern.
    "hidden": f'<pattern id="hidden" width="8" height="8" patternUnits="userSpaceOnUse">'
    f'<rect width="8" height="8" fill="{HIDDEN_GROUND}"/>'
    f'<path d="M-2 2L2 -2M-2 10L10 -2M6 10L10 6" stroke="{HIDDEN_HATCH}" stroke-width="2.8"/></pattern>',
    "not_available": f'<pattern id="not_available" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="{NOT_AVAILABLE_GROUND}"/>'
    f'<circle cx="3" cy="3" r="1.3" fill="{NOT_AVAILABLE_DOTS}"/></pattern>',
    "not_applicable": f'<pattern id="not_applicable" width="7" height="7" patternUnits="userSpaceOnUse">'
    f'<rect width="7" height="7" fill="{NOT_APPLICABLE_GROUND}"/>'
    f'<path d="M0 0L7 7M7 0L0 7" stroke="{HIDDEN_HATCH}" stroke-width=".8"/></pattern>',
}
PATTERNS = f"<defs>{''.join(PATTERN.values())}</defs>"

# What a change from the year before looks like: two hues that are neither red nor green and differ in lightness, a pale
# grey, and a pattern of its own for all but the grey: arrows up, arrows down, dashes.
ROSE, FELL, STEADY = "#54378A", "#9C5F0C", "#DDE2E6"
CHANGE_PATTERN = {
    "rose": f'<pattern id="rose" width="14" height="14" patternUnits="userSpaceOnUse">'
    f'<rect width="14" height="14" fill="{ROSE}"/><path d="M3.5 5.5L7 2L10.5 5.5M-3.5 12.5L0 9L3.5 12.5M10.5 12.5L14 9'
    f'L17.5 12.5" fill="none" stroke="{GROUND}" stroke-width="1.6"/></pattern>',
    "fell": f'<pattern id="fell" width="14" height="14" patternUnits="userSpaceOnUse">'
    f'<rect width="14" height="14" fill="{FELL}"/><path d="M3.5 2L7 5.5L10.5 2M-3.5 9L0 12.5L3.5 9M10.5 9L14 12.5'
    f'L17.5 9" fill="none" stroke="{GROUND}" stroke-width="1.6"/></pattern>',
    "few": f'<pattern id="few" width="9" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="9" height="6" fill="{GROUND}"/>'
    f'<path d="M2 3H7" stroke="{HIDDEN_HATCH}" stroke-width="1.4"/></pattern>',
}
ALL_PATTERNS = f"<defs>{''.join((PATTERN | CHANGE_PATTERN).values())}</defs>"


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
