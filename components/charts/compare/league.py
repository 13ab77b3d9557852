"""All areas by rank, shown only when asked for, and never a rank without its interval."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from components.address.options import Options
from components.charts.compare.comparison import Comparison, RatedComparison, marks_of, rate_columns, rated_comparison
from components.charts.compare.standing import RatedStanding, Standing, rated_standings
from components.charts.compare.words import count_words, left_out_words, places_words, rank_words, rate_words
from components.drawing import theme
from components.drawing.chart import Chart
from components.drawing.plot.figure import Intervals, Plot, RateInterval, Spec
from components.drawing.plot.parts import SIZE, axis, corner, face_bar, layout, ticks
from components.wording import describe
from components.wording.format import mark, number, rate, rate_marks
from components.wording.text import Text
from data.load import Dataset
from data.views import View
from geo.areas import areas

ROW = 21
WIDE, NARROW = {"l": 190, "r": 130, "t": 34, "b": 30}, {"l": 128, "r": 102, "t": 52, "b": 30}
# A rank that may be this many places off says little.
WIDE_PLACES = 5
# The stub of a figure that is not there, as a share of the scale.
FACE = 0.05


def league_chart(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool = False) -> Chart:
    """Return all areas by rank, each with the intervals of rate and rank; those without a rate stand at the end.

    Raises
    ------
    data.views.ViewError
        If too few areas have a rate to be compared.
    """
    shown = rated_comparison(dataset, view, options, text)
    rows = _rows(shown.dataset, shown.view.indicator, shown.view.period, text)
    places = {name: [*rows[name]] for name in ("rank", "first", "last")}
    table = shown.table("league", text("compare.league.title", title=shown.title), rows, places)
    return Chart(_figure(shown, is_narrow), league_sentence(shown), _alt(shown), table, shown.take_away("league"))


def rank_sentence(shown: Comparison) -> str:
    """Return the rank of the chosen area with its interval, or why it has none; empty for a larger area."""
    area, text = shown.chosen, shown.text
    if area is None:
        return ""
    if shown.standings is None or not isinstance(area, RatedStanding):
        return text("compare.rank.none", area=shown.name(), why=describe.missing(area.rate_status, text))
    return rank_words(shown.standings, area, shown.name(), text)


def league_sentence(shown: RatedComparison) -> str:
    """Return the rank of the chosen area, how many ranks say little, and which areas have none."""
    rated, text = shown.standings.rated, shown.text
    vague = sum(1 for area in rated if area.last - area.first >= WIDE_PLACES)
    places = number(WIDE_PLACES, text.language)
    counts = {"vague": number(vague, text.language), "rated": number(len(rated), text.language)}
    said = (rank_sentence(shown), text("compare.league.vague", places=places, **counts), left_out_words(shown))
    return " ".join(filter(None, said))


def _figure(shown: RatedComparison, is_narrow: bool) -> Plot:
    found, text = shown.standings, shown.text
    rows = (*found.rated, *found.unrated)
    top = 1.04 * (max(area.upper for area in found.rated) or 1)
    margin, size = (NARROW, SIZE - 2) if is_narrow else (WIDE, SIZE)
    rates = ticks(top, 5 if is_narrow else 6)
    names = axis((len(rows) - 0.5, -0.5), range(len(rows)), [_name(shown, area) for area in rows], showgrid=False)
    places = corner(text("compare.league.places"), 0, size=size, above=4)
    spec = {
        "data": [
            _dots(found.rated, shown),
            *_faces(found.unrated, len(found.rated), top),
            _counts(shown, top, size),
            _said(rows, shown, size),
        ],
        "layout": layout(
            ROW * len(rows) + margin["t"] + margin["b"],
            margin,
            xaxis=axis((0, top), rates, [f"{value:g}" for value in rates]),
            yaxis={**names, "tickfont": {"size": size, "color": theme.INK}},
            xaxis2=axis((0, 1), [], [], overlaying="x", anchor="y", showgrid=False, showticklabels=False),
            annotations=[
                corner(text("compare.side.axis"), margin["l"] - 10, size=size, above=26 if is_narrow else 4),
                {**places, "x": 1, "xanchor": "right", "xshift": margin["r"] - 4},
            ],
            shapes=_own(rows, shown),
            barmode="overlay",
        ),
    }
    return Plot(spec, Intervals({area.code: RateInterval(area.rate, area.lower, area.upper) for area in rows}))


def _name(shown: RatedComparison, area: Standing) -> str:
    name = shown.name(area.code)
    return f"<b>{name}</b>" if area.code == shown.view.area else name


def _dots(rated: tuple[RatedStanding, ...], shown: RatedComparison) -> Spec:
    is_chosen = [area.code == shown.view.area for area in rated]
    is_marked = [area.code in shown.marked for area in rated]
    both = [*zip(is_chosen, is_marked, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [area.rate for area in rated],
        "y": [*range(len(rated))],
        "error_x": {
            "array": [area.upper - area.rate for area in rated],
            "arrayminus": [area.rate - area.lower for area in rated],
            "color": theme.HIDDEN_HATCH,
            "thickness": 2,
            "width": 0,
        },
        "marker": {
            "opacity": 1,
            "symbol": ["diamond" if chosen else "square" if marked else "circle" for chosen, marked in both],
            "size": [14 if chosen else 10 if marked else 8 for chosen, marked in both],
            "color": [theme.STRONG if chosen else theme.MAP_CLASSES[3] for chosen in is_chosen],
            "line": {"color": theme.GROUND, "width": 1},
        },
        "hovertext": [f"{shown.name(area.code)}: {rate_words(area, shown.text)}" for area in rated],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _faces(unrated: tuple[Standing, ...], first: int, top: float) -> list[Spec]:
    """Return a patterned stub for each area without a rate, beside which the words stand."""
    return [face_bar(area.rate_status, first + place, long=FACE * top, thick=0.6) for place, area in enumerate(unrated)]


def _said(rows: tuple[Standing, ...], shown: RatedComparison, size: float) -> Spec:
    """Return the rank of each area with its interval, or its mark, as words at the right."""
    said = [_place(area, shown.text) for area in rows]
    return {**_words([1] * len(rows), [*range(len(rows))], said, size), "xaxis": "x2"}


def _place(area: Standing, text: Text) -> str:
    if not isinstance(area, RatedStanding):
        return mark(area.rate_status)
    return f"{places_words(area, text)} {rate_marks(area.rate_status, is_unreliable=area.is_unreliable)}".strip()


def _counts(shown: RatedComparison, top: float, size: float) -> Spec:
    """Return the count of each area without a rate, as words beside its stub; where that is missing too, why."""
    first, unrated = len(shown.standings.rated), shown.standings.unrated
    said = [
        shown.text(f"status.{area.status}")
        if area.count is None
        else shown.text("compare.count", count=count_words(area, shown.text))
        for area in unrated
    ]
    return _words([FACE * top] * len(unrated), [first + place for place in range(len(unrated))], said, size)


def _words(x: list[float], y: list[float], said: list[str], size: float) -> Spec:
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        # Plotly writes words without a marker right at their place.
        "text": [f"\N{NO-BREAK SPACE}{each}" if each else "" for each in said],
        "textposition": "middle right",
        "textfont": {"size": size, "color": theme.INK},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _own(rows: tuple[Standing, ...], shown: RatedComparison) -> list[Spec]:
    """Return a pale band behind the chosen area."""
    return [
        {
            "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": place - 0.5, "y1": place + 0.5,
            "fillcolor": theme.CONTEXT_LAND, "line": {"width": 0}, "layer": "below",
        }
        for place, area in enumerate(rows)
        if area.code == shown.view.area
    ]  # fmt: skip


def _alt(shown: RatedComparison) -> str:
    text, rated = shown.text, shown.standings.rated
    ends = {"highest": rated[0], "lowest": rated[-1]}
    names = {name: shown.name(area.code) for name, area in ends.items()}
    rates = {f"{name}_rate": rate(area.rate, text) for name, area in ends.items()}
    count = number(len(rated), text.language)
    return text("compare.league.alt", title=shown.title, rated=count, **names, **rates)


@lru_cache(maxsize=32)
def _rows(dataset: Dataset, indicator: str, period: str, text: Text) -> pd.DataFrame:
    found = rated_standings(dataset, indicator, period, "overdispersed")
    rows = (*found.rated, *found.unrated)
    columns = {
        "code": pd.array([area.code for area in rows], dtype="string"),
        "area": pd.array([areas()[area.code].name(text.language) for area in rows], dtype="string"),
        "number": pd.array([area.count for area in rows], dtype="Int64"),
        **rate_columns(rows),
        **{name: pd.array([getattr(area, name) for area in rows], dtype="Int64") for name in ("rank", "first", "last")},
        "mark": pd.array([*map(marks_of, rows)], dtype="string"),
    }
    return pd.DataFrame(columns)
