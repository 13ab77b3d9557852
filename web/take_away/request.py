"""What an address asks to take away: an exhibit in a view, an option and a language.

An address may hold anything; what it names and we do not have becomes the nearest view, and is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from components.address.options import Options
from components.address.pages import PAGES, address
from components.address.visit import Visit, read_visit
from components.charts.exhibits import EXHIBITS, Exhibit, NoExhibitError, exhibit_chart
from components.charts.rows import file_rows, not_among
from components.drawing.chart import Chart, Figure
from components.wording.text import Text
from data import current
from data.load import Dataset
from data.views import View

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ExhibitRequest:
    """An exhibit as an address asks for it.

    An exhibit takes the nearest view there is of it, and ``instead`` says what it does not have.
    """

    name: str
    dataset: Dataset
    visit: Visit

    @property
    def view(self) -> View:
        """The view asked for; :attr:`shown` is the one the chart has."""
        return self.visit.view

    @property
    def options(self) -> Options:
        """The options asked for."""
        return self.visit.options

    @property
    def text(self) -> Text:
        """The wording."""
        return self.visit.text

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parameters that were not understood."""
        return self.visit.unknown

    @property
    def exhibit(self) -> Exhibit:
        """The entry of the register of exhibits."""
        return EXHIBITS[self.name]

    @cached_property
    def chart(self) -> Chart:
        """The chart; NoExhibitError where there is no figure of the view in it."""
        return _chart(self.name, self.dataset, self.view, self.options, self.text)

    @cached_property
    def narrow_figure(self) -> Figure | None:
        """The drawing for a narrow column; None where that of the chart serves for it too."""
        narrow = self.exhibit.narrow
        return narrow(self.dataset, self.view, self.options, self.text).figure if narrow else None

    @cached_property
    def parameters(self) -> dict[str, str]:
        """The parameters of the exact view that the chart shows: an exhibit may have chosen a nearer one."""
        return dict(parse_qsl(urlsplit(self.chart.take_away).query))

    @property
    def shown(self) -> View:
        """The exact view that the chart shows."""
        return View(*(self.parameters[name] for name in ("area", "indicator", "period")))

    @cached_property
    def instead(self) -> str:
        """What the figures are not of although it was asked for, in words; empty where they have it."""
        return not_among(self.visit.asked, file_rows(self.chart.table))

    @property
    def rows(self) -> pd.DataFrame:
        """The figures as a file has them, columns by their ids."""
        return self.chart.table.file(self.instead)

    def file(self, name: str) -> str:
        """Return the address of a file of the exhibit: ``chart.png`` and so on."""
        return f"/open-data/{name}?{urlencode(self.parameters)}"

    def embedded(self) -> str:
        """Return the address of the exhibit as it stands in a page of somebody else."""
        return f"/embed?{urlencode(self.parameters)}"

    def permalink(self, language: str) -> str:
        """Return the address of the page that shows this view, in a language."""
        page = next(page for page in PAGES if page.id == self.exhibit.page)
        kept = {name: value for name, value in self.parameters.items() if name not in ("chart", "lang")}
        return address(page, lang=language, **kept)


def read_request(parameters: Mapping[str, str]) -> ExhibitRequest:
    """Return what an address asks for.

    Raises
    ------
    NoExhibitError
        If it names no exhibit, or one that has no figure in the view.
    data.load.PublishedDataError
        If the published figures cannot be read.
    """
    name = parameters.get("chart", "")
    if name not in EXHIBITS:
        raise NoExhibitError("chart")
    dataset = current.dataset()
    asked = ExhibitRequest(name, dataset, read_visit(parameters, "", dataset))
    asked.chart  # noqa: B018 - an exhibit without a figure is found here, not halfway through a page
    return asked


@lru_cache(maxsize=64)
def _chart(name: str, dataset: Dataset, view: View, options: Options, text: Text) -> Chart:
    return exhibit_chart(name, dataset, view, options, text)
