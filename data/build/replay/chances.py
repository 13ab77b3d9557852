"""How often the published rule, with one seed after the other, hides just what is hidden, table by table."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

# Seeds are tried in batches until so many gave the pattern for some table: then shares are good to about a tenth.
_BATCH = 8
ENOUGH = 24
# From so few that gave it no share can be told.
FEW = 12
_GIVE_UP = 24
# Of tables with the same small counts, so many are tried; if they fare alike with every seed, so do the others.
_TRIED_OF_ALIKE = 4
_TRIED_OF_UNLIKE = 24
_TRIED_IN_ALL = 48

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


def chances(tables: np.ndarray, is_small: np.ndarray, is_pattern: IsPattern, seeds: Sequence[bytes]) -> Chances:
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
    """
    trial = _Trial(tables, is_small, is_pattern)
    for start in range(0, len(seeds), _BATCH):
        trial.add(seeds[start : start + _BATCH])
        enough = trial.matched >= ENOUGH or (trial.matched and trial.is_certain)
        if enough or (not trial.matched and len(trial.seeds) >= _GIVE_UP):
            break
    return Chances(trial.shares(), trial.matched, len(trial.seeds), trial.runs, trial.is_certain)


class _Trial:
    """What each table that was tried gave with each seed so far."""

    def __init__(self, tables: np.ndarray, is_small: np.ndarray, is_pattern: IsPattern):
        self._tables, self._is_pattern = tables, is_pattern
        self._alike = sorted(_alike(tables, is_small), key=len, reverse=True)
        each = min(_TRIED_OF_ALIKE, max(1, _TRIED_IN_ALL // len(self._alike)))
        self._tried = [_spread(members, each) for members in self._alike[:_TRIED_IN_ALL]]
        self._given: dict[int, list[bool]] = {}
        self.seeds: list[bytes] = []
        self.runs = 0

    def add(self, seeds: Sequence[bytes]) -> None:
        """Try more seeds; where tables that should fare alike do not, try more of them with all seeds."""
        self.seeds += seeds
        for number, tried in enumerate(self._tried):
            self._try(tried)
            room = _TRIED_IN_ALL - len(self._given)
            if room > 0 and len({tuple(self._given[table]) for table in tried}) > 1:
                more = _spread(self._alike[number], min(_TRIED_OF_UNLIKE, room))
                self._tried[number] = sorted({*tried, *more}, key=self._alike[number].index)
                self._try(self._tried[number])

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
