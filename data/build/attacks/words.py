"""A set of kinds of people in words: the areas, the period and the categories that published tables name."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from data.build.attacks.kinds import Kinds
from data.build.attacks.rows import TOTAL, Count

_MANY = 6


class Words:
    """Names sums of kinds by what is published of them."""

    def __init__(self, kinds: Kinds, counts: Collection[Count]):
        self._kinds = kinds
        self._counts = {kinds.in_count(count).tobytes(): count for count in reversed([*counts])}
        self._areas: dict[str, frozenset[str]] = {}
        self._periods: dict[str, frozenset[str]] = {}
        self._named: dict[str, dict[str, frozenset[str]]] = {name: {} for name in kinds.dimensions}
        for count in counts:
            areas, periods, *chosen = kinds.names_in(count)
            self._areas[count.area_code] = frozenset(areas)
            self._periods[count.period] = frozenset(periods)
            for name, smallest in zip(kinds.dimensions, chosen, strict=True):
                if count.breakdown == name:
                    self._named[name][count.category] = frozenset(smallest)

    def of(self, kinds: np.ndarray) -> str:
        """Return what a sum adds up: area, period, breakdown and category."""
        if (count := self._counts.get(kinds.tobytes())) is not None:
            return " ".join(count)
        boxes = [*self._boxes(kinds.reshape(self._kinds.shape))]
        said = [self._box(box) for box in boxes[:_MANY]]
        more = f" and {len(boxes) - _MANY} sums more" if len(boxes) > _MANY else ""
        return " together with ".join(said) + more

    def _boxes(self, grid: np.ndarray, before: tuple[frozenset[str], ...] = ()) -> Iterator[list[frozenset[str]]]:
        """Yield sets of names, one for each axis, that make up the grid together."""
        if not grid.ndim:
            yield [*before]
            return
        alike: dict[bytes, tuple[np.ndarray, list[str]]] = {}
        for name, layer in zip(self._kinds.axes[len(before)], grid, strict=True):
            if layer.any():
                alike.setdefault(layer.tobytes(), (layer, []))[1].append(name)
        for layer, same in alike.values():
            yield from self._boxes(layer, (*before, frozenset(same)))

    def _box(self, box: list[frozenset[str]]) -> str:
        areas, periods, *chosen = box
        words = [_named(areas, self._areas), _named(periods, self._periods)]
        for name, smallest in zip(self._kinds.dimensions, chosen, strict=True):
            if len(smallest) < len(self._kinds.categories.smallest[name]):
                words.append(f"{name}{_within(smallest, self._named[name], self._kinds.categories.smallest[name])}")
        if len(words) == 2:
            words.append(f"{TOTAL} all")
        return " ".join(words)


def _within(smallest: frozenset[str], named: Mapping[str, frozenset[str]], every: Collection[str]) -> str:
    """Return categories of one dimension: by name, or as all but those that are known."""
    everything = {"": frozenset(every)}
    said = _named(smallest, {**named, **everything})
    return said if said.startswith(", all but") else f" {said}"


def _named(wanted: frozenset[str], named: Mapping[str, frozenset[str]]) -> str:
    """Return the name of a set, or the smallest named set around it and what is left out, or all that is in it."""
    for name, inside in named.items():
        if inside == wanted:
            return name
    around = sorted((len(inside), name) for name, inside in named.items() if inside > wanted)
    listed = _listed(wanted, named)
    if not around:
        return " and ".join(listed)
    whole = around[0][1]
    missing = _listed(named[whole] - wanted, named)
    return (
        f"{whole}, all but {', '.join(missing)}"
        if len(missing) <= len(listed) + 1 or not whole
        else " and ".join(listed)
    )


def _listed(wanted: frozenset[str], named: Mapping[str, frozenset[str]]) -> list[str]:
    """Return names of the largest named sets that make up a set, and single members for what is left of it."""
    left, found = set(wanted), []
    for name, inside in sorted(named.items(), key=lambda item: (-len(item[1]), item[0])):
        if inside and inside <= left and name:
            found.append(name)
            left -= inside
    return sorted([*found, *left])
