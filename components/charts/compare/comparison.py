"""One comparison: a view there is one of, its options, and the areas in it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from components.address import links
from components.address.options import MOST_BESIDE, Options
from components.charts import tables
from components.charts.compare.standing import Standing, Standings, rated_standings, standings
from components.charts.views import nearest_map_view
from components.drawing.chart import Table
from components.wording.format import UNRELIABLE, mark, period
from components.wording.text import Text
from data.load import Dataset
from data.population import residents
from data.register import register
from data.site import site
from data.views import Observation, View, ViewError, by_area, observation, trend
from geo.areas import WALES, areas, children, forces

SIMILAR = 4


def compare_options(options: Options) -> Options:
    """Return only those options that a comparison has."""
    beside = options.beside if options.group == "chosen" else ()
    return Options(limits=options.limits, group=options.group, league=options.league, beside=beside)


def members(dataset: Dataset, view: View, options: Options) -> tuple[str, ...]:
    """Return the codes of up to four areas that the area of a view is compared with, itself left out."""
    if options.group == "wales":
        found = [each.code for each in children(WALES)]
    elif options.group == "similar":
        found = [*similar(dataset, view)]
    elif options.group == "chosen":
        found = [*options.beside]
    else:
        found = [*_around(view.area)]
    return tuple(code for code in found if code != view.area and _is_published(dataset, view, code))[:MOST_BESIDE]


def marked(dataset: Dataset, view: View, options: Options) -> tuple[str, ...]:
    """Return the codes of the forces that are marked among the others: none where all are compared."""
    return tuple(code for code in members(dataset, view, options) if areas()[code].kind == "force")


@lru_cache(maxsize=512)
def similar(dataset: Dataset, view: View) -> tuple[str, ...]:
    """Return the codes of the forces whose population is nearest, those whose rate would mislead left out."""
    misleading = register()[view.indicator].rate_not_applicable
    if areas()[view.area].kind != "force" or view.area in misleading:
        return ()
    people = {force.code: residents(dataset, force.code, view.period) for force in forces()}
    here = people.pop(view.area)
    if here is None:
        return ()
    others = {code: abs(math.log(each / here)) for code, each in people.items() if each and code not in misleading}
    return tuple(sorted(others, key=others.__getitem__)[:SIMILAR])


def _around(code: str) -> list[str]:
    """Return the areas around an area, the smallest first."""
    found, parent = [], areas()[code].parent
    while parent in areas() and areas()[parent].kind != "united_kingdom":
        found.append(parent)
        parent = areas()[parent].parent
    return found


def _is_published(dataset: Dataset, view: View, code: str) -> bool:
    """Return whether the release says anything about an area, be it that its figure is hidden."""
    try:
        observation(dataset, replace(view, area=code))
    except ViewError:
        return False
    return True


@dataclass(frozen=True)
class Comparison:
    """What is compared with what, in which language; :func:`comparison` makes one from any view."""

    dataset: Dataset
    view: View
    options: Options
    text: Text

    @property
    def standings(self) -> Standings | None:
        """Where all forces stand; None where too few have a rate."""
        return standings(self.dataset, self.view.indicator, self.view.period, self.options.limits)

    @property
    def chosen(self) -> Standing | None:
        """Where the chosen area stands; None where it is no police force area, or there is no comparison."""
        return self.standings.by_code.get(self.view.area) if self.standings else None

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of up to four areas beside the chosen one."""
        return members(self.dataset, self.view, self.options)

    @property
    def marked(self) -> tuple[str, ...]:
        """Codes of the forces that are marked among the others."""
        return marked(self.dataset, self.view, self.options)

    @property
    def title(self) -> str:
        """Which figures are compared, and of when."""
        return f"{self.text(f'indicator.{self.view.indicator}.name')}, {period(self.view.period, self.text)}"

    def name(self, code: str = "") -> str:
        """Return the name of an area, the chosen one unless given."""
        return areas()[code or self.view.area].name(self.text.language)

    def names(self, codes: Sequence[str]) -> str:
        """Return the names of areas in a row."""
        return ", ".join(map(self.name, codes))

    def take_away(self, name: str) -> str:
        """Return where an exhibit of this comparison can be taken away."""
        return links.take_away(f"compare.{name}", self.view, self.text, self.options)

    def table(self, name: str, caption: str, rows: pd.DataFrame, extra: Mapping[str, Sequence[object]]) -> Table:
        """Return the rows of an exhibit as its table, with where they come from and where they can be had.

        ``rows`` have the code of an area first; ``extra`` is what a file says of each besides, as ``FileRows`` has it.
        """
        said = tables.origin(self.dataset, self.view.indicator, by_area(self.dataset, self.view), self.text)
        frame = self._frame([*rows["code"]])
        said["rows"] = replace(said["rows"], frame=frame, marks=tables.marks(frame), extra=extra)
        heads = tables.heads([*rows][1:], self.text)
        return Table(caption=caption, data=rows, heads=heads, download=self._download(name), **said)

    def _frame(self, codes: Sequence[str]) -> pd.DataFrame:
        """Return the figures of areas in the period as ``data.views`` has them, in the order of their codes."""
        found = by_area(self.dataset, self.view)
        larger = [trend(self.dataset, replace(self.view, area=code)) for code in {*codes} - {*found["area_code"]}]
        every = pd.concat([found, *larger])
        of_period = every[every["period"] == self.view.period]
        return of_period.set_index("area_code", drop=False).loc[[*codes]].reset_index(drop=True)

    def _download(self, name: str) -> str:
        return links.chart_csv(f"compare.{name}", self.view, self.text, self.options)


@dataclass(frozen=True)
class RatedComparison(Comparison):
    """A comparison of which enough areas have a rate; :func:`rated_comparison` makes one from any view."""

    @property
    def standings(self) -> Standings:
        """Where all forces stand."""
        return rated_standings(self.dataset, self.view.indicator, self.view.period, self.options.limits)


def comparison(dataset: Dataset, view: View, options: Options, text: Text) -> Comparison:
    """Return the comparison that is nearest to a view and its options."""
    shown = nearest_map_view(dataset, view, home=site().home_area)
    return Comparison(dataset, shown, compare_options(options), text)


def marks_of(area: Standing | Observation) -> str:
    """Return the marks of an area's row in a table: of its count, of its rate where it differs, and of few events."""
    found = (mark(area.status), mark(area.rate_status), UNRELIABLE if area.is_unreliable else "")
    return " ".join(dict.fromkeys(filter(None, found)))


def rate_columns(found: Iterable[Standing | Observation]) -> dict[str, pd.api.extensions.ExtensionArray]:
    """Return the rates of areas with their limits as columns of a table, by their ids."""
    each = [*found]
    return {
        name: pd.array([getattr(area, name) for area in each], dtype="Float64") for name in ("rate", "lower", "upper")
    }


def rated_comparison(dataset: Dataset, view: View, options: Options, text: Text) -> RatedComparison:
    """Return the same where areas can be compared; ViewError if too few of them have a rate."""
    shown = comparison(dataset, view, options, text)
    if shown.standings is None:
        raise ViewError(f"too few areas have a rate to compare: {shown.view}")
    return RatedComparison(shown.dataset, shown.view, shown.options, shown.text)
