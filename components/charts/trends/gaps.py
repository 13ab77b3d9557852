"""What stands on a trend where there is no figure: a pale gap, a stub in the pattern of the reason, and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from components.drawing import theme
from components.drawing.letters import width_of
from components.drawing.plot.figure import Spec
from components.drawing.plot.parts import SHAPES, SIZE, note
from components.wording.text import Text

# How high the stub at the axis is, as a share of the scale: nothing is as high as what is not known.
STUB = 0.045


@dataclass(frozen=True)
class Gaps:
    """The periods of a series that have no value.

    Parameters
    ----------
    values : tuple of shape (n,)
        One a period, in order of time; None where there is none.
    statuses : tuple of shape (n,)
        Why there is none.
    top : float
        Where the scale ends.
    width : float
        About how many pixels the series has.
    """

    values: tuple[float | None, ...]
    statuses: tuple[str, ...]
    top: float
    width: float

    def places(self, status: str) -> list[int]:
        """Return the periods without a value for one reason."""
        return [i for i, value in enumerate(self.values) if value is None and self.statuses[i] == status]

    def runs(self) -> list[tuple[str, int, int]]:
        """Return the reason, the first and the last period of each run without a value."""
        found = []
        for status, run in groupby(enumerate(self.values), key=lambda each: self._reason(*each)):
            places = [i for i, _ in run]
            if status:
                found.append((status, places[0], places[-1]))
        return found

    def _reason(self, place: int, value: float | None) -> str:
        return self.statuses[place] if value is None else ""


def gap_bars(gaps: Gaps, said: Sequence[str], **place: str) -> list[Spec]:
    """Return the ground of each gap, which says its period when pointed at, and the stub at its foot.

    Parameters
    ----------
    gaps : Gaps
    said : sequence of str of shape (n,)
        Each period and its figure, or why there is none.
    **place
        The axes, as ``xaxis`` and ``yaxis``.
    """
    bars = []
    for status, shape in SHAPES.items():
        where = gaps.places(status)
        if not where:
            continue
        bar = {"type": "bar", "x": where, "width": 1, **place}
        ground = {"color": theme.CONTEXT_LAND, "line": {"width": 0}}
        pattern = {"shape": shape, "fgcolor": theme.HIDDEN_HATCH, "bgcolor": theme.GROUND, "size": 7}
        edge = {"color": theme.HIDDEN_HATCH, "width": 0.7}
        words = {"hovertext": [said[i] for i in where], "hoverinfo": "text"}
        bars.append({**bar, **words, "y": [gaps.top] * len(where), "marker": ground})
        stub = {"color": theme.GROUND, "line": edge, "pattern": pattern}
        bars.append({**bar, "hoverinfo": "skip", "y": [STUB * gaps.top] * len(where), "marker": stub})
    return bars


def gap_words(gaps: Gaps, text: Text, name: str) -> list[Spec]:
    """Return why there is no figure in the middle of each gap: along it where there is room, else up it."""
    notes = []
    for status, first, last in gaps.runs():
        said = text(f"map.legend.{status}")
        room = (last - first + 1) / len(gaps.values) * gaps.width
        where: Spec = {"xref": f"x{name}", "yref": f"y{name}", "font": {"size": SIZE - 1, "color": theme.QUIET_INK}}
        if width_of(said, bold=False) * SIZE > room:
            where["textangle"] = -90
        notes.append({**note(said, (first + last) / 2, 0.5 * gaps.top), **where})
    return notes
