"""Which areas the maps show: all of them, those of Wales, or a region with its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from components.address.options import ENGLAND_AND_WALES, Options
from components.drawing.map.figure import Box
from components.wording.text import Text
from data.views import View
from geo.areas import WALES, areas, forces, is_within, region_of
from geo.shapes import neighbours, shapes, sheet_bounds

# What an area is compared with unless a visitor chooses: the first of these that it is not itself.
COMPARED_FIRST = (ENGLAND_AND_WALES, WALES)
# Room around the areas shown, as a share of their extent.
MARGIN = 0.03


@dataclass(frozen=True)
class Scope:
    """The areas a map shows.

    Parameters
    ----------
    key : str
        Empty for all areas, ``wales``, or ``near-`` and the code of the region or country in the middle.
    codes : tuple of str
        Of the police force areas shown, in the order of ``areas.csv``.
    """

    key: str
    codes: tuple[str, ...]

    @property
    def middle(self) -> str:
        """Code of the region or country in the middle."""
        return WALES if self.key == "wales" else self.key.removeprefix("near-") or ENGLAND_AND_WALES

    def name(self, text: Text) -> str:
        """Return in words where the areas are."""
        middle = areas()[self.middle].name(text.language)
        return text("map.around", region=middle) if self.key.startswith("near-") else middle


def map_options(view: View, options: Options) -> Options:
    """Return only those options that a map has; an area compared with itself is compared with another one instead."""
    against = next(code for code in (options.against, *COMPARED_FIRST) if code != view.area)
    return Options(measure=options.measure, scope=options.scope, against=against, large=options.large)


def scope_of(view: View, options: Options) -> Scope:
    """Return the areas that the maps of a view show."""
    if options.scope == "all":
        return scope_by_key("")
    middle = WALES if options.scope == "wales" else region_of(view.area)
    if middle == ENGLAND_AND_WALES:
        return scope_by_key("")
    return scope_by_key("wales" if options.scope == "wales" else f"near-{middle}")


def keys() -> tuple[str, ...]:
    """Return the keys of every scope there is but the one with all areas."""
    middles = dict.fromkeys(region_of(force.code) for force in forces())
    return ("wales", *(f"near-{middle}" for middle in (*middles, "E92000001")))


@cache
def scope_by_key(key: str) -> Scope:
    """Return the scope of a key."""
    codes = tuple(force.code for force in forces())
    if not key:
        return Scope(key, codes)
    middle = WALES if key == "wales" else key.removeprefix("near-")
    within = {code for code in codes if is_within(code, middle)}
    beside = set() if key == "wales" else set().union(*(neighbours()[code] for code in within))
    return replace(Scope(key, codes), codes=tuple(code for code in codes if code in within | beside))


def degrees(scope: Scope) -> Box:
    """Return west, south, east and north of the areas shown."""
    return _around(shapes().bounds[code] for code in scope.codes)


def viewbox(scope: Scope) -> Box:
    """Return left, top, width and height of the part of the sheet that shows the areas."""
    if not scope.key:
        left, top, width, height = (float(part) for part in shapes().viewbox.split())
        return left, top, width, height
    left, top, right, bottom = _around(sheet_bounds()[code] for code in scope.codes)
    room = MARGIN * max(right - left, bottom - top)
    return left - room, top - room, right - left + 2 * room, bottom - top + 2 * room


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
