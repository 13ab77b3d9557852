"""The funnel as a drawing: limits as curves, every force a point, the chosen one and its group marked and named.

The number of residents is on a ratio scale, on which each step doubles: most forces would stand in one corner of a
scale of equal steps, because one is much larger than all others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.charts.compare.comparison import RatedComparison
from components.charts.compare.standing import RatedStanding
from components.charts.compare.words import rate_words
from components.drawing import theme
from components.drawing.plot.figure import Spec
from components.drawing.plot.labels import Box, Place, around, cost, places
from components.drawing.plot.parts import SIZE, axis, corner, layout, note, ticks, titled
from components.wording.format import rate

WIDE, NARROW = (840, 470), (350, 460)
MARGIN = {"l": 40, "r": 14, "t": 34, "b": 54}
QUIET, OUTER = "#7b8790", "#5d6970"
MARKED, CHOSEN = theme.MAP_CLASSES[3], theme.STRONG
PAPER = "rgba(255,255,255,0.75)"


@dataclass(frozen=True)
class Plane:
    """The drawing in pixels, as far as it takes to find a place for each name.

    Parameters
    ----------
    wide, high : float
    span : (float, float)
        Of the axis of residents.
    top : float
        Of the axis of rates.
    """

    wide: float
    high: float
    span: tuple[float, float]
    top: float

    def place(self, people: float, value: float) -> tuple[float, float]:
        """Return the pixels of a point, from the left and from the bottom."""
        first, last = self.span
        return (_across(people) - first) / (last - first) * self.wide, value / self.top * self.high


def funnel_figure(shown: RatedComparison, *, is_narrow: bool) -> Spec:
    """Return the drawing as Plotly has it."""
    found, marked = shown.standings, shown.marked
    rated = found.rated_by_code
    others = [area for code, area in rated.items() if code not in (shown.view.area, *marked)]
    group = [rated[code] for code in marked if code in rated]
    chosen = [rated[code] for code in (shown.view.area,) if code in rated]
    points = (
        _points(others, shown, {"symbol": "circle", "size": 8, "color": QUIET}),
        _points(group, shown, {"symbol": "square", "size": 12, "color": MARKED}),
        _points(chosen, shown, {"symbol": "diamond", "size": 18, "color": CHOSEN}),
    )
    size = NARROW if is_narrow else WIDE
    span = (_across(found.curves[0].people), _across(found.curves[-1].people))
    top = 1.06 * max(found.rated[0].rate, found.curves[0].high)
    plane = Plane(size[0] - MARGIN["l"] - MARGIN["r"], size[1] - MARGIN["t"] - MARGIN["b"], span, top)
    return {
        "data": [*_limits(shown), *(trace for trace in points if trace["x"])],
        "layout": layout(
            size[1],
            MARGIN,
            xaxis=_residents(shown, span, is_narrow),
            yaxis=_rates(shown, top),
            annotations=[*_labels(shown, plane), *_names([*chosen, *group], shown, plane)],
        ),
    }


def _across(people: float) -> float:
    return math.log10(people)


def _points(areas: Iterable[RatedStanding], shown: RatedComparison, marker: Spec) -> Spec:
    each = [*areas]
    said = [
        f"{shown.name(area.code)}: {rate_words(area, shown.text)}, {shown.text(f'compare.position.{area.position}')}"
        for area in each
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_across(area.people) for area in each],
        "y": [area.rate for area in each],
        "marker": {**marker, "opacity": 1, "line": {"color": theme.GROUND, "width": 1.5}},
        "customdata": [area.code for area in each],
        "hovertext": said,
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _limits(shown: RatedComparison) -> list[Spec]:
    curves = shown.standings.curves
    x = [_across(curve.people) for curve in curves]
    inner = {"x": [*x, *x[::-1]], "y": [*(c.higher for c in curves), *(c.lower for c in reversed(curves))]}
    outer = {"x": [*x, None, *x], "y": [*(c.high for c in curves), None, *(c.low for c in curves)]}
    edge = {"x": [*x, None, *x], "y": [*(c.higher for c in curves), None, *(c.lower for c in curves)]}
    middle = {"x": [x[0], x[-1]], "y": [shown.standings.baseline] * 2}
    quiet = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    return [
        {**quiet, **inner, "fill": "toself", "fillcolor": theme.CONTEXT_LAND, "line": {"width": 0}},
        {**quiet, **edge, "line": {"color": OUTER, "width": 1}},
        {**quiet, **outer, "line": {"color": OUTER, "width": 1.5, "dash": "dash"}},
        {**quiet, **middle, "line": {"color": theme.INK, "width": 1.5}},
    ]


def _labels(shown: RatedComparison, plane: Plane) -> list[Spec]:
    """Return what the lines are, written beside them, and what the rates are of."""
    text, first = shown.text, shown.standings.curves[1]
    beside = {"xanchor": "left", "yanchor": "bottom", "font": {"size": SIZE - 1, "color": theme.QUIET_INK}}
    return [
        note(text("compare.funnel.outer"), _across(first.people), first.high, **beside),
        note(text("compare.funnel.inner"), _across(first.people), first.higher, **beside),
        {**beside, **_middle_label(shown, plane)[0]},
        corner(text("show.rate"), MARGIN["l"]),
    ]


def _middle_label(shown: RatedComparison, plane: Plane) -> tuple[Spec, Box]:
    """Return the words on the rate of all forces, at the end and on the side of its line where least is in the way."""
    found, (first, last) = shown.standings, plane.span
    key = "compare.funnel.all.short" if plane.wide < NARROW[0] else "compare.funnel.all"
    said = shown.text(key, rate=rate(found.baseline, shown.text))
    y = plane.place(1, found.baseline)[1]
    ends = ((last, plane.wide, "right"), (first, 6, "left"))
    spots = {
        (end, Place(0, up, anchor, side)): Place(0, up, anchor, side).box(x, y, said)
        for up, side in ((2, "bottom"), (-2, "top"))
        for end, x, anchor in ends
    }
    size, taken = (plane.wide, plane.high), [(box, 1) for box in _drawn(shown, plane)]
    (end, spot), box = min(spots.items(), key=lambda each: cost(each[1], size, taken))
    shift = {"xshift": 6 if spot.anchor == "left" else 0, "yshift": spot.up}
    quiet = {"font": {"size": SIZE - 1, "color": theme.QUIET_INK}, "xanchor": spot.anchor, "yanchor": spot.side}
    return note(said, end, found.baseline, **{**quiet, **shift}), box


def _drawn(shown: RatedComparison, plane: Plane) -> list[Box]:
    """Return the space of every point, and of the limits at every size they are drawn through."""
    found = shown.standings
    points = [around(*plane.place(area.people, area.rate), 8) for area in found.rated]
    lines = [around(*plane.place(curve.people, limit), 4) for curve in found.curves for limit in curve[1:]]
    return points + lines


def _residents(shown: RatedComparison, span: tuple[float, float], is_narrow: bool) -> Spec:
    """Return the axis of residents: millions, each step twice the one before."""
    sizes = [2.0**power for power in range(-3, 5)]
    within = [size for size in sizes if span[0] <= _across(size * 1e6) <= span[1]]
    labels = [f"{size:g}" for size in within]
    title = shown.text("compare.funnel.people.short" if is_narrow else "compare.funnel.people")
    places = [_across(size * 1e6) for size in within]
    return axis(span, places, labels, title=titled(title), showgrid=False, showline=True, linecolor=theme.INK)


def _rates(shown: RatedComparison, top: float) -> Spec:
    found = ticks(top, 6)
    return axis((0, top), found, [f"{value:g}" for value in found], showline=False)


def _names(areas: Sequence[RatedStanding], shown: RatedComparison, plane: Plane) -> list[Spec]:
    """Return the names of areas; one there is no room for is left to the words below."""
    is_chosen = [area.code == shown.view.area for area in areas]
    middle = plane.place(1, shown.standings.baseline)[1]
    spots = places(
        [(shown.name(area.code), *plane.place(area.people, area.rate)) for area in areas],
        (plane.wide, plane.high),
        names=[_middle_label(shown, plane)[1]],
        others=[(0, middle - 2, plane.wide, middle + 2), *_drawn(shown, plane)],
    )
    return [
        _name(area, shown.name(area.code), spot, is_first)
        for area, spot, is_first in zip(areas, spots, is_chosen, strict=True)
        if spot
    ]


def _name(area: RatedStanding, name: str, spot: Place, is_chosen: bool) -> Spec:
    place = {"xanchor": spot.anchor, "yanchor": spot.side, "xshift": spot.right, "yshift": spot.up}
    font = {"size": SIZE + is_chosen, "color": theme.INK, "weight": 700 if is_chosen else 400}
    return note(name, _across(area.people), area.rate, **place, font=font, bgcolor=PAPER, borderpad=0)
