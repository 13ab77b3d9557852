"""How each area looks on every map: its class, its verdict, or why there is neither.

A class is fixed for all periods by the register. Hidden is a hatch, not available is dots, not applicable is a cross,
a clear rise has arrows up, a clear fall arrows down, too few to compare has dashes: never colour alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.drawing import theme

# By the verdicts of data.statistics.rates.change.
VERDICTS = {"rose": "rose", "fell": "fell", "no clear change": "steady", "too few to compare": "few"}


@dataclass(frozen=True)
class Symbol:
    """How an area looks.

    Parameters
    ----------
    name : str
        What it stands for: ``class-0`` and so on, ``zero``, a status, or a verdict.
    colour : str
        Of the area, or of the lines of its pattern.
    pattern : str
        Name of the pattern; empty for none.
    line : str
        Colour of the outline.
    """

    name: str
    colour: str
    pattern: str
    line: str

    @property
    def fill(self) -> str:
        """The colour or the pattern, as SVG has it."""
        return f"url(#{self.pattern})" if self.pattern else self.colour

    @property
    def ink(self) -> str:
        """The ink that can be read on it."""
        if self.pattern:
            return theme.GROUND if self.line == theme.BOUNDARY else theme.INK
        return theme.ink_on(self.colour)

    @property
    def halo(self) -> str:
        """The ground that letters on a pattern need for themselves; empty where there is no pattern."""
        if not self.pattern:
            return ""
        return self.colour if self.line == theme.BOUNDARY else theme.GROUND


def _on_white(name: str) -> Symbol:
    # A white line would be lost on the white of a pattern.
    return Symbol(name, theme.HIDDEN_HATCH, name, theme.HIDDEN_HATCH)


SYMBOLS = {
    **{name: _on_white(name) for name in theme.PATTERN},
    "zero": Symbol("zero", theme.ZERO_GROUND, "", theme.HIDDEN_HATCH),
    "rose": Symbol("rose", theme.ROSE, "rose", theme.BOUNDARY),
    "fell": Symbol("fell", theme.FELL, "fell", theme.BOUNDARY),
    "steady": Symbol("steady", theme.STEADY, "", theme.HIDDEN_HATCH),
    "few": _on_white("few"),
}


@dataclass(frozen=True)
class RateClasses:
    """How each area looks by its rate.

    Parameters
    ----------
    values : mapping of str to float or None
        The rate of each area by its code; None where there is none.
    statuses : mapping of str to str
        The status of that rate; it chooses the pattern where there is no value.
    breaks : sequence of float
        Lower ends of the classes after the first, the same for all periods.
    """

    values: Mapping[str, float | None]
    statuses: Mapping[str, str]
    breaks: Sequence[float]

    def symbol(self, code: str) -> Symbol:
        """Return the symbol of an area: of its class, of a true zero, or of the status that says why it has no rate."""
        value = self.values.get(code)
        if value is None:
            return SYMBOLS[self.statuses.get(code, "not_available")]
        if value == 0:
            return SYMBOLS["zero"]
        place = bisect_right(self.breaks, value)
        return Symbol(f"class-{place}", theme.ramp(len(self.breaks) + 1)[place], "", theme.BOUNDARY)


@dataclass(frozen=True)
class ChangeClasses:
    """How each area looks by the change of its rate; ``names`` holds a verdict's face or a status by area code."""

    names: Mapping[str, str]

    def symbol(self, code: str) -> Symbol:
        """Return the symbol of an area."""
        return SYMBOLS[self.names.get(code, "not_available")]


Classes = RateClasses | ChangeClasses


def rate_classes(rows: pd.DataFrame, breaks: Sequence[float]) -> RateClasses:
    """Return the classes of a view of all areas.

    Parameters
    ----------
    rows : DataFrame of shape (n, m)
        From ``data.views.by_area``.
    breaks : sequence of float
        From the register.
    """
    values = [None if pd.isna(rate) else float(rate) for rate in rows["rate"]]
    return RateClasses(
        dict(zip(rows["area_code"], values, strict=True)),
        dict(zip(rows["area_code"], rows["rate_status"], strict=True)),
        tuple(breaks),
    )


def change_classes(rows: pd.DataFrame) -> ChangeClasses:
    """Return the classes of the changes of all areas, from :func:`change.changes`."""
    pairs = zip(rows["area_code"], rows["verdict"], rows["change_status"], strict=True)
    return ChangeClasses({code: VERDICTS.get(verdict, status) for code, verdict, status in pairs})
