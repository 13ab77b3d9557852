"""How often the published rule, with one seed after the other, hides just what is hidden, table by table."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

# Seeds are tried in batches until so many gave the pattern for some table: then shares are good to about a tenth.
_BATCH = 8
ENOUGH = 24
# From so few that gave it no share can be told.
FEW = 8
_GIVE_UP = 24
# Of tables with the same small counts, so many are tried; if they fare alike with every seed, so do the others.
_TRIED_OF_ALIKE = 4
_FEWEST_TRIED = 8

# Whether the rule hides just what is hidden, for a table and a seed.
IsPattern = Callable[[np.ndarray, bytes], bool]


class Chances(NamedTuple):
    """For each table the share of seeds with which it gives the pattern, an array of shape (tables,).

    ``matched`` of ``seeds`` gave it for some table, in ``runs`` runs. If ``is_certain``, every table gives the
    pattern with all of them or with none: the seed makes no difference.
    """

    shares: np.ndarray
    matched: int
    seeds: int
    runs: int
    is_certain: bool

    @property
    def tell(self) -> bool:
        """Return whether enough seeds gave the pattern for the shares to mean something."""
        return self.matched >= FEW or (self.is_certain and self.matched > 0)


def chances(
    tables: np.ndarray, is_small: np.ndarray, is_pattern: IsPattern, seeds: Sequence[bytes], *, runs: int
) -> Chances:
    """Return the chance of the pattern for every table.

    Parameters
    ----------
    tables : array of shape (tables, counts)
    is_small : boolean array of shape (tables, counts)
        Which counts are below the threshold. The rule does nearly the same for tables with the same small
        counts; whether it does just the same is tried with some of them and every seed.
    is_pattern : callable
    seeds : sequence of bytes
        Tried one after the other, the same ones for every table.
    runs : int
        About so many runs are spent: the more, the more tables are tried and the more seeds.
    """
    trial = _Trial(tables, is_small, is_pattern, max(_FEWEST_TRIED, runs // ENOUGH))
    for start in range(0, len(seeds), _BATCH):
        trial.add(seeds[start : start + _BATCH])
        enough = trial.matched >= ENOUGH or (trial.matched and trial.is_certain)
        if enough or trial.runs >= runs or (not trial.matched and len(trial.seeds) >= _GIVE_UP):
            break
    return Chances(trial.shares(), trial.matched, len(trial.seeds), trial.runs, trial.is_certain)


class _Trial:
    """What each table that was tried gave with each seed so far."""

    def __init__(self, tables: np.ndarray, is_small: np.ndarray, is_pattern: IsPattern, most: int):
        self._tables, self._is_pattern, self._most = tables, is_pattern, most
        self._alike = sorted(_alike(tables, is_small), key=len, reverse=True)
        each = min(_TRIED_OF_ALIKE, max(1, most // len(self._alike)))
        self._tried = [_spread(members, each) for members in self._alike[:most]]
        self._given: dict[int, list[bool]] = {}
        self.seeds: list[bytes] = []
        self.runs = 0

    def add(self, seeds: Sequence[bytes]) -> None:
        """Try more seeds; where tables that should fare alike do not, try more of them with all seeds."""
        self.seeds += seeds
        for number, tried in enumerate(self._tried):
            self._try(tried)
            while len(self._given) < self._most and (between := self._between(number)) is not None:
                self._try([between])
                self._tried[number] = sorted({*self._tried[number], between}, key=self._alike[number].index)

    @property
    def matched(self) -> int:
        """Return how many seeds gave the pattern for some table."""
        return sum(map(any, zip(*self._given.values(), strict=True)))

    @property
    def is_certain(self) -> bool:
        """Return whether the seed made no difference to any table."""
        return all(len({*given}) == 1 for given in self._given.values())

    def shares(self) -> np.ndarray:
        """Return the share of seeds of every table; one that was not tried has that of the nearest of its like."""
        found, every = np.zeros(len(self._tables)), [table for tried in self._tried for table in tried]
        for number, members in enumerate(self._alike):
            tried = self._tried[number] if number < len(self._tried) else every
            shares = np.array([np.mean(self._given[table]) for table in tried])
            far = np.abs(self._tables[members][:, None] - self._tables[tried][None]).sum(axis=2)
            found[members] = shares[far.argmin(axis=1)]
        return found

    def _between(self, number: int) -> int | None:
        """Return a table between two that were tried and differ; None if there is none."""
        members, tried = self._alike[number], self._tried[number]
        for one, other in pairwise(tried):
            first, last = members.index(one), members.index(other)
            if last - first > 1 and self._given[one] != self._given[other]:
                return members[(first + last) // 2]
        return None

    def _try(self, tried: Sequence[int]) -> None:
        for table in tried:
            given = self._given.setdefault(table, [])
            new = self.seeds[len(given) :]
            given += [self._is_pattern(self._tables[table], seed) for seed in new]
            self.runs += len(new)


def _alike(tables: np.ndarray, is_small: np.ndarray) -> Iterator[list[int]]:
    """Yield the numbers of the tables with the same small counts, in the order of their counts."""
    found: dict[bytes, list[int]] = {}
    for number in np.lexsort(tables.T[::-1]):
        found.setdefault(is_small[number].tobytes(), []).append(int(number))
    yield from found.values()


def _spread(members: Sequence[int], most: int) -> list[int]:
    """Return so many of the members, the first and the last and some evenly between."""
    places = np.linspace(0, len(members) - 1, min(most, len(members))).round().astype(int)
    return [members[place] for place in places]
