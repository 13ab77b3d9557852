"""What every visual is: a figure with its sentence, its alternative text and its table, always together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Table:
    """The figures of a chart, ready to be read.

    Parameters
    ----------
    caption : str
        What the rows are, in the page's language.
    frame : DataFrame of shape (n, m)
        Column labels in the page's language; numbers as numbers (NA where there is none); the first column
        names the row. Where a number is missing, the last column carries its mark.
    download : str
        Address of the same figures as CSV.
    source : str
        Publisher, release and date, in the page's language.
    """

    caption: str
    frame: pd.DataFrame
    download: str
    source: str


@dataclass(frozen=True, eq=False)
class Chart:
    """A visual: nothing of it can be shown without the rest.

    Parameters
    ----------
    figure : str, pydeck.Deck, plotly Figure or map_view.Operable
        The drawing; a string is SVG markup, or the address of an SVG of this site.
    sentence : str
        What the figures say, in words.
    alt : str
        What a person who cannot see the drawing should hear.
    table : Table
        The same figures as a table.
    """

    figure: object
    sentence: str
    alt: str
    table: Table
