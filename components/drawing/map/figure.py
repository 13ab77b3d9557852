"""What a map is that stands still: which areas are painted and how, which part is shown, and the legend beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from components.drawing.map.classes import Classes, RateClasses

Box = tuple[float, float, float, float]
Shape = Literal["areas", "tiles", "short_tiles"]


@dataclass(frozen=True)
class Marked:
    """An area that the legend marks: its name, its rate where it has one, the name of its symbol, if it is outlined."""

    name: str
    rate: float | None
    symbol: str
    is_drawn: bool


@dataclass(frozen=True)
class Legend:
    """What the colours and patterns of a map mean.

    Parameters
    ----------
    classes : RateClasses or None
        Whose breaks are drawn; None of a map of changes.
    meanings : mapping of str to str
        The words of each symbol that is no class, mark included.
    marked : (Marked, Marked)
        The chosen area, and the one it is compared with.
    """

    classes: RateClasses | None
    meanings: Mapping[str, str]
    marked: tuple[Marked, Marked]

    @property
    def is_empty(self) -> bool:
        """Never: there is always something to explain."""
        return False


@dataclass(frozen=True, eq=False)
class MapFigure:
    """The police force areas, painted.

    Parameters
    ----------
    shape : str
        ``areas``, or ``tiles`` of one size with whole names, or ``short_tiles`` with short ones.
    classes : RateClasses or ChangeClasses
        How each area looks; the values are in it by code.
    codes : tuple of str
        Of the areas that are painted; the others are pale, or left out of the tiles.
    box : (float, float, float, float)
        Left, top, width and height of the part of the sheet that is shown.
    marked : (str, str)
        Codes of the chosen area and of the one it is compared with.
    inner : str
        Code of the area whose local authorities are drawn; empty for none.
    is_named : bool
        Whether those have their names written in them.
    legend : Legend
    title : str
        What the classes are of; empty where the legend says so itself.
    """

    shape: Shape
    classes: Classes
    codes: tuple[str, ...]
    box: Box
    marked: tuple[str, str]
    inner: str
    is_named: bool
    legend: Legend
    title: str

    @property
    def is_empty(self) -> bool:
        """Never: a map without any figure is not made."""
        return False
