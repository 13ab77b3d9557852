"""What a plot is: the drawing as Plotly has it, and beside it the numbers it is made of, by code.

Whatever draws it in another form, as an editable chart on a slide, does so from the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

# What Plotly is given: a figure, or a part of one such as a trace, an axis or an annotation.
Spec = dict[str, Any]
Number = int | float | None


class RateInterval(NamedTuple):
    """A rate per 100,000 residents with the ends of its 95 % interval; None where there is none."""

    value: float | None
    lower: float | None
    upper: float | None


class FunnelLimits(NamedTuple):
    """Between which rates areas of one size lie by chance: 99.8 % of them (``low``, ``high``), 95 % (the others).

    Rates are per 100,000 residents.
    """

    people: float
    low: float
    lower: float
    higher: float
    high: float


@dataclass(frozen=True)
class Lines:
    """A line through periods for each area or category.

    Parameters
    ----------
    measure : str
        What the values are: ``number`` or ``rate``.
    periods : tuple of str
        Codes, in order of time.
    values : mapping of str to tuple of shape (periods,)
        By the code of the area or category; None where there is no value.
    """

    measure: str
    periods: tuple[str, ...]
    values: Mapping[str, tuple[Number, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all."""
        return all(value is None for line in self.values.values() for value in line)


@dataclass(frozen=True)
class Intervals:
    """The rate of each area with its interval on one scale, by the code of the area in the order they are drawn in."""

    rates: Mapping[str, RateInterval]

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all."""
        return all(rate.value is None for rate in self.rates.values())


@dataclass(frozen=True)
class FunnelNumbers:
    """The rate of each area by its size, and the limits of chance around the rate of all of them.

    Parameters
    ----------
    points : mapping of str to (int, float)
        Residents and rate by the code of the area, of those that have a rate.
    outside : frozenset of str
        Codes of the areas that do not lie within the limits of 95 %.
    together : float
        The rate of all areas together.
    limits : tuple of FunnelLimits
        From the smallest size to the largest.
    """

    points: Mapping[str, tuple[int, float]]
    outside: frozenset[str]
    together: float
    limits: tuple[FunnelLimits, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all."""
        return not self.points


Numbers = Lines | Intervals | FunnelNumbers


@dataclass(frozen=True, eq=False)
class Plot:
    """A drawing of Plotly's kind; ``spec`` is the figure as a dict, ``numbers`` what it shows."""

    spec: Spec
    numbers: Numbers

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all: then nothing is drawn."""
        return self.numbers.is_empty

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return float(self.spec["layout"]["height"])
