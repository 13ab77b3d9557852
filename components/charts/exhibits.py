"""Every visual of the site by name: what can be taken away, embedded and cited.

The name is in addresses, so it stays what it is once it has been published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from components.address.links import chart_csv
from components.address.options import Options
from components.address.pages import PAGES
from components.charts import local_cases, people
from components.charts.compare import funnel, league, side_by_side
from components.charts.map import picture
from components.charts.map.view import map_view
from components.charts.overview import card
from components.charts.series import Series, local_series, newest_series
from components.charts.trends import chart as trends
from components.charts.trends import uk
from components.charts.trends.uk import INDICATORS as UK_INDICATORS
from components.drawing.chart import Chart
from components.wording.text import Text
from data.load import Dataset
from data.periods import period as read_period
from data.register import register
from data.views import View

Draw = Callable[[Dataset, View, Options, Text], Chart]


class NoExhibitError(LookupError):
    """There is no exhibit of a name, or it has nothing to show in a view."""


@dataclass(frozen=True)
class Exhibit:
    """A visual: the page it stands on, how it is drawn as a picture and in a narrow column, and whether it is a map.

    ``narrow`` is None where the same drawing serves for a narrow column.
    """

    page: str
    draw: Draw
    is_map: bool = False
    narrow: Draw | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a page that is not there: every exhibit leads to its page."""
        if self.page not in (page.id for page in PAGES):
            raise ValueError(f"an exhibit stands on the page {self.page!r}, which is not in pages/pages.toml")


def exhibit_chart(name: str, dataset: Dataset, view: View, options: Options, text: Text) -> Chart:
    """Return the chart of an exhibit, its figure one that there is a picture of.

    Raises
    ------
    NoExhibitError
        If there is no exhibit of this name, or no figure of the view in it.
    """
    if name not in EXHIBITS:
        raise NoExhibitError(name)
    try:
        chart = EXHIBITS[name].draw(dataset, view, options, text)
    except LookupError as error:
        raise NoExhibitError(name) from error
    if chart.figure is None:
        raise NoExhibitError(name)
    return chart


def _card(name: str, dataset: Dataset, view: View, _: Options, text: Text) -> Chart:
    """Return the chart of a card; the large number is part of its sentence, as it would be missed in a picture."""
    series = _card_series(name, dataset, view)
    drawn = card(name, series, text)
    said = f"{drawn.title}: {f'{drawn.big} {drawn.unit}'.strip()}."
    chart = drawn.chart
    # Its rows end with the period that is shown, those of a view of the area do not.
    table = replace(chart.table, download=chart_csv(f"card.{name}", series.view, text) if chart.take_away else "")
    return replace(chart, sentence=f"{said} {chart.sentence}".strip(), table=table)


def _card_series(name: str, dataset: Dataset, view: View) -> Series:
    if name == "cases":
        if local := local_series(dataset, view.area):
            return local
        raise NoExhibitError(name)
    indicator = "nrm_referrals" if name == "referrals" else "recorded_offences"
    kind = "quarter" if name == "quarter" else register()[indicator].headline_kind
    if view.indicator == indicator and read_period(view.period).kind == kind:
        return Series(dataset, view)
    return newest_series(dataset, area=view.area, indicator=indicator, kind=kind)


def _map(tiles: bool, dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool = False) -> Chart:
    return picture.picture_chart(map_view(dataset, view, options, text), tiles=tiles, is_narrow=is_narrow)


def _uk(indicator: str, dataset: Dataset, _: View, options: Options, text: Text, *, is_narrow: bool = False) -> Chart:
    return uk.uk_chart(dataset, indicator, options, text, is_narrow=is_narrow, has_legend=True)


def _of_two_widths(page: str, draw: Callable[..., Chart]) -> Exhibit:
    return Exhibit(page, draw, narrow=partial(draw, is_narrow=True))


def _people(breakdown: str, dataset: Dataset, view: View, _: Options, text: Text) -> Chart:
    return people.exhibit(dataset, view, breakdown, text)


def _local_map(dataset: Dataset, view: View, _: Options, text: Text) -> Chart:
    return local_cases.map_chart(dataset, view, text)


EXHIBITS: dict[str, Exhibit] = {
    **{
        f"card.{name}": Exhibit("overview", partial(_card, name))
        for name in ("offences", "rate", "referrals", "quarter", "cases")
    },
    "map.areas": Exhibit("map", partial(_map, False), is_map=True),
    "map.tiles": Exhibit("map", partial(_map, True), is_map=True, narrow=partial(_map, True, is_narrow=True)),
    "trends.series": _of_two_widths("trends", partial(trends.panels_chart, has_legend=True)),
    **{f"trends.{name}": _of_two_widths("trends", partial(_uk, name)) for name in UK_INDICATORS},
    "compare.funnel": _of_two_widths("compare", funnel.funnel_chart),
    "compare.side": _of_two_widths("compare", side_by_side.side_chart),
    "compare.league": _of_two_widths("compare", league.league_chart),
    **{
        f"people.{name}": Exhibit("people", partial(_people, name))
        for name in ("type", "age", "gender", "type_age", "type_gender", "setting", "local_authority")
    },
    f"people.{local_cases.MAP}": Exhibit("people", _local_map),
}
