"""Where names stand beside their points, so that they lie neither on one another nor on what must be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# In pixels: how wide a letter is at the size of the names, and half the height of a line.
LETTER, HALF_LINE = 7.6, 9
# How bad it is to lie on a name, on a point that has one, and on any other point or line.
ON_NAME, ON_NAMED, ON_ANY = 30, 12, 1
# A name for which there is only a place as bad as this is left out.
TOO_BAD = 12
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where a name stands from its point: shifted to the right and up in pixels, held at which of its ends."""

    right: float
    up: float
    anchor: str
    side: str

    def box(self, x: float, y: float, name: str) -> Box:
        """Return the space of a name at a point: left, bottom, right, top."""
        wide = LETTER * len(name)
        left = x + self.right + {"left": 0, "right": -wide, "center": -wide / 2}[self.anchor]
        middle = y + self.up + {"bottom": HALF_LINE, "top": -HALF_LINE, "middle": 0}[self.side]
        return left, middle - HALF_LINE, left + wide, middle + HALF_LINE


PLACES = (
    Place(13, 0, "left", "middle"),
    Place(-13, 0, "right", "middle"),
    Place(0, 10, "center", "bottom"),
    Place(0, -10, "center", "top"),
    Place(7, 6, "left", "bottom"),
    Place(-7, 6, "right", "bottom"),
    Place(7, -6, "left", "top"),
    Place(-7, -6, "right", "top"),
)


def places(
    named: Sequence[tuple[str, float, float]], size: tuple[float, float], *, names: Iterable[Box], others: Iterable[Box]
) -> list[Place | None]:
    """Return where each name stands; the first always, another only where there is room for it.

    Parameters
    ----------
    named : sequence of (str, float, float)
        Names with the pixels of their points, from the left and from the bottom; the most important first.
    size : (float, float)
        Width and height of the drawing.
    names, others : iterable of Box
        What else is written there; and the points and lines that had better be seen.
    """
    taken = [(box, ON_NAME) for box in names] + [(box, ON_ANY) for box in others]
    taken += [(around(x, y, 16), ON_NAMED) for _, x, y in named]
    found: list[Place | None] = []
    for i, (name, x, y) in enumerate(named):
        costs = {place: cost(place.box(x, y, name), size, taken) for place in PLACES}
        best = min(costs, key=costs.__getitem__)
        if i and costs[best] >= TOO_BAD:
            found.append(None)
            continue
        found.append(best)
        taken.append((best.box(x, y, name), ON_NAME))
    return found


def around(x: float, y: float, wide: float) -> Box:
    """Return the space of a point."""
    return x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2


def cost(box: Box, size: tuple[float, float], taken: Iterable[tuple[Box, int]]) -> int:
    """Return how bad it would be to write there: the weights of all that is taken, and more outside the drawing."""
    outside = box[0] < 0 or box[1] < 0 or box[2] > size[0] or box[3] > size[1]
    return 2 * ON_NAME * outside + sum(weight for other, weight in taken if _overlap(box, other))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
