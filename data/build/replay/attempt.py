"""The replay of one group of hidden counts: as a whole if all its tables can be looked at, else line by line."""

import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from data.build.attacks.rows import Count, Rule, width_of
from data.build.replay.algorithm import Algorithm, Made
from data.build.replay.chances import ENOUGH, Chances, IsPattern, chances
from data.build.replay.groups import Group, Published
from data.build.replay.posteriors import ENUMERATED, SAMPLED, Posterior, Replay, Swaps, Unreplayed
from data.build.replay.rejection import accepted
from data.build.replay.samples import sample
from data.build.replay.tables import Unlimited, circuits, tables

# The values that hold so much of the chance are taken to be known.
_SURE = 0.95
# So many more runs of the rule are spent where a count may be given away.
_DOUBTFUL = 4


class Attempt:
    """The replay of one group."""

    def __init__(self, indicator: str, rule: Rule, group: Group, published: Published, run: Algorithm, *, runs: int):
        self._indicator, self._rule, self._group, self._published = indicator, rule, group, published
        self._run, self._runs = run, runs

    def replay(self, seeds: Sequence[bytes]) -> Replay:
        """Return what these seeds give."""
        every = [*range(len(self._group.hidden))]
        try:
            counts = tables(self._group.matrix, self._group.results)
        except Unlimited as error:
            return self._unreplayed(every, str(error))
        if counts is None:
            moves = circuits(self._group.matrix)
            return self._line_by_line(lambda columns: self._sampled(moves, columns, seeds))
        found = self._chances(counts, every, seeds)
        if found.tell:
            return self._told(counts, every, found)
        return self._line_by_line(lambda columns: self._line(counts[:, columns], columns, seeds))

    def left_out(self, largest: int) -> Replay:
        """Return that the group was not replayed, as it is larger than that."""
        size = len(self._group.hidden)
        return self._unreplayed(range(size), f"one of {size} counts that are tied together, and {largest} are the most")

    def _line_by_line(self, replay: Callable[[list[int]], Replay]) -> Replay:
        """Replay one line after the other, what is hidden elsewhere being hidden; each count has its narrowest."""
        lines = {frozenset(np.flatnonzero(row).tolist()) for row in self._group.matrix}
        parts = [replay(sorted(line)) for line in sorted(lines, key=sorted)]
        best: dict[Count, Posterior] = {}
        for posterior in (each for part in parts for each in part.posteriors):
            best[posterior.count] = min(best.get(posterior.count, posterior), posterior, key=lambda p: p.width)
        reasons = {each.count: each for part in parts for each in part.unreplayed if each.count not in best}
        swaps = [each for part in parts for each in part.swaps]
        return Replay(tuple(best.values()), tuple(reasons.values()), tuple(swaps))

    def _line(self, counts: np.ndarray, columns: list[int], seeds: Sequence[bytes]) -> Replay:
        found = self._chances(distinct := np.unique(counts, axis=0), columns, seeds)
        if not found.tell:
            reason = f"just this was hidden with {found.matched} of {found.seeds} seeds, too few to tell"
            return self._unreplayed(columns, f"{reason} ({len(distinct)} tables, {found.runs} runs)")
        places = {row.tobytes(): place for place, row in enumerate(distinct)}
        shares = found.shares[[places[row.tobytes()] for row in counts]]
        return self._told(counts, columns, found._replace(shares=shares))

    def _sampled(self, moves: np.ndarray, columns: list[int], seeds: Sequence[bytes]) -> Replay:
        """Replay a line of which there are too many tables to look at them all."""
        below, size = self._rule.threshold, _DOUBTFUL * self._runs
        found = sample(self._group.matrix, self._group.results, moves, small=columns, below=below, size=size)
        if not found.is_mixed(columns):
            return self._unreplayed(columns, "there are too many tables to sample them well")
        is_pattern, every = self._is_pattern(columns), np.ones(len(found.counts))
        possible = [len(_likely(values, every)) for values in found.counts[:, columns].T]

        def is_doubtful(those: np.ndarray) -> bool:
            likely = (len(_likely(values, np.ones(len(values)), of=len(values))) for values in those[:, columns].T)
            return any(some - 1 < min(width_of(below), most - 1) for some, most in zip(likely, possible, strict=True))

        def gives(table: np.ndarray, seed: bytes) -> bool:
            return is_pattern(table[columns], seed)

        # Other lines of the group have to stay possible with a swap, so whole tables are swapped.
        given = accepted(found.counts, moves, gives, seeds, runs=self._runs, is_doubtful=is_doubtful)
        if len(given.counts) < ENOUGH:
            reason = f"just this was hidden for {len(given.counts)} of a sample of {given.runs} tables, too few to tell"
            return self._unreplayed(columns, reason)
        counts, swaps = given.counts[:, columns], (given.kept, given.swaps)
        return self._posteriors(
            columns, SAMPLED, counts, np.ones(len(counts)), found.counts[:, columns], given.runs, swaps
        )

    def _chances(self, counts: np.ndarray, columns: Sequence[int], seeds: Sequence[bytes]) -> Chances:
        is_small = counts < self._rule.threshold
        return chances(counts, is_small, self._is_pattern(columns), seeds, runs=self._runs)

    def _is_pattern(self, columns: Sequence[int]) -> IsPattern:
        """Return whether tables of some hidden counts give the pattern; others are left open, as they are hidden."""
        hidden = [self._group.hidden[column] for column in columns]
        around = self._published.around(hidden)
        wanted = frozenset(hidden)

        def is_pattern(table: np.ndarray, seed: bytes) -> bool:
            values = {**around.shown, **dict(zip(hidden, table.tolist(), strict=True))}
            return self._run(Made(values, around.outer), seed) == wanted

        return is_pattern

    def _told(self, counts: np.ndarray, columns: Sequence[int], found: Chances) -> Replay:
        swaps = _swaps(counts, found.shares > 0)
        return self._posteriors(columns, ENUMERATED, counts, found.shares, counts, found.runs, swaps)

    def _posteriors(
        self,
        columns: Sequence[int],
        how: str,
        counts: np.ndarray,
        shares: np.ndarray,
        before: np.ndarray,
        runs: int,
        swaps: tuple[int, int],
    ) -> Replay:
        hidden = tuple(self._group.hidden[column] for column in columns)
        posteriors = tuple(
            Posterior(
                self._indicator,
                count,
                self._rule.threshold,
                hidden,
                how,
                len(counts),
                runs,
                _likely(counts[:, place], shares, of=len(counts) if how == SAMPLED else None),
                _likely(before[:, place], np.ones(len(before))),
            )
            for place, count in enumerate(hidden)
        )
        return Replay(posteriors, swaps=(Swaps(self._indicator, hidden, *swaps),))

    def _unreplayed(self, columns: Iterable[int], reason: str) -> Replay:
        hidden = [self._group.hidden[column] for column in columns]
        return Replay(unreplayed=tuple(Unreplayed(self._indicator, count, reason) for count in hidden))


