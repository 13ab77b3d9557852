"""What every visual is: a figure with its sentence, its alternative text and its table, always together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from components.drawing.bars import Bars, Halves
from components.drawing.map.figure import Legend, MapFigure
from components.drawing.map.local import LocalMap
from components.drawing.map.operable import HostedMap, Operable, ZoomableMap
from components.drawing.plot.figure import Plot
from components.drawing.sparkline import RateBeside, Sparkline

if TYPE_CHECKING:
    import pandas as pd


class Rows(Protocol):
    """The rows of a table as a file has them: of what, when and where each is, and whose."""

    @property
    def frame(self) -> pd.DataFrame:
        """The figures themselves, as ``data.views`` has them."""

    def table(self, *, meanings: Mapping[str, str], notes: Sequence[str]) -> pd.DataFrame:
        """Return them with ids as columns; ``meanings`` and ``notes`` are those of the table."""

    def codes(self, part: str) -> tuple[str, ...]:
        """Return the codes of the ``area``, ``indicator`` or ``period`` that they have or are compared with."""

    def compared(self, extra: Mapping[str, str | Sequence[object]]) -> Rows:
        """Return the same rows with what a drawing compares each with, by the ids of columns, beside what they have."""


@dataclass(frozen=True, eq=False)
class Table:
    """The figures of a chart, ready to be read.

    Parameters
    ----------
    caption : str
        What the rows are, in the page's language.
    data : DataFrame of shape (n, m)
        Columns by their ids, as ``charts.rows.COLUMNS`` has them where a file has the same; numbers as numbers (NA
        where there is none). ``code`` is the code of the row, ``mark`` says why a number of it is missing; a column
        without a heading is for those who join the data with others, and is not read.
    heads : mapping of str to str
        The headings of the columns that are read, in their order, by id; the first of them names the row.
    download : str
        Address of the same figures as CSV.
    source : str
        Publisher, publication, its edition, and apart from them the release of this site, in the page's language.
    cited : str
        Its first sentence, for a place that has no room for more and leads to the rest: the foot of a slide.
    notes : tuple of str
        What has to be said of single figures, in the page's language.
    meanings : mapping of str to str
        What a mark means here, where more is to be said of it than everywhere.
    rows : Rows
        The same rows as a file has them.
    """

    caption: str
    data: pd.DataFrame
    heads: Mapping[str, str]
    download: str
    source: str
    cited: str = ""
    notes: tuple[str, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    rows: Rows = field(kw_only=True)

    @property
    def frame(self) -> pd.DataFrame:
        """The figures as they are read, columns by their ids."""
        return self.data[[*self.heads]]

    @property
    def marks(self) -> list[str]:
        """The marks of each row; none where no number can be missing."""
        return [*map(str, self.data["mark"])] if "mark" in self.data else []

    def file(self, *said: str) -> pd.DataFrame:
        """Return the figures as a file has them, columns by their ids; ``said`` stands in each row beside the notes."""
        return self.rows.table(meanings=self.meanings, notes=(*said, *self.notes))


@dataclass(frozen=True)
class Nothing:
    """A figure of which no number may or can be shown: there is nothing to draw, and the sentence says why."""

    is_empty = True


# What there is a picture of, and what only a page can show. A new kind is a module of this package with its values and
# its SVG, and a name here; the type checker then names the three places that have to know it, by ``assert_never``:
# ``picture.drawing``, ``screen.show`` and ``briefing.slides.native``.
Picture = Plot | Bars | Halves | MapFigure | LocalMap | Legend | Sparkline | RateBeside
OnPage = HostedMap | Operable | ZoomableMap
Figure = Picture | OnPage | Nothing


@dataclass(frozen=True, eq=False)
class Chart:
    """A visual: nothing of it can be shown without the rest.

    Parameters
    ----------
    figure : Figure or None
        What is drawn, as values; None where there is no such visual of the view at all.
    sentence : str
        What the figures say, in words.
    alt : str
        What a person who cannot see the drawing should hear.
    table : Table
        The same figures as a table.
    take_away : str
        Address where the visual can be had as picture, data, citation and embedding; empty where it is only part
        of another one.
    """

    figure: Figure | None
    sentence: str
    alt: str
    table: Table
    take_away: str

    @property
    def is_drawn(self) -> bool:
        """Whether there is a drawing: where no number is shown, the sentence stands alone."""
        return self.figure is not None and not self.figure.is_empty
