"""Whether an area is unusual among the others: the funnel with what it says, and every point of it as a list."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from components.address.options import Options
from components.charts.compare.comparison import RatedComparison, marks_of, rate_columns, rated_comparison
from components.charts.compare.funnel_figure import funnel_figure
from components.charts.compare.standing import RatedStanding, rated_standings
from components.charts.compare.words import left_out_words
from components.drawing.chart import Chart, Table
from components.drawing.plot.figure import FunnelNumbers, Plot
from components.wording import describe
from components.wording.format import number, rate
from components.wording.text import Text
from data.load import Dataset
from data.statistics.rates import ALPHA
from data.views import View
from geo.areas import areas

OUTSIDE_99_8 = ("low", "high")
SIDES = {"above": ("high", "higher"), "below": ("low", "lower")}
OUTSIDE_95 = (*SIDES["above"], *SIDES["below"])
FEW_ENOUGH_TO_NAME = 8


def funnel_chart(dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool = False) -> Chart:
    """Return the funnel of a view.

    Raises
    ------
    data.views.ViewError
        If too few areas have a rate to be compared.
    """
    shown = rated_comparison(dataset, view, options, text)
    figure = Plot(funnel_figure(shown, is_narrow=is_narrow), _numbers(shown))
    return Chart(figure, funnel_sentence(shown), _alt(shown), _table(shown), shown.take_away("funnel"))


def funnel_sentence(shown: RatedComparison) -> str:
    """Return where the chosen area lies, what that does and does not mean, and how many lie outside."""
    return " ".join(filter(None, (_where(shown), _meaning(shown), _outside(shown), left_out_words(shown))))


def _numbers(shown: RatedComparison) -> FunnelNumbers:
    found = shown.standings
    rated = sorted(found.rated, key=lambda area: shown.name(area.code))
    return FunnelNumbers(
        points={area.code: (area.people, area.rate) for area in rated},
        outside=frozenset(area.code for area in rated if area.position != "within"),
        together=found.baseline,
        limits=found.curves,
    )


def _where(shown: RatedComparison) -> str:
    area, text = shown.chosen, shown.text
    if area is None:
        return text("compare.funnel.larger", area=shown.name())
    if not isinstance(area, RatedStanding):
        return text("compare.funnel.absent", area=shown.name(), why=describe.missing(area.rate_status, text))
    return text(
        "compare.funnel.where",
        area=shown.name(),
        position=text(f"compare.position.{area.position}"),
        rate=rate(area.rate, text),
        baseline=rate(shown.standings.baseline, text),
    )


def _meaning(shown: RatedComparison) -> str:
    if not isinstance(shown.chosen, RatedStanding):
        return ""
    where = "inside" if shown.chosen.position == "within" else "outside"
    kind = "overdispersed" if shown.standings.is_overdispersed else "plain"
    return shown.text(f"compare.means.{kind}.{where}")


def _outside(shown: RatedComparison) -> str:
    """Return how many lie outside, and which where they are few; with plain limits that it is too many to be chance."""
    found, text = shown.standings, shown.text
    counts = {
        "outer": len(found.beyond(*OUTSIDE_99_8)),
        "inner": len(found.beyond(*OUTSIDE_95)),
        "rated": len(found.rated),
        "chance": round(len(found.rated) * ALPHA),
    }
    said = [text("compare.outside", **{name: number(count, text.language) for name, count in counts.items()})]
    if not found.is_overdispersed and counts["outer"] > counts["rated"] / 4:
        said.append(text("compare.outside.plain"))
    if counts["inner"] <= FEW_ENOUGH_TO_NAME:
        for side, positions in SIDES.items():
            if codes := [area.code for area in found.beyond(*positions)]:
                said.append(text(f"compare.outside.{side}", areas=shown.names(codes)))
    return " ".join(said)


def _alt(shown: RatedComparison) -> str:
    found, text = shown.standings, shown.text
    highest, lowest = found.rated[0], found.rated[-1]
    return text(
        "compare.funnel.alt",
        title=shown.title,
        rated=number(len(found.rated), text.language),
        baseline=rate(found.baseline, text),
        highest=shown.name(highest.code),
        highest_rate=rate(highest.rate, text),
        lowest=shown.name(lowest.code),
        lowest_rate=rate(lowest.rate, text),
    )


def _table(shown: RatedComparison) -> Table:
    rows = _rows(shown.dataset, shown.view.indicator, shown.view.period, shown.options.limits, shown.text)
    caption = shown.text("compare.funnel.title", title=shown.title)
    return shown.table("funnel", caption, rows, _limits(shown, rows))


def _limits(shown: RatedComparison, rows: pd.DataFrame) -> dict[str, list[object]]:
    """Return between which limits an area of the size of each lies by chance, and the rate of all areas together."""
    found = shown.standings
    limits = [found.limits.get(code) for code in rows["code"]]
    columns = {"low": "low", "lower_95": "lower", "higher_95": "higher", "high": "high"}
    return {
        "residents": [*rows["residents"]],
        "together": [found.baseline] * len(rows),
        **{name: [getattr(each, end, None) for each in limits] for name, end in columns.items()},
        "position": [*rows["position"]],
    }


@lru_cache(maxsize=32)
def _rows(dataset: Dataset, indicator: str, period: str, limits: str, text: Text) -> pd.DataFrame:
    found = rated_standings(dataset, indicator, period, limits).areas
    columns = {
        "code": pd.array([area.code for area in found], dtype="string"),
        "area": pd.array([areas()[area.code].name(text.language) for area in found], dtype="string"),
        "number": pd.array([area.count for area in found], dtype="Int64"),
        "residents": pd.array([area.people for area in found], dtype="Int64"),
        **rate_columns(found),
        "position": pd.array(
            [text(f"compare.position.{area.position}") if area.position else "" for area in found], dtype="string"
        ),
        "mark": pd.array([*map(marks_of, found)], dtype="string"),
    }
    return pd.DataFrame(columns).sort_values("area", ignore_index=True)
