"""One map: a view there is one of, its options, and what the maps of it show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from components.address.options import Options
from components.charts.map.figures import AreaFigures, area_figures
from components.charts.map.scope import Scope, map_options, scope_of
from components.charts.views import nearest_map_view, shown_periods
from components.drawing.map import outlines
from components.wording.text import Text
from data.load import Dataset
from data.site import site
from data.views import View
from geo.areas import areas
from geo.shapes import shapes


@dataclass(frozen=True)
class MapView:
    """What is shown on the maps, and in which language; :func:`map_view` makes one from any view.

    It holds nothing but what it is asked for by, so that results can be kept by it: two of the same release, view,
    options and wording are equal.
    """

    dataset: Dataset
    view: View
    options: Options
    text: Text

    @property
    def figures(self) -> AreaFigures:
        """The figures of all areas, and how each area looks by them; shared, so nothing in it may be changed."""
        return area_figures(
            self.dataset, self.view.indicator, self.view.period, self.text, measure=self.options.measure
        )

    @property
    def scope(self) -> Scope:
        """The areas that are shown."""
        return scope_of(self.view, self.options)

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the same series in which any area has what is shown; there is no map at all where none has."""
        return shown_periods(self.dataset, self.view.indicator, self.view.period, self.options.measure)

    @property
    def title(self) -> str:
        """What is shown and when."""
        return self.figures.title(self.text)

    @property
    def inner(self) -> tuple[str, bool]:
        """The area whose local authorities are drawn, if any, and whether there is room for their names."""
        divided, scope = next(iter(outlines.divided(shapes()))), self.scope
        fills = bool(scope.key) and scope.middle == areas()[divided].parent
        return (divided if fills or self.view.area == divided else ""), fills

    @property
    def of_scope(self) -> MapView:
        """The same for whoever looks at the same areas: only what is around an area differs by area."""
        key = self.scope.key
        around = self.view.area if key.startswith("near") else ""
        scope = "around" if around else key or "all"
        return replace(
            self, view=replace(self.view, area=around), options=Options(measure=self.options.measure, scope=scope)
        )

    def name(self, code: str = "") -> str:
        """Return the name of an area, the chosen one unless given."""
        return areas()[code or self.view.area].name(self.text.language)

    def of_area(self, code: str) -> View:
        """Return the view of another area in the same period."""
        return replace(self.view, area=code)


def map_view(dataset: Dataset, view: View, options: Options, text: Text) -> MapView:
    """Return the map that is nearest to a view and its options."""
    shown = nearest_map_view(dataset, view, home=site().home_area)
    return MapView(dataset, shown, map_options(shown, options), text)