def _likely(values: np.ndarray, shares: np.ndarray, *, of: int | None = None) -> tuple[int, ...]:
    """Return the fewest values that hold 95 % of the chance, the likeliest of them first taken.

    Of a sample of so few tables (``of``) a value that is seldom met may have been missed or met too seldom, so the
    values hold as much more as chance alone may have taken, by two standard errors.
    """
    every, place = np.unique(values, return_inverse=True)
    mass = np.bincount(place, weights=shares)
    order = np.argsort(-mass, kind="stable")
    sure = min(1, _SURE + 2 * math.sqrt(_SURE * (1 - _SURE) / of)) if of else _SURE
    enough = np.searchsorted(np.cumsum(mass[order]), sure * mass.sum() - 1e-9) + 1
    return tuple(sorted(int(every[n]) for n in order[:enough]))


def _swaps(counts: np.ndarray, is_possible: np.ndarray) -> tuple[int, int]:
    """Return how many swaps of one person lead from one table that gives the pattern to another, of how many."""
    distinct, first = np.unique(counts, axis=0, return_index=True)
    possible = is_possible[first]
    kept = of = 0
    for table in distinct[possible]:
        is_swap = np.abs(distinct - table).max(axis=1) == 1
        of += int(is_swap.sum())
        kept += int((is_swap & possible).sum())
    return kept, of
