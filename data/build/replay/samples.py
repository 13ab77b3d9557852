"""A sample of the tables that agree with what is published, each as likely as another, and whether it is one.

Chains start from tables far apart. Each step moves people around a circuit that leaves every published sum as it is,
by any number that leaves a table which is wanted, each number as likely as another. Where the chains have not come
together after all steps, what they went through is no sample.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from data.build.replay.tables import far_table

CHAINS = 4
# So many steps between two tables that are kept, for each circuit up to a limit.
_FEWEST_STEPS, _MOST_STEPS = 8, 40
_STARTS = 8
# How much wider all chains together may be than each by itself (after Gelman and Rubin, Statistical Science 7, 1992).
_TOGETHER = 1.1

# Which of some tables, an array of shape (tables, counts), are wanted.
Wanted = Callable[[np.ndarray], np.ndarray]


class Sample(NamedTuple):
    """Tables of hidden counts by chain, an array of shape (chains, tables of each, counts)."""

    chains: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        """Return the tables, one chain after the other at each step, an array of shape (tables, counts)."""
        return self.chains.swapaxes(0, 1).reshape(-1, self.chains.shape[2])

    def is_mixed(self, columns: list[int]) -> bool:
        """Return whether all chains went through the same values of these counts."""
        if len(self.chains) < CHAINS:
            return False
        values = self.chains[:, :, columns].astype(float)
        within, between = values.var(axis=1).mean(axis=0), values.mean(axis=1).var(axis=0)
        return bool((within + between <= _TOGETHER**2 * within).all())


def sample(
    matrix: np.ndarray, results: np.ndarray, circuits: np.ndarray, *, small: list[int], below: int, size: int
) -> Sample:
    """Return about so many tables of whole counts from 0 with ``matrix @ counts == results``.

    Parameters
    ----------
    matrix, results : arrays of shape (lines, counts) and (lines,)
    circuits : array of shape (moves, counts)
        As ``data.build.replay.tables.circuits`` returns them.
    small : list of int
        One of these counts at least is ``below`` in every table: a rule that hides what is small would have hidden
        none of them otherwise.
    below : int
    size : int
    """

    def is_wanted(tables: np.ndarray) -> np.ndarray:
        wanted: np.ndarray = np.any(tables[:, small] < below, axis=1)
        return wanted

    draws, found, each = np.random.default_rng(1), [], -(-size // CHAINS)
    steps = int(np.clip(len(circuits), _FEWEST_STEPS, _MOST_STEPS))
    for start in _starts(matrix, results, small, below, draws):
        found.append(_chain(start, circuits, is_wanted, draws, each=each, steps=steps))
    return Sample(np.array(found).reshape(len(found), each, matrix.shape[1]))


def _starts(
    matrix: np.ndarray, results: np.ndarray, small: list[int], below: int, draws: np.random.Generator
) -> list[np.ndarray]:
    """Return tables far apart, a different count being the small one in each; none if there is none."""
    found: list[np.ndarray] = []
    order = draws.permutation(small)
    for number in range(CHAINS * _STARTS):
        high = np.full(matrix.shape[1], np.inf)
        high[order[number % len(order)]] = below - 1
        table = far_table(matrix, results, draws.normal(size=(matrix.shape[1],)), high)
        if table is not None:
            found.append(table)
        if len(found) == CHAINS:
            break
    return found


def _chain(
    table: np.ndarray, circuits: np.ndarray, is_wanted: Wanted, draws: np.random.Generator, *, each: int, steps: int
) -> np.ndarray:
    found = np.empty((each, len(table)), dtype=int)
    # What comes first is near the start still.
    for number in range(-(each // 4), each):
        for move in circuits[draws.integers(len(circuits), size=steps)]:
            table = _moved(table, move, is_wanted, draws)
        if number >= 0:
            found[number] = table
    return found


def _moved(table: np.ndarray, move: np.ndarray, is_wanted: Wanted, draws: np.random.Generator) -> np.ndarray:
    up, down = move > 0, move < 0
    back = int((table[up] // move[up]).min())
    far = int((table[down] // -move[down]).min())
    if not back + far:
        return table
    tables = table + np.arange(-back, far + 1)[:, None] * move
    wanted = np.flatnonzero(is_wanted(tables))
    moved: np.ndarray = tables[wanted[draws.integers(len(wanted))]]
    return moved
